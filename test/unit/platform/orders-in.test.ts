import { describe, expect, it } from 'vitest';
import { createMasker, inspectOrder, ordersIn, presets, protectOrders } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const preset = presets['taobao.trade'];
const trade = (tid: string): Record<string, unknown> => ({
  tid,
  receiver_name: '喻晓刚',
  receiver_mobile: '13812345678',
  receiver_address: '栖柏路7号',
});

describe('ordersIn', () => {
  it.each<[string, (order: object) => unknown, string]>([
    ['the order itself', (order) => order, ''],
    ['a list', (order) => [order], '[0]'],
    ['a response', (order) => ({ trade_fullinfo_get_response: { trade: order } }), 'trade_fullinfo_get_response.trade'],
    ['a list below', (order) => ({ a: { list: [order] }, total: 1 }), 'a.list[0]'],
    ['one wrapper each', (order) => [{ order }], '[0].order'],
    ['a key that may be private', (order) => ({ 喻晓刚: order }), '{}'],
  ])('finds orders in %s', (_, wrap, path) => {
    const order = trade('1');
    const found = ordersIn(wrap(order), preset);
    expect(found).toEqual([{ path, order }]);
    expect(found[0]?.order).toBe(order);
  });

  it('finds them all, in their order, and not those inside an order', () => {
    const nested = { ...trade('2'), orders: { order: [trade('3')] } };
    const answer = { a: [trade('1'), nested], b: { trade: trade('4') } };
    expect(ordersIn(answer, preset).map(({ order }) => (order as { tid: string }).tid)).toEqual(['1', '2', '4']);
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['null', null],
    ['text', '{"tid":"1"}'],
    ['an empty list', { trades: { trade: [] } }],
    ['an error answer', { error_response: { code: 15 } }],
    ['an order without a recipient', { trade: { tid: '1', buyer_message: '请打13812345678' } }],
    ['an order without an id', { trade: { ...trade('1'), tid: undefined, receiver_mobile: undefined } }],
    ['an order in a JSON text', { data: JSON.stringify(trade('1')) }],
    ['inherited fields', Object.create(trade('1'))],
  ])('never takes %s for nothing to protect', (name, answer) => {
    if (name === 'an order without an id') delete (answer as { trade: { tid?: unknown } }).trade.tid;
    expect(codeOf(() => ordersIn(answer, preset))).toBe('ERR_NO_ORDER');
    expect(codeOf(() => protectOrders(answer, preset, createMasker()))).toBe('ERR_NO_ORDER');
  });

  it.each<[string, unknown]>([
    ['another shape', { id: '2', name: '喻晓刚' }],
    ['an error', { error: 1 }],
    ['null', null],
    ['an empty list', []],
  ])('refuses a list of orders with %s among them', (_, other) => {
    const error = thrownBy(() => ordersIn({ list: [trade('1'), other] }, preset));
    expect(error).toMatchObject({ code: 'ERR_NO_ORDER', path: 'list[1]' });
    expect(shownBy(error)).not.toMatch(/喻|1381234/u);
  });

  it('finds the order of no other preset', () => {
    for (const [name, other] of Object.entries(presets)) {
      if (name === 'taobao.trade') continue;
      expect(codeOf(() => ordersIn({ trade: trade('1') }, other))).toBe('ERR_NO_ORDER');
    }
  });
});

describe('hostile input', () => {
  const cyclic: Record<string, unknown> = trade('1');
  cyclic['self'] = cyclic;
  const around: Record<string, unknown> = { trade: trade('1') };
  around['self'] = around;
  let deep: object = trade('1');
  for (let i = 0; i < 100; i++) deep = { deep };
  let wide: unknown = 1;
  for (let i = 0; i < 40; i++) wide = [wide, wide];
  const counted = { gets: 0 };
  const withGetter = Object.defineProperty(trade('1'), 'receiver_phone', {
    enumerable: true,
    get: () => {
      counted.gets++;
      return '13812345678';
    },
  });
  const hidden = { enumerable: false, get: () => '13812345678' };
  const hiddenGetter = Object.defineProperty(trade('1'), 'receiver_phone', hidden);
  const idGetter = Object.defineProperty(trade('1'), 'tid', {
    enumerable: true,
    get: () => {
      counted.gets++;
      return '1';
    },
  });
  const itemGetter = { ...trade('1'), list: Object.defineProperty([1], 0, { enumerable: true, get: () => '1' }) };

  it.each<[string, unknown, string]>([
    ['an order inside itself', cyclic, 'ERR_LIMIT_EXCEEDED'],
    ['an answer inside itself', around, 'ERR_LIMIT_EXCEEDED'],
    ['a hundred levels', deep, 'ERR_LIMIT_EXCEEDED'],
    ['lists that share their items', { ...trade('1'), wide }, 'ERR_LIMIT_EXCEEDED'],
    ['an empty list of four billion places', { ...trade('1'), list: new Array(4_294_967_295) }, 'ERR_LIMIT_EXCEEDED'],
    ['a million values', { ...trade('1'), list: new Array(1_000_001).fill(0) }, 'ERR_LIMIT_EXCEEDED'],
    ['an accessor', withGetter, 'ERR_FIELD_TYPE'],
    ['an accessor for an id', idGetter, 'ERR_FIELD_TYPE'],
    ['an accessor that is not enumerable', hiddenGetter, 'ERR_FIELD_TYPE'],
    ['an accessor in a list', itemGetter, 'ERR_FIELD_TYPE'],
    ['a __proto__ key', JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(trade('1')).slice(1)}`), 'ERR_FIELD_TYPE'],
    ['a __proto__ key around', JSON.parse(`{"__proto__":${JSON.stringify(trade('1'))}}`), 'ERR_FIELD_TYPE'],
  ])('%s: typed error without values', (name, value, code) => {
    const calls = [() => protectOrders(value, preset, createMasker())];
    if (!name.includes('around') && name !== 'an answer inside itself' && name !== 'a hundred levels') {
      calls.push(() => inspectOrder(value as object, preset) as never);
    }
    for (const call of calls) {
      let seen: unknown;
      try {
        const [first] = call();
        seen = first?.status === 'failed' ? first.error : undefined;
      } catch (error) {
        seen = error;
      }
      expect(seen).toMatchObject({ code });
      expect(shownBy(seen)).not.toMatch(/喻|1381234/u);
    }
    expect(counted.gets).toBe(0);
  });

  it('leaves Object.prototype alone for keys that reach for it', () => {
    const answer = { constructor: { prototype: { trade: trade('1') } } };
    expect(ordersIn(answer, preset)[0]?.path).toBe('constructor.prototype.trade');
    protectOrders(answer, preset, createMasker());
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
