import { unpack } from '../../guard/decode/decode.ts';
import { decodePercent } from '../../guard/decode/form.ts';
import { fieldOf, type Payload } from './field.ts';
import { parseDigitalLink, parseGs1 } from './gs1.ts';
import { parseContact, parseDelimited, parseObject, parsePairs, parseUrl } from './keyed.ts';
import { parseMaxicode, parseMh10 } from './transport.ts';

// What is packed in what is packed; nobody goes further.
const maxDepth = 3;

/**
 * What a 2-D symbol says, in fields: GS1 element strings and Digital Links, a MaxiCode's carrier message, envelopes of ANSI
 * MH10.8.3, SF's `MMM=`, JSON, URLs, `k=v`, fields between bars, contacts; and any of them in percent or Base64. Anything else
 * is one field.
 *
 * It says what a field is, not whether it may stay: {@link PayloadRole}.
 *
 * @param text - The data as a scanner gives it, without the switches of a printer.
 * @example
 * parsePayload('(00)395011100000010009(4301)Yunlan Zhang(420)310012').fields.map(({ key, role }) => [key, role]);
 * // => [['00', 'routing'], ['4301', 'personal'], ['420', 'routing']]
 * parsePayload("MMM={'k1':'755W','k5':'SF3054296718850'}").form; // 'mmm'
 * parsePayload('https://example.com/t?no=SF1&tel=13812345678').fields[2]?.value; // '13812345678'
 * @see GS1 General Specifications; GS1 Scan4Transport; ISO/IEC 15434; ISO/IEC 16023
 */
export function parsePayload(text: string): Payload {
  return parseAt(text, 0);
}

const parsers = [
  parseMaxicode,
  parseMh10,
  parseGs1,
  parseDigitalLink,
  parseObject,
  parseContact,
  parseUrl,
  parseDelimited,
];

function parseAt(text: string, depth: number): Payload {
  for (const parse of parsers) {
    const payload = parse(text);
    if (payload !== undefined) return payload;
  }
  // Before pairs, for which the padding of Base64 is an equals sign.
  const payload = packed(text, depth) ?? parsePairs(text);
  return payload ?? { form: 'text', fields: [fieldOf(text, '', 0, text.length, 'other')] };
}

const percent = /^[^%\s]*%[0-9a-f]{2}/iu;
// Not `{16,}`: a loop that counts keeps a place for every round, and overflows on megabytes.
const base64 = /^[A-Za-z0-9+/_-]{16}[A-Za-z0-9+/_-]*={0,2}$/u;

/** A payload that is another one in percent or Base64, as a whole. */
function packed(text: string, depth: number): Payload | undefined {
  if (depth === maxDepth) return undefined;
  if (percent.test(text)) {
    const decoded = decodePercent(text);
    if (decoded !== text) return { form: 'percent', fields: [], inner: parseAt(decoded, depth + 1) };
  }
  if (!base64.test(text)) return undefined;
  const inner = unpack(text).packed.find(({ packing }) => packing === 'base64')?.value;
  return typeof inner === 'string' ? { form: 'base64', fields: [], inner: parseAt(inner, depth + 1) } : undefined;
}
