import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type BlindIndexDefinition,
  type BlindIndexer,
  createBlindIndexer,
  createFieldCipher,
  generateKeyring,
  type IndexTag,
  type Keyring,
  mergeKey,
  normaliseText,
} from 'waybill-privacy';
import { phone as spelledPhone } from 'waybill-privacy/testing';
import { indexKey, keyA, knownKeyring } from '../../support/keyrings.ts';
import { referenceTag } from '../../support/referenceIndex.ts';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';
import { anyText, wellFormed } from '../../support/unicode.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await knownKeyring({ tenant: 'shop-1', keys: [keyA, indexKey] });
});

const phoneField = { path: 'recipient.phone', normaliser: 'phone' } as const;
const nameField = { path: 'recipient.name', normaliser: 'name' } as const;
const exactPhone: BlindIndexDefinition = { fields: [phoneField], bits: 'exact' };
const recipient = { name: '张小明', phone: '13800138000', address: '杭州市西湖区幸福路1号2单元' };
const order = { recipient };
const query = { 'recipient.phone': '13800138000' };

const indexerOf = (indexes: Record<string, BlindIndexDefinition>, keys: Keyring = keyring): BlindIndexer =>
  createBlindIndexer({ keyring: keys, indexes });
const tagOf = (definition: BlindIndexDefinition, keys: Keyring = keyring, name = 'phone', partition?: string) =>
  indexerOf({ [name]: definition }, keys).tags(order, partition === undefined ? {} : { partition })[name] as
    | IndexTag
    | undefined;
const otherKeys = (change: object, tenant = 'shop-1'): Promise<Keyring> =>
  knownKeyring({ tenant, keys: [{ ...indexKey, ...change }] });

