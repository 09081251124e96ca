// Orders of all presets with every private path filled, in every state, through protectOrder: nothing protected is changed, and
// nothing readable survives, by a plain search for the values that were put in.
import { describe, expect, it } from 'vitest';
import {
  createMasker,
  createRecordCipher,
  type EncryptedOrder,
  type FieldKind,
  generateKeyring,
  ordersIn,
  type Preset,
  type PresetName,
  presets,
  protectOrder,
  protectOrders,
} from 'waybill-privacy';
import { douyin, jd, kuaishou, pdd, pddLegacyPhone, topPhone, topText } from '../../../scripts/orders/ciphertexts.ts';
import { leavesOf } from '../../../scripts/orders/index.ts';
import { createRandom } from '../../../scripts/orders/random.ts';
import { mapAnswers } from '../../support/mapOrders.ts';
import { createSeeds, type Seeds } from '../../support/seeds.ts';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const keyring = generateKeyring({ tenant: 'test' });
const masker = createMasker('label');
const names = Object.keys(presets) as PresetName[];
const cipherOf = (preset: Preset) => createRecordCipher({ keyring, schema: preset.schema });

/** The one order of a platform's answer. */
const orderOf = (name: PresetName, fill: (kind: FieldKind) => unknown): object => {
  const found = ordersIn(mapAnswers[name](fill), presets[name]);
  expect(found).toHaveLength(1);
  return (found[0] as { order: object }).order;
};

/** The stored order without its token, whose base64 may hold any few characters by chance. */
const readable = (order: object): string => JSON.stringify(order, (key, value) => (key === 'token' ? '' : value));

const random = createRandom(7);
const withPhone = (text: () => string, phone: () => string) => (kind: FieldKind) =>
  kind === 'phone' ? phone() : text();
const same = (value: string) => () => value;
const masks: Partial<Record<FieldKind, string>> = {
  name: '喻**',
  phone: '138******78',
  address: '栖柏路7号**单元**室',
  text: '******',
  opaque: '**',
};
const shop = { shopId: 7, order: random.bytes(4), characters: 3 };
const app = { appKey: 'ks000000000000000000', characters: 3 };

/** What platforms and this library write in place of a value, by kind of field. Free text is masked only where all of it is. */
const protectedValues: Readonly<Record<string, (kind: FieldKind) => string>> = {
  'ciphertext of Taobao': withPhone(
    () => topText(random, 3),
    () => topPhone(random),
  ),
  'ciphertext of Pinduoduo': withPhone(
    () => pdd(random, 'name', shop),
    () => pdd(random, 'phone', shop),
  ),
  'old ciphertext of Pinduoduo': () => pddLegacyPhone(random),
  'ciphertext of Douyin': withPhone(
    () => douyin(random, 'name', 3),
    () => douyin(random, 'phone', 11),
  ),
  'ciphertext of JD': () => jd(random, random.bytes(16), 3),
  'ciphertext of Kuaishou': withPhone(
    () => kuaishou(random, 'address', app),
    () => kuaishou(random, 'phone', app),
  ),
  'print block': same(`AES:${'QUJD'.repeat(12)}`),
  'own token': same('wpf1.AAAA'),
  mask: (kind) => masks[kind] ?? '',
};

/** At most so many fields fit into one record token. */
const maxTokenFields = 32;

/** Fills some of the private places of an order and leaves the others empty. */
function partly(fill: (kind: FieldKind) => unknown, from: number): (kind: FieldKind) => unknown {
  let place = 0;
  return (kind) => {
    const isWanted = place >= from && place < from + maxTokenFields;
    place++;
    return isWanted ? fill(kind) : '';
  };
}

const placesIn = (name: PresetName): number => {
  let count = 0;
  mapAnswers[name](() => count++);
  return count;
};

/** Sets a value at a path without lists. */
function setAt(order: object, path: string, value: unknown): void {
  const keys = path.split('.');
  let node = order as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) node = node[key] as Record<string, unknown>;
  node[keys.at(-1) as string] = value;
}

