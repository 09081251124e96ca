import { describe, expect, it } from 'vitest';
import {
  createDecryptBroker,
  type DecryptBrokerOptions,
  type DecryptEvent,
  decryptProfiles,
  memoryDecryptLedger,
} from 'waybill-privacy/platform';
import {
  answerAll,
  bench,
  brief,
  ciphertextOf,
  noon,
  phoneOf,
  requestOf,
  who,
} from '../../../support/decryptPlatform.ts';

const referenceKey = new Uint8Array(32).fill(7);

describe('events', () => {
  it('one for each ask, result and denial', async () => {
    const { broker, events } = bench({}, { quota: { limit: 2, per: 'shop', counts: 'item' } });
    await broker.decrypt(
      [requestOf(1), requestOf(1), requestOf(2, { state: 'closed' }), requestOf(3), requestOf(4)],
      who,
    );
    const common = { at: noon, platform: 'douyin', app: 'app', shop: 'shop-1', field: 'phone', ...who };
    expect(events).toEqual([
      { ...common, type: 'ask', order: 'A1' },
      { ...common, type: 'ask', order: 'A3' },
      { ...common, type: 'result', order: 'A1', status: 'decrypted', via: 'call' },
      { ...common, type: 'result', order: 'A1', status: 'decrypted', via: 'shared' },
      { ...common, type: 'denial', order: 'A2', status: 'refused-by-state' },
      { ...common, type: 'result', order: 'A3', status: 'decrypted', via: 'call' },
      { ...common, type: 'denial', order: 'A4', status: 'failed', class: 'quota' },
    ]);
  });

  it('with a key, references in place of order ids', async () => {
    const { broker, events } = bench({ referenceKey });
    await broker.decrypt([requestOf(1), requestOf(2), requestOf(1, { field: 'name', value: ciphertextOf(3) })], who);
    const orders = events.map(({ order }) => order);
    expect(orders.every((order) => /^[0-9a-f]{32}$/u.test(order))).toBe(true);
    expect(new Set(orders).size).toBe(2);
    const { broker: other, events: others } = bench({ referenceKey: new Uint8Array(32).fill(8) });
    await other.decrypt([requestOf(1)], who);
    expect(orders).not.toContain(others[0]?.order);
  });

  it('hold nothing of the person, and neither does the ledger', async () => {
    const kept: unknown[] = [];
    const inner = memoryDecryptLedger();
    const ledger: typeof inner = {
      reserve: (asks) => {
        kept.push(asks);
        return inner.reserve(asks);
      },
      settle: (settlements) => {
        kept.push(settlements);
        return inner.settle(settlements);
      },
      used: inner.used,
    };
    let n = 0;
    const call: typeof answerAll = async (given) => {
      n++;
      if (n === 1) return answerAll(given);
      if (n === 2) return { error: { code: phoneOf(2), message: `${phoneOf(2)} 王小明` } };
      throw Object.assign(new Error(`${phoneOf(3)} 王小明`), { request: given });
    };
    const { broker, events } = bench({ call, ledger }, { maxItemsPerCall: 1 });
    const results = await broker.decrypt(
      [1, 2, 3].map((i) => requestOf(i)),
      who,
    );
    expect(results.map(brief)).toEqual(['decrypted', 'failed unknown', 'uncertain']);
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, inside] of Object.entries(value)) {
          texts.push(key);
          walk(inside);
        }
      } else texts.push(String(value));
    };
    walk([events, kept, results]);
    const shown = texts.join('\n');
    expect(shown).toContain('uncertain');
    for (const i of [1, 2, 3]) {
      expect(shown).not.toContain(phoneOf(i));
      expect(shown).not.toContain(ciphertextOf(i).slice(2, 30));
    }
    expect(shown).not.toContain('王小明');
  });

  it('a sink that fails on the ask: nothing is asked, nothing is spent', async () => {
    const { broker, calls } = bench({ audit: () => Promise.reject(new Error('disk full')) });
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([{ status: 'failed', class: 'audit', asked: false }]);
    expect(calls).toEqual([]);
    expect((await broker.usage('shop-1')).used).toBe(0);
  });

  it('a sink that fails on the result: nothing is released', async () => {
    const audit = (events: readonly DecryptEvent[]): void => {
      if (events.some(({ type }) => type === 'result')) throw new Error('disk full');
    };
    const { broker } = bench({ audit });
    const results = await broker.decrypt([requestOf(1), requestOf(2, { state: 'closed' })], who);
    expect(results).toEqual([{ status: 'failed', class: 'audit', asked: true }, { status: 'refused-by-state' }]);
    expect((await broker.usage('shop-1')).used).toBe(1);
  });

  it('plaintext waits for the sink', async () => {
    const order: string[] = [];
    const audit = async (events: readonly DecryptEvent[]): Promise<void> => {
      for (let i = 0; i < 10; i++) await Promise.resolve();
      order.push(`kept ${events[0]?.type}`);
    };
    const { broker } = bench({ audit });
    await broker.decrypt([requestOf(1)], who);
    order.push('released');
    expect(order).toEqual(['kept ask', 'kept result', 'released']);
  });
});

