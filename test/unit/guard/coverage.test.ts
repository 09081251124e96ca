import { describe, expect, it } from 'vitest';
import {
  type CoverageFigures,
  type CoverageState,
  coverage,
  coverageMarkdown,
  coverageStates,
  createCoverage,
  createErasableRecordCipher,
  createMasker,
  createRecordCipher,
  generateKeyring,
  type PresetName,
  presets,
  protectOrder,
} from 'waybill-privacy';
import { makeOrders, orderPresets } from '../../../scripts/orders/index.ts';
import { mapAnswers } from '../../support/mapOrders.ts';
import { createSeeds } from '../../support/seeds.ts';

const preset = presets['taobao.trade'];
const ciphertext = '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~';
const trade = (changes: object = {}): object => ({
  tid: '1',
  created: '2026-11-01 10:00:00',
  receiver_name: '',
  receiver_mobile: '',
  receiver_address: '',
  ...changes,
});
const only = (orders: readonly unknown[]): CoverageFigures => coverage(orders, preset).total;
const nonzero = (counts: Readonly<Record<CoverageState, number>>): object =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

describe('coverage: states of fields', () => {
  it.each<[string, object, CoverageState]>([
    ['a ciphertext', { receiver_phone: ciphertext }, 'ciphertext'],
    ['an own token', { receiver_phone: 'wpf1.AAAA' }, 'token'],
    ['a mask', { receiver_phone: '138******78' }, 'masked'],
    ['a number', { receiver_phone: '13812345678' }, 'plain'],
    ['a number as JSON has it', { receiver_phone: 13_812_345_678 }, 'plain'],
    ['a half mask', { receiver_phone: '13812345678*' }, 'plain'],
    ['a code of some kind', { buyer_nick: 'AAE3JJL3wHA4SPHpbaAtJFWEECjehg4ZVu5' }, 'unknown'],
    ['an object', { receiver_phone: { value: '13812345678' } }, 'unknown'],
    ['a list', { receiver_phone: ['13812345678'] }, 'unknown'],
    ['a truth value', { receiver_phone: true }, 'unknown'],
    ['a remark with a number', { buyer_message: '请打13812345678' }, 'plain'],
    ['a remark with a number in base64', { buyer_message: 'MTM4MTIzNDU2Nzg=' }, 'plain'],
    ['a remark without anything', { buyer_message: '发顺丰，谢谢' }, 'clean'],
    ['a remark with a mask', { buyer_message: '请打138******78' }, 'clean'],
    ['a remark that is hidden whole', { buyer_message: '******' }, 'masked'],
    ['an account that is hidden whole', { buyer_alipay_no: '**' }, 'masked'],
    ['an account that is hidden by half', { buyer_alipay_no: 'yun**' }, 'plain'],
    ['an empty remark', { buyer_message: '' }, 'empty'],
    ['null', { receiver_phone: null }, 'empty'],
  ])('%s', (_, changes, state) => {
    const report = coverage([trade(changes)], preset);
    const path = Object.keys(changes)[0] as string;
    expect(nonzero(report.byField[preset.name]?.[path] as never)).toEqual({ [state]: 1 });
    expect(report.total.ordersWith[state]).toBe(1);
    expect(report.total.fields[state]).toBe(state === 'empty' ? 4 : 1);
  });

  it('a virtual number counts while it is declared and unexpired', () => {
    const order = trade({ receiver_mobile: '18412345678-1234', secret_no_expire_time: '2026-11-11 12:00:00' });
    const at = (now: string) => coverage([order], preset, { now: new Date(now) }).total.fields;
    expect(at('2026-11-11T11:59:59+08:00')['virtual-number']).toBe(1);
    expect(at('2026-11-11T12:00:00+08:00')['plain']).toBe(1);
  });
});

