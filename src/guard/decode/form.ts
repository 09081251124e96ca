import { decodeUtf8 } from '../../bytes/utf8.ts';
import { Pairs } from './pairs.ts';

// Not control characters: nobody escapes them, and 50%13812345678 is a price and a number.
const percent = /(?:%(?:[2-9a-f][\da-f]|0[9ad]))+/giu;

/** `%E5%BC%A0`, wherever it stands; a sequence that is not UTF-8 stays as it is. */
export const decodePercent = (text: string): string =>
  text.includes('%')
    ? text.replace(percent, (sequence) => decodeUtf8(bytesOfHex(sequence.replaceAll('%', ''))) ?? sequence)
    : text;

/** Bytes of an even number of hexadecimal digits. */
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

// What names of fields are written with; the first of a form must be one, or any sentence with `=` in it were a form.
const firstName = /^[\w.[\]%$-]{1,128}=/u;
const paddingOnly = /^=*$/u;

/** A form, and the text that is not in its fields. */
export interface ParsedForm {
  readonly fields: Pairs;
  readonly rest: string;
}

/** The fields of `a=b&c=d`, of cookies (`a=b; c=d`), or of a URL's query and fragment; `undefined` for anything else. */
export function parseForm(text: string): ParsedForm | undefined {
  if (!text.includes('=')) return undefined;
  const query = queryOf(text);
  if (query === undefined && !firstName.test(text)) return undefined;
  const form = query ?? text;
  const fields: [string, string][] = [];
  for (const field of form.split(form.includes('&') ? '&' : ';')) {
    const at = field.indexOf('=');
    // Without a value, which the padding of base64 is none.
    if (at < 0 || paddingOnly.test(field.slice(at))) fields.push(['', decodeField(field)]);
    else fields.push([decodeField(field.slice(0, at)).trim(), decodeField(field.slice(at + 1))]);
  }
  if (fields.every(([name]) => name === '')) return undefined;
  // A sentence may hold a `;` and one `=`; only `&` surely ends a field.
  const isForm = form.includes('&') || fields.every(([name]) => name !== '');
  const rest = query === undefined ? (isForm ? '' : text) : text.slice(0, -query.length);
  return { fields: new Pairs(fields), rest: decodePercent(rest) };
}

const decodeField = (text: string): string => decodePercent(text.replaceAll('+', ' '));

const address = /^(?:[a-z][a-z\d+.-]{0,20}:\/)?\/[^\s?#]*[?#]/iu;

/** What follows `?` or `#` in a URL or a path. */
function queryOf(text: string): string | undefined {
  const start = address.exec(text);
  return start === null ? undefined : text.slice(start[0].length).replaceAll(/[?#]/gu, '&');
}
