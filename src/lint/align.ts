import { isGlyph } from '../detect/glyph.ts';
import { maxFieldChars } from '../mask/hidden.ts';
import { fold } from '../text/fold.ts';

/** For each UTF-16 unit of the original: the offset in the masked value where it is still readable, or -1. */
export type Visible = Int32Array;

/**
 * Lays a masked value over its original: literal characters must appear in the same order, a run of glyphs stands for any
 * stretch. Of all the ways to lay it, the one that leaves the fewest units of `sensitive` readable is taken, since the
 * masker may have meant that one; a reader of the mask sees the same text either way.
 *
 * Full-width and other spellings of a character count as that character. Needs time and memory of the product of both
 * lengths, so a value that is longer than a field is not laid at all.
 *
 * @returns `undefined` when the value is no mask of this original.
 */
export function align(written: string, masked: string, isSensitive: (at: number) => boolean): Visible | undefined {
  const original = fold(written);
  const tokens = tokensOf(fold(masked));
  if (original.length > maxFieldChars || tokens.length > 2 * original.length + 1) return undefined;
  const columns = tokens.length + 1;
  const rows = original.length + 1;
  const unreachable = 0xffffffff;
  // cost[i * columns + j]: fewest sensitive units readable when original[i…] is laid over tokens[j…].
  const cost = new Uint32Array(rows * columns).fill(unreachable);
  cost[rows * columns - 1] = 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 2; j >= 0; j--) {
      const token = tokens[j] as Token;
      cost[i * columns + j] = token.isGlyphs
        ? Math.min(
            cost[i * columns + j + 1] as number,
            i + 1 < rows ? (cost[(i + 1) * columns + j] as number) : unreachable,
          )
        : readableCost(cost, columns, original, token.text, i, j, isSensitive);
    }
  }
  return cost[0] === unreachable ? undefined : trace(cost, columns, original, tokens);
}

interface Token {
  readonly text: string;
  readonly at: number;
  readonly isGlyphs: boolean;
}

function tokensOf(masked: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < masked.length; at++) {
    const text = masked[at] as string;
    if (!isGlyph(text)) tokens.push({ text, at, isGlyphs: false });
    else if (tokens.at(-1)?.isGlyphs !== true) tokens.push({ text, at, isGlyphs: true });
  }
  return tokens;
}

function readableCost(
  cost: Uint32Array,
  columns: number,
  original: string,
  text: string,
  i: number,
  j: number,
  isSensitive: (at: number) => boolean,
): number {
  if (original[i] !== text) return 0xffffffff;
  const rest = cost[(i + 1) * columns + j + 1] as number;
  return rest === 0xffffffff ? rest : rest + (isSensitive(i) ? 1 : 0);
}

function trace(cost: Uint32Array, columns: number, original: string, tokens: readonly Token[]): Visible {
  const visible = new Int32Array(original.length).fill(-1);
  let i = 0;
  let j = 0;
  while (j < tokens.length) {
    const token = tokens[j] as Token;
    if (!token.isGlyphs) {
      visible[i] = token.at;
      i++;
      j++;
    } else if (cost[i * columns + j] === cost[i * columns + j + 1]) j++;
    else i++;
  }
  return visible;
}

/** Whether a mask shows nothing at all. An empty one is no mask: a label without a name is a lost parcel. */
export function hidesAll(masked: string): boolean {
  const visible = [...masked].filter((character) => character.trim() !== '');
  return visible.length > 0 && visible.every(isGlyph);
}
