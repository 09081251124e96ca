import type { LabelSpan } from '../parse/label.ts';

/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Line and column of offsets in a text. */
export function placesIn(source: string): (offset: number) => Place {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = countUpTo(starts, offset, (start) => start);
    return { line, column: offset - (starts[line - 1] as number) + 1 };
  };
}

/** How many of a list in order of their offsets begin at an offset or before it. */
export function countUpTo<T>(list: readonly T[], offset: number, offsetOf: (one: T) => number): number {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (offsetOf(list[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of a list in order that begin within a span; asked for every span of a label, so the list is not gone through each time. */
export const within = <T>(list: readonly T[], { offset, end }: LabelSpan, offsetOf: (one: T) => number): T[] =>
  list.slice(countUpTo(list, offset - 1, offsetOf), countUpTo(list, end - 1, offsetOf));
