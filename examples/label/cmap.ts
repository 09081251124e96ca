/**
 * Which characters a font draws, read from its `cmap` table: subtables of format 4 (the basic plane) and 12 (all planes) of
 * TrueType and OpenType files and collections.
 *
 * @see Microsoft, OpenType specification: "cmap - Character to Glyph Index Mapping Table"
 */
export function readCmap(font: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  // A collection (`ttcf`) lists its fonts; those of one family draw the same characters.
  const start = tag(view, 0) === 'ttcf' ? view.getUint32(12) : 0;
  const cmap = tableOffset(view, start, 'cmap');
  if (cmap === undefined) throw new Error('the font has no cmap table');
  const offsets = Array.from({ length: view.getUint16(cmap + 2) }, (_, i) => cmap + view.getUint32(cmap + 8 + i * 8));
  const full = offsets.find((offset) => view.getUint16(offset) === 12);
  if (full !== undefined) return format12(view, full);
  const basic = offsets.find((offset) => view.getUint16(offset) === 4);
  if (basic !== undefined) return format4(view, basic);
  throw new Error('the font has neither a cmap of format 12 nor one of format 4');
}

const tag = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

function tableOffset(view: DataView, start: number, name: string): number | undefined {
  for (let i = 0; i < view.getUint16(start + 4); i++) {
    const record = start + 12 + i * 16;
    if (tag(view, record) === name) return view.getUint32(record + 8);
  }
  return undefined;
}

/** Groups of first code point, last code point and first glyph. */
function format12(view: DataView, at: number): (codePoint: number) => boolean {
  const groups = view.getUint32(at + 12);
  return (codePoint) => {
    const group = lastUpTo(groups, codePoint, (i) => view.getUint32(at + 16 + i * 12));
    if (group < 0) return false;
    const from = at + 16 + group * 12;
    return codePoint <= view.getUint32(from + 4) && view.getUint32(from + 8) + codePoint - view.getUint32(from) > 0;
  };
}

/** Four arrays, an entry a segment: last code point, first code point, delta, and where the glyphs stand. */
function format4(view: DataView, at: number): (codePoint: number) => boolean {
  const segments = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  return (codePoint) => {
    if (codePoint > 0xffff) return false;
    const segment = lastUpTo(segments, codePoint, (i) => view.getUint16(starts + i * 2));
    if (segment < 0 || codePoint > view.getUint16(ends + segment * 2)) return false;
    const delta = view.getUint16(starts + segments * 2 + segment * 2);
    const rangeAt = starts + segments * 4 + segment * 2;
    const range = view.getUint16(rangeAt);
    if (range === 0) return ((codePoint + delta) & 0xffff) !== 0;
    return view.getUint16(rangeAt + range + (codePoint - view.getUint16(starts + segment * 2)) * 2) !== 0;
  };
}

/** Index of the last entry of a rising list that is not above the value, or -1. */
function lastUpTo(count: number, value: number, entry: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entry(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
