import { describe, expect, it } from 'vitest';
import { lintMasked, maskPhone } from 'waybill-privacy';

const pass: readonly (readonly [string, string])[] = [
  ['13812345678', '138******78'],
  ['13812345678', '1********78'],
  ['13812345678', '*******5678'],
  ['13812345678', '***********'],
  ['13812345678', '**'],
  ['13812345678', '138●●●●●●78'],
  ['13812345678', '+86 138******78'],
  ['+86 138 1234 5678', '138 **** **78'],
  ['一三八一二三四五六七八', '138******78'],
  ['010-62345678', '010-******78'],
  ['010-62345678', '010-62******'],
  ['0371-6234567', '0371-*******'],
  ['0371-6234567', '0371-******7'],
  ['0571-88886666-8012', '0571-******66-**'],
  ['0571-88886666-8012', '0571-******66'],
  ['4001234567', '********67'],
  ['95338', '*****'],
  ['13812345678/13912345679', '138******78/139******79'],
  ['13812345678/13912345679', '138********'],
  ['电话：13812345678', '电话：138******78'],
  ['', ''],
];

/** Whole value, unless a number of it is to blame. */
const fail: readonly (readonly [string, string, number, number])[] = [
  ['13812345678', '138****5678', 0, 11],
  ['13812345678', '138*****678', 0, 11],
  ['13812345678', '13812345678', 0, 11],
  ['13812345678', '138 1234 5678', 0, 13],
  ['13812345678', '***12345678', 0, 11],
  ['13812345678', '138(^_^)5678', 0, 12],
  // The right digits at a wrong place.
  ['13812345678', '*1234******', 0, 11],
  ['13812345678', '+852 138******78', 0, 16],
  ['13812345678', '138●●●●5678', 0, 11],
  ['13812345678', '+86 138****5678', 0, 15],
  ['13812345678', '138 **** 5678', 0, 13],
  ['13812345678', '１３８****５６７８', 0, 11],
  ['13812345678', '一三八一二三四五六七八', 0, 11],
  ['一三八一二三四五六七八', '一三八****五六七八', 0, 11],
  ['13812345678', '138******78 13812345678', 0, 23],
  ['13812345678/13912345679', '138******78/13912345679', 12, 23],
  ['13812345678/13912345679', '138******78/139****5679', 12, 23],
  ['13812345678/13912345679', '138******78', 0, 11],
  ['0571-88886666-8012', '0571-******66-8012', 0, 18],
  ['0571-88886666-8012', '0571-******66-80**', 0, 18],
  ['18412345678-1234', '184******78-1234', 0, 16],
  ['0571-88886666', '0571-88****66', 0, 13],
  ['0371-6234567', '0371-*****67', 0, 12],
  ['4001234567', '400****567', 0, 10],
  ['95338', '953**', 0, 5],
  ['+85223456789', '+8522345****', 0, 12],
  // Of another person: what is visible is not in the number.
  ['13812345678', '139******79', 0, 11],
  ['13812345678', '138******99', 0, 11],
  ['0571-88886666', '0571-******77', 0, 13],
];

describe('C2', () => {
  it.each(pass)('%j may show as %j', (original, masked) => {
    expect(lintMasked('phone', original, masked)).toEqual({
      ok: true,
      profile: 'cn-gbt41833',
      findings: [],
      warnings: [],
    });
  });

  it.each(fail)('%j must not show as %j', (original, masked, start, end) => {
    const { ok, findings } = lintMasked('phone', original, masked);
    expect(ok).toBe(false);
    expect(findings[0]).toMatchObject({ rule: 'C2', start, end });
  });

  it('counts', () => {
    expect(lintMasked('phone', '13812345678', '138****5678').findings).toEqual([
      { rule: 'C2', start: 0, end: 11, message: '4 subscriber digits hidden, 6 needed' },
    ]);
  });

  it('names every number that shows too much', () => {
    const { findings } = lintMasked('phone', '13812345678/13912345679', '138****5678/139****5679');
    expect(findings.map(({ start, end }) => [start, end])).toEqual([
      [0, 11],
      [12, 23],
    ]);
  });

  it.each(['张三13812345678', '电话：13812345678', '13812345678或13912345679', '13812345678（王女士）', '1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣'])(
    'passes our own mask of %s',
    (text) => {
      expect(lintMasked('phone', text, maskPhone(text)).findings).toEqual([]);
    },
  );
});

describe('a declared virtual number', () => {
  const now = new Date('2026-11-11T12:00:00+08:00');
  const validUntil = new Date('2026-11-11T12:00:01+08:00');
  const virtual = '18412345678-1234';
  const isFine = (original: string, masked: string, options?: object): boolean =>
    lintMasked('phone', original, masked, 'cn-gbt41833', 'CN', options).ok;

  it('may be visible while it is valid', () => {
    expect(isFine(virtual, virtual, { validUntil, now })).toBe(true);
    expect(isFine('18412345678转1234', virtual, { validUntil, now })).toBe(true);
    expect(isFine(virtual, '18412345678', { validUntil, now })).toBe(true);
  });

  it.each<[string, object | undefined]>([
    ['no declaration', undefined],
    ['an empty declaration', { now }],
    ['this very second', { validUntil: now, now }],
    ['expired', { validUntil: now, now: validUntil }],
  ])('is a number like any other with %s', (_, options) => {
    expect(isFine(virtual, virtual, options)).toBe(false);
  });

  it('is one number, the declared one', () => {
    expect(isFine(`${virtual} 13912345679`, `${virtual} 13912345679`, { validUntil, now })).toBe(false);
    expect(isFine(virtual, `${virtual} 13912345679`, { validUntil, now })).toBe(false);
    expect(isFine(virtual, '13912345679', { validUntil, now })).toBe(false);
  });

  it.each(['kr-pipc', 'jp-tokumei'] as const)('has no exemption in %s', (profile) => {
    expect(lintMasked('phone', virtual, virtual, profile, 'CN', { validUntil, now }).ok).toBe(false);
  });

  it('refuses what is no date', () => {
    expect(() => isFine(virtual, virtual, { validUntil: '2099-12-31' })).toThrow(TypeError);
    expect(() => isFine(virtual, virtual, { validUntil: new Date(Number.NaN) })).toThrow(RangeError);
    expect(() => isFine(virtual, virtual, { until: validUntil })).toThrow(TypeError);
  });
});
