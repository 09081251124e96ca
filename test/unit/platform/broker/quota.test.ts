import { describe, expect, it } from 'vitest';
import { memoryDecryptLedger } from 'waybill-privacy/platform';
import {
  answerAll,
  bench,
  brief,
  ciphertextOf,
  noon,
  requestOf,
  testClock,
  who,
} from '../../../support/decryptPlatform.ts';

const hour = 3_600_000;
/** 2026-03-15 24:00 in China, which is 16:00 UTC. */
const midnight = Date.UTC(2026, 2, 15, 16);

describe('quota', () => {
  it('counts items each time they are asked, and stops at the limit', async () => {
    const { broker, calls } = bench({}, { quota: { limit: 3, per: 'shop', counts: 'item' } });
    const results = await broker.decrypt(
      [1, 2, 3, 4].map((n) => requestOf(n)),
      who,
    );
    expect(results.map(brief)).toEqual(['decrypted', 'decrypted', 'decrypted', 'failed quota']);
    expect(results[3]).toEqual({ status: 'failed', class: 'quota', asked: false });
    expect(calls.map(({ items }) => items.length)).toEqual([3]);
    expect(await broker.usage('shop-1')).toEqual({ date: '2026-03-15', used: 3, limit: 3 });
  });

  it('Douyin: a repeat counts again', async () => {
    const { broker } = bench();
    await broker.decrypt([requestOf(1)], who);
    await broker.decrypt([requestOf(1)], { ...who, allowRepeat: true });
    expect((await broker.usage('shop-1')).used).toBe(2);
  });

  it('Kuaishou, Xiaohongshu: an order counts once a day, whatever its fields', async () => {
    const { broker, clock } = bench({}, { quota: { limit: 2, per: 'shop', counts: 'order' } });
    const fields = [1, 2, 3].map((n) => requestOf(n, { orderId: 'A1' }));
    const others = [4, 5].map((n) => requestOf(n));
    const results = await broker.decrypt([...fields, ...others], who);
    expect(results.map(brief)).toEqual(['decrypted', 'decrypted', 'decrypted', 'decrypted', 'failed quota']);
    await broker.decrypt([requestOf(1, { orderId: 'A1' })], { ...who, allowRepeat: true });
    expect((await broker.usage('shop-1')).used).toBe(2);
    clock.advance(24 * hour);
    expect(await broker.usage('shop-1')).toEqual({ date: '2026-03-16', used: 0, limit: 2 });
    expect((await broker.decrypt([requestOf(5)], who)).map(brief)).toEqual(['decrypted']);
  });

  it.each([
    ['shop', ['decrypted', 'decrypted']],
    ['app', ['decrypted', 'failed quota']],
  ] as const)('by %s', async (per, expected) => {
    const { broker } = bench({}, { quota: { limit: 1, per, counts: 'item' } });
    const results = await broker.decrypt([requestOf(1), requestOf(2, { shop: 'shop-2' })], who);
    expect(results.map(brief)).toEqual(expected);
  });

  it.each([
    ['just before midnight in China', midnight - 1, '2026-03-15'],
    ['at midnight in China', midnight, '2026-03-16'],
    ['at midnight UTC', Date.UTC(2026, 2, 16), '2026-03-16'],
  ])('the day is China’s: %s', async (_, now, date) => {
    const { broker } = bench({}, {}, testClock(now));
    expect((await broker.usage('shop-1')).date).toBe(date);
  });

  it('counts for both days what the platform may get after midnight', async () => {
    const clock = testClock(midnight - 301_000);
    const { broker } = bench({}, { quota: { limit: 5, per: 'shop', counts: 'item' } }, clock);
    await broker.decrypt([requestOf(1)], who);
    clock.advance(30_000);
    await broker.decrypt([requestOf(2), requestOf(3)], who);
    expect((await broker.usage('shop-1')).used).toBe(3);
    clock.advance(hour);
    expect(await broker.usage('shop-1')).toEqual({ date: '2026-03-16', used: 2, limit: 5 });
  });

  it('gives back what the platform turned away', async () => {
    const { broker } = bench({ call: async () => ({ error: { code: 30001 } }) });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed auth']);
    expect((await broker.usage('shop-1')).used).toBe(0);
  });

  it('keeps what nobody knows', async () => {
    const { broker } = bench({ call: () => Promise.reject(new Error('socket hang up')) });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['uncertain']);
    expect((await broker.usage('shop-1')).used).toBe(1);
  });

  it('asks no more today when the platform says so, until midnight or resume', async () => {
    const clock = testClock();
    let isUsedUp = true;
    const { broker, calls } = bench(
      { call: async (call) => (isUsedUp ? { error: { message: '解密额度不足' } } : answerAll(call)) },
      {
        maxItemsPerCall: 1,
        rules: [{ text: '额度不足', class: 'quota' }],
      },
      clock,
    );
    expect((await broker.decrypt([requestOf(1), requestOf(2)], who)).map(brief)).toEqual([
      'failed quota',
      'failed quota',
    ]);
    expect(calls).toHaveLength(1);
    isUsedUp = false;
    expect((await broker.decrypt([requestOf(3)], who)).map(brief)).toEqual(['failed quota']);
    broker.resume();
    expect((await broker.decrypt([requestOf(3)], who)).map(brief)).toEqual(['decrypted']);
    isUsedUp = true;
    await broker.decrypt([requestOf(4)], who);
    isUsedUp = false;
    clock.advance(midnight - clock.now());
    expect((await broker.decrypt([requestOf(4)], who)).map(brief)).toEqual(['decrypted']);
  });
});

