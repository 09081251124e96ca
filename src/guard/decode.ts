import { decodeLenient } from '../bytes/base64Lenient.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { alphanumerics, asciiSet, runsOf } from '../detect/text/runs.ts';

/** How a value was packed inside another. */
export type Packing = 'json' | 'url' | 'base64' | 'hex';

/** A value that was packed inside a string. */
export interface Unpacked {
  readonly packing: Packing;
  readonly value: unknown;
}

/** Everything that a string looks like a packing of. What does not decode to readable text gives nothing. */
export function unpack(text: string): Unpacked[] {
  const found: Unpacked[] = [];
  const json = parseJson(text);
  if (json !== undefined) found.push({ packing: 'json', value: json });
  const url = decodeEscapes(text);
  if (url !== undefined) found.push({ packing: 'url', value: url });
  // The strings of a JSON text are looked at one by one.
  if (json !== undefined) return found;
  for (const { text: run } of runsOf(text, packedCharacters, minPackedChars)) {
    const hex = hexText(run);
    const base64 = hex === undefined ? base64Text(run) : undefined;
    if (hex !== undefined) found.push({ packing: 'hex', value: hex });
    if (base64 !== undefined) found.push({ packing: 'base64', value: base64 });
  }
  return found;
}

function parseJson(text: string): unknown {
  const start = text.trimStart()[0] ?? '';
  if (start === '' || !'[{"'.includes(start)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const percent = /(?:%[0-9a-f]{2})+/giu;
const unicode = /\\u([0-9a-f]{4})/giu;

/** %E5%BC%A0 and \u5f20, wherever they stand; a sequence that is not UTF-8 stays as it is. */
function decodeEscapes(text: string): string | undefined {
  const decoded = text
    .replace(percent, (sequence) => decodeUtf8(bytesOf(sequence.replaceAll('%', ''))) ?? sequence)
    .replace(unicode, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return decoded === text ? undefined : decoded;
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

// Eleven digits are 22 characters of hex and 15 of base64, without padding.
const minPackedChars = 14;
const packedCharacters = /* @__PURE__ */ asciiSet(`${alphanumerics}+/_-`);
const notHex = /[^0-9a-f]/iu;

const hexText = (run: string): string | undefined =>
  run.length % 2 === 0 && !notHex.test(run) ? readable(bytesOf(run)) : undefined;

function base64Text(run: string): string | undefined {
  const bytes = decodeLenient(run);
  return bytes === undefined ? undefined : readable(bytes);
}

const control = /[\p{Cc}\p{Cn}\p{Co}]/u;
const whitespace = /[\t\n\r]/gu;

/** UTF-8 without control characters: nearly no bytes of another kind are. */
function readable(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes);
  return text === undefined || control.test(text.replace(whitespace, ' ')) ? undefined : text;
}
