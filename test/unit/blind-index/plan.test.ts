import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlannedIndex, planBlindIndex } from 'waybill-privacy';
import { codeOf } from '../../support/thrown.ts';

const phone: PlannedIndex = { name: 'phone', fields: ['recipient.phone'], distinctValues: 7e9 };
const plan = (rows: number, ...indexes: PlannedIndex[]) => planBlindIndex({ rows, indexes });
const bitsOf = (rows: number, index: PlannedIndex) => plan(rows, index).indexes[0]?.bits;

describe('planBlindIndex', () => {
  it.each([
    [8, 2],
    [100, 4],
    [1000, 5],
    [1_000_000, 15],
    [100_000_000, 22],
    [1_000_000_000, 25],
  ])('proposes for %d rows %d bits', (rows, bits) => {
    expect(bitsOf(rows, phone)).toBe(bits);
  });

  it('keeps at least 2 and fewer than √rows matches a tag', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 2_000_000_000 }),
        fc.double({ min: 16, max: 40, noNaN: true }),
        (rows, entropyBits) => {
          const { indexes } = plan(rows, { name: 'a', fields: ['a'], entropyBits });
          const matches = rows / 2 ** Number(indexes[0]?.bits);
          expect(indexes[0]?.matchesPerTag).toBe(matches);
          expect(matches).toBeGreaterThanOrEqual(2);
          expect(matches).toBeLessThan(Math.sqrt(rows));
        },
      ),
    );
  });

  it.each<[string, PlannedIndex]>([
    ['a boolean', { name: 'a', fields: ['a'], distinctValues: 2 }],
    ['provinces', { name: 'a', fields: ['a'], distinctValues: 34 }],
    ['family names', { name: 'a', fields: ['a'], distinctValues: 6000 }],
    ['the last four digits', { name: 'a', fields: ['a'], distinctValues: 10_000 }],
    ['provinces, exactly', { name: 'a', fields: ['a'], distinctValues: 34, bits: 'exact' }],
    ['one value', { name: 'a', fields: ['a'], distinctValues: 1 }],
    ['too many bits', { ...phone, bits: 19 }],
    ['no bits', { ...phone, bits: 0 }],
  ])('refuses %s', (_, index) => {
    expect(codeOf(() => plan(1_000_000, index))).toBe('ERR_INDEX');
  });

  it('refuses too few values for very many rows, and too few rows', () => {
    expect(codeOf(() => plan(2 ** 40, { name: 'a', fields: ['a'], entropyBits: 20 }))).toBe('ERR_INDEX');
    expect(codeOf(() => plan(7, phone))).toBe('ERR_INDEX');
  });

  it('adds up the bits of a field over all its indexes', () => {
    const both: PlannedIndex = { name: 'both', fields: ['recipient.name', 'recipient.phone'], entropyBits: 30 };
    const { bitsByField, budgetBits } = plan(1_000_000, { ...phone, bits: 10 }, { ...both, bits: 8 });
    expect(bitsByField).toEqual({ 'recipient.phone': 18, 'recipient.name': 8 });
    expect(budgetBits).toBeCloseTo(18.93, 2);
    expect(codeOf(() => plan(1_000_000, { ...phone, bits: 10 }, { ...both, bits: 9 }))).toBe('ERR_INDEX');
    expect(codeOf(() => plan(1_000_000, phone, both))).toBe('ERR_INDEX');
    expect(plan(1_000_000, phone, { name: 'name', fields: ['recipient.name'], entropyBits: 20 }).indexes).toHaveLength(
      2,
    );
  });

  it('takes an exact tag as accepted and says what it leaks', () => {
    const { indexes, bitsByField } = plan(1_000_000, { ...phone, bits: 'exact' });
    expect(indexes[0]).toMatchObject({ bits: 'exact', matchesPerTag: 1 });
    expect(indexes[0]?.leaks.join()).toContain('the same tag hold the same value');
    expect(bitsByField).toEqual({});
  });

  it('says in words what leaks', () => {
    const words = plan(1_000_000, phone).indexes[0]?.leaks.join('\n') ?? '';
    for (const word of ['equality', 'frequency', 'size', '2^15', '31 rows']) expect(words).toContain(word);
  });

  it.each([
    { rows: 1.5, indexes: [phone] },
    { rows: 100, indexes: phone },
    { rows: 100, indexes: [phone], tenants: 2 },
    { rows: 100, indexes: [{ ...phone, entropyBits: 3 }] },
    { rows: 100, indexes: [{ name: 'a', fields: ['a'] }] },
    { rows: 100, indexes: [{ ...phone, fields: [] }] },
    { rows: 100, indexes: [{ name: 'a', fields: ['a'], entropyBits: Number.NaN }] },
    { rows: 100, indexes: [{ name: 'a', fields: ['a'], distinctValues: '9' }] },
  ])('refuses wrong options %#', (options) => {
    expect(() => planBlindIndex(options as never)).toThrow(/expected|unknown key/u);
  });

  it('refuses a name twice', () => {
    expect(codeOf(() => plan(100, phone, phone))).toBe('ERR_INDEX');
  });
});