describe.each(names)('%s, every private path of its answer', (name) => {
  const preset = presets[name];
  const options = { recordId: 'A-1' };

  it('readable: masks leave nothing', () => {
    const seeds = createSeeds();
    const order = orderOf(name, seeds.plain);
    expect(seeds.readableIn(JSON.stringify(order)).length).toBeGreaterThanOrEqual(placesIn(name));
    const before = structuredClone(order);
    const masked = protectOrder(order, preset, masker);
    expect(seeds.readableIn(JSON.stringify(masked.order))).toEqual([]);
    expect(masked.fields.every(({ state, outcome }) => (state === 'plain') === (outcome === 'masked'))).toBe(true);
    expect(order).toEqual(before);
  });

  it('readable: ciphers leave nothing, and give all of it back', () => {
    for (let from = 0; from < placesIn(name); from += maxTokenFields) {
      const seeds: Seeds = createSeeds();
      const order = orderOf(name, partly(seeds.plain, from));
      const cipher = cipherOf(preset);
      const { order: encrypted, fields } = protectOrder(order, preset, cipher, options);
      expect(seeds.readableIn(readable(encrypted))).toEqual([]);
      expect(fields.some(({ outcome }) => outcome === 'encrypted')).toBe(true);
      expect(cipher.decrypt(encrypted, options)).toEqual(order);
    }
  });

  it('readable remarks: masked in place beside a cipher', () => {
    const seeds = createSeeds();
    const order = orderOf(name, (kind) => (kind === 'text' ? `${seeds.plain(kind)}，发顺丰` : ''));
    const texts = seeds.readableIn(JSON.stringify(order)).length;
    const cipher = cipherOf(preset);
    const { order: encrypted, fields } = protectOrder(order, preset, cipher, { ...options, textMasker: masker });
    expect(seeds.readableIn(JSON.stringify(encrypted))).toEqual([]);
    expect(JSON.stringify(encrypted).split('，发顺丰').length - 1).toBe(texts);
    expect(fields.filter(({ outcome }) => outcome === 'masked')).toHaveLength(texts);
    expect(encrypted.privacy.token).toBeNull();
  });

  it.each(Object.entries(protectedValues))('%s: passes byte for byte', (_, fill) => {
    const order = orderOf(name, fill);
    const { order: encrypted, fields } = protectOrder(order, preset, cipherOf(preset), options);
    expect({ ...encrypted, privacy: 0 }).toEqual({ ...order, privacy: 0 });
    expect(encrypted.privacy).toEqual({ token: null, masks: {} });
    expect(fields.every(({ outcome }) => outcome === 'kept')).toBe(true);
    expect(protectOrder(order, preset, masker).order).toEqual(order);
  });

  it.each([
    ['empty', ''],
    ['null', null],
  ])('%s: stays', (_, value) => {
    const order = orderOf(name, () => value);
    const { order: encrypted, fields } = protectOrder(order, preset, cipherOf(preset), options);
    expect({ ...encrypted, privacy: 0 }).toEqual({ ...order, privacy: 0 });
    expect(fields.every(({ state, outcome }) => state === 'empty' && outcome === 'kept')).toBe(true);
    expect(protectOrder(order, preset, masker).order).toEqual(order);
  });

  it('empty and protected beside readable: only the readable one changes', () => {
    const cycle = ['', null, '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~', 'plain'];
    const seeds = createSeeds();
    let next = 0;
    const order = orderOf(name, (kind) => (cycle[next++ % 4] === 'plain' ? seeds.plain(kind) : cycle[(next - 1) % 4]));
    const { order: masked } = protectOrder(order, preset, masker);
    const after = new Map(leavesOf(masked));
    const changed = leavesOf(order).filter(([path, value]) => after.get(path) !== value);
    expect(changed.map(([, value]) => value)).toEqual(
      leavesOf(order).flatMap(([, value]) => (seeds.readableIn(String(value)).length > 0 ? [value] : [])),
    );
    expect(seeds.readableIn(JSON.stringify(masked))).toEqual([]);
  });

  it('phones as numbers: masked as their digits, encrypted, and numbers again', () => {
    const order = orderOf(name, (kind) => (kind === 'phone' ? 13_812_345_678 : ''));
    expect(JSON.stringify(protectOrder(order, preset, masker).order)).not.toContain('1381234');
    const { order: encrypted } = protectOrder(order, preset, cipherOf(preset), options);
    expect(JSON.stringify({ ...encrypted, privacy: null })).not.toContain('1381234');
    expect(cipherOf(preset).decrypt(encrypted, options)).toEqual(order);
  });

  it.each<[string, unknown]>([
    ['an object', { value: '喻晓刚' }],
    ['a list', ['喻晓刚']],
    ['a truth value', true],
  ])('%s where text should be: ERR_FIELD_TYPE without values', (_, value) => {
    const order = orderOf(name, () => value);
    for (const protector of [cipherOf(preset), masker]) {
      const error = thrownBy(() => protectOrder(order, preset, protector as typeof masker));
      expect(codeOf(() => protectOrder(order, preset, protector as typeof masker))).toBe('ERR_FIELD_TYPE');
      expect(shownBy(error)).not.toContain('晓刚');
    }
  });

  it('a virtual number passes while it is declared and unexpired, and not before or after', () => {
    const rule = preset.virtualNumber;
    if (rule === undefined) return;
    const at = (now: string, until: unknown): string => {
      const order = orderOf(name, (kind) => (kind === 'phone' ? '18412345678-1234' : ''));
      setAt(order, rule.until, until);
      return readable(protectOrder(order, preset, masker, { now: new Date(now) }).order);
    };
    const until = '2026-11-11 12:00:00';
    expect(at('2026-11-11T11:59:59+08:00', until)).toContain('18412345678-1234');
    expect(at('2026-11-11T12:00:01+08:00', until)).not.toContain('18412345678');
    expect(at('2026-11-11T11:59:59+08:00', null)).not.toContain('18412345678');
  });

  it('in its wrapper: protectOrders does the same', () => {
    const seeds = createSeeds();
    const answer = mapAnswers[name](partly(seeds.plain, 0));
    const results = protectOrders(answer, preset, cipherOf(preset), { recordIdOf: () => 'A-1' });
    expect(results.map(({ status }) => status)).toEqual(['protected']);
    expect(seeds.readableIn(JSON.stringify(results, (key, value) => (key === 'token' ? '' : value)))).toEqual([]);
  });
});

