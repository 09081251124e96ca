import { decodeLenient, lenientByteLength } from '../bytes/base64Lenient.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

/**
 * What the bytes of a delimited ciphertext say about themselves. The platforms do not document them: layouts are read off
 * public samples, so each test asks for what all samples have in common and no more.
 */
export type CiphertextBody =
  /** Pinduoduo: `format ‖ shop 7 ‖ …`. From format 2 on byte 8 is the type of the data; the older 0 has none. */
  | { readonly layout: 'shop-header'; readonly format: number; readonly type: number | undefined }
  /** Douyin: data and, behind `*` or `_`, a protobuf envelope with the wrapped key. */
  | { readonly layout: 'envelope' }
  /** Kuaishou: protobuf that begins with the name of the app's key. */
  | { readonly layout: 'key-name' }
  /** Whole AES blocks without any mark: the TOP SDK and Youzan. */
  | { readonly layout: 'blocks' }
  /** Bytes of no known layout that look random. */
  | { readonly layout: 'random' };

/** One AES block in base64 without padding. */
export const minBodyChars = 22;

/** A body with a mark of its platform in it. */
export function readMarkedBody(text: string): CiphertextBody | undefined {
  if (text.length < minBodyChars) return undefined;
  return readShopHeader(text) ?? readKeyName(text) ?? readEnvelope(text);
}

/** A body without a mark: its length and its look are all there is. */
export function readUnmarkedBody(text: string): CiphertextBody | undefined {
  if (text.length < minBodyChars || !base64.test(text)) return undefined;
  const bytes = lenientByteLength(text);
  // Encoded is not encrypted.
  if (bytes === undefined || isEncodedText(text)) return undefined;
  const isWhole = bytes % 16 === 0;
  // A "=" where base64 has it is a stronger sign than the look of letters.
  const isPadded = text.endsWith('=') && text.length % 4 === 0;
  if (!(isWhole && isPadded) && !looksRandom(text)) return undefined;
  return { layout: isWhole ? 'blocks' : 'random' };
}

const control = /\p{Cc}/u;
const textSampleChars = 64;

/** Whether base64 stands for readable text, as far as its beginning tells. */
function isEncodedText(base64Text: string): boolean {
  const bytes = decodeLenient(base64Text.slice(0, textSampleChars));
  // Random bytes nearly always hold one of these.
  if (bytes === undefined || bytes.some((byte) => byte < 0x20)) return false;
  // The sample may end inside a character of up to 4 bytes.
  for (let cut = 0; cut < 4; cut++) {
    const text = decodeUtf8(bytes.subarray(0, bytes.length - cut));
    if (text !== undefined) return !control.test(text);
  }
  return false;
}

/** Base64 of either alphabet. */
export const base64: RegExp = /^[A-Za-z0-9+/_-]+={0,2}$/u;

const headerBytes = 14;
const newestFormat = 15;

/**
 * The shop's number has 7 bytes and is below 2^32, so bytes 1 to 3 are zero: of random bytes one in 2^28 looks so.
 */
function readShopHeader(text: string): CiphertextBody | undefined {
  // 16 bytes of header fit into 22 digits; the rest need only be base64.
  if (!base64.test(text)) return undefined;
  const bytes = decodeLenient(text.slice(0, minBodyChars));
  if (bytes === undefined || bytes.length < headerBytes) return undefined;
  const [format, first, second, third] = bytes as Uint8Array & [number, number, number, number];
  if (format > newestFormat || (first | second | third) !== 0) return undefined;
  return { layout: 'shop-header', format, type: format >= 2 ? bytes[8] : undefined };
}

const keyNameBytes = /* @__PURE__ */ new TextEncoder().encode('merchant.open.secret.key.');
// Tag and length before the name, in whole groups of four digits.
const keyNameChars = 36;