describe('coverage: orders', () => {
  it.each<[string, object, Partial<CoverageFigures>]>([
    [
      'ciphertext and mask',
      { receiver_name: ciphertext, receiver_mobile: '138******78' },
      { encrypted: 1, withoutPlain: 1 },
    ],
    ['masks only', { receiver_name: '喻**' }, { encrypted: 0, withoutPlain: 1 }],
    [
      'one readable field',
      { receiver_name: ciphertext, receiver_mobile: '13812345678' },
      { encrypted: 0, withoutPlain: 0 },
    ],
    [
      'a readable remark',
      { receiver_name: ciphertext, seller_memo: '找喻晓刚先生' },
      { encrypted: 0, withoutPlain: 0 },
    ],
    ['a harmless remark', { receiver_name: ciphertext, seller_memo: '轻放' }, { encrypted: 1, withoutPlain: 1 }],
    ['something unknown', { receiver_name: ciphertext, receiver_phone: {} }, { encrypted: 0, withoutPlain: 0 }],
    ['nothing', {}, { encrypted: 0, withoutPlain: 0, empty: 1, encryptedShare: null, withoutPlainShare: null }],
    ['nothing but a harmless remark', { buyer_memo: '轻放' }, { encrypted: 0, empty: 1 }],
  ])('%s', (_, changes, figures) => {
    expect(only([trade(changes)])).toMatchObject({ orders: 1, unreadable: 0, empty: 0, ...figures });
  });

  it('leaves empty orders out of the share, and nothing else', () => {
    const covered = trade({ receiver_name: ciphertext });
    const figures = only([covered, covered, covered, trade({ receiver_name: '喻晓刚' }), trade(), null]);
    expect(figures).toMatchObject({ orders: 6, unreadable: 1, empty: 1, encrypted: 3, encryptedShare: 0.6 });
  });

  const cyclic = trade() as Record<string, unknown>;
  cyclic['self'] = cyclic;
  const getter = Object.defineProperty(trade(), 'receiver_name', { enumerable: true, get: () => '喻晓刚' });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', '喻晓刚'],
    ['a list', [trade()]],
    ['nothing in it', {}],
    ['another shape', { order_sn: '1', address: '栖柏路7号' }],
    ['itself inside', cyclic],
    ['an accessor', getter],
    ['a __proto__ key', JSON.parse('{"__proto__":{"a":1},"tid":"1","receiver_name":"喻晓刚"}')],
    ['a token that is none', { ...trade(), privacy: { token: '喻晓刚' } }],
  ])('counts %s as unreadable and goes on', (_, order) => {
    const report = coverage([order, trade({ receiver_name: ciphertext })], preset);
    expect(report.total).toMatchObject({ orders: 2, unreadable: 1, encrypted: 1, encryptedShare: 0.5 });
    expect(JSON.stringify(report)).not.toContain('晓刚');
  });

  it('knows what the record token of an order holds', () => {
    const keyring = generateKeyring({ tenant: 'test' });
    const order = trade({ receiver_name: '喻晓刚', receiver_mobile: '13812345678', buyer_message: '找喻先生' });
    for (const form of ['fields', 'sealed'] as const) {
      const cipher = createRecordCipher({ keyring, schema: preset.schema, form });
      const { total, byField } = coverage([protectOrder(order, preset, cipher).order], preset);
      expect(total).toMatchObject({ encrypted: 1, encryptedShare: 1 });
      expect(total.fields.token).toBe(form === 'fields' ? 3 : 1);
      const places = Object.entries(byField[preset.name] ?? {}).filter(([, states]) => states.token > 0);
      expect(places.map(([path]) => path)).toEqual(
        form === 'fields' ? ['receiver_name', 'receiver_mobile', 'buyer_message'] : ['privacy.token'],
      );
    }
  });

  it('knows an erasable order, whose token lies apart from its salt', async () => {
    const rows = new Map<string, Uint8Array>();
    const salts = {
      get: (_: string, id: string) => rows.get(id),
      put: (_: string, id: string, salt: Uint8Array) => void rows.set(id, salt),
      delete: () => rows.clear(),
    };
    const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'test' }), schema: preset.schema });
    const order = trade({ receiver_name: '喻晓刚' });
    const encrypted = await createErasableRecordCipher({ cipher, salts }).encrypt(order, { recordId: '1' });
    expect(coverage([encrypted], preset).total).toMatchObject({ encrypted: 1, unreadable: 0 });
  });

  it('sees the rest of an order beside a token', () => {
    const order = { ...trade({ receiver_name: '喻晓刚' }), privacy: { token: null, masks: {} } };
    expect(only([order])).toMatchObject({ encrypted: 0, withoutPlain: 0, unreadable: 0 });
  });
});

