import { ignorable } from '../../../text/fold.ts';
import { isGlyph } from '../../glyph.ts';
import { isAsciiLetter, isDigit } from '../../span.ts';
import { lookUp, plain } from './lexicon.ts';

/** A stretch of a number: digits (or glyphs of a mask) with the letters glued to them, as between two dashes of 3-2-501B. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Digits and glyphs in it; 0 for letters alone (the B of 12/B). */
  readonly digitCount: number;
  /** What stands before it: nothing, or one of `-`, `/`, `.`. */
  readonly joiner: string;
}

/** A word, a number or a sign. A `break` ends a segment: a comma, a line, a bracket. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'break';
  readonly start: number;
  readonly end: number;
  /** As written; words as {@link plain} folds them. */
  readonly text: string;
  /** Whether nothing stands between it and the token before. */
  readonly isGlued: boolean;
  /** Words: whether a full stop or colon follows at once, which belongs to it. */
  readonly isDotted: boolean;
  /** Numbers: at least one, one of them with a digit or glyph. */
  readonly pieces: readonly Piece[];
  /** Numbers: whether the ending makes it an ordinal (6th, 3º). */
  readonly isOrdinal: boolean;
  /** Numbers: whether every digit is hidden already. */
  readonly isMasked: boolean;
}

const longestWord = 24;
const longestGluedLetters = 3;
const letter = /^[\p{L}\p{M}]/u;
const alphabetic = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const ordinalSigns = '\u00ba\u00aa\u00b0';
const ordinalEnding = /^(?:st|nd|rd|th|er|[e\u00e8]re|i?[e\u00e8]me|r[ao]|da|t[ao]|\u00ba|\u00aa|\u00b0)$/iu;
// 5-я, 11-ти.
const cyrillicOrdinal = /^\d+-?(?:[йяеа]|ый|ая|ой|ти)$/u;
// ST6 6BD, where ST alone is a street.
const britishPostcode = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}/u;
const longestBritishPostcode = 8;
const fractions = '\u00bc\u00bd\u00be\u2153\u2154';
const breaks = ',;|()[]{}<>"\n\u060c\u3001\u3002\u00b7\u2022\u2027';
const joiners = '-/.';
/** What Korean and Japanese put behind a number and a dash, in Latin letters: 87-gil, 101-dong, 1502-ho. */
const dashedUnit = /^(?:gil|ro|daero|ga|gu|dong|ho|ri|ku|go|ban|banchi|chome|ch'?[oe]u?ng)$/iu;
const isLetter = (character: string | undefined): boolean =>
  isAsciiLetter(character) || (character !== undefined && character > '\u007f' && isOtherLetter(character));
const isOtherLetter = (character: string): boolean =>
  !ordinalSigns.includes(character) && (character === ignorable || letter.test(character));
const isFigure = (character: string | undefined): boolean => isDigit(character) || isGlyph(character);

/**
 * Cuts a text of a writing with spaces into words, numbers and signs.
 *
 * @param text - Folded text that still has its line ends.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let previousEnd = 0;
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (breaks.includes(character)) {
      tokens.push(token('break', text, at, at + 1, previousEnd));
      previousEnd = at + 1;
    } else if (character !== ' ' && character !== ignorable) {
      const next = readToken(text, at, previousEnd);
      tokens.push(next);
      previousEnd = next.end;
    } else {
      at++;
      continue;
    }
    at = previousEnd;
  }
  return tokens;
}

function token(kind: Token['kind'], text: string, start: number, end: number, previousEnd: number): Token {
  const isGlued = start === previousEnd && start > 0;
  return {
    kind,
    start,
    end,
    text: text.slice(start, end),
    isGlued,
    isDotted: false,
    pieces: [],
    isOrdinal: false,
    isMasked: false,
  };
}

function readToken(text: string, at: number, previousEnd: number): Token {
  const character = text[at] as string;
  if (isFigure(character) || fractions.includes(character)) return readNumber(text, at, at, previousEnd);
  if (isLetter(character)) return readLetters(text, at, previousEnd);
  if (character === '\u2116') return { ...token('word', text, at, at + 1, previousEnd), text: 'no' };
  // 12 - 34: a dash between spaces parts as a comma does.
  const isDash = character === '-' && text[at - 1] === ' ' && text[at + 1] === ' ';
  return token(isDash ? 'break' : 'sign', text, at, at + 1, previousEnd);
}

/** The F of 5F-1, a floor and a room. */
const isFloorMark = (text: string, at: number): boolean => /^f$/iu.test(text[at] as string) && isFigure(text[at - 1]);

function lettersEnd(text: string, at: number): number {
  let end = at;
  while (isLetter(text[end])) end++;
  return end;
}

/** A word, or the letters that a number begins with (A12, B-302). */
function readLetters(text: string, at: number, previousEnd: number): Token {
  const end = lettersEnd(text, at);
  if (end - at <= longestGluedLetters && alphabetic.test(text[at] as string)) {
    const isKnown = end - at > 1 && lookUp(plain(text.slice(at, end))) !== undefined;
    const isJoined = (text[end] === '-' || text[end] === '/') && isFigure(text[end + 1]) && !isFloorMark(text, at);
    const isPostcode = britishPostcode.test(text.slice(at, at + longestBritishPostcode));
    if (isPostcode || (!isKnown && (isFigure(text[end]) || isJoined))) return readNumber(text, at, end, previousEnd);
  }
  return readWord(text, at, end, previousEnd);
}

function readWord(text: string, at: number, firstEnd: number, previousEnd: number): Token {
  let end = initialsEnd(text, at, firstEnd);
  while (end - at <= longestWord && "'\u2019-".includes(text[end] ?? ' ') && isLetter(text[end + 1])) {
    end = lettersEnd(text, end + 1);
  }
  const isNumero = /^n[or]?$/iu.test(text.slice(at, end));
  const sign = text[end] === '.' ? end + 1 : end;
  if (isNumero && text[sign] !== undefined && ordinalSigns.includes(text[sign] as string)) {
    return { ...token('word', text, at, sign + 1, previousEnd), text: 'no' };
  }
  if (/^č$/iu.test(text.slice(at, end))) return { ...token('word', text, at, end, previousEnd), text: 'no' };
  const isDotted = text[end] === '.' || text[end] === ':';
  const word = end - at > longestWord ? '' : plain(text.slice(at, end)).replaceAll('.', '');
  return { ...token('word', text, at, isDotted ? end + 1 : end, previousEnd), text: word, isDotted };
}

/** P.O. and N.Y., R/C and LG/F: initials are one word. */
function initialsEnd(text: string, at: number, firstEnd: number): number {
  const isSingle = (from: number): boolean => isLetter(text[from]) && !isLetter(text[from + 1]);
  if (firstEnd - at <= 2 && text[firstEnd] === '/' && isSingle(firstEnd + 1)) return firstEnd + 2;
  let end = firstEnd;
  if (end - at === 1) while (text[end] === '.' && isSingle(end + 1) && !isFigure(text[end + 2])) end += 2;
  return end;
}

/**
 * A number as people write it: 12, 12A, A-302, 12/34, #12-34, 8-2-293/82/A, 3.025, 6th, 3º, 16½.
 *
 * @param from - Where its digits begin, or the dash or slash before them.
 */
function readNumber(text: string, at: number, from: number, previousEnd: number): Token {
  const pieces: Piece[] = [];
  let end = at;
  let joiner = '';
  if (from > at && joiners.includes(text[from] as string)) {
    pieces.push({ start: at, end: from, digitCount: 0, joiner });
    joiner = text[from] as string;
    end = from + 1;
  }
  for (;;) {
    // Letters in front were read by the caller.
    const piece = readPiece(text, end, pieces.length === 0 ? Math.max(end, from) : end, joiner);
    if (piece.end === piece.start) break;
    pieces.push(piece);
    end = piece.end;
    const next = text[end];
    if (next === undefined || !joiners.includes(next) || !isPieceAt(text, end + 1, next)) break;
    joiner = next;
    end++;
  }
  const last = pieces.at(-1) as Piece;
  const written = text.slice(at, last.end);
  const isOrdinal =
    cyrillicOrdinal.test(written) || (pieces.length === 1 && ordinalEnding.test(written.replace(/^[\d*]+\.?/u, '')));
  const isMasked = !/\d/u.test(written);
  return { ...token('number', text, at, last.end, previousEnd), pieces, isOrdinal, isMasked };
}

/** Digits with the letters glued to them. A word that says what the number is (12km, 3OG, 6fl) is no part of it. */
function readPiece(text: string, start: number, figures: number, joiner: string): Piece {
  let end = figures;
  let digitCount = 0;
  for (;;) {
    const from = end;
    while (isFigure(text[end]) || (text[end] === ignorable && end > from) || fractions.includes(text[end] ?? ' ')) {
      // However wide a mask is, it says the same.
      if (isDigit(text[end])) digitCount++;
      else if (isGlyph(text[end]) && !isGlyph(text[end - 1])) digitCount += 2;
      end++;
    }
    const sign = text[end] === '.' ? end + 1 : end;
    if (end > from && text[sign] !== undefined && ordinalSigns.includes(text[sign] as string)) {
      return { start, end: sign + 1, digitCount, joiner };
    }
    const letters = lettersEnd(text, end);
    if (letters === end || !isPartOfNumber(text, end, letters)) return { start, end, digitCount, joiner };
    end = letters;
    if (!isFigure(text[end])) return { start, end, digitCount, joiner };
  }
}

function isPartOfNumber(text: string, start: number, end: number): boolean {
  const letters = text.slice(start, end);
  if (ordinalEnding.test(letters)) return true;
  if (end - start > longestGluedLetters) return false;
  // 12A and 8QX, but 12F and 200m.
  if (letters.length === 1) return !/^[fmм]$/iu.test(letters);
  const cls = lookUp(plain(letters));
  // 6QD is a half of a British postcode, though QD is a block in Brazil.
  if (/^[A-Z]{2}$/u.test(letters)) return cls !== 'floor' && cls !== 'above' && cls !== 'count';
  return cls === undefined && !dashedUnit.test(letters);
}

/** Whether a piece of a number follows a joiner: digits, or up to three letters that are no word (12/A, 573-II). */
function isPieceAt(text: string, at: number, joiner: string): boolean {
  if (isFigure(text[at])) return true;
  if (joiner === '.') return false;
  const end = lettersEnd(text, at);
  return (
    end > at && isPartOfNumber(text, at, end) && (end - at === 1 || lookUp(plain(text.slice(at, end))) === undefined)
  );
}