describe('tags', () => {
  it('index nothing that is not named', () => {
    expect(indexerOf({}).tags(order)).toEqual({});
    expect(Object.keys(indexerOf({ phone: exactPhone }).tags(order))).toEqual(['phone']);
  });

  it('have the width asked for, as whole hexadecimal digits with the rest zero', () => {
    const exact = tagOf(exactPhone)?.split('.')[2] ?? '';
    expect(exact).toMatch(/^[0-9a-f]{32}$/u);
    const bitsOf = (hex: string): string =>
      [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
    for (let bits = 4; bits <= 32; bits++) {
      const hex = tagOf({ fields: [phoneField], bits })?.split('.')[2] ?? '';
      expect(hex.length).toBe(Math.ceil(bits / 4));
      expect(bitsOf(hex)).toBe(
        bitsOf(exact)
          .slice(0, bits)
          .padEnd(hex.length * 4, '0'),
      );
    }
  });

  it('are one for all spellings of a number', () => {
    const indexer = indexerOf({ phone: exactPhone });
    fc.assert(
      fc.property(
        fc.constantFrom('138 0013 8000', '+86-13800138000', '１３８００１３８０００', '008613800138000'),
        (text) => {
          expect(indexer.tags({ recipient: { phone: text } })).toEqual(indexer.tags(order));
        },
      ),
    );
  });

  it('differ by tenant, key, key id, index, field, order of fields and partition', async () => {
    const partitioned = { ...exactPhone, isPartitioned: true };
    const same = { other: { phone: recipient.phone } };
    const compound = (...fields: BlindIndexDefinition['fields']) => tagOf({ fields, bits: 'exact' }, keyring, 'a');
    const tags = [
      tagOf(exactPhone),
      tagOf(exactPhone, await otherKeys({}, 'shop-2')),
      tagOf(exactPhone, await otherKeys({ secret: 'f0'.repeat(32) })),
      tagOf(exactPhone, await otherKeys({ id: '00000001' })),
      tagOf(exactPhone, keyring, 'phone-2'),
      tagOf(partitioned, keyring, 'phone', '2026-03'),
      tagOf(partitioned, keyring, 'phone', '2026-04'),
      createBlindIndexer({
        keyring,
        indexes: { phone: { fields: [{ path: 'other.phone', normaliser: 'phone' }], bits: 'exact' } },
      }).tags(same)['phone'] as IndexTag,
      compound(nameField, phoneField),
      compound(phoneField, nameField),
      compound(phoneField),
    ].map((tag) => tag?.split('.')[2]);
    expect(tags).not.toContain(undefined);
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('do not run fields together', () => {
    const indexer = indexerOf({ both: { fields: [nameField, { path: 'note', normaliser: 'text' }], bits: 'exact' } });
    const tag = (name: string, note: string) => indexer.tags({ recipient: { name }, note })['both'];
    expect(tag('张小', '明')).not.toBe(tag('张', '小明'));
  });

  it('are what the reference implementation makes of any text', () => {
    const definition = { fields: [{ path: 'note', normaliser: 'text' }], bits: 21 } as const;
    const indexer = indexerOf({ note: definition });
    fc.assert(
      fc.property(wellFormed(40), (text) => {
        const values = [normaliseText(text)];
        fc.pre(values[0] !== '' && !/[*\uff0a●█■□∗﹡]|^\s*wp[rfi]\d|\(\^_\^\)|[xX]{3}/u.test(text));
        const tag = indexer.tags({ note: text })['note'];
        const scope = { tenant: 'shop-1', name: 'note', fields: ['note'], partition: '' };
        expect(tag).toBe(referenceTag({ ...scope, key: indexKey, values, bits: 21 }));
      }),
    );
  });

  it('spread evenly when truncated', () => {
    // 4,096 numbers into 16 groups of 256: chi-squared with 15 degrees of freedom stays under 44 but for one key in 10,000.
    const indexer = indexerOf({ phone: { fields: [phoneField], bits: 4 } });
    const groups = new Map<string, number>();
    for (let i = 0; i < 4096; i++) {
      const tag = indexer.tags({ recipient: { phone: `1380013${String(i).padStart(4, '0')}` } })['phone'] as IndexTag;
      groups.set(tag, (groups.get(tag) ?? 0) + 1);
    }
    expect(groups.size).toBe(16);
    let chiSquared = 0;
    for (const count of groups.values()) chiSquared += (count - 256) ** 2 / 256;
    expect(chiSquared).toBeLessThan(44);
    expect(chiSquared).toBeGreaterThan(1);
  });

  it.each([undefined, null, '', ' ', '没有号码'])('are left out for %j', (phone) => {
    const both = { fields: [nameField, phoneField], bits: 16 };
    expect(indexerOf({ phone: exactPhone, both }).tags({ recipient: { name: '张小明', phone } })).toEqual({});
  });

  it.each([
    ['138******00', 'ERR_ALREADY_PROTECTED'],
    ['wpf1.AAAA', 'ERR_ALREADY_PROTECTED'],
    ['wpi1.phone.4eb6', 'ERR_ALREADY_PROTECTED'],
    ['13800138000\ud800', 'ERR_UNICODE'],
  ])('refuse %j', (phone, code) => {
    const indexer = indexerOf({ phone: exactPhone });
    expect(codeOf(() => indexer.tags({ recipient: { phone } }))).toBe(code);
    expect(codeOf(() => indexer.search('phone', { 'recipient.phone': phone }))).toBe(code);
    expect(codeOf(() => indexer.matches('phone', query, { recipient: { phone } }))).toBe(code);
  });

  it('refuse a token of this library and a value that is no text', () => {
    const token = createFieldCipher({ keyring }).encrypt('张小明', { recordId: '1', field: 'recipient.name' });
    const indexer = indexerOf({ name: { fields: [nameField], bits: 16 } });
    expect(codeOf(() => indexer.tags({ recipient: { name: token } }))).toBe('ERR_ALREADY_PROTECTED');
    expect(codeOf(() => indexer.tags({ recipient: { name: 13800138000 } }))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => indexer.tags({ recipient: { name: '张'.repeat(30_000) } }))).toBe('ERR_LIMIT_EXCEEDED');
  });
});

describe('tags of lists', () => {
  const indexer = () =>
    indexerOf({ serial: { fields: [{ path: 'items[].serial', normaliser: 'text' }], bits: 'exact' } });
  const items = (...serials: readonly unknown[]) => ({ items: serials.map((serial) => ({ serial })) });
  const tagsOfItems = (...serials: readonly unknown[]) => indexer().tags(items(...serials))['serial'];

  it('are one for each different value, sorted: positions and repetitions do not show', () => {
    const tags = tagsOfItems('A1', 'B2', 'a1', null, '', 'C3') as readonly IndexTag[];
    expect(tags).toHaveLength(3);
    expect(tags).toEqual([...tags].sort());
    expect(tagsOfItems('C3', 'B2', 'A1')).toEqual(tags);
    expect(tags).toContain(indexer().search('serial', { 'items[].serial': 'B2' })[0]);
  });

  it('are left out for a list without values, and a list also of one value', () => {
    expect(tagsOfItems()).toBeUndefined();
    expect(tagsOfItems('', null)).toBeUndefined();
    expect(tagsOfItems('A1')).toHaveLength(1);
  });

  it('find a row by any of its values', () => {
    const query = (serial: string) => ({ 'items[].serial': serial });
    expect(indexer().matches('serial', query('b2'), items('A1', 'B2'))).toBe(true);
    expect(indexer().matches('serial', query('B3'), items('A1', 'B2'))).toBe(false);
    expect(indexer().matches('serial', query('B2'), items())).toBe(false);
  });

  it('are current only as that list', () => {
    const record = items('A1', 'B2');
    const { serial } = indexer().tags(record) as { serial: readonly IndexTag[] };
    expect(indexer().isCurrent({ serial }, record)).toBe(true);
    expect(indexer().isCurrent({ serial }, items('A1', 'B3'))).toBe(false);
    expect(indexer().isCurrent({ serial: [serial[0]!] }, record)).toBe(false);
    expect(indexer().isCurrent({ serial: serial.join() }, record)).toBe(false);
    expect(indexer().isCurrent({ serial: serial[0]! }, items('A1'))).toBe(false);
  });

  it('name the position of a wrong value', () => {
    expect(thrownBy(() => tagsOfItems('A1', 7))).toMatchObject({ code: 'ERR_FIELD_TYPE', path: 'items[1].serial' });
  });
});

describe('tags of other types', () => {
  const typed: BlindIndexDefinition = { fields: [{ ...phoneField, types: ['string', 'number'] }], bits: 'exact' };

  it('are those of their text', () => {
    const indexer = indexerOf({ phone: typed });
    const record = { recipient: { phone: 13800138000 } };
    expect(indexer.tags(record)).toEqual(indexerOf({ phone: exactPhone }).tags(order));
    expect(indexer.matches('phone', query, record)).toBe(true);
    expect(codeOf(() => indexer.tags({ recipient: { phone: 13800138000n } }))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => indexer.tags({ recipient: { phone: Number.NaN } }))).toBe('ERR_FIELD_TYPE');
  });
});

describe('tagsOf', () => {
  it('gives the tags of a record from its texts', () => {
    const both: BlindIndexDefinition = { fields: [nameField, phoneField], bits: 16 };
    const indexer = indexerOf({ phone: exactPhone, both });
    const texts = new Map([
      ['recipient.name', ['张小明']],
      ['recipient.phone', ['13800138000']],
      ['recipient.city', ['杭州']],
    ]);
    expect(indexer.tagsOf(texts)).toEqual(indexer.tags(order));
    texts.delete('recipient.name');
    expect(Object.keys(indexer.tagsOf(texts))).toEqual(['phone']);
    expect(indexer.tagsOf(new Map())).toEqual({});
    expect(codeOf(() => indexer.tagsOf(new Map([['recipient.phone', ['138******00']]])))).toBe('ERR_ALREADY_PROTECTED');
  });
});

describe('rotation', () => {
  const rotated = () => {
    const keys = generateKeyring({ tenant: 'shop-1' });
    const first = keys.add('index');
    keys.promote(first.id);
    const indexer = indexerOf({ phone: exactPhone }, keys);
    const old = indexer.tags(order);
    const second = keys.add('index');
    return { keys, indexer, old, first, second };
  };

  it('searches with every key that is not destroyed, the enabled one first', () => {
    const { keys, indexer, old, first, second } = rotated();
    expect(indexer.search('phone', query)).toHaveLength(2);
    expect(indexer.search('phone', query)[0]).toBe(old['phone']);
    keys.promote(second.id);
    expect(indexer.search('phone', query)[0]).toBe(indexer.tags(order)['phone']);
    expect(indexer.search('phone', query)).toContain(old['phone']);
    keys.destroy(first.id);
    expect(indexer.search('phone', query)).toEqual([indexer.tags(order)['phone']]);
    keys.destroy(second.id);
    expect(codeOf(() => indexer.search('phone', query))).toBe('ERR_KEY_DISABLED');
    expect(codeOf(() => indexer.tags(order))).toBe('ERR_KEY_DISABLED');
  });

  it('tells tags that must be rebuilt', () => {
    const { keys, indexer, old, second } = rotated();
    expect(indexer.isCurrent(old, order)).toBe(true);
    expect(indexer.isCurrent({}, order)).toBe(false);
    expect(indexer.isCurrent({ ...old, more: 'wpi1.more.00' }, order)).toBe(false);
    keys.promote(second.id);
    expect(indexer.isCurrent(old, order)).toBe(false);
    expect(indexer.isCurrent(indexer.tags(order), order)).toBe(true);
  });

  it('leaves the data key alone, which makes no tags', () => {
    const { keys, indexer } = rotated();
    expect(keys.keys.map(({ purpose, status }) => `${purpose} ${status}`)).toEqual([
      'data enabled',
      'index enabled',
      'index pending',
    ]);
    keys.promote(keys.add('data').id);
    expect(indexer.search('phone', query)).toHaveLength(2);
    const dataOnly = generateKeyring({ tenant: 'shop-1' });
    expect(codeOf(() => indexerOf({ phone: exactPhone }, dataOnly).tags(order))).toBe('ERR_KEY_DISABLED');
  });
});

describe('search and matches', () => {
  const both: BlindIndexDefinition = { fields: [nameField, { ...phoneField, normaliser: 'phone-last4' }], bits: 16 };
  const wanted = { 'recipient.name': '张小明', 'recipient.phone': '8000' };

  it('find what was stored, in another spelling', () => {
    const indexer = indexerOf({ phone: { fields: [phoneField], bits: 12 } });
    fc.assert(
      fc.property(spelledPhone, ({ text }) => {
        const stored = indexer.tags({ recipient: { phone: text } });
        fc.pre(stored['phone'] !== undefined);
        const again = { 'recipient.phone': ` ${text}\u200b` };
        expect(indexer.search('phone', again)).toContain(stored['phone']);
        expect(indexer.matches('phone', again, { recipient: { phone: text } })).toBe(true);
      }),
    );
  });

  it('find by a compound only where all fields agree', () => {
    const indexer = indexerOf({ both });
    expect(indexer.search('both', wanted)).toEqual([indexer.tags(order)['both']]);
    expect(indexer.matches('both', wanted, order)).toBe(true);
    expect(indexer.matches('both', wanted, { recipient: { ...recipient, name: '张晓明' } })).toBe(false);
    expect(indexer.matches('both', wanted, { recipient: { ...recipient, phone: '13800138001' } })).toBe(false);
    expect(indexer.matches('both', wanted, { recipient: { name: '张小明' } })).toBe(false);
  });

  it('find nothing by nothing', () => {
    const indexer = indexerOf({ phone: exactPhone });
    const nothing = { 'recipient.phone': '' };
    expect(indexer.search('phone', nothing)).toEqual([]);
    expect(indexer.matches('phone', nothing, { recipient: {} })).toBe(false);
  });

  it('refuse what is not defined', () => {
    const indexer = indexerOf({ phone: exactPhone, both });
    expect(codeOf(() => indexer.search('name', query))).toBe('ERR_INDEX');
    expect(codeOf(() => indexer.search('constructor', query))).toBe('ERR_INDEX');
    expect(codeOf(() => indexer.search('both', query))).toBe('ERR_INDEX');
    expect(() => indexer.search('phone', { ...query, other: '1' })).toThrow(TypeError);
    expect(() => indexer.search('phone', query, { partition: '2026-03' })).toThrow(TypeError);
    const partitioned = indexerOf({ phone: { ...exactPhone, isPartitioned: true } });
    expect(() => partitioned.tags(order)).toThrow(TypeError);
    expect(() => partitioned.tags(order, { partition: '' })).toThrow(RangeError);
    expect(() => partitioned.search('phone', query)).toThrow(TypeError);
  });
});

describe('definitions', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no fields', { a: { fields: [], bits: 8 } }, 'ERR_INDEX'],
    ['nine fields', { a: { fields: Array(9).fill(nameField), bits: 8 } }, 'ERR_INDEX'],
    ['a field twice', { a: { fields: [nameField, nameField], bits: 8 } }, 'ERR_INDEX'],
    ['a region alone', { a: { fields: [{ path: 'a', normaliser: 'region' }], bits: 8 } }, 'ERR_INDEX'],
    ['four digits alone', { a: { fields: [{ path: 'a', normaliser: 'phone-last4' }], bits: 8 } }, 'ERR_INDEX'],
    ['an unknown normaliser', { a: { fields: [{ path: 'a', normaliser: 'toString' }], bits: 8 } }, 'ERR_INDEX'],
    [
      'a list beside another field',
      { a: { fields: [nameField, { path: 'a[].b', normaliser: 'text' }], bits: 8 } },
      'ERR_INDEX',
    ],
    ['no type', { a: { fields: [{ ...nameField, types: [] }], bits: 8 } }, 'ERR_SCHEMA'],
    ['an unknown type', { a: { fields: [{ ...nameField, types: ['object'] }], bits: 8 } }, 'ERR_SCHEMA'],
    ['a path into prototypes', { a: { fields: [{ path: '__proto__.a', normaliser: 'text' }], bits: 8 } }, 'ERR_SCHEMA'],
    ['3 bits', { a: { fields: [nameField], bits: 3 } }, 'ERR_INDEX'],
    ['33 bits', { a: { fields: [nameField], bits: 33 } }, 'ERR_INDEX'],
    ['half a bit', { a: { fields: [nameField], bits: 8.5 } }, 'ERR_INDEX'],
    ['a name with a dot', { 'a.b': { fields: [nameField], bits: 8 } }, 'ERR_INDEX'],
    ['the name of merge keys', { merge: { fields: [nameField], bits: 8 } }, 'ERR_INDEX'],
  ])('with %s are refused', (_, indexes, code) => {
    expect(codeOf(() => indexerOf(indexes as never))).toBe(code);
  });

  it('with unknown options are refused', () => {
    expect(() => createBlindIndexer({ keyring, indexes: {}, index: {} } as never)).toThrow(TypeError);
    expect(() => indexerOf({ a: { fields: [nameField], bits: 8, bit: 4 } as never })).toThrow(TypeError);
    expect(() => createBlindIndexer({ keyring: {} as never, indexes: {} })).toThrow(TypeError);
  });
});

