import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canShipTogether,
  extendPreset,
  generateKeyring,
  type MergeCandidate,
  type MergeOptions,
  mergeGroups,
  type PresetName,
  presets,
} from 'waybill-privacy';
import { codeOf } from '../../support/thrown.ts';

const of = (name: PresetName, order: object, more: Partial<MergeCandidate> = {}): MergeCandidate => ({
  order,
  preset: presets[name],
  shop: 'shop-1',
  ...more,
});
const verdict = (a: MergeCandidate, b: MergeCandidate, options?: MergeOptions): string => {
  const one = canShipTogether(a, b, options);
  expect(canShipTogether(b, a, options)).toEqual(one);
  return `${one.decision}: ${one.reason}`;
};

const keyring = generateKeyring({ tenant: 'test' });
keyring.promote(keyring.add('index').id);
const own = { keyring, window: '2026-11-02' };

describe('Taobao: an OAID of one shop, one application and one natural week', () => {
  const trade = (oaid: string, created: unknown, more: object = {}) => of('taobao.trade', { oaid, created, ...more });
  const monday = '2026-11-02 00:00:00';
  const sunday = '2026-11-08 23:59:59';

  it.each<[string, MergeCandidate, MergeCandidate, string]>([
    ['one week', trade('A', monday), trade('A', sunday), 'yes: same-id'],
    ['the Monday after', trade('A', sunday), trade('A', '2026-11-09 00:00:00'), 'undecidable: other-week'],
    ['other ids in one week', trade('A', monday), trade('B', monday), 'undecidable: ids-differ'],
    ['no time', trade('A', monday), trade('A', undefined), 'undecidable: no-time'],
    ['garbage for a time', trade('A', monday), trade('A', 'yesterday'), 'undecidable: no-time'],
    ['no id', trade('A', monday), trade('', monday), 'undecidable: no-id'],
    ['a mask for an id', trade('A***', monday), trade('A***', monday), 'undecidable: no-id'],
    [
      'virtual and real',
      trade('A', monday, { privacy_protection: true }),
      trade('A', monday),
      'no: mixed-virtual-numbers',
    ],
    [
      'virtual both, one lapsed',
      trade('A', monday, { secret_no_expire_time: '2020-01-01 00:00:00' }),
      trade('A', monday, { privacy_protection: '1' }),
      'yes: same-id',
    ],
    ['another shop', trade('A', monday), { ...trade('A', monday), shop: 'shop-2' }, 'no: other-shop'],
    ['another application', trade('A', monday), { ...trade('A', monday), app: 'app-2' }, 'undecidable: other-app'],
  ])('%s', (_, a, b, expected) => {
    expect(verdict(a, b)).toBe(expected);
  });

  it('takes the time from the caller where the order has none', () => {
    const a = trade('A', undefined);
    expect(verdict(a, a, { createdOf: () => new Date('2026-11-02T00:00:00+08:00') })).toBe('yes: same-id');
  });
});

describe('Pinduoduo: two ids on one day are two recipients', () => {
  const order = (open_address_id: unknown, created_time?: string, more: object = {}) =>
    of('pdd.order', { open_address_id, created_time, ...more });

  it.each<[string, MergeCandidate, MergeCandidate, string]>([
    ['the same id', order('A'), order('A'), 'yes: same-id'],
    ['the same id on two days', order('A', '2026-11-01 00:00:00'), order('A', '2026-11-09 00:00:00'), 'yes: same-id'],
    ['one day', order('A', '2026-11-01 00:00:00'), order('B', '2026-11-01 23:59:59'), 'no: other-id'],
    ['two days', order('A', '2026-11-01 23:59:59'), order('B', '2026-11-02 00:00:00'), 'undecidable: ids-differ'],
    ['no time', order('A'), order('B', '2026-11-01 00:00:00'), 'undecidable: ids-differ'],
    [
      'the second kind of id',
      order(null, undefined, { open_address_id_2: 'C' }),
      order('C'),
      'undecidable: ids-differ',
    ],
    ['an id that is a number', order(7), order(7), 'undecidable: no-id'],
  ])('%s', (_, a, b, expected) => {
    expect(verdict(a, b)).toBe(expected);
  });
});

describe('the other platforms', () => {
  it.each<[PresetName, (id: string) => object]>([
    ['douyin.order', (open_address_id) => ({ open_address_id })],
    ['jd.order', (oaid) => ({ consigneeInfo: { oaid } })],
    ['kuaishou.order', (openAddressId) => ({ orderDeliveryInfo: { openAddressId } })],
    ['xhs.receiver', (openAddressId) => ({ openAddressId })],
    ['weixin.order', (hash_code) => ({ order_detail: { delivery_info: { address_info: { hash_code } } } })],
  ])('%s: the same id is one parcel, two ids prove nothing', (name, order) => {
    expect(verdict(of(name, order('A')), of(name, order('A')))).toBe('yes: same-id');
    expect(verdict(of(name, order('A')), of(name, order('B')))).toBe('undecidable: ids-differ');
    expect(verdict(of(name, order('A')), of(name, order('')))).toBe('undecidable: no-id');
    expect(verdict(of(name, order('A')), of(name, order('A'), { shop: 'shop-2' }))).toBe('no: other-shop');
  });

  it('two platforms never share a parcel, whatever their ids', () => {
    const a = of('pdd.order', { open_address_id: 'A' });
    expect(verdict(a, of('douyin.order', { open_address_id: 'A' }))).toBe('no: other-platform');
  });
});

