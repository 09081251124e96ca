import { isPlainText } from '../../text/fold.ts';
import { chineseNumerals } from '../../text/numerals.ts';
import { glyphs } from '../glyph.ts';
import { traditional } from './suffixes.ts';

/** What a UTF-16 unit can be in an address, as bits. */
export const digit = 1;
export const letter = 2;
export const numeral = 4;
export const glyph = 8;
/** 甲乙丙丁, 东西南北, 顶架: may stand for a number before the right word. */
export const wordNumber = 16;
/** Any other hanzi: part of a name. */
const hanzi = 32;
/** 號 樓: has a simplified form that the word lists know. */
const unsimplified = 64;
/** Only where one of these stands can a person or a note have been typed in. */
const intruderCue = 128;

/** What may begin a number. */
const numberStart = digit | letter | numeral | glyph | wordNumber;

// A table over the BMP: one look-up per unit is what makes reading an address cheap.
let table: Uint8Array | undefined;

function makeTable(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(hanzi, 0x4e00, 0xa000);
  const set = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  };
  const add = (characters: string, bits: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = (kinds[character.charCodeAt(0)] ?? 0) | bits;
  };
  kinds.fill(hanzi, 0x3400, 0x4dc0);
  kinds.fill(hanzi, 0xf900, 0xfb00);
  // First halves of hanzi outside the BMP.
  kinds.fill(hanzi, 0xd840, 0xd880);
  kinds.fill(digit, 0x30, 0x3a);
  kinds.fill(letter, 0x41, 0x5b);
  kinds.fill(letter, 0x61, 0x7b);
  set(chineseNumerals, numeral);
  set(glyphs, glyph);
  add('甲乙丙丁戊己庚辛东西南北中左右前后顶底首架夹', wordNumber);
  add(traditional, unsimplified);
  add('([{（【「士姐太师姨傅理板哥叔生收件货系签寄姓字', intruderCue);
  return kinds;
}

/** Bits of the unit at `at`; 0 outside the text. */
export function kindAt(text: string, at: number): number {
  table ??= makeTable();
  return at >= 0 && at < text.length ? (table[text.charCodeAt(at)] as number) : 0;
}

/** Offset of the first unit from `at` on that may begin a number, or the length of the text. */
export function nextNumberStart(text: string, at: number): number {
  const kinds = (table ??= makeTable());
  let i = at;
  while (i < text.length && ((kinds[text.charCodeAt(i)] as number) & numberStart) === 0) i++;
  return i;
}

/** What one look at an address says about the work to do. */
export interface Survey {
  /** Whether it has to be folded. */
  readonly isPlain: boolean;
  readonly isSimplified: boolean;
  /** Whether a hanzi stands in it that is no numeral. */
  readonly hasPlaceName: boolean;
  readonly hasNumber: boolean;
  /** Whether a person, a phone or a note may stand in it. */
  readonly hasIntruder: boolean;
}

/** As many figures in one run as the shortest phone has. */
const minPhoneFigures = 7;

/** Looks at every unit once. */
export function survey(text: string): Survey {
  const kinds = (table ??= makeTable());
  let seen = 0;
  let figures = 0;
  let longest = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)] as number;
    seen |= kind;
    // A place name ends a run; dashes, spaces and brackets do not.
    if (kind & (digit | letter | numeral)) longest = Math.max(longest, ++figures);
    else if (kind & hanzi) figures = 0;
  }
  return {
    isPlain: isPlainText(text),
    isSimplified: (seen & unsimplified) === 0,
    hasPlaceName: (seen & hanzi) !== 0,
    hasNumber: (seen & numberStart) !== 0,
    hasIntruder: (seen & intruderCue) !== 0 || longest >= minPhoneFigures,
  };
}
