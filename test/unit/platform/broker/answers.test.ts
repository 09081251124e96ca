// What the platform gives is plaintext only when it looks like nothing else, and a result shows it to nobody who does not ask.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DecryptCall, DecryptCallAnswer, DecryptField, DecryptResult } from 'waybill-privacy/platform';
import { bench, brief, ciphertextOf, phoneOf, requestOf, testClock, who } from '../../../support/decryptPlatform.ts';

const input = ciphertextOf(1);

async function ask(answer: unknown, field: DecryptField = 'phone'): Promise<DecryptResult | undefined> {
  const { broker } = bench({ call: async () => answer as DecryptCallAnswer });
  return (await broker.decrypt([requestOf(1, { field })], who))[0];
}
const values = (value: unknown) => ({ items: [{ values: { phone: value } }] });

describe('answers that are no plaintext', () => {
  it.each<[string, unknown, string]>([
    ['the input', values(input), 'malformed'],
    ['the input with spaces', values(` ${input}\n`), 'malformed'],
    ['the input, escaped for a URL', values(encodeURIComponent(input)), 'malformed'],
    ['the input with _ for *', values(input.replace('*', '_')), 'malformed'],
    ['the input in quotes', values(`"${input}"`), 'malformed'],
    ['the body of the input, which holds a *', values(input.slice(2, -4)), 'malformed'],
    ['another ciphertext', values(ciphertextOf(2)), 'malformed'],
    ['a token of ours', values('wpf1.AAAA'), 'malformed'],
    ['something long and unreadable', values('aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ'), 'malformed'],
    ['the input inside of JSON', values(JSON.stringify({ code: 0, data: input })), 'malformed'],
    ['a megabyte', values('路'.repeat(1_000_000)), 'malformed'],
    ['a mask', values('138******78'), 'masked'],
    ['a masked name', values('王**'), 'masked'],
    ['a number', values(13800138000), 'malformed'],
    ['an empty text', values(''), 'terminal-by-state'],
    ['spaces', values('  '), 'terminal-by-state'],
    ['no value', { items: [{ values: {} }] }, 'terminal-by-state'],
    ['no values', { items: [{}] }, 'malformed'],
    ['no item', { items: [undefined] }, 'malformed'],
    ['no items', {}, 'malformed'],
    ['too few items', { items: [] }, 'malformed'],
    ['too many items', { items: [{ values: { phone: phoneOf(1) } }, { values: { phone: phoneOf(2) } }] }, 'malformed'],
    ['items that are no list', { items: 'x' }, 'malformed'],
    ['nothing', undefined, 'malformed'],
    ['null', null, 'malformed'],
    ['a text', input, 'malformed'],
    ['one good field and the input', { items: [{ values: { name: '王小明', phone: input } }] }, 'malformed'],
    ['a virtual number without digits', { items: [{ values: {}, virtual: { number: 'x' } }] }, 'malformed'],
    [
      'a virtual extension without digits',
      { items: [{ values: {}, virtual: { number: '18400000000', extension: 'x' } }] },
      'malformed',
    ],
    [
      'an item that throws when read',
      {
        items: [
          {
            get values() {
              throw new Error(input);
            },
          },
        ],
      },
      'malformed',
    ],
  ])('%s', async (_, answer, failure) => {
    expect(await ask(answer)).toEqual({ status: 'failed', class: failure, asked: true });
  });
});

describe('an input of no known form', () => {
  // recognize takes it for a word.
  const value = 'Kx7inventedRef';

  it.each([value, ` ${value} `])('is not given back: %j', async (given) => {
    const { broker } = bench({ call: async () => ({ items: [{ values: { name: given } }] }) });
    expect((await broker.decrypt([requestOf(1, { field: 'recipient', value })], who)).map(brief)).toEqual([
      'failed malformed',
    ]);
  });

  it('nor as a virtual number', async () => {
    const { broker } = bench({ call: async () => ({ items: [{ values: {}, virtual: { number: '18400913965' } }] }) });
    const request = requestOf(1, { field: 'recipient', value: '18400913965' });
    expect((await broker.decrypt([request], who)).map(brief)).toEqual(['failed malformed']);
  });
});