describe('window', () => {
  it('asks nothing twice within it', async () => {
    const ledger = memoryDecryptLedger();
    const { broker, calls, clock } = bench({ ledger });
    await broker.decrypt([requestOf(1)], who);
    const asked = { status: 'asked-before', outcome: 'decrypted', askedAt: noon };
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([asked]);
    expect(await bench({ ledger }, {}, clock).broker.decrypt([requestOf(1)], who)).toEqual([asked]);
    clock.advance(24 * hour - 1);
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([asked]);
    clock.advance(1);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['decrypted']);
    expect(calls).toHaveLength(2);
  });

  it('a clock that goes back does not open it', async () => {
    const { broker, clock } = bench();
    await broker.decrypt([requestOf(1)], who);
    clock.advance(-100 * hour);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['asked-before decrypted']);
  });

  it('another order, shop or ciphertext is another item', async () => {
    const { broker } = bench();
    await broker.decrypt([requestOf(1)], who);
    const others = [
      requestOf(1, { orderId: 'A2' }),
      requestOf(1, { shop: 'shop-2' }),
      requestOf(1, { value: ciphertextOf(9) }),
    ];
    expect((await broker.decrypt(others, who)).map(brief)).toEqual(['decrypted', 'decrypted', 'decrypted']);
  });

  it.each([
    [true, 'decrypted'],
    [false, 'asked-before decrypted'],
  ])('another purpose, when the answer depends on it: %s', async (answerDependsOnPurpose, expected) => {
    const { broker } = bench({}, { answerDependsOnPurpose });
    await broker.decrypt([requestOf(1)], who);
    expect((await broker.decrypt([requestOf(1)], { ...who, purpose: 'care' })).map(brief)).toEqual([expected]);
  });

  it('asks again what was turned away', async () => {
    let isTired = true;
    const { broker } = bench({ call: async (call) => (isTired ? { error: { code: 40003 } } : answerAll(call)) });
    await broker.decrypt([requestOf(1)], who);
    isTired = false;
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['decrypted']);
  });

  it('remembers a refusal', async () => {
    const { broker, calls } = bench(
      { call: async () => ({ error: { code: 'CLOSED' } }) },
      { rules: [{ code: 'CLOSED', class: 'terminal-by-state' }] },
    );
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed terminal-by-state']);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['asked-before terminal-by-state']);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['report', 'uncertain', 1],
    ['retry', 'decrypted', 2],
  ] as const)('uncertain: %s', async (uncertain, expected, used) => {
    let isDown = true;
    const call: typeof answerAll = async (given) => {
      if (isDown) throw new Error('reset');
      return answerAll(given);
    };
    const { broker } = bench({ call, uncertain });
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([{ status: 'uncertain', askedAt: noon }]);
    isDown = false;
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual([expected]);
    expect((await broker.usage('shop-1')).used).toBe(used);
    // What came to a known end is not asked again under either policy.
    if (expected === 'decrypted') {
      expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['asked-before decrypted']);
    }
  });
});