function readKeyName(text: string): CiphertextBody | undefined {
  if (text[0] !== 'C' || !/^[A-Za-z0-9+/_&=*-]+$/u.test(text)) return undefined;
  const bytes = decodeLenient(text.slice(0, keyNameChars));
  const isNamed = bytes?.[0] === 0x0a && keyNameBytes.every((byte, i) => bytes[i + 2] === byte);
  return isNamed ? { layout: 'key-name' } : undefined;
}

// 74 to 80 bytes have been seen, which is up to 108 digits.
const maxEnvelopeChars = 512;
const dataAndEnvelope = /^[A-Za-z0-9+/_=*-]+$/u;

/** The envelope is behind the last mark that leaves one: `_` may also be a digit of the URL-safe alphabet. */
function readEnvelope(text: string): CiphertextBody | undefined {
  if (!dataAndEnvelope.test(text)) return undefined;
  const first = Math.max(minBodyChars, text.length - maxEnvelopeChars);
  for (let at = text.length - 1; at >= first; at--) {
    if ((text[at] !== '*' && text[at] !== '_') || text[at + 1] !== 'C') continue;
    const bytes = decodeLenient(text.slice(at + 1));
    if (bytes !== undefined && isEnvelope(bytes)) return { layout: 'envelope' };
  }
  return undefined;
}

const minEnvelopeBytes = 48;

/** Field 1 the version of algorithm and key, field 2 the wrapped key, field 3 (empty in all samples) the end. */
function isEnvelope(bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length < minEnvelopeBytes || bytes[0] !== 0x0a || (bytes[1] as number) > 0x1f) return false;
  return (bytes[length - 2] === 0x1a && bytes[length - 1] === 0) || isProtobuf(bytes);
}

/** Whether the bytes are fields with lengths below 128, numbered upwards, without anything left over. */
function isProtobuf(bytes: Uint8Array): boolean {
  let at = 0;
  let last = 0;
  while (at + 1 < bytes.length) {
    const tag = bytes[at] as number;
    const size = bytes[at + 1] as number;
    if ((tag & 7) !== 2 || tag <= last || size > 127) return false;
    last = tag;
    at += 2 + size;
  }
  return at === bytes.length;
}

const randomSampleChars = 64;
// Of 100 neighbours in random base64 64 are of different kinds and 47 are such as words do not have. JohnSmithNathanRoad has 36 and
// none, and with a number behind it fewer and a few.
const minChanges = 0.35;
const minUnlikeWords = 0.2;
// A phone has 11, a landline 7; of 64 random digits of base64 seven decimals in a row come once in 10,000.
const sevenDecimals = /\d{7}/u;

/** Whether base64 looks like random bytes and not like words, names or numbers without spaces. */
export function looksRandom(text: string): boolean {
  const sample = text.slice(0, randomSampleChars);
  const kinds = Array.from(sample, kindOf);
  let changes = 0;
  let unlikeWords = 0;
  for (let at = 1; at < kinds.length; at++) {
    const [last, kind] = [kinds[at - 1] as Kind, kinds[at] as Kind];
    if (kind !== last) changes++;
    // Two capitals, or a letter beside a decimal or a sign.
    if (last + kind === 'AA' || isLetter(last) !== isLetter(kind)) unlikeWords++;
  }
  const pairs = kinds.length - 1;
  const hasBothCases = kinds.includes('A') && kinds.includes('a');
  const isVaried = changes >= minChanges * pairs && unlikeWords >= minUnlikeWords * pairs;
  return hasBothCases && isVaried && !sevenDecimals.test(sample);
}

/** Capital, small letter, decimal, sign. */
type Kind = 'A' | 'a' | '0' | '+';

const isLetter = (kind: Kind): boolean => kind === 'A' || kind === 'a';

function kindOf(character: string): Kind {
  if (character >= '0' && character <= '9') return '0';
  if (character >= 'A' && character <= 'Z') return 'A';
  return character >= 'a' && character <= 'z' ? 'a' : '+';
}
