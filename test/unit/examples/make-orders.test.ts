import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateShares } from '../../../scripts/orders/draft.ts';
import {
  exampleCount,
  leavesOf,
  type MadeOrder,
  makeOrders,
  orderPresets,
  type Span,
  type Truth,
  toJsonLines,
  valueAt,
} from '../../../scripts/orders/index.ts';
import { nameShares } from '../../../scripts/orders/people.ts';
import { apportion } from '../../../scripts/orders/random.ts';
import { remarkShares } from '../../../scripts/orders/remarks.ts';

const folder = new URL('../../../examples/orders/', import.meta.url);
const made = new Map(orderPresets.map((preset) => [preset, makeOrders(preset)]));
const of = (preset: (typeof orderPresets)[number]): MadeOrder[] => made.get(preset) ?? [];

const spansOf = (truth: Truth): Span[] =>
  [truth.names, truth.phones, truth.units, truth.households, truth.decoys].flat().flatMap(({ spans }) => [...spans]);
const count = <T>(items: readonly T[], wanted: (item: T) => boolean): number => items.filter(wanted).length;
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

/** Digits of a phone as written, for comparison with the truth: any script, Chinese numerals, no country code. */
function digitsOf(text: string): string {
  const spoken = '零幺二三四五六七八九';
  const folded = text.normalize('NFKC').replace(/[零幺二三四五六七八九]/gu, (digit) => String(spoken.indexOf(digit)));
  return folded.replace(/^(?:\+|00)?86(?=\D?1)/u, '').replace(/\D+/gu, '');
}

