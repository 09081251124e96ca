import { describe, expect, it } from 'vitest';
import {
  type DecryptCall,
  type DecryptCallAnswer,
  type DecryptErrorRule,
  type DecryptProfileName,
  decryptProfiles,
  type PlatformError,
} from 'waybill-privacy/platform';
import {
  answerAll,
  bench,
  brief,
  ciphertextOf,
  plainAnswer,
  requestOf,
  who,
} from '../../../support/decryptPlatform.ts';

async function classOf(profile: DecryptProfileName, error: PlatformError): Promise<string> {
  const { broker } = bench({ call: async () => ({ error }) }, { rules: decryptProfiles[profile].rules });
  const [result] = await broker.decrypt([requestOf(1)], who);
  return result?.status === 'failed' ? result.class : brief(result);
}

describe('classes of documented errors', () => {
  it.each<[DecryptProfileName, PlatformError, string]>([
    ['taobao', { code: 'DECRYPTION_DISABLED_BY_ORDERCLOSED' }, 'terminal-by-state'],
    ['taobao', { code: 'matched=false' }, 'stale-reference'],
    ['taobao', { code: 7 }, 'rate'],
    ['taobao', { code: '27', subCode: 'isv.invalid-session' }, 'auth'],
    ['taobao', { code: 15, message: '没有抓取到收货地址（淘宝解密额度不足）' }, 'quota'],
    ['taobao', { code: 15, message: '获取虚拟号失败，未购买解密服务费或余额不足' }, 'paid-service'],
    ['taobao', { code: 15 }, 'unknown'],
    ['pdd', { message: '接口调用过于频繁' }, 'rate'],
    ['pdd', { code: 10000 }, 'unknown'],
    ['douyin', { code: 50002, subCode: 'isv.business-failed:300008' }, 'partial'],
    ['douyin', { code: 300003, message: '当前密文不属于信封加密的数据' }, 'malformed'],
    ['douyin', { code: 40004, subCode: 'isv.parameter-invalid:300002' }, 'malformed'],
    ['douyin', { code: 40003 }, 'auth'],
    ['douyin', { code: 30001, subCode: 'isv.app-permissions-insufficient' }, 'auth'],
    ['douyin', { message: '请求太过频繁，请稍后再试' }, 'rate'],
    ['douyin', { code: 50002, subCode: 'isv.business-failed:88888' }, 'unknown'],
    ['douyin', { code: 70000 }, 'unknown'],
    ['jd', { code: 201 }, 'auth'],
    ['jd', { code: 308 }, 'auth'],
    ['jd', { code: 216 }, 'malformed'],
    ['jd', { code: 203 }, 'key-rotation'],
    ['jd', { code: 228 }, 'key-rotation'],
    ['jd', { code: 207 }, 'unknown'],
    ['kuaishou', { code: 1 }, 'unknown'],
    ['xiaohongshu', {}, 'unknown'],
  ])('%s %j: %s', async (profile, error, expected) => {
    expect(await classOf(profile, error)).toBe(expected);
  });

  it('takes rules of yours first', async () => {
    const rules: readonly DecryptErrorRule[] = [{ code: '88888', class: 'rate' }, ...decryptProfiles.douyin.rules];
    const { broker, calls } = bench({ call: async () => ({ error: { code: 88888 } }) }, { rules });
    expect(await broker.decrypt([requestOf(1)], who)).toEqual([
      { status: 'failed', class: 'rate', code: '88888', asked: true },
    ]);
    expect(calls).toHaveLength(4);
  });

  it('counts a class as the rule says', async () => {
    const rules: readonly DecryptErrorRule[] = [
      { code: 'counted', class: 'auth', counted: true },
      { code: 'free', class: 'malformed', counted: false },
    ];
    const { broker } = bench({ call: async ({ items }) => ({ error: { code: items[0]?.orderId ?? '' } }) }, { rules });
    await broker.decrypt([requestOf(1, { orderId: 'counted' })], who);
    await broker.decrypt([requestOf(2, { orderId: 'free' })], who);
    expect((await broker.usage('shop-1')).used).toBe(1);
  });

  it.each(['13800138000', 'a'.repeat(49), '王小明', 'code with spaces', ''])(
    'does not show %s as a code',
    async (code) => {
      const { broker } = bench({ call: async () => ({ error: { code, message: '王小明 13800138000' } }) });
      expect(await broker.decrypt([requestOf(1)], who)).toEqual([{ status: 'failed', class: 'unknown', asked: true }]);
    },
  );
});

/** Answers from a list, then as it should. */
const script = (
  ...answers: ((call: DecryptCall) => DecryptCallAnswer)[]
): ((call: DecryptCall) => Promise<DecryptCallAnswer>) => {
  return async (call) => answers.shift()?.(call) ?? answerAll(call);
};
const error = (code: string) => (): DecryptCallAnswer => ({ error: { code } });
const rules: readonly DecryptErrorRule[] = [
  { code: 'rate', class: 'rate' },
  { code: 'partial', class: 'partial' },
  { code: 'stale', class: 'stale-reference' },
  { code: 'keys', class: 'key-rotation' },
  { code: 'auth', class: 'auth' },
];

