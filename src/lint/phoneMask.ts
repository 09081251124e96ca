import { isCell, readCells, readDigits } from '../detect/phone/cells.ts';

/** Digits and glyphs of a mask with nothing between them. */
export interface MaskChunk {
  /** `0`–`9`, and `*` for a glyph. */
  readonly cells: string;
  /** Offset in the mask, with a plus sign before it. */
  readonly start: number;
  /** Offset after it. */
  readonly end: number;
}

/** The chunks of a mask, left to right, whatever stands between them. */
export function maskChunks(masked: string): MaskChunk[] {
  const folded = readDigits(masked, 'field');
  const chunks: MaskChunk[] = [];
  for (let at = 0; at < folded.length; at++) {
    if (!isCell(folded[at])) continue;
    const cells = readCells(folded, at);
    const end = cells.at(-1)?.end ?? at + 1;
    const start = folded[at - 1] === '+' ? at - 1 : at;
    chunks.push({ cells: cells.map(({ digit }) => digit).join(''), start, end });
    at = end - 1;
  }
  return chunks;
}
