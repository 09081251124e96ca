// The two figures of the guard: what it refuses of seeded leaks, and what it lets through of clean payloads.

import { describe, expect, it } from 'vitest';
import { assertCiphertextOnly, type Preset, presets, protectOrder, scanPayload } from 'waybill-privacy';
import { generateKeyring } from 'waybill-privacy/field';
import { createRecordCipher } from 'waybill-privacy/record';
import { makeClean } from '../../../scripts/guard/clean.ts';
import { makeLeaks, unknownWords } from '../../../scripts/guard/leaks.ts';
import { pack, packingNames } from '../../../scripts/guard/packings.ts';
import { makeOrders, orderPresets } from '../../../scripts/orders/index.ts';
import { createRandom } from '../../../scripts/orders/random.ts';

const isRefused = (payload: unknown, preset?: Preset): boolean => {
  try {
    assertCiphertextOnly(payload, preset === undefined ? {} : { preset });
    return false;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_PLAINTEXT') throw error;
    return true;
  }
};

const seed = 20_261_125;

describe('leaks', () => {
  const leaks = makeLeaks(6_000, seed);

  it('refuses every one of 6,000', () => {
    const missed = leaks.filter(({ text }) => !isRefused({ id: 'A-1', data: text }));
    expect(missed.map(({ kind, spelling, packing }) => `${kind} ${spelling} ${packing}`)).toEqual([]);
  });

  it('covers every kind in every packing', () => {
    const seen = new Set(leaks.map(({ kind, packing }) => `${kind} ${packing.split(' ')[0]}`));
    expect(seen.size).toBe(5 * packingNames.length);
  });

  it('shows no value', () => {
    for (const { text } of leaks.slice(0, 500)) {
      const shown = JSON.stringify(scanPayload({ data: text }));
      for (const part of text.match(/[\d\u4e00-\u9fff]{4,}/gu) ?? []) expect(shown).not.toContain(part);
    }
  });
});

describe('unknown words at private paths', () => {
  const preset = presets['taobao.trade'];
  const shapes: [string, (word: string) => unknown][] = [
    ['the order', (word) => ({ tid: '1', receiver_name: word })],
    ['a wrapper', (word) => ({ trade_fullinfo_get_response: { trade: { receiver_name: word } } })],
    ['a list', (word) => ({ trades: [{ tid: '1' }, { receiver_name: word }] })],
    ['camel case', (word) => ({ receiverName: word })],
    ['an object', (word) => ({ receiver_address: { detail: word } })],
    ['JSON in JSON', (word) => ({ body: JSON.stringify({ receiver_name: word }) })],
    ['a form', (word) => new URLSearchParams({ receiver_name: word }).toString()],
    ['a query', (word) => `/callback?receiver_name=${encodeURIComponent(word)}`],
    ['a form of paths', (word) => `orders[0][receiver_name]=${encodeURIComponent(word)}&a=1`],
    ['XML', (word) => `<trade><receiver_name>${word}</receiver_name></trade>`],
    ['a Map', (word) => new Map([['receiver_name', word]])],
    [
      'FormData',
      (word) => {
        const form = new FormData();
        form.append('receiver_name', word);
        return form;
      },
    ],
    ['bytes', (word) => new TextEncoder().encode(JSON.stringify({ receiver_name: word }))],
    ['a mask of nothing', (word) => ({ receiver_name: `${word}${word}${word}*` })],
  ];

  it.each(shapes)('refuses them in %s', (_, shape) => {
    for (const word of unknownWords) expect([word, isRefused(shape(word), preset)]).toEqual([word, true]);
    expect(isRefused(shape(''), preset)).toBe(false);
  });
});

describe('clean payloads', () => {
  it('lets every one of 6,000 values through', () => {
    const refused = makeClean(6_000, seed).filter(({ value }) => isRefused({ id: 'A-1', data: value }));
    expect(refused.map(({ kind, packing, value }) => `${kind} ${packing} ${String(value).slice(0, 60)}`)).toEqual([]);
  });
});

describe.each(orderPresets)('%s', (name) => {
  const preset = presets[name];
  const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), schema: preset.schema });
  const orders = makeOrders(name, 120);
  const random = createRandom(seed);
  // Their own masks hide four digits (138****25, 138****5678), fewer than a label may show.
  const hidesFour = name === 'taobao.trade' || name === 'kuaishou.order';
  const options = { preset, ...(hidesFour && { minHiddenDigits: 4 }) };

  it('refuses orders with plain fields, in any packing', () => {
    const plain = orders.filter(({ truth }) => truth.state === 'plain');
    expect(plain.length).toBeGreaterThan(5);
    for (const { order } of plain) {
      expect(isRefused({ response: order }, preset)).toBe(true);
      expect(isRefused(pack(JSON.stringify(order), [random.pick(packingNames)], random), preset)).toBe(true);
    }
  });

  it('lets orders through after protectOrder, in any packing', () => {
    for (const { order } of orders) {
      const safe = protectOrder(order, preset, cipher).order;
      expect(scanPayload({ response: safe }, options)).toEqual([]);
      const packed = pack(JSON.stringify(safe), [random.pick(packingNames)], random);
      expect(scanPayload(packed, options)).toEqual([]);
    }
  });
});
