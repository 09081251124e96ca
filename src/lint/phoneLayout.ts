import { isGlyph } from '../detect/glyph.ts';
import { isCell, type PhoneCell, readDigits } from '../detect/phone/cells.ts';
import { type CountryCode, parseForeign } from '../detect/phone/foreign.ts';
import type { PhoneMatch } from '../detect/phone/index.ts';
import { align } from './align.ts';

/** A number of the original in every form a mask may write it. */
export interface WrittenNumber {
  readonly subscriber: string;
  readonly extension: string;
  /** Digits of area and subscriber. */
  readonly nationalDigits: number;
  /** What stands before the subscriber: nothing, an area code, a country code with either, or what was typed. */
  readonly heads: readonly string[];
  /** No mask of it has more cells. */
  readonly maxCells: number;
}

/** Which digits of a number a mask shows. */
export interface Layout {
  readonly subscriber: readonly boolean[];
  readonly extension: readonly boolean[];
}

const digitsOf = (cells: readonly PhoneCell[]): string => cells.map(({ digit }) => digit).join('');

// A mask of constant width can be longer than what it hides.
const spareCells = 16;

/** Reads how a number was written and could be written. */
export function writtenNumber(original: string, phone: PhoneMatch, region: CountryCode): WrittenNumber {
  const subscriber = digitsOf(phone.subscriber);
  const extension = digitsOf(phone.extension);
  const area = digitsOf(phone.area);
  const trunkless = area.startsWith('0') ? area.slice(1) : area;
  const areas = area === '' ? ['', '0'] : [area, trunkless, `0${trunkless}`];
  const country = phone.countryCode || countryOf(subscriber, region);
  const countries = country === '' ? [''] : ['', country, `00${country}`];
  const typed = readDigits(original, 'field').slice(phone.start, phone.subscriber[0]?.at ?? phone.start);
  const asTyped = Array.from(typed)
    .filter(isCell)
    .map((cell) => (isGlyph(cell) ? '*' : cell))
    .join('');
  const heads = [...new Set([asTyped, ...countries.flatMap((code) => areas.map((digits) => code + digits))])];
  const longest = Math.max(...heads.map((head) => head.length));
  return {
    subscriber,
    extension,
    nationalDigits: area.length + subscriber.length,
    heads,
    maxCells: longest + subscriber.length + extension.length + spareCells,
  };
}

const countryOf = (national: string, region: CountryCode): string =>
  region === 'CN' ? '86' : (parseForeign(national, region)?.countryCode ?? '');

/**
 * Lays some cells of a mask over one number and judges it; the fewest problems count.
 *
 * A mask of as many cells as the number has digits shows each digit in its place. Of any other width, a run of glyphs
 * stands for any stretch.
 */
export function layNumber(
  cells: string,
  number: WrittenNumber,
  judge: (layout: Layout) => string[],
): string[] | undefined {
  let best: string[] | undefined;
  for (const head of number.heads) {
    for (const tail of number.extension === '' ? [''] : ['', number.extension]) {
      const digits = head + number.subscriber + tail;
      const shown =
        inPlace(cells, digits) ?? (cells.length === number.nationalDigits ? undefined : anywhere(cells, digits, head));
      if (shown === undefined) continue;
      const end = head.length + number.subscriber.length;
      const problems = judge({ subscriber: shown.slice(head.length, end), extension: shown.slice(end) });
      if (best === undefined || problems.length < best.length) best = problems;
    }
  }
  return best;
}

function inPlace(cells: string, digits: string): boolean[] | undefined {
  if (cells.length !== digits.length) return undefined;
  const shown = Array.from(cells, (cell) => cell !== '*');
  return shown.every((isShown, i) => !isShown || cells[i] === digits[i]) ? shown : undefined;
}

function anywhere(cells: string, digits: string, head: string): boolean[] | undefined {
  const visible = align(digits, cells, (at) => at >= head.length);
  return visible && Array.from(visible, (at) => at >= 0);
}