describe.each(orderPresets)('orders of %s', (preset) => {
  const orders = of(preset);

  it('are at least 200, and the committed file is what the generator writes', () => {
    expect(orders.length).toBe(exampleCount);
    expect(orders.length).toBeGreaterThanOrEqual(200);
    expect(readFileSync(new URL(`${preset}.jsonl`, folder), 'utf8')).toBe(toJsonLines(orders));
  });

  it('are the same for the same seed and others for another', () => {
    expect(makeOrders(preset, 20, 7)).toEqual(makeOrders(preset, 20, 7));
    expect(toJsonLines(makeOrders(preset, 20, 7))).not.toBe(toJsonLines(makeOrders(preset, 20, 8)));
  });

  it('come in the stated shares', () => {
    for (const [state, times] of apportion(stateShares, orders.length)) {
      expect({ state, times: count(orders, ({ truth }) => truth.state === state) }).toEqual({ state, times });
    }
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const [state, percent] of Object.entries(stateShares)) {
      const times = count(orders, ({ truth }) => truth.state === state);
      expect(readme).toContain(`| \`${state}\` | ${percent} % | ${times} |`);
    }
  });

  it('have record ids of their own, in the order as well', () => {
    expect(new Set(orders.map(({ truth }) => truth.recordId)).size).toBe(orders.length);
    for (const { order, truth } of orders) {
      expect(leavesOf(order).map(([, value]) => String(value))).toContain(truth.recordId);
    }
  });

  it('hold at every path of the truth what the truth says, each path once', () => {
    for (const { order, truth } of orders) {
      for (const { path, kind, value } of truth.paths) {
        expect(valueAt(order, path)).toBe(value);
        expect(kind === 'empty').toBe(value === '' || value === null);
      }
      expect(new Set(truth.paths.map(({ path }) => path)).size).toBe(truth.paths.length);
    }
  });

  it('hold every name, phone, unit and decoy where its spans say', () => {
    for (const { order, truth } of orders) {
      const readable = new Set(
        truth.paths.filter(({ kind }) => ['plain', 'virtual', 'freeText'].includes(kind)).map(({ path }) => path),
      );
      for (const { path, start, end, text } of spansOf(truth)) {
        expect(readable).toContain(path);
        expect(String(valueAt(order, path)).slice(start, end)).toBe(text);
      }
      for (const name of truth.names) {
        expect(new Set(name.spans.map(({ text }) => text))).toEqual(new Set([name.text]));
        expect(name.text.startsWith(name.visiblePrefix)).toBe(true);
        expect(name.text.endsWith(name.visibleSuffix)).toBe(true);
        expect(name.visiblePrefix.length + name.visibleSuffix.length).toBeLessThan(name.text.length);
      }
      for (const phone of truth.phones) {
        for (const { text } of phone.spans) {
          expect([phone.digits, phone.digits + (phone.extension ?? '')]).toContain(digitsOf(text));
        }
        expect(phone.virtual).toBe(phone.kind === 'virtual');
      }
      for (const { text, value } of [...truth.units, ...truth.households]) expect(text).toContain(value);
    }
  });

  it('show a name or a phone nowhere but there', () => {
    for (const { order, truth } of orders) {
      const leaves = leavesOf(order);
      for (const { text, spans } of truth.names) {
        const seen = leaves.reduce((sum, [, value]) => sum + String(value).split(text).length - 1, 0);
        expect({ text, seen }).toEqual({ text, seen: spans.length });
      }
      for (const { digits, spans } of truth.phones) {
        const known = new Set(spans.map(({ path }) => path));
        expect(leaves.filter(([path, value]) => String(value).includes(digits) && !known.has(path))).toEqual([]);
      }
    }
  });

  it('have remarks with a phone in a quarter of the orders, and harmless numbers in some', () => {
    const buyer = orders.map(({ truth }) => truth.paths.find(({ role }) => role === 'remark')?.path ?? '');
    const inBuyer = (spans: readonly Span[], index: number): boolean =>
      spans.some(({ path }) => path === buyer[index] && path !== '');
    const withPhone = orders.filter(({ truth }, index) => truth.phones.some(({ spans }) => inBuyer(spans, index)));
    expect(withPhone.length).toBe(apportion(remarkShares, orders.length).get('phone'));
    expect(count(orders, ({ truth }) => truth.decoys.length > 0)).toBeGreaterThan(20);
  });

  it('have names outside the Basic Multilingual Plane and of one character among the readable ones', () => {
    const names = orders.flatMap(({ truth }) => truth.names);
    expect(count(names, ({ text, kind }) => kind === 'hanzi' && /[\u{20000}-\u{3ffff}]/u.test(text))).toBeGreaterThan(
      1,
    );
    expect(count(names, ({ kind }) => kind === 'single')).toBeGreaterThan(0);
    for (const kind of ['hanzi', 'dotted', 'title', 'nickname', 'organisation', 'latin']) {
      expect({ kind, some: names.some((name) => name.kind === kind) }).toEqual({ kind, some: true });
    }
  });
});