describe('mergeKey', () => {
  it('has no list to read', () => {
    const fields = { name: 'n', phone: 'to[].p', address: 'a' };
    expect(codeOf(() => mergeKey({}, { ...options(), fields }))).toBe('ERR_INDEX');
  });

  const options = () => ({ keyring, window: '2026-03-15' });
  const key = mergeKeyOf(recipient);
  function mergeKeyOf(to: object): () => string | undefined {
    return () => mergeKey({ recipient: to }, options());
  }

  it('is one for the spellings of one person at one door', () => {
    const typed = { name: '张 小明', phone: '+86 138-0013-8000', address: '浙江省 杭州市西湖区，幸福路１号2单元' };
    expect(mergeKeyOf(typed)()).toBe(key());
    expect(key()).toMatch(/^wpi1\.merge\.[0-9a-f]{32}$/u);
  });

  it('is another for another person, door, window or tenant', async () => {
    const keys = [
      key(),
      mergeKeyOf({ ...recipient, name: '张晓明' })(),
      mergeKeyOf({ ...recipient, phone: '13800138001' })(),
      mergeKeyOf({ ...recipient, phone: '13800138000-1' })(),
      mergeKeyOf({ ...recipient, address: '杭州市西湖区幸福路1号3单元' })(),
      mergeKey(order, { ...options(), window: '2026-03-16' }),
      mergeKey(order, { ...options(), keyring: await otherKeys({}, 'shop-2') }),
      mergeKey(order, { ...options(), keyring: await otherKeys({ secret: '00'.repeat(32) }) }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reads other shapes of orders alike', () => {
    const fields = { name: 'n', phone: 'p', address: 'a' };
    const flat = { n: recipient.name, p: recipient.phone, a: recipient.address };
    expect(mergeKey(flat, { ...options(), fields })).toBe(key());
  });

  it.each(['name', 'phone', 'address'])('is none without %s', (field) => {
    expect(mergeKeyOf({ ...recipient, [field]: '' })()).toBeUndefined();
  });

  it('refuses masks, which would merge strangers, and a missing window', () => {
    expect(codeOf(mergeKeyOf({ ...recipient, name: '张**' }))).toBe('ERR_ALREADY_PROTECTED');
    expect(codeOf(mergeKeyOf({ ...recipient, address: '幸福路1号**室' }))).toBe('ERR_ALREADY_PROTECTED');
    expect(codeOf(mergeKeyOf({ name: '', phone: '138******00' }))).toBe('ERR_ALREADY_PROTECTED');
    expect(() => mergeKey(order, { keyring, window: '' })).toThrow(RangeError);
    expect(() => mergeKey(order, { keyring } as never)).toThrow(TypeError);
  });
});

describe('errors', () => {
  const calls: readonly (readonly [string, (text: string) => unknown])[] = [
    ['tags: masked', (text) => indexerOf({ a: exactPhone }).tags({ recipient: { phone: `${text}****` } })],
    ['tags: surrogate', (text) => indexerOf({ a: exactPhone }).tags({ recipient: { phone: `${text}\ud800` } })],
    ['tags: a list', (text) => indexerOf({ a: exactPhone }).tags({ recipient: { phone: [text] } })],
    ['search: name', (text) => indexerOf({ a: exactPhone }).search(text, query)],
    ['search: a value', (text) => indexerOf({ a: exactPhone }).search('a', text as never)],
    ['search: a field', (text) => indexerOf({ a: exactPhone }).search('a', { [text]: text })],
    ['search: masked', (text) => indexerOf({ a: exactPhone }).search('a', { 'recipient.phone': `${text}***` })],
    ['define: name', (text) => indexerOf({ [`${text}.`]: exactPhone })],
    ['mergeKey: window', (text) => mergeKey(order, { keyring, window: text.repeat(100) })],
    [
      'mergeKey: masked',
      (text) => mergeKey({ recipient: { ...recipient, name: `${text}**` } }, { keyring, window: '1' }),
    ],
  ];
  it.each(calls)('repeat nothing: %s', (_, call) => {
    fc.assert(
      fc.property(anyText(6, 24), (text) => {
        fc.pre(text.trim().length >= 6);
        expect(shownBy(thrownBy(() => call(text))).includes(text)).toBe(false);
      }),
    );
  });

  it('leave the indexer without secrets to show', () => {
    expect(JSON.parse(JSON.stringify(indexerOf({ a: exactPhone })))).toEqual({
      tenant: 'shop-1',
      indexes: { a: exactPhone },
    });
    expect(shownBy(indexerOf({ a: exactPhone }))).not.toContain(indexKey.secret.slice(0, 16));
  });
});
