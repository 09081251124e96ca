import { decodePercent } from '../../guard/decode/form.ts';
import { type ApplicationIdentifier, hasCheckDigit, identifierAt, identifierOf } from './ais.ts';
import { fieldOf, type Payload, type PayloadField } from './field.ts';

const groupSeparator = '\x1d';
// AIM symbology identifiers of symbols with FNC1 in first place: DataMatrix, QR, GS1-128, DataBar, DotCode.
const symbologies = [']d2', ']Q3', ']C1', ']e0', ']J1'];
// FNC1 as printers and scanners spell it: a separator, ^BX, ^BC, and words.
const spellings = [groupSeparator, '_1', '>;>8', '>8', '{FNC1}', '<FNC1>', '{GS}', '<GS>'];

/**
 * GS1 element strings: after a symbology identifier or FNC1, in brackets as people read them, or bare where they begin with an
 * SSCC and are well-formed to the end.
 *
 * @returns `undefined` for anything else.
 */
export function parseGs1(text: string): Payload | undefined {
  if (text.startsWith('(')) return parseBracketed(text);
  const symbology = symbologies.find((prefix) => text.startsWith(prefix)) ?? '';
  const rest = text.slice(symbology.length, symbology.length + 6);
  const spelling = spellings.find((prefix) => rest.startsWith(prefix)) ?? '';
  const start = symbology.length + spelling.length;
  const separator = spelling === '>;>8' ? '>8' : spelling || groupSeparator;
  const fields = elementsOf(text, start, text.length, separator);
  if (start > 0) return fields === undefined ? undefined : { form: 'gs1', fields };
  return fields !== undefined && isSound(fields) ? { form: 'gs1', fields } : undefined;
}

/** Without FNC1 in front only what cannot be chance is an element string. */
const isSound = (fields: readonly PayloadField[]): boolean =>
  fields[0]?.key === '00' &&
  hasCheckDigit(fields[0].value) &&
  fields.every(({ key, value }) => {
    const { fixedChars, maxChars } = identifierOf(key) as ApplicationIdentifier;
    return value !== '' && value.length <= maxChars && (fixedChars === undefined || value.length === fixedChars);
  });

/** Elements from `at` to `end`; `undefined` where one has no identifier. */
export function elementsOf(text: string, at: number, end: number, separator: string): PayloadField[] | undefined {
  const fields: PayloadField[] = [];
  let from = at;
  let before = 0;
  while (from < end) {
    const length = separatorAt(text, from, separator);
    if (length > 0) {
      before = length;
      from += length;
      continue;
    }
    const identifier = identifierAt(text, from);
    if (identifier === undefined) return undefined;
    const start = from + identifier.ai.length;
    const stop = valueEnd(text, start, end, separator, identifier);
    const after = before > 0 ? 0 : separatorAt(text, stop, separator);
    const cut = { start: from - before, end: stop + after };
    fields.push(element(text, identifier, start, stop, cut));
    before = 0;
    from = stop;
  }
  return fields.length === 0 ? undefined : fields;
}

function separatorAt(text: string, at: number, separator: string): number {
  if (text[at] === groupSeparator) return 1;
  return text.startsWith(separator, at) ? separator.length : 0;
}

function valueEnd(
  text: string,
  start: number,
  end: number,
  separator: string,
  { fixedChars = end }: ApplicationIdentifier,
): number {
  // A text goes on to its separator, however long its standard lets it be.
  const most = Math.min(end, start + fixedChars);
  let stop = start;
  while (stop < most && separatorAt(text, stop, separator) === 0) stop++;
  return stop;
}

function element(
  text: string,
  { ai, maxChars, role, isText }: ApplicationIdentifier,
  start: number,
  end: number,
  cut: PayloadField['cut'],
): PayloadField {
  const value = decodePercent(text.slice(start, end));
  return fieldOf(text, ai, start, end, role, { value, cut, refChars: isText ? Math.min(end - start, maxChars) : 0 });
}

const bracketed = /\((\d{2,4})\)/gu;

/** `(00)3…(4301)…`, as printed below a symbol and as some drivers take it. */
function parseBracketed(text: string): Payload | undefined {
  const marks = [...text.matchAll(bracketed)].flatMap(({ 0: { length }, 1: digits = '', index }) => {
    const identifier = identifierOf(digits);
    // A value may hold brackets of its own.
    return identifier?.ai === digits ? [{ identifier, index, start: index + length }] : [];
  });
  if (marks[0]?.index !== 0) return undefined;
  const fields = marks.map(({ identifier, index, start }, i) => {
    const end = marks[i + 1]?.index ?? text.length;
    return element(text, identifier, start, end, { start: index, end });
  });
  return { form: 'gs1', fields };
}

const link = /^https?:\/\/[^/?#\s]{1,253}((?:\/[^/?#\s]{0,512}){2,64})\/?(?:\?([^#\s]*))?/iu;

/**
 * A GS1 Digital Link: identifiers and values as steps of the path, further ones in the query.
 *
 * @see GS1 Digital Link Standard: URI Syntax
 */
export function parseDigitalLink(text: string): Payload | undefined {
  const match = link.exec(text);
  if (match === null) return undefined;
  const [, path = '', query] = match;
  const pathStart = text.indexOf(path, text.indexOf('//') + 2);
  const fields = stepsOf(text, pathStart, pathStart + path.length);
  if (fields.length === 0) return undefined;
  if (query !== undefined) {
    for (const field of queryOf(text, text.indexOf('?', pathStart) + 1, query)) fields.push(field);
  }
  return { form: 'gs1-digital-link', fields };
}

// The keys of GS1 that a link begins with.
const primaryKey = /^(?:00|01|253|255|401|402|414|417|8003|8004|8006|8010|8013|8017|8018)$/u;

/** Pairs of steps from the first key on. */
function stepsOf(text: string, start: number, end: number): PayloadField[] {
  const fields: PayloadField[] = [];
  let key = '';
  let at = start;
  for (const step of text.slice(start + 1, end).split('/')) {
    const from = at + 1;
    at = from + step.length;
    if (key !== '') {
      const identifier = identifierOf(key);
      if (identifier !== undefined) {
        fields.push(element(text, identifier, from, at, { start: from, end: at }));
      }
      key = '';
    } else if (primaryKey.test(step) || (fields.length > 0 && /^\d{2,4}$/u.test(step))) key = step;
  }
  return fields;
}

function queryOf(text: string, start: number, query: string): PayloadField[] {
  const fields: PayloadField[] = [];
  let at = start;
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(0, equals));
    const from = at + equals + 1;
    const end = at + part.length;
    const cut = { start: at - (at > start ? 1 : 0), end: at > start ? end : end + (text[end] === '&' ? 1 : 0) };
    const identifier = /^\d{2,4}$/u.test(key) ? identifierOf(key) : undefined;
    if (identifier !== undefined) fields.push(element(text, identifier, from, end, cut));
    else fields.push(fieldOf(text, key, from, end, 'other', { value: decodePercent(text.slice(from, end)), cut }));
    at = end + 1;
  }
  return fields;
}