describe('without an id of the platform: our own key', () => {
  const person = { receiver_name: '喻晓刚', receiver_phone: '138 1234 5678', receiver_address: '栖柏路7号' };
  const order = (changes: object = {}) => of('pdd.order', { ...person, province: '浙江省', ...changes });

  it.each<[string, object, string]>([
    ['the same person', { receiver_phone: '+86 13812345678' }, 'yes: same-own-key'],
    ['another name', { receiver_name: '张小明' }, 'no: other-own-key'],
    ['another region', { province: '江苏省' }, 'no: other-own-key'],
    ['a mask', { receiver_name: '喻**' }, 'undecidable: not-readable'],
    ['a ciphertext', { receiver_phone: '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~' }, 'undecidable: not-readable'],
    ['nothing', { receiver_name: '', address: '' }, 'undecidable: not-readable'],
    ['a virtual number', { receiver_phone: '$18412345678$#1234#' }, 'undecidable: not-readable'],
    ['a lone surrogate', { receiver_name: '喻\ud800' }, 'undecidable: not-readable'],
    ['an id', { open_address_id: 'A' }, 'undecidable: no-id'],
  ])('%s', (_, changes, expected) => {
    expect(verdict(order(), order(changes), { own })).toBe(expected);
  });

  it('is never guessed without a keyring, and never by masks', () => {
    expect(verdict(order(), order())).toBe('undecidable: no-id');
    const masked = order({ receiver_name: '喻**', receiver_phone: '138******78', receiver_address: '栖柏路7号**室' });
    expect(verdict(masked, masked, { own })).toBe('undecidable: not-readable');
  });

  it('stays within a shop', () => {
    expect(mergeGroups([order(), { ...order(), shop: 'shop-2' }], { own }).map(({ orders }) => orders)).toEqual([
      [0],
      [1],
    ]);
  });

  it('needs a keyring with an index key', () => {
    const bare = generateKeyring({ tenant: 'test' });
    expect(codeOf(() => canShipTogether(order(), order(), { own: { ...own, keyring: bare } }))).toBe(
      'ERR_KEY_DISABLED',
    );
  });
});

describe('mergeGroups', () => {
  const trade = (oaid: string, created: string, more: object = {}) => of('taobao.trade', { oaid, created, ...more });

  it('groups, and says why others stay out', () => {
    const groups = mergeGroups([
      trade('A', '2026-11-02 10:00:00'),
      trade('B', '2026-11-02 10:00:00'),
      trade('A', '2026-11-03 10:00:00'),
      trade('A', '2026-11-09 10:00:00'),
      trade('', '2026-11-02 10:00:00'),
      trade('A', '2026-11-04 10:00:00', { privacy_protection: true }),
      of('pdd.order', { open_address_id: 'A' }),
    ]);
    expect(groups).toEqual([
      { orders: [0, 2], decision: 'together', reason: 'same-id', apart: 'mixed-virtual-numbers' },
      { orders: [1], decision: 'alone', reason: 'no-other-order' },
      { orders: [3], decision: 'undecidable', reason: 'other-week' },
      { orders: [4], decision: 'undecidable', reason: 'no-id' },
      { orders: [5], decision: 'alone', reason: 'mixed-virtual-numbers' },
      { orders: [6], decision: 'alone', reason: 'no-other-order' },
    ]);
  });

  it('works on orders whose private fields are encrypted', () => {
    const order = { open_address_id: 'A', privacy: { token: 'wpr1.AAAA', masks: {} } };
    expect(mergeGroups([of('pdd.order', order), of('pdd.order', order)])[0]?.orders).toEqual([0, 1]);
  });

  it('takes ids of an extension', () => {
    const preset = extendPreset(presets['kuaidi100.print'], { mergeIds: ['customer'] });
    const candidate = { order: { customer: 'c' }, preset, shop: 's' };
    expect(mergeGroups([candidate, candidate])[0]?.reason).toBe('same-id');
  });

  it('agrees with canShipTogether on every pair', () => {
    const anyOrder = fc.oneof(
      fc.record({
        oaid: fc.constantFrom('A', 'B', '', 'A*'),
        created: fc.constantFrom('2026-11-02 10:00:00', '2026-11-03 10:00:00', '2026-11-09 10:00:00', ''),
        privacy_protection: fc.boolean(),
        receiver_name: fc.constantFrom('喻晓刚', '张小明', '喻**'),
        receiver_mobile: fc.constantFrom('13812345678', ''),
        receiver_address: fc.constant('栖柏路7号'),
      }),
    );
    const candidate = fc
      .tuple(anyOrder, fc.constantFrom('s1', 's2'), fc.constantFrom(undefined, 'a1'))
      .map(([order, shop, app]) => of('taobao.trade', order, { shop, ...(app !== undefined && { app }) }));
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), fc.boolean(), (candidates, isKeyed) => {
        const options = isKeyed ? { own } : {};
        const groups = mergeGroups(candidates, options);
        expect(groups.flatMap(({ orders }) => orders).sort((a, b) => a - b)).toEqual(candidates.map((_, i) => i));
        const groupOf = (i: number) => groups.findIndex(({ orders }) => orders.includes(i));
        for (const [i, a] of candidates.entries()) {
          for (const [j, b] of candidates.entries()) {
            if (i >= j) continue;
            const isTogether = canShipTogether(a, b, options).decision === 'yes';
            expect(groupOf(i) === groupOf(j)).toBe(isTogether);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an order without a shop', [{ order: {}, preset: presets['pdd.order'] }]],
    ['an unknown key', [{ ...of('pdd.order', {}), seller: 1 }]],
  ])('TypeError for %s', (_, candidates) => {
    expect(() => mergeGroups(candidates as MergeCandidate[])).toThrow(TypeError);
  });

  it('refuses an order inside itself', () => {
    const order: Record<string, unknown> = { open_address_id: 'A' };
    order['self'] = order;
    expect(codeOf(() => mergeGroups([of('pdd.order', order)]))).toBe('ERR_LIMIT_EXCEEDED');
  });
});
