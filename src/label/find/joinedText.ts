import type { LabelRun } from '../parse/label.ts';
import type { Reading } from '../parse/reading.ts';

/** A run as a part of a longer text. */
export interface Piece {
  readonly run: LabelRun;
  readonly reading: Reading;
  /** Where in the text it begins. */
  readonly from: number;
}

/**
 * Fields in lines: a cue (收件人) may stand in one field and the name in the next.
 *
 * @param view - Which reading of each run; the last one where it has fewer.
 */
export function joinedText(
  runs: readonly LabelRun[],
  view: number,
): { readonly text: string; readonly pieces: Piece[] } {
  const texts: string[] = [];
  const pieces: Piece[] = [];
  let from = 0;
  for (const run of runs) {
    const reading = run.readings[Math.min(view, run.readings.length - 1)];
    if (reading === undefined) continue;
    pieces.push({ run, reading, from });
    texts.push(reading.text);
    from += reading.text.length + 1;
  }
  return { text: texts.join('\n'), pieces };
}

/** Those that a stretch goes over. */
export function* piecesIn(pieces: readonly Piece[], start: number, end: number): Generator<Piece> {
  let low = 0;
  for (let high = pieces.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((pieces[middle] as Piece).from <= start) low = middle;
    else high = middle;
  }
  for (let piece = pieces[low]; piece !== undefined && piece.from < end; piece = pieces[++low]) yield piece;
}