describe('a ledger that fails', () => {
  const down = () => Promise.reject(new Error('down'));

  it.each([
    ['rejects', down],
    ['gives too few decisions', async () => []],
  ])('before the call (%s): nothing is asked', async (_, reserve) => {
    const { broker, calls } = bench({ ledger: { ...memoryDecryptLedger(), reserve } });
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([{ status: 'failed', class: 'ledger', asked: false }]);
    expect(calls).toEqual([]);
  });

  it('after the call: what was paid for is released, and counts', async () => {
    const { broker } = bench({ ledger: { ...memoryDecryptLedger(), settle: down } });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['decrypted']);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['uncertain']);
    expect((await broker.usage('shop-1')).used).toBe(1);
  });
});

describe('options', () => {
  const good: DecryptBrokerOptions = {
    platform: 'douyin',
    ledger: memoryDecryptLedger(),
    audit: () => {},
    call: answerAll,
  };
  const { douyin } = decryptProfiles;

  it.each<[string, object, new () => Error]>([
    ['an unknown option', { keepResults: 5 }, TypeError],
    ['an unknown platform', { platform: 'toString' }, TypeError],
    ['no call', { call: undefined }, TypeError],
    ['no audit', { audit: undefined }, TypeError],
    ['no ledger', { ledger: undefined }, TypeError],
    ['no items a call', { platform: { ...douyin, maxItemsPerCall: 0 } }, RangeError],
    ['a window that is no number', { platform: { ...douyin, windowMs: Number.NaN } }, RangeError],
    ['a limit below 0', { platform: { ...douyin, quota: { limit: -1, per: 'shop', counts: 'item' } } }, RangeError],
    ['a quota by nothing known', { platform: { ...douyin, quota: { per: 'day', counts: 'item' } } }, TypeError],
    ['a quota of nothing known', { platform: { ...douyin, quota: { per: 'shop', counts: 'calls' } } }, TypeError],
    ['no rules', { platform: { ...douyin, rules: undefined } }, TypeError],
    ['too many calls at a time', { concurrency: 65 }, RangeError],
    ['results kept for ever', { keepResultsMs: Infinity }, RangeError],
    ['another policy', { uncertain: 'ignore' }, TypeError],
    ['a short key', { referenceKey: new Uint8Array(15) }, TypeError],
    ['an empty app', { app: '' }, TypeError],
    ['a callback that is none', { refetch: 5 }, TypeError],
  ])('refuses %s', (_, wrong, type) => {
    expect(() => createDecryptBroker({ ...good, ...wrong } as DecryptBrokerOptions)).toThrow(type);
  });

  it.each([
    [[requestOf(1)], { purpose: '', actor: 'a' }],
    [[requestOf(1)], { purpose: 'a' }],
    [[requestOf(1)], { ...who, repeat: true }],
    [{}, who],
  ])('decrypt refuses %j', async (requests, options) => {
    await expect(createDecryptBroker(good).decrypt(requests as never, options as never)).rejects.toThrow(TypeError);
  });
});
