import { describe, expect, it } from 'vitest';
import { chinaDay, chinaDayEnd, chinaWeek, readTime } from '../../../src/platform/times.ts';

const time = (text: string): number => Date.parse(text);

describe('days and weeks in China', () => {
  it.each([
    ['2026-10-31T15:59:59.999Z', '2026-10-31'],
    ['2026-10-31T16:00:00Z', '2026-11-01'],
    ['2026-11-01T23:59:59+08:00', '2026-11-01'],
    ['2024-02-29T00:00:00+08:00', '2024-02-29'],
  ])('%s is on %s', (at, day) => {
    expect(chinaDay(time(at))).toBe(day);
    expect(chinaDay(chinaDayEnd(time(at)) - 1)).toBe(day);
    expect(chinaDay(chinaDayEnd(time(at)))).not.toBe(day);
  });

  it.each([
    // 2026-11-02 is a Monday.
    ['2026-11-01T23:59:59+08:00', '2026-10-26'],
    ['2026-11-02T00:00:00+08:00', '2026-11-02'],
    ['2026-11-08T23:59:59+08:00', '2026-11-02'],
    ['2026-11-09T00:00:00+08:00', '2026-11-09'],
    ['2027-01-01T12:00:00+08:00', '2026-12-28'],
  ])('%s is in the week of %s', (at, monday) => {
    expect(chinaWeek(time(at))).toBe(monday);
  });
});

describe('readTime', () => {
  it.each<[unknown, string]>([
    [1_791_062_143, '2026-10-03T21:15:43.000Z'],
    [1_791_062_143_000, '2026-10-03T21:15:43.000Z'],
    ['1791062143', '2026-10-03T21:15:43.000Z'],
    ['2026-10-04 05:15:43', '2026-10-03T21:15:43.000Z'],
    ['2026-10-03T21:15:43Z', '2026-10-03T21:15:43.000Z'],
  ])('%j', (value, expected) => {
    expect(new Date(readTime(value) as number).toISOString()).toBe(expected);
  });

  it.each([undefined, null, '', '2026-10-04', 'soon', 0, -1, 1e300, Number.NaN, {}, true])('%j is none', (value) => {
    expect(readTime(value)).toBeUndefined();
  });
});