describe('plaintext', () => {
  it.each<[string, DecryptField]>([
    ['13800138000', 'phone'],
    ['0571-88886666', 'phone'],
    ['18400913965-7576', 'phone'],
    ['王小明', 'name'],
    ['浙江省杭州市西湖区栖柏路12号3栋2单元501室', 'address'],
    ['Flat A, 12/F, 3 Larkspur Road', 'address'],
    ['11010119900307775X', 'id-number'],
    ['somebody.with.a.long.name@example.com', 'other'],
  ])('%s', async (text, field) => {
    const result = await ask(values(text), field);
    expect(result?.status === 'decrypted' && result.reveal()).toEqual({ values: { phone: text } });
  });

  it('several fields; empty ones are left out', async () => {
    const result = await ask({ items: [{ values: { name: '王小明', mobile: phoneOf(1), phone: '' } }] }, 'recipient');
    expect(result?.status === 'decrypted' && result.reveal()).toEqual({
      values: { name: '王小明', mobile: phoneOf(1) },
    });
  });

  it('virtual numbers stay what they are', async () => {
    const virtual = { number: '18400913965', extension: '7576', expiresAt: 1_773_600_000_000 };
    const result = await ask({
      items: [{ values: { phone: '18400913965-7576' }, virtual: { ...virtual, more: 'x' } }],
    });
    expect(result?.status === 'decrypted' && result.reveal()).toEqual({
      values: { phone: '18400913965-7576' },
      virtual,
    });
    const alone = await ask({ items: [{ values: {}, virtual: { number: '18400913965' } }] });
    expect(alone?.status === 'decrypted' && alone.reveal()).toEqual({ values: {}, virtual: { number: '18400913965' } });
  });

  it('is not in what a log shows of a result', async () => {
    const result = await ask(values(phoneOf(1)));
    const shown = [
      JSON.stringify(result),
      inspect(result, { showHidden: true, getters: true, depth: 9 }),
      String(result),
    ];
    expect(shown.join()).toContain('decrypted');
    expect(shown.join()).not.toContain(phoneOf(1));
    expect(Object.isFrozen(result)).toBe(true);
  });
});

describe('requests that are not sent', () => {
  it.each<[string, unknown]>([
    ['a mask', requestOf(1, { value: '138******78' })],
    ['plaintext', requestOf(1, { value: '王小明' })],
    ['a token of ours', requestOf(1, { value: 'wpf1.AAAA' })],
    ['a virtual number', requestOf(1, { value: '$18412345678$#1234#' })],
    ['an empty value', requestOf(1, { value: '' })],
    ['a lone surrogate', requestOf(1, { value: `\ud800${input}` })],
    ['a value that is too long', requestOf(1, { value: 'x'.repeat(65_536) })],
    ['a number', requestOf(1, { value: 5 as never })],
    ['no order', requestOf(1, { orderId: '' })],
    ['no shop', requestOf(1, { shop: undefined as never })],
    ['an unknown field', requestOf(1, { field: 'nick' as never })],
    ['null', null],
    ['a text', 'x'],
    [
      'one that throws when read',
      {
        get shop() {
          throw new Error(input);
        },
      },
    ],
  ])('%s', async (_, request) => {
    const { broker, calls, events } = bench();
    const results = await broker.decrypt([request as never, requestOf(2)], who);
    expect(results.map(brief)).toEqual(['failed malformed', 'decrypted']);
    expect(results[0]).toEqual({ status: 'failed', class: 'malformed', asked: false });
    expect(calls.map(({ items }) => items.length)).toEqual([1]);
    expect(events.map(({ type }) => type)).toEqual(['ask', 'denial', 'result']);
  });

  it('a hole in the list', async () => {
    const requests = [requestOf(1)];
    requests[2] = requestOf(2);
    const results = await bench().broker.decrypt(requests, who);
    expect(results.map(brief)).toEqual(['decrypted', 'failed malformed', 'decrypted']);
  });

  it('references that look like nothing known', async () => {
    const request = requestOf(1, { field: 'recipient', value: '1W4Tq7k3mOAIDinvented9xYz0QdE2' });
    const { broker } = bench({ call: async () => ({ items: [{ values: { name: '王小明' } }] }) });
    expect((await broker.decrypt([request], who)).map(brief)).toEqual(['decrypted']);
  });
});

describe('state of the order', () => {
  it.each([
    ['closed', 'refused-by-state'],
    ['unpaid', 'refused-by-state'],
    ['not-ready', 'refused-by-state'],
    ['awaiting-shipment', 'decrypted'],
    [undefined, 'decrypted'],
  ] as const)('%s: %s', async (state, expected) => {
    const { broker } = bench();
    const results = await broker.decrypt([requestOf(1, state === undefined ? {} : { state })], who);
    expect(results.map(brief)).toEqual([expected]);
    expect((await broker.usage('shop-1')).used).toBe(expected === 'decrypted' ? 1 : 0);
  });

  it.each([
    ['true', () => true, 'decrypted'],
    ['false', () => false, 'refused-by-state'],
    ['a promise of false', async () => false, 'refused-by-state'],
    ['something else', () => 'yes' as never, 'refused-by-state'],
    ['a rejection', () => Promise.reject(new Error('down')), 'refused-by-state'],
  ])('mayAsk gives %s', async (_, mayAsk, expected) => {
    const { broker, calls } = bench({ mayAsk });
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual([expected]);
    expect(calls).toHaveLength(expected === 'decrypted' ? 1 : 0);
  });
});

