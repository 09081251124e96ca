import { isAsciiLetter } from '../detect/span.ts';
import { alphanumerics, asciiSet, runsOf } from '../detect/text/runs.ts';

/**
 * Codes of machines that look like numbers of people by chance: each has a form that no person writes, and most a length or
 * a check digit that proves it. Text that is packed in one (hexadecimal) is opened before.
 */

const codeCharacters = /* @__PURE__ */ asciiSet(`${alphanumerics}_-.:`);
const minRunChars = 7;
const minPieceChars = 14;
const blank = '\ufffc';

/** A text whose codes are characters that no detector reads, offset for offset. */
export function withoutCodes(text: string): string {
  let rest = '';
  let at = 0;
  for (const { start, text: run } of runsOf(text, codeCharacters, minRunChars)) {
    // A part of an e-mail address.
    if (text[start - 1] === '@' || text[start + run.length] === '@') continue;
    const isProduct = text[start - 1] === '/' && isAsciiLetter(text[start - 2]);
    for (const piece of isWholeCode(run, isProduct) ? [{ start: 0, end: run.length }] : codePieces(run)) {
      rest += text.slice(at, start + piece.start) + blank.repeat(piece.end - piece.start);
      at = start + piece.end;
    }
  }
  return at === 0 ? text : rest + text.slice(at);
}

const address = /^(?:[a-z]{1,16}:)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d{1,5})?[.:]?$/iu;
const version = /^\d{1,4}\.\d{1,5}\.\d{1,5}\.\d{1,5}$/u;
const indexTag = /^wpi\d{1,3}\.[\w-]{1,64}\.[\da-f]{8,64}$/u;
const maxOctet = 255;

/** An address of the network, the version of a browser (behind its name), a tag of ours. */
function isWholeCode(run: string, isProduct: boolean): boolean {
  if (isProduct && version.test(run)) return true;
  const octets = address.exec(run)?.[1]?.split('.');
  return octets?.every((octet) => Number(octet) <= maxOctet) ?? indexTag.test(run);
}

function codePieces(run: string): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const piece of run.split(/[.:]/u)) {
    const end = start + piece.length;
    if (piece.length >= minPieceChars && isCode(piece)) pieces.push({ start, end });
    start = end + 1;
  }
  return pieces;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu;
const digest = /^[\da-f]{16,}$/iu;
const letters = /[a-f]/giu;
const mobile = /1[3-9]\d{9}/u;
// Of 16 random hexadecimal digits six are letters, and one time in 400 the others hold a mobile.
const minLetters = 2;
const sscc = /^00\d{18}$/u;
const jdWaybill = /^JDV[A-Z]\d{11}$/u;
const sku = /^SKU-[\d-]{4,32}$/iu;
const longNumber = /\d{7}/u;
// No account of a person has more than 20 characters.
const minSecretChars = 21;

function isCode(piece: string): boolean {
  if (uuid.test(piece)) return /[a-f]/iu.test(piece);
  if (sscc.test(piece)) return hasGs1Check(piece.slice(2));
  if (digest.test(piece)) {
    // Whole bytes; other lengths are no digest, and may be a number with letters glued to it.
    const isBytes = piece.length % 2 === 0;
    return (piece.match(letters)?.length ?? 0) >= minLetters && (isBytes || !mobile.test(piece));
  }
  if (jdWaybill.test(piece)) return true;
  if (sku.test(piece)) return !mobile.test(piece.replaceAll('-', ''));
  // Random base64url.
  return piece.length >= minSecretChars && /[A-Z]/u.test(piece) && /[a-z]/u.test(piece) && !longNumber.test(piece);
}

/** GS1 General Specifications 7.9: from the right, weights 3 and 1. */
function hasGs1Check(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length - 1; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** Applies an edit to a text that leaves its codes as they are, or `undefined` where the edit ran over one. */
export function aroundCodes(text: string, edit: (text: string) => string): string | undefined {
  const blanked = withoutCodes(text);
  if (blanked === text) return edit(text);
  if (text.includes(blank)) return undefined;
  const codes: string[] = [];
  for (const run of blanked.matchAll(blanks)) codes.push(text.slice(run.index, run.index + run[0].length));
  const edited = edit(blanked);
  if ((edited.match(blanks) ?? []).length !== codes.length) return undefined;
  let next = 0;
  return edited.replace(blanks, () => codes[next++] ?? '');
}

const blanks = /\ufffc+/gu;