describe('retries', () => {
  it.each([
    [1, [1000], 'decrypted'],
    [3, [1000, 2000, 4000], 'decrypted'],
    [4, [1000, 2000, 4000], 'failed rate'],
  ])('rate, %i times: waits %j ms, %s', async (times, sleeps, expected) => {
    const call = script(...Array.from({ length: times }, () => error('rate')));
    const { broker, clock } = bench({ call }, { rules });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual([expected]);
    expect(clock.sleeps).toEqual(sleeps);
    expect((await broker.usage('shop-1')).used).toBe(expected === 'decrypted' ? 1 : 0);
  });

  it('partial: asks once more, and only what failed', async () => {
    const call = script(({ items }) => ({
      error: { code: 'partial' },
      items: items.map((item, i) => (i === 1 ? undefined : plainAnswer(item))),
    }));
    const { broker, calls } = bench({ call }, { rules });
    const results = await broker.decrypt([requestOf(1), requestOf(2), requestOf(3)], who);
    expect(results.map(brief)).toEqual(['decrypted', 'decrypted', 'decrypted']);
    expect(calls.map(({ items }) => items.map(({ orderId }) => orderId))).toEqual([['A1', 'A2', 'A3'], ['A2']]);
    expect((await broker.usage('shop-1')).used).toBe(4);
  });

  it('partial: an item with an error of its own takes that', async () => {
    const call = script(({ items }) => ({
      error: { code: 'partial' },
      items: items.map((item, i) => (i === 0 ? { error: { code: 'other' } } : plainAnswer(item))),
    }));
    const { broker, calls } = bench({ call }, { rules });
    expect((await broker.decrypt([requestOf(1), requestOf(2)], who)).map(brief)).toEqual([
      'failed unknown',
      'decrypted',
    ]);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['new', ciphertextOf(8), 2, 'decrypted'],
    ['the same', ciphertextOf(1), 1, 'failed stale-reference'],
    ['none', undefined, 1, 'failed stale-reference'],
    ['masked', '138******78', 1, 'failed stale-reference'],
  ])('stale reference: refetched %s', async (_, value, count, expected) => {
    const refetch = async () => (value === undefined ? undefined : { value });
    const { broker, calls } = bench({ call: script(error('stale')), refetch }, { rules });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual([expected]);
    expect(calls).toHaveLength(count);
  });

  it('stale reference: at most once, and never without refetch or by a refetch that fails', async () => {
    let n = 100;
    const twice = bench(
      { call: script(error('stale'), error('stale')), refetch: () => ({ value: ciphertextOf(n++) }) },
      { rules },
    );
    expect((await twice.broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed stale-reference']);
    expect(twice.calls).toHaveLength(2);
    const none = bench({ call: script(error('stale')) }, { rules });
    expect((await none.broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed stale-reference']);
    const fails = bench({ call: script(error('stale')), refetch: () => Promise.reject(new Error('down')) }, { rules });
    expect((await fails.broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed stale-reference']);
  });

  it('stale reference: one that was asked within its window is not asked again', async () => {
    const { broker, calls } = bench(
      {
        call: script(({ items }) => ({ items: items.map(plainAnswer) }), error('stale')),
        refetch: () => ({ value: ciphertextOf(8) }),
      },
      { rules },
    );
    await broker.decrypt([requestOf(8, { orderId: 'A1' })], who);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['asked-before decrypted']);
    expect(calls).toHaveLength(2);
  });

  it('stale reference: the state of the order is looked at again', async () => {
    const refetch = () => ({ value: ciphertextOf(8), state: 'closed' as const });
    const { broker, calls } = bench({ call: script(error('stale')), refetch }, { rules });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['refused-by-state']);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['once', 1, 'decrypted', 2],
    ['twice', 2, 'failed key-rotation', 2],
  ])('key rotation, %s', async (_, times, expected, count) => {
    const refreshed: string[] = [];
    const call = script(...Array.from({ length: times }, () => error('keys')));
    const { broker, calls } = bench({ call, refreshKeys: (shop) => void refreshed.push(shop) }, { rules });
    expect((await broker.decrypt([requestOf(1), requestOf(2)], who)).map(brief)).toEqual([expected, expected]);
    expect(refreshed).toEqual(['shop-1']);
    expect(calls).toHaveLength(count);
  });

  it('key rotation: never without refreshKeys or by one that fails', async () => {
    const none = bench({ call: script(error('keys')) }, { rules });
    expect((await none.broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed key-rotation']);
    const fails = bench(
      { call: script(error('keys')), refreshKeys: () => Promise.reject(new Error('down')) },
      { rules },
    );
    expect((await fails.broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed key-rotation']);
  });

  it('auth stops the shop for the batch, not the others', async () => {
    const call = async (given: DecryptCall) => (given.shop === 'shop-1' ? error('auth')() : answerAll(given));
    const { broker, calls } = bench({ call }, { rules, maxItemsPerCall: 1 });
    const requests = [requestOf(1), requestOf(2), requestOf(3, { shop: 'shop-2' })];
    expect((await broker.decrypt(requests, who)).map(brief)).toEqual(['failed auth', 'failed auth', 'decrypted']);
    expect(calls).toHaveLength(2);
  });
});