describe('coverage: groups', () => {
  it('by preset and by the day in China', () => {
    const collector = createCoverage();
    collector.add(trade({ created: '2026-11-01 23:59:59', receiver_name: ciphertext }), preset);
    collector.add(trade({ created: '2026-11-02 00:00:00', receiver_name: '喻晓刚' }), preset);
    collector.add({ ...trade({ receiver_name: '喻**' }), created: 'soon' }, preset);
    const douyin = {
      order_id: '1',
      create_time: 1_793_548_800,
      post_receiver: '',
      post_tel: '',
      post_addr: { detail: '' },
    };
    collector.add(douyin, presets['douyin.order']);
    const { byDay, byPreset, total } = collector.report();
    expect(Object.entries(byDay).map(([day, { orders, encrypted }]) => [day, orders, encrypted])).toEqual([
      ['2026-11-01', 1, 1],
      ['2026-11-02', 2, 0],
      ['unknown', 1, 0],
    ]);
    expect(Object.entries(byPreset).map(([name, { orders }]) => [name, orders])).toEqual([
      ['taobao.trade', 3],
      ['douyin.order', 1],
    ]);
    expect(total.orders).toBe(4);
  });

  it('takes times from the caller', () => {
    const orders = [{ receiverName: '喻**', receiverPhone: '', receiverAddress: '' }];
    const report = coverage(orders, presets['xhs.receiver'], { createdOf: () => new Date('2026-10-31T16:00:00Z') });
    expect(Object.keys(report.byDay)).toEqual(['2026-11-01']);
  });

  it('reports what it has so far, and does not change what it gave', () => {
    const collector = createCoverage();
    const first = collector.report();
    collector.add(trade({ receiver_name: '喻晓刚' }), preset);
    expect(first.total.orders).toBe(0);
    expect(collector.report().total.orders).toBe(1);
    expect(first).toEqual(JSON.parse(JSON.stringify(first)));
  });

  it('is the sum of its parts', () => {
    for (const name of orderPresets) {
      const orders = makeOrders(name, 40).map(({ order }) => order);
      const { total, byDay, byField } = coverage(orders, presets[name]);
      const sum = (read: (figures: CoverageFigures) => number) => Object.values(byDay).reduce((n, f) => n + read(f), 0);
      expect(sum(({ orders: count }) => count)).toBe(40);
      for (const state of coverageStates) {
        expect(sum(({ fields }) => fields[state])).toBe(total.fields[state]);
        const byPath = Object.values(byField[name] ?? {}).reduce((n, states) => n + states[state], 0);
        expect(byPath).toBe(total.fields[state]);
      }
      expect(total.unreadable).toBe(0);
    }
  });

  it('of masked orders: nothing readable', () => {
    for (const name of Object.keys(presets) as PresetName[]) {
      const seeds = createSeeds();
      const answer = mapAnswers[name](seeds.plain);
      const found = JSON.parse(JSON.stringify(answer)) as object;
      const { order } = protectOrder(firstOrder(found, name), presets[name], createMasker());
      const { total } = coverage([order], presets[name]);
      expect({ name, ...total }).toMatchObject({ name, unreadable: 0, empty: 0, withoutPlainShare: 1 });
      expect(total.fields).toMatchObject({ plain: 0, unknown: 0 });
    }
  });

  function firstOrder(answer: object, name: PresetName): object {
    let node: unknown = answer;
    for (;;) {
      if (typeof node !== 'object' || node === null) throw new Error('no order');
      const { total } = coverage([node], presets[name]);
      if (total.unreadable === 0) return node;
      node = Object.values(node).find((value) => typeof value === 'object');
    }
  }
});

describe('coverageMarkdown', () => {
  const collector = createCoverage();
  collector.add(trade({ receiver_name: ciphertext, receiver_mobile: '138******78' }), preset);
  collector.add(trade({ receiver_name: '喻晓刚' }), preset);
  collector.add(null, preset);
  const report = collector.report();

  it('says it in English', () => {
    const text = coverageMarkdown(report);
    expect(text).toContain('| taobao.trade | 3 | 33.3 % | 33.3 % | 1 | 0 |');
    expect(text).toContain('| 2026-11-01 | 2 | 50.0 % | 50.0 % | 0 | 0 |');
    expect(text).toContain('| taobao.trade: receiver_name | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 |');
    expect(text).toMatch(/^# Coverage\n/u);
    expect(text).not.toMatch(/[\u4e00-\u9fff]/u);
  });

  it('says it in Chinese, with the same figures', () => {
    const text = coverageMarkdown(report, { language: 'zh' });
    expect(text).toMatch(/^# 加密覆盖率\n/u);
    expect(text.match(/\d+\.\d %/gu)).toEqual(coverageMarkdown(report).match(/\d+\.\d %/gu));
    expect(text).toContain('| 未知 | 1 |');
  });

  it('has tables whose rows are as long as their heads', () => {
    for (const table of coverageMarkdown(report).split('\n\n')) {
      const rows = table.split('\n').filter((line) => line.startsWith('|'));
      expect(new Set(rows.map((line) => line.split(' | ').length)).size).toBeLessThanOrEqual(1);
    }
  });

  it('refuses other languages', () => {
    expect(() => coverageMarkdown(report, { language: 'fr' as 'en' })).toThrow(TypeError);
  });
});
