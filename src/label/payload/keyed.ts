import { decodePercent } from '../../guard/decode/form.ts';
import { isJson } from '../parse/isJson.ts';
import { fieldOf, type Payload, type PayloadField, type PayloadRole } from './field.ts';

/**
 * JSON, or an object in single quotes as SF writes it: `MMM={'k1':'755W','k5':'SF3054296718850'}`. Its values with their keys,
 * those of inner objects too.
 */
export function parseObject(text: string): Payload | undefined {
  const sf = sfHead.exec(text);
  if (sf !== null) {
    const fields = membersOf(text, sf[0].length, sfRole);
    return fields.length === 0 ? undefined : { form: 'mmm', fields };
  }
  if (!jsonHead.test(text) || !isJson(text)) return undefined;
  return { form: 'json', fields: membersOf(text, 0, () => 'other') };
}

const sfHead = /^MMM\s{0,8}=\s{0,8}(?=\{)/u;
const jsonHead = /^\s{0,8}[[{]/u;

// SF: transfer centre, branch, unit area, product and time, waybill number, flag, check. A further key is none of them.
const sfKey = /^k[1-7]$/u;
const sfRole = (key: string): PayloadRole => (sfKey.test(key) ? 'routing' : 'other');

/** Strings and numbers with the key before them; tolerant of either quote and of what is missing. */
function membersOf(text: string, at: number, roleOf: (key: string) => PayloadRole): PayloadField[] {
  const fields: PayloadField[] = [];
  const parents: string[] = [];
  let key = '';
  for (let i = at; i < text.length; ) {
    const unit = text[i] as string;
    if (unit === '"' || unit === "'") {
      const end = quotedEnd(text, i, unit);
      const next = afterBlanks(text, end + 1);
      if (text[next] === ':') {
        key = unescaped(text.slice(i + 1, end));
        i = next + 1;
      } else {
        const value = unescaped(text.slice(i + 1, end));
        fields.push(fieldOf(text, pathOf(parents, key), i + 1, end, roleOf(key), { value, mayBeEmpty: false }));
        i = end + 1;
      }
    } else if (unit === '{' || unit === '[') {
      parents.push(key);
      i++;
    } else if (unit === '}' || unit === ']') {
      key = parents.pop() ?? '';
      i++;
    } else {
      const end = bareEnd(text, i);
      if (end > i) fields.push(fieldOf(text, pathOf(parents, key), i, end, roleOf(key), { refChars: 0 }));
      i = Math.max(end, i + 1);
    }
  }
  return fields;
}

/** The key and the one above it: `receiver.name`. */
const pathOf = (parents: readonly string[], key: string): string => {
  const parent = parents.at(-1) ?? '';
  return parent === '' || parent === key ? key : `${parent}.${key}`;
};

function quotedEnd(text: string, start: number, quote: string): number {
  let i = start + 1;
  while (i < text.length && text[i] !== quote) i += text[i] === '\\' ? 2 : 1;
  return Math.min(i, text.length);
}

function afterBlanks(text: string, at: number): number {
  let i = at;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return i;
}

const bareUnit = /[\p{L}\p{N}.+_-]/u;

function bareEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length && bareUnit.test(text[i] as string)) i++;
  return i;
}

const escapes = /\\(?:u([0-9a-f]{4})|(.))/giu;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(escapes, (_, hex: string | undefined, unit: string | undefined) =>
        hex === undefined ? (controls[unit ?? ''] ?? unit ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

const address = /^([a-z][a-z\d+.-]{1,20}:\/\/[^\s?#]{1,2048})(?:\?([^\s#]*))?(?:#(\S*))?$/iu;

/** A URL: its address, and the fields of its query and fragment. */
export function parseUrl(text: string): Payload | undefined {
  const match = address.exec(text);
  if (match === null) return undefined;
  const [, head = '', query, fragment] = match;
  const fields = [fieldOf(text, 'url', 0, head.length, 'other', { value: decodePercent(head), refChars: 0 })];
  let at = head.length + 1;
  if (query !== undefined) {
    addPairs(fields, text, at, at + query.length, '&', '=');
    at += query.length + 1;
  }
  if (fragment !== undefined) addPairs(fields, text, at, at + fragment.length, '&', '=');
  return { form: 'query', fields };
}

const separators = ['&', ';', '\n', '|', ',', '；', '，'] as const;
const name = /^\s{0,4}[\p{L}_][\p{L}\p{N}_. -]{0,31}$/u;

/** `k=v&k=v`, `k=v;k=v`, and lines of `收件人：张三`: every part has a key. */
export function parsePairs(text: string): Payload | undefined {
  const separator = separators.find((one) => text.includes(one)) ?? '&';
  const equals = ['=', ':', '：'].find((sign) => text.includes(sign));
  if (equals === undefined) return undefined;
  const isPair = (part: string): boolean => name.test(part.slice(0, Math.max(0, part.indexOf(equals))));
  if (!text.split(separator).every((part) => isPair(part) || part.trim() === '')) return undefined;
  const fields: PayloadField[] = [];
  addPairs(fields, text, 0, text.length, separator, equals);
  return { form: 'pairs', fields };
}

function addPairs(
  fields: PayloadField[],
  text: string,
  start: number,
  end: number,
  separator: string,
  equals: string,
): void {
  let at = start;
  for (const part of text.slice(start, end).split(separator)) {
    const sign = part.indexOf(equals);
    const key = decode(part.slice(0, Math.max(0, sign))).trim();
    const from = at + (sign < 0 ? 0 : sign + equals.length);
    const stop = at + part.length;
    if (stop > from) fields.push(fieldOf(text, key, from, stop, 'other', { value: decode(text.slice(from, stop)) }));
    at = stop + separator.length;
  }
}

const decode = (text: string): string => decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);

const minDelimited = 3;
const letter = /\p{L}/u;
const blank = /\s/u;

/** Keys of routing have no words side by side: 1Z…|89193|NV. A number and its unit do: 1.2 kg. */
const hasWords = (text: string): boolean =>
  blank.test(text) &&
  text
    .trim()
    .split(/\s+/u)
    .slice(0, -1)
    .some((word) => letter.test(word));

/** Fields by their place, as in Amazon's QR codes: `1Z…|…|name|street|Ste 113|89193|…`. One of several words is personal. */
export function parseDelimited(text: string): Payload | undefined {
  const separator = ['|', '\t', '^'].find((one) => text.split(one).length >= minDelimited);
  if (separator === undefined) return undefined;
  const fields: PayloadField[] = [];
  let at = 0;
  for (const [i, part] of text.split(separator).entries()) {
    if (part !== '') {
      const value = decodePercent(part);
      const role = hasWords(value) ? 'personal' : 'other';
      fields.push(fieldOf(text, String(i + 1), at, at + part.length, role, { value }));
    }
    at += part.length + separator.length;
  }
  return { form: 'delimited', fields };
}

const contact = /^(?:BEGIN:VCARD|MECARD:|BIZCARD:|tel:|sms(?:to)?:|mailto:|geo:|matmsg:)/iu;

/** A contact: vCard, MECARD, BIZCARD, and URIs that ring, write or point to a person. All of it is personal. */
export function parseContact(text: string): Payload | undefined {
  const head = contact.exec(text);
  if (head === null) return undefined;
  return { form: 'contact', fields: [fieldOf(text, head[0].toLowerCase(), 0, text.length, 'personal')] };
}