describe('private objects', () => {
  const order = (changes: object): object => ({
    ...orderOf('jd.order', () => ''),
    ...changes,
  });
  const vatInfo = {
    companyName: '栖舟五金经营部',
    bankAccount: '6222000000000000',
    more: [{ phone: '0571-88886666' }],
  };
  const preset = presets['jd.order'];

  it('are masked whole', () => {
    const { order: masked } = protectOrder(order({ vatInfo }), preset, masker);
    expect((masked as { vatInfo: unknown }).vatInfo).toBe('**');
  });

  it('are encrypted as JSON text, and come back as that', () => {
    const cipher = cipherOf(preset);
    const { order: encrypted, fields } = protectOrder(order({ vatInfo }), preset, cipher);
    expect(JSON.stringify(encrypted)).not.toMatch(/栖舟|6222|8888/u);
    expect(encrypted).not.toHaveProperty('vatInfo');
    expect(fields.find(({ path }) => path === 'vatInfo')?.outcome).toBe('encrypted');
    const back = cipher.decrypt(encrypted as EncryptedOrder, { recordId: '391450598867' });
    expect(JSON.parse(back['vatInfo'] as string)).toEqual(vatInfo);
  });

  it('that are no JSON are refused, by their path', () => {
    const error = thrownBy(() => protectOrder(order({ vatInfo: { bankAccount: 6222n } }), preset, cipherOf(preset)));
    expect(error).toMatchObject({ code: 'ERR_FIELD_TYPE', path: 'vatInfo' });
    expect(shownBy(error)).not.toContain('6222');
  });

  it.each([
    { vatInfo: {} },
    { vatInfo: { companyName: '', list: [], none: null } },
    { vatInfo: null },
    { vatInfo: '' },
  ])('with nothing in them stay: %j', (changes) => {
    const { order: encrypted } = protectOrder(order(changes), preset, cipherOf(preset));
    expect(encrypted).toMatchObject(changes);
    expect(protectOrder(order(changes), preset, masker).order).toMatchObject(changes);
  });
});

describe('protectOrder: options', () => {
  const preset = presets['xhs.receiver'];
  const order = { receiverName: '喻晓刚', receiverPhone: '', receiverAddress: '', openAddressId: 'a1' };

  it('needs a record id where the preset has none, and binds the token to it', () => {
    const cipher = cipherOf(preset);
    expect(codeOf(() => protectOrder(order, preset, cipher))).toBe('ERR_FIELD_TYPE');
    const { order: encrypted } = protectOrder(order, preset, cipher, { recordId: 'A-1' });
    expect(cipher.decrypt(encrypted as EncryptedOrder, { recordId: 'A-1' })).toEqual(order);
    expect(codeOf(() => cipher.decrypt(encrypted as EncryptedOrder, { recordId: 'A-2' }))).toBe('ERR_DECRYPT_FAILED');
  });

  it('refuses unknown options and those of a cipher beside a masker', () => {
    expect(() => protectOrder(order, preset, masker, { recordId: 'A-1' } as object)).toThrow(TypeError);
    expect(() => protectOrder(order, preset, cipherOf(preset), { mask: true } as object)).toThrow(TypeError);
  });

  it('gives a result for each order of an answer, also where one fails', () => {
    const answer = [order, { ...order, receiverPhone: { a: 1 } }, { ...order, receiverName: '' }];
    const results = protectOrders(answer, preset, masker);
    expect(results.map((result) => (result.status === 'failed' ? result.code : result.path))).toEqual([
      '[0]',
      'ERR_FIELD_TYPE',
      '[2]',
    ]);
  });
});