describe('virtual numbers', () => {
  it('are unexpired until 2099 or expired before the first order could be', () => {
    const declared = orderPresets
      .flatMap(of)
      .flatMap(({ truth }) => truth.phones)
      .flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
    const future = declared.filter((time) => time === '2099-12-31T23:59:59+08:00');
    expect(future.length).toBeGreaterThan(20);
    expect(count(declared, (time) => time < '2026-11-01')).toBe(declared.length - future.length);
    expect(declared.length).toBeGreaterThan(future.length);
  });

  it.each([
    ['taobao.trade', 'receiver_mobile', /^1[3-9]\d{9}-\d{4}$/u],
    ['pdd.order', 'receiver_phone', /^(?:\$1[3-9]\d{9}\$#\d{4}#|1[3-9]\d{9}#\d{4}#|\$?95\d{5}\$?#\d{8}#)$/u],
    ['douyin.order', 'post_tel', /^1[3-9]\d{9}-\d{4}$/u],
    ['jd.order', 'consigneeInfo.mobile', /^1[3-9]\d{9}-\d{4}$/u],
    ['kuaishou.order', 'orderAddress.mobile', /^1[3-9]\d{9}-\d{4}$/u],
  ] as const)('of %s stand at %s in the form of the platform', (preset, path, form) => {
    const virtual = of(preset).filter(({ truth }) => truth.state === 'virtual');
    expect(virtual.length).toBeGreaterThan(0);
    for (const { order } of virtual) expect(valueAt(order, path)).toMatch(form);
  });
});

/** All ciphertexts of a platform with their role, without copies. */
function ciphertexts(preset: (typeof orderPresets)[number]): { role: string; text: string }[] {
  const found = new Map<string, string>();
  for (const { truth } of of(preset)) {
    for (const { kind, role, value } of truth.paths) if (kind === 'ciphertext') found.set(String(value), role);
  }
  return [...found].map(([text, role]) => ({ text, role }));
}

describe('ciphertexts have the documented layout', () => {
  it('Taobao: AES blocks between ~ or $', () => {
    const all = ciphertexts('taobao.trade');
    expect(all.length).toBeGreaterThan(30);
    for (const { role, text } of all) {
      const parts = text.split(/[~$]/u);
      const body = bytesOf((role === 'phone' ? parts[2] : parts[1]) ?? '');
      expect(body.length % 16).toBe(0);
      expect([0, 2]).not.toContain(body[0]);
      expect(text).toMatch(role === 'phone' ? /^\$.*\$-?\d\${1,2}$/u : /^~.*~-?\d~{1,2}$/u);
    }
  });

  it('Pinduoduo: 02, shop, type, 32, 64 or 96 bytes', () => {
    const types: Record<string, number[]> = { name: [5], phone: [6], address: [7, 8], idNumber: [10] };
    const old: string[] = [];
    for (const { role, text } of ciphertexts('pdd.order')) {
      const body = text.split(/[~$#]/u).find((part) => /^A[gA]AAAA/u.test(part)) ?? '';
      const bytes = bytesOf(body);
      if (bytes[0] === 0) {
        old.push(text);
        continue;
      }
      expect([32, 64, 96]).toContain(bytes.length);
      expect(types[role]).toContain(bytes[8]);
    }
    expect(old.length).toBeGreaterThan(0);
    for (const text of old) expect(text).toMatch(/^\$1\d\d\$AAAAAA.*\$2\$$/u);
  });

  it('Douyin: data, star, envelope of 74 bytes', () => {
    for (const { text } of ciphertexts('douyin.order')) {
      expect(text).toMatch(/^([#$])[^#$]*\1[^#$*]+\*CgYIASAHKAESPgo8[^#$*]+GgA=\1[1]\1\1$/u);
      expect(bytesOf(text.split(/[*]/u)[1]?.split(/[#$]/u)[0] ?? '').length).toBe(74);
    }
  });

  it('JD: 00 04, key id, whole blocks', () => {
    for (const { text } of ciphertexts('jd.order')) {
      expect(text).toMatch(/^AA[Q-T][A-Za-z0-9+/]+=*$/u);
      expect((bytesOf(text).length - 18) % 16).toBe(0);
      expect(bytesOf(text).length).toBeGreaterThanOrEqual(50);
    }
  });

  it('Kuaishou: index, then two bodies that name the key', () => {
    for (const { text } of ciphertexts('kuaishou.order')) {
      const bodies = text.split(/[#$~]/u)[2]?.split('&') ?? [];
      expect(bodies.length).toBe(2);
      for (const body of bodies) expect(body.startsWith('Ci1tZXJjaGFudC5vcGVuLnNlY3JldC5rZXkua3M')).toBe(true);
      expect(bodies.map((body) => bytesOf(body).length)).toEqual([139, 155]);
    }
  });
});

describe('the generator', () => {
  it.each([stateShares, nameShares, remarkShares])('deals shares that sum to 100 %%', (shares) => {
    const percent = Object.values(shares).reduce((sum: number, share: number) => sum + share, 0);
    expect(percent).toBeCloseTo(100, 9);
    expect([...apportion<string>(shares, 37).values()].reduce((sum, times) => sum + times, 0)).toBe(37);
  });
});
