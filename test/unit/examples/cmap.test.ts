import { describe, expect, it } from 'vitest';
import { readCmap } from '../../../examples/label/cmap.ts';

const u16 = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
const u32 = (...values: number[]): number[] => values.flatMap((value) => u16(value >>> 16, value & 0xffff));
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

/** A font of one table. `at`: where the font begins in the file. */
function font(subtable: number[], at = 0): number[] {
  const cmap = at + 12 + 16;
  return [
    ...u32(0x00010000),
    ...u16(1, 0, 0, 0),
    ...ascii('cmap'),
    ...u32(0, cmap, 12 + subtable.length),
    ...u16(0, 1),
    ...u16(3, 10),
    ...u32(12),
    ...subtable,
  ];
}
const draws = (bytes: number[], codePoints: number[]): boolean[] => codePoints.map(readCmap(new Uint8Array(bytes)));

// A–C by delta, 中 by an index array whose second glyph is 0, then the closing segment.
const format4 = [
  ...u16(4, 0, 0, 6, 0, 0, 0),
  ...u16(0x43, 0x4e2e, 0xffff),
  ...u16(0),
  ...u16(0x41, 0x4e2d, 0xffff),
  ...u16(0x10000 - 0x40, 0, 1),
  ...u16(0, 4, 0),
  ...u16(7, 0),
];
const format12 = [...u16(12, 0), ...u32(0, 0, 2), ...u32(0x41, 0x43, 1), ...u32(0x20bb7, 0x20bb7, 9)];

describe('readCmap', () => {
  const points = [0x40, 0x41, 0x43, 0x44, 0x4e2d, 0x4e2e, 0xffff, 0x20bb7, 0x20bb8];

  it('reads format 4', () => {
    expect(draws(font(format4), points)).toEqual([false, true, true, false, true, false, false, false, false]);
  });

  it('reads format 12', () => {
    expect(draws(font(format12), points)).toEqual([false, true, true, false, false, false, false, true, false]);
  });

  it('reads the first font of a collection', () => {
    const collection = [...ascii('ttcf'), ...u32(0x00010000, 1, 16), ...font(format12, 16)];
    expect(draws(collection, points)[7]).toBe(true);
  });

  it.each([
    ['no cmap', [...u32(0x00010000), ...u16(0, 0, 0, 0)]],
    ['another format', font(u16(6, 0, 0))],
  ])('refuses a font with %s', (_, bytes) => {
    expect(() => readCmap(new Uint8Array(bytes))).toThrow('cmap');
  });
});
