import { graphemes } from '../../text/graphemes.ts';

// Not allowed in XML 1.0 or not in UTF-8: lone surrogates and noncharacters.
const unprintable = /[\ud800-\udfff\p{Noncharacter_Code_Point}]/gu;
const spaces = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu;
// Bidirectional controls would show a text in another order than it was checked in; joiners and variation selectors stay.
const invisible = /(?![\u200c\u200d])\p{Cf}/gu;

/**
 * A text of one line that XML and UTF-8 can carry: controls and runs of spaces become one space, invisible format characters go,
 * lone surrogates and noncharacters become U+FFFD.
 */
export const cleanText = (text: string): string =>
  text.replace(unprintable, '\ufffd').replace(invisible, '').replace(spaces, ' ').trim();

const narrow = /^[ !'(),.:;[\]`{|}ijlIft-]$/u;
const wideLatin = /^[mwMW@%&]$/u;
const upper = /^[A-Z#$+<=>?~^"_\\/]$/u;
const ignorable = /^[\p{M}\p{Default_Ignorable_Code_Point}]$/u;

/** Width of a character in em, never less than Noto Sans CJK or the fonts of the platforms draw it. */
function charWidth(character: string): number {
  if (ignorable.test(character)) return 0;
  if (narrow.test(character)) return 0.4;
  if (wideLatin.test(character)) return 0.95;
  if (upper.test(character)) return 0.7;
  if (character < '\u0080') return 0.58;
  if (character < '\u0530') return 0.8;
  return /^\p{Extended_Pictographic}$/u.test(character) ? 1.4 : 1;
}

/** Width of a text in em. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += charWidth(character);
  return width;
}

/** Parts that a line does not break: numbers, Latin words and masks, and single graphemes. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let part = '';
  for (const grapheme of graphemes(text)) {
    if (part !== '' && !(isJoining(part) && isJoining(grapheme))) {
      words.push(part);
      part = '';
    }
    part += grapheme;
  }
  if (part !== '') words.push(part);
  return words;
}

const isJoining = (text: string): boolean => /[A-Za-z0-9*_.+-]$/u.test(text);

/** Breaks a text into lines of at most `width` em. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (part: string): void => {
    const own = textWidth(part);
    if (line !== '' && used + own > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (part === ' ') return;
    }
    line += part;
    used += own;
  };
  for (const part of wordsOf(text)) {
    if (textWidth(part) <= width) put(part);
    else for (const grapheme of graphemes(part)) put(grapheme);
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

/** A place for text, in millimetres. */
export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Height of an em. */
  readonly size: number;
  /** Not smaller than this. */
  readonly minSize: number;
  readonly isBold?: boolean;
  readonly isCentred?: boolean;
}

/** Lines and the size at which they fit. */
export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

/** Distance of two lines in em. */
export const lineHeight = 1.2;
const sizeStep = 0.2;

/** The largest size at which the texts fit into the box, `undefined` where they do not fit at the smallest. */
export function fitText(texts: readonly string[], box: TextBox): FittedText | undefined {
  for (let size = box.size; size >= box.minSize - 1e-6; size -= sizeStep) {
    const lines = texts.flatMap((text) => wrapText(text, box.width / size));
    const isNarrow = lines.every((line) => textWidth(line) * size <= box.width + 1e-6);
    if (isNarrow && lines.length * size * lineHeight <= box.height + 1e-6) return { lines, size };
  }
  return undefined;
}
