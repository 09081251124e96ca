/**
 * Ciphertext forms of the platforms, by structure only: what may be passed on untouched. `platform/` tells whose it is.
 *
 * Source: the platforms' public SDKs; the delimiter family goes back to the TOP security SDK.
 */
import { lenientByteLength } from '../bytes/base64Lenient.ts';
import { base64, type CiphertextBody, looksRandom, readMarkedBody, readUnmarkedBody } from './ciphertextBody.ts';

/** A value in the delimiter family: `~BODY~v~`, `$INDEX$BODY$v$$`, `##BODY#1##` … */
export interface DelimitedCiphertext {
  readonly delimiter: Delimiter;
  /** What the body says about itself. */
  readonly body: CiphertextBody;
  /** What stands beside the body: a search index, the clear first digits of a phone, or nothing. */
  readonly beside: 'index' | 'clear-digits' | 'nothing';
  /** Segments between the delimiters without the version: one or two. */
  readonly segments: number;
  /** Key version; negative means a public key of TOP. */
  readonly version: number;
}

/** U+0001 is what the TOP SDK puts around its type `normal`. */
export type Delimiter = '~' | '$' | '#' | '\u0001';

const delimiters: readonly string[] = ['~', '$', '#', '\u0001'];
const versionPattern = /^-?\d{1,10}$/u;
// All digits of a phone but its last eight, with an area or country code.
const clearDigits = /^[\d+-]{1,8}$/u;
// An index is base64 in most samples. A name or a number beside a body is somebody's text.
const indexPattern = /^[!-~]*$/u;
// Of 120 random digits of base64 nine decimals in a row come once in 100,000.
const number = /\d{9}/u;

/** Reads a value of the delimiter family, or gives `undefined`. */
export function parseDelimited(value: string): DelimitedCiphertext | undefined {
  const delimiter = value[0];
  if (!isDelimiter(delimiter) || !value.endsWith(delimiter)) return undefined;
  const isDoubled = value.endsWith(delimiter + delimiter);
  const parts = splitAtMost(value.slice(1, isDoubled ? -2 : -1), delimiter, 3);
  const version = parts.pop();
  if (version === undefined || parts.length === 0 || !versionPattern.test(version)) return undefined;
  const found = findBody(parts, delimiter);
  if (found === undefined) return undefined;
  const other = parts.length === 2 ? (parts[1 - found.at] as string) : '';
  const isClear = delimiter === '$' && !isDoubled && clearDigits.test(other);
  if (!isClear && (!indexPattern.test(other) || number.test(other))) return undefined;
  const beside = other === '' ? 'nothing' : isClear ? 'clear-digits' : 'index';
  return { delimiter, body: found.body, beside, segments: parts.length, version: Number(version) };
}

/** The texts between the delimiters of a value of the family, without the version; none for any other value. */
export const segmentsOf = (value: string): readonly string[] =>
  parseDelimited(value) === undefined
    ? []
    : value
        .split(value[0] as string)
        .filter((part) => part !== '')
        .slice(0, -1);

const isDelimiter = (text: string | undefined): text is Delimiter => text !== undefined && delimiters.includes(text);

/** The parts of a text, or none where there are more than `limit`. */
function splitAtMost(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator, limit + 1);
  return parts.length > limit ? [] : parts;
}

/** A mark tells the body wherever it stands; without one it is second for phones and first for text, as TOP has it. */
function findBody(
  parts: readonly string[],
  delimiter: Delimiter,
): { readonly body: CiphertextBody; readonly at: number } | undefined {
  for (const [at, part] of parts.entries()) {
    const body = readMarkedBody(part);
    if (body !== undefined) return { body, at };
  }
  const at = delimiter === '$' || delimiter === '#' ? parts.length - 1 : 0;
  const body = readUnmarkedBody(parts[at] as string);
  return body && { body, at };
}

// Type, algorithm and key id; then IV and at least one block.
const tdeHeaderBytes = 18;
const minTdeBytes = 50;

/**
 * JD's TDE value: bare base64 of `00` (weak) ‖ `04` (AES-128-CBC) ‖ key id 16 ‖ IV and CBC blocks, so (bytes − 18) is a
 * multiple of 16 and the text begins `AAQ` … `AAT`.
 */
export function isTdeCiphertext(value: string): boolean {
  if (!/^AA[Q-T]/u.test(value) || !base64.test(value) || !looksRandom(value)) return false;
  const bytes = lenientByteLength(value);
  return bytes !== undefined && bytes >= minTdeBytes && (bytes - tdeHeaderBytes) % 16 === 0;
}

/** An encrypted block for a print component (Cainiao's waybill_print_secret_version_1), or its signature. */
export type PrintBlob = 'print-data' | 'print-signature';

/** `AES:` or `MD:` and base64 of at least one block. */
export function printBlobOf(value: string): PrintBlob | undefined {
  const form = value.startsWith('AES:') ? 'print-data' : value.startsWith('MD:') ? 'print-signature' : undefined;
  if (form === undefined) return undefined;
  const blob = value.slice(value.indexOf(':') + 1);
  return blob.length >= 22 && base64.test(blob) ? form : undefined;
}

/** Douyin's local-life product writes `Enc.` before its ciphertext. */
export function isPrefixedCiphertext(value: string): boolean {
  return value.startsWith('Enc.') && value.length >= 28 && /^Enc\.[A-Za-z0-9+/_.-]+={0,2}$/u.test(value);
}

/** Whether a value has the structure of some platform's ciphertext. */
export function isPlatformCiphertext(value: string): boolean {
  const first = value[0];
  if (isDelimiter(first)) return parseDelimited(value) !== undefined;
  if (first === 'A') return isTdeCiphertext(value) || printBlobOf(value) !== undefined;
  return (first === 'M' && printBlobOf(value) !== undefined) || (first === 'E' && isPrefixedCiphertext(value));
}
