import { describe, expect, it } from 'vitest';
import { createDecryptBroker, decryptProfiles, memoryDecryptLedger } from 'waybill-privacy/platform';
import { answerAll, bench, brief, phoneOf, requestOf, testClock, who } from '../../../support/decryptPlatform.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('chunks', () => {
  it.each([
    ['taobao', 20],
    ['taobao.client', 1],
    ['pdd', 100],
    ['pdd.outside-cloud', 100],
    ['douyin', 50],
    ['jd', 20],
    ['kuaishou', 20],
    ['xiaohongshu', 100],
    ['dangdang', 20],
  ] as const)('%s: %i items a call', async (platform, most) => {
    const sizes: number[] = [];
    const broker = createDecryptBroker({
      platform: { ...decryptProfiles[platform], quota: { per: 'shop', counts: 'item' } },
      ledger: memoryDecryptLedger(),
      audit: () => {},
      clock: testClock(),
      call: (call) => {
        sizes.push(call.items.length);
        return answerAll(call);
      },
    });
    const results = await broker.decrypt(
      range(2 * most + 1).map((n) => requestOf(n)),
      who,
    );
    expect(sizes).toEqual([most, most, 1]);
    expect(results.map((result) => result.status === 'decrypted' && result.reveal().values['phone'])).toEqual(
      range(2 * most + 1).map(phoneOf),
    );
  });

  it('asks shop by shop, and gives results in the order of the requests', async () => {
    const { broker, calls } = bench();
    const requests = range(6).map((n) => requestOf(n, { shop: `shop-${n % 2}` }));
    const results = await broker.decrypt(requests, who);
    expect(calls.map(({ shop, items }) => [shop, items.map(({ orderId }) => orderId)])).toEqual([
      ['shop-0', ['A0', 'A2', 'A4']],
      ['shop-1', ['A1', 'A3', 'A5']],
    ]);
    expect(results.map((result) => result.status === 'decrypted' && result.reveal().values['phone'])).toEqual(
      range(6).map(phoneOf),
    );
  });

  it('keeps to the number of calls at a time', async () => {
    let running = 0;
    let most = 0;
    const call: typeof answerAll = async (given) => {
      most = Math.max(most, ++running);
      for (let i = 0; i < 5; i++) await Promise.resolve();
      running--;
      return answerAll(given);
    };
    const { broker } = bench({ call, concurrency: 3 }, { maxItemsPerCall: 1 });
    const batch = (from: number) =>
      broker.decrypt(
        range(10).map((n) => requestOf(from + n)),
        who,
      );
    const first = batch(0);
    // Those that come later must not slip in between.
    for (let i = 0; i < 60; i++) await Promise.resolve();
    const results = [...(await Promise.all([first, batch(10), batch(20)]))].flat();
    expect(new Set(results.map(brief))).toEqual(new Set(['decrypted']));
    expect(most).toBe(3);
  });

  it('leaves the least time between two calls', async () => {
    const times: number[] = [];
    const clock = testClock();
    const call: typeof answerAll = (given) => {
      times.push(clock.now());
      return answerAll(given);
    };
    const { broker } = bench({ call }, { maxItemsPerCall: 1, minCallIntervalMs: 10_000 }, clock);
    await broker.decrypt([requestOf(1), requestOf(2), requestOf(3)], who);
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 10_000, 20_000]);
  });

  it('asks nothing for an empty list', async () => {
    const { broker, calls, events } = bench();
    expect(await broker.decrypt([], who)).toEqual([]);
    expect([...calls, ...events]).toEqual([]);
  });
});
