/** A place in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset. */
export const placeOf = (source: string, offset: number): Place => placesIn(source)(offset);

/** Lines and columns of offsets in order, so that many of them take no longer than one. */
export function placesIn(source: string): (offset: number) => Place {
  let line = 1;
  let start = 0;
  let next = source.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line++;
      start = next + 1;
      next = source.indexOf('\n', start);
    }
    return { line, column: offset - start + 1 };
  };
}
