import { decodeLenient } from '../../bytes/base64Lenient.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { withoutProtected } from '../../detect/text/protectedParts.ts';
import { alphanumerics, asciiSet, runsOf } from '../../detect/text/runs.ts';
import { bytesOfHex, decodePercent, parseForm } from './form.ts';
import { parseJson } from './json.ts';
import { decodeEntities, parseMarkup } from './markup.ts';
import { parseMultipart } from './multipart.ts';

/** How a value was packed inside another. */
export type Packing = 'json' | 'url' | 'form' | 'xml' | 'html' | 'multipart' | 'base64' | 'hex' | 'bytes';

/** A value that was packed inside a string. */
export interface Unpacked {
  readonly packing: Packing;
  readonly value: unknown;
}

/** What a string is a packing of. */
export interface Unpacking {
  readonly packed: readonly Unpacked[];
  /** What is to be read as it stands: all of it, or what stands around the packed part, or nothing. */
  readonly rest: string;
}

const none: readonly Unpacked[] = [];

// Nothing is packed in text of letters, hanzi and spaces alone, unless it is as long as base64 has to be.
const packingSign = /[%\\&=<{["\n\u0080-\u00ff]/u;

/** Everything that a string looks like a packing of. What does not decode to readable text gives nothing. */
export function unpack(text: string): Unpacking {
  const hasSign = packingSign.test(text);
  if (!hasSign && text.length < minPackedChars) return { packed: none, rest: text };
  const packed: Unpacked[] = [];
  let rest = text;
  const add = (packing: Packing, value: unknown): void => {
    if (value !== undefined && value !== text) packed.push({ packing, value });
  };
  if (hasSign) {
    const bytes = decodeBytes(text);
    if (bytes !== undefined) return { packed: [{ packing: 'bytes', value: bytes }], rest: '' };
    const json = parseJson(text);
    if (json?.around !== undefined) rest = json.around.join('\n');
    if (json !== undefined) {
      packed.push({ packing: 'json', value: json.value });
      // The strings of a JSON text are looked at one by one.
      if (json.form === 'whole' || json.form === 'lines') return { packed, rest: '' };
    }
    const multipart = text.startsWith('--') ? parseMultipart(text) : undefined;
    if (multipart !== undefined) {
      packed.push({ packing: 'multipart', value: multipart });
      return { packed, rest: '' };
    }
    const markup = parseMarkup(text);
    if (markup !== undefined) {
      packed.push({ packing: 'xml', value: markup });
      return { packed, rest: '' };
    }
    const form = parseForm(text);
    add('form', form?.fields);
    const unescaped = decodeEscapes(text);
    if (form === undefined) add('url', unescaped);
    if (rest === text) rest = form?.rest ?? (unescaped === text ? text : '');
    add('html', decodeEntities(text));
  }
  const unfolded = unfold(text);
  if (rest === text) rest = unfolded;
  for (const { text: run } of runsOf(withoutProtected(unfolded), packedCharacters, minPackedChars)) {
    const hex = hexText(run);
    add('hex', hex);
    if (hex === undefined) add('base64', base64Text(run));
  }
  return { packed, rest };
}

// Four digits without braces, whatever follows: \u6253 and 13812345678 may stand side by side.
const unicode = /\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|%u([0-9a-f]{4})|\\x([0-9a-f]{2})/giu;
const lastCodePoint = 0x10_ffff;

/** %E5%BC%A0, \u5f20, \x31 and %u5F20, wherever they stand. */
function decodeEscapes(text: string): string {
  const decoded = decodePercent(text);
  if (!decoded.includes('\\') && !decoded.includes('%')) return decoded;
  return decoded.replace(unicode, (whole, ...groups: (string | undefined)[]) => {
    const codePoint = Number.parseInt(groups.slice(0, 4).find((group) => group !== undefined) ?? '', 16);
    return codePoint <= lastCodePoint ? String.fromCodePoint(codePoint) : whole;
  });
}

const byteString = /^[\0-\u00ff]*$/u;
const highByte = /[\u0080-\u00ff]/u;

/** UTF-8 whose bytes are written as characters, as in a header. */
export function decodeBytes(text: string): string | undefined {
  if (!highByte.test(text) || !byteString.test(text)) return undefined;
  return decodeUtf8(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

// Eleven digits are 22 characters of hex and 15 of base64, without padding.
const minPackedChars = 14;
const packedCharacters = /* @__PURE__ */ asciiSet(`${alphanumerics}+/_-`);
const notHex = /[^0-9a-f]/iu;
const folded = /^[A-Za-z0-9+/=_\r\n-]+$/u;
const minFoldedChars = 16;

/** Base64 in lines of one length, as MIME folds it, in one piece; any other text as it is. */
function unfold(text: string): string {
  if (!text.includes('\n') || !folded.test(text)) return text;
  const lines = text.trimEnd().split(/\r?\n/u);
  const length = lines[0]?.length ?? 0;
  const isFolded = lines.every((line, i) => line.length === length || (i === lines.length - 1 && line.length < length));
  // A list of numbers has lines of one length too.
  return length >= minFoldedChars && isFolded && /[A-Z]/u.test(text) && /[a-z]/u.test(text) ? lines.join('') : text;
}

const hexText = (run: string): string | undefined =>
  run.length % 2 === 0 && !notHex.test(run) ? readable(bytesOfHex(run)) : undefined;

// A multiple of 4. Bytes of another kind than text show it by then.
const probeChars = 64;

function base64Text(run: string): string | undefined {
  if (run.length > probeChars) {
    const probe = decodeLenient(run.slice(0, probeChars));
    if (probe === undefined || hasControl(probe)) return undefined;
  }
  const bytes = decodeLenient(run);
  return bytes === undefined ? undefined : readable(bytes);
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function hasControl(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte === 0x7f || (byte < 0x20 && byte !== tab && byte !== lineFeed && byte !== carriageReturn)) return true;
  }
  return false;
}

// C1 controls are what UTF-8 becomes when its bytes are taken for characters.
const unassigned = /[\p{Cn}\p{Co}]/u;

/** UTF-8 without control characters: nearly no bytes of another kind are. */
function readable(bytes: Uint8Array): string | undefined {
  // Before decoding, which throws where bytes are no UTF-8: that takes a hundred times as long.
  if (hasControl(bytes)) return undefined;
  const text = decodeUtf8(bytes);
  return text === undefined || unassigned.test(text) ? undefined : text;
}
