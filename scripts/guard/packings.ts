/** Ways in which text gets packed into a payload. */
import type { Random } from '../orders/random.ts';

const units = (text: string, write: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, i) => write(text.charCodeAt(i))).join('');
const points = (text: string, write: (point: number) => string): string =>
  Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('');
const percentAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** One value, and the string or object that holds it. Those marked as text can be packed again. */
export const packings: Readonly<Record<string, (text: string, random: Random) => string>> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ id: 'A-1', list: [{ note: text }] }),
  jsonText: (text) => JSON.stringify(text),
  jsonLines: (text) => `{"id":"A-1"}\n${JSON.stringify({ note: text })}\n`,
  jsonInText: (text) => `POST /orders body=${JSON.stringify({ note: text })} 200 OK`,
  jsonEscapes: (text) => `{"note":"${units(text, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`)}"}`,
  url: (text) => encodeURIComponent(text),
  urlWhole: percentAll,
  form: (text) => new URLSearchParams({ id: 'A-1', note: text }).toString(),
  query: (text) => `https://api.example.com/orders?id=A-1&note=${encodeURIComponent(text)}#top`,
  cookie: (text) => `theme=dark; note=${encodeURIComponent(text)}; lang=zh`,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  base64Lines: (text) =>
    Buffer.from(text)
      .toString('base64')
      .replace(/(.{20})/gu, '$1\r\n'),
  dataUrl: (text) => `data:text/plain;base64,${Buffer.from(text).toString('base64')}`,
  hex: (text) => Buffer.from(text).toString('hex'),
  hexUpper: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  entities: (text) => points(text, (point) => `&#${point};`),
  entitiesHex: (text) => points(text, (point) => `&#x${point.toString(16)};`),
  xml: (text) => `<?xml version="1.0"?><order><id>A-1</id><note>${xmlText(text)}</note></order>`,
  cdata: (text) => `<order><note><![CDATA[${text}]]></note></order>`,
  attribute: (text) => `<order id="A-1" note="${xmlText(text)}"/>`,
  multipart: (text) => `--x1\r\nContent-Disposition: form-data; name="note"\r\n\r\n${text}\r\n--x1--\r\n`,
  byteString: (text) => Buffer.from(text).toString('latin1'),
};

export const packingNames: readonly string[] = Object.keys(packings);

/** A text in a packing, or in two. */
export function pack(text: string, names: readonly string[], random: Random): string {
  return names.reduce((packed, name) => packings[name]?.(packed, random) ?? packed, text);
}