describe('one call for equal requests', () => {
  it('within a batch', async () => {
    const { broker, calls } = bench();
    const results = await broker.decrypt([requestOf(1), requestOf(2), requestOf(1)], who);
    expect(
      results.map((result) => result.status === 'decrypted' && [result.via, result.reveal().values['phone']]),
    ).toEqual([
      ['call', phoneOf(1)],
      ['call', phoneOf(2)],
      ['shared', phoneOf(1)],
    ]);
    expect(calls[0]?.items).toHaveLength(2);
  });

  it('at the same time', async () => {
    const { broker, calls } = bench();
    const [first, second] = await Promise.all([
      broker.decrypt([requestOf(1)], who),
      broker.decrypt([requestOf(1)], who),
    ]);
    expect([first, second].map((results) => brief(results[0]))).toEqual(['decrypted', 'decrypted']);
    expect(calls).toHaveLength(1);
  });

  it('keeps no result afterwards, unless told to', async () => {
    const { broker, calls, clock } = bench({ keepResultsMs: 5000 });
    const via = async () => {
      const [result] = await broker.decrypt([requestOf(1)], who);
      return result?.status === 'decrypted' ? result.via : brief(result);
    };
    expect(await via()).toBe('call');
    expect(await via()).toBe('memory');
    clock.advance(4999);
    expect(await via()).toBe('memory');
    clock.advance(1);
    expect(await via()).toBe('asked-before decrypted');
    expect(calls).toHaveLength(1);
    await broker.decrypt([requestOf(2)], who);
    broker.forget();
    expect((await broker.decrypt([requestOf(2)], who)).map(brief)).toEqual(['asked-before decrypted']);
  });
});

describe('signal', () => {
  it('stops before asking', async () => {
    const { broker, calls } = bench();
    const results = await broker.decrypt([requestOf(1)], { ...who, signal: AbortSignal.abort() });
    expect(results).toEqual([{ status: 'aborted' }]);
    expect(calls).toEqual([]);
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['decrypted']);
  });

  it('gives up waiting for a call, which counts', async () => {
    const controller = new AbortController();
    const call = (): Promise<DecryptCallAnswer> => {
      queueMicrotask(() => controller.abort());
      return new Promise(() => {});
    };
    const { broker } = bench({ call }, { maxItemsPerCall: 1 });
    const results = await broker.decrypt([requestOf(1), requestOf(2)], { ...who, signal: controller.signal });
    expect(results.map(brief)).toEqual(['uncertain', 'aborted']);
    expect((await broker.usage('shop-1')).used).toBe(1);
  });

  it('stops between retries', async () => {
    const controller = new AbortController();
    const clock = { ...testClock(), sleep: async () => controller.abort() };
    const call = async (): Promise<DecryptCallAnswer> => ({ error: { code: 'rate' } });
    const { broker, calls } = bench({ call }, { rules: [{ code: 'rate', class: 'rate' }] }, clock);
    const results = await broker.decrypt([requestOf(1)], { ...who, signal: controller.signal });
    expect(results.map(brief)).toEqual(['failed rate']);
    expect(calls).toHaveLength(1);
  });

  it('of whoever asked first does not take the answer from the others', async () => {
    const controller = new AbortController();
    const gate: { open?: () => void } = {};
    const wait = new Promise<void>((resolve) => {
      gate.open = resolve;
    });
    const { broker, calls } = bench({
      call: async ({ items }: DecryptCall) => {
        await wait;
        return { items: items.map(() => ({ values: { phone: phoneOf(1) } })) };
      },
      concurrency: 1,
    });
    const blocker = broker.decrypt([requestOf(9)], who);
    const first = broker.decrypt([requestOf(1)], { ...who, signal: controller.signal });
    const second = broker.decrypt([requestOf(1)], who);
    controller.abort();
    gate.open?.();
    expect((await blocker).map(brief)).toEqual(['decrypted']);
    expect((await first).map(brief)).toEqual(['aborted']);
    expect((await second).map(brief)).toEqual(['decrypted']);
    expect(calls).toHaveLength(2);
  });
});
