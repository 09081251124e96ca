// Index tags that the record cipher writes beside its token.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type BlindIndexDefinition,
  type BlindIndexer,
  createBlindIndexer,
  createErasableRecordCipher,
  createRecordCipher,
  defineSchema,
  type EncryptedOrder,
  generateKeyring,
  type Keyring,
  presets,
  protectOrder,
  type RecordCipher,
} from 'waybill-privacy';
import { indexKey, keyA, knownKeyring } from '../../support/keyrings.ts';
import { recordForms } from '../../support/samples.ts';
import { codeOf, faceOf, shownBy, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await knownKeyring({ tenant: 'shop-1', keys: [keyA, indexKey] });
});

const context = { recordId: 'order-1' };
const schema = defineSchema({
  name: 'order',
  fields: {
    'recipient.name': { action: 'encrypt', id: 1, kind: 'name' },
    'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone', types: ['string', 'number'] },
    'recipient.address': { action: 'encrypt', id: 3, kind: 'address' },
    'items[].serial': { action: 'encrypt', id: 4, kind: 'opaque' },
    'recipient.nick': { action: 'mask', kind: 'name' },
    'recipient.city': { action: 'keep' },
  },
});
const phone = { path: 'recipient.phone', normaliser: 'phone', types: ['string', 'number'] } as const;
const name = { path: 'recipient.name', normaliser: 'name' } as const;
const definitions = {
  phone: { fields: [phone], bits: 'exact' },
  'name-phone': { fields: [name, { ...phone, normaliser: 'phone-last4' }], bits: 16 },
  serial: { fields: [{ path: 'items[].serial', normaliser: 'text' }], bits: 24 },
} as const satisfies Record<string, BlindIndexDefinition>;
const order = {
  id: 'order-1',
  recipient: { name: '张小明', phone: '138 0013 8000', address: '云溪省星河市幸福路1号2单元501室', city: '星河市' },
  items: [{ serial: 'SN-1' }, { serial: 'SN-2' }, { serial: 'sn-1' }, {}, { serial: null }],
};

const indexerOf = (indexes: Record<string, BlindIndexDefinition> = definitions, keys = keyring): BlindIndexer =>
  createBlindIndexer({ keyring: keys, indexes });
const cipherOf = (indexer: BlindIndexer | undefined, options: object = {}): RecordCipher =>
  createRecordCipher({ keyring, schema, ...(indexer && { indexer }), ...options });

/** Every text and key anywhere in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]);
}

describe.each(recordForms)('index tags, %s', (_, options) => {
  it("are the indexer's own", () => {
    const indexer = indexerOf();
    const encrypted = cipherOf(indexer, options).encrypt(order, context);
    expect(encrypted.privacy.indexes).toEqual(indexer.tags(order));
    expect(Object.keys(encrypted.privacy.indexes ?? {})).toEqual(['phone', 'name-phone', 'serial']);
    expect(encrypted.privacy.indexes?.['serial']).toHaveLength(2);
  });

  it('find the order among others, and it is the one', () => {
    const indexer = indexerOf();
    const cipher = cipherOf(indexer, options);
    const others = { ...order, recipient: { ...order.recipient, phone: '13900139000' } };
    const rows = [others, order].map((each, i) => ({
      recordId: String(i),
      stored: cipher.encrypt(each, { recordId: String(i) }),
    }));
    const query = { 'recipient.phone': '+86 13800138000' };
    const wanted: readonly unknown[] = indexer.search('phone', query);
    const found = rows.filter(({ stored }) => wanted.includes(stored.privacy.indexes?.['phone']));
    expect(found.map(({ recordId }) => recordId)).toEqual(['1']);
    const opened = found.map(({ stored, recordId }) => cipher.decrypt(stored, { recordId }));
    expect(opened).toEqual([order]);
    expect(opened.every((candidate) => indexer.matches('phone', query, candidate))).toBe(true);
  });

  it('go with the token when the order is opened, also through JSON', () => {
    const cipher = cipherOf(indexerOf(), options);
    const encrypted = JSON.parse(JSON.stringify(cipher.encrypt(order, context))) as EncryptedOrder<typeof order>;
    expect(cipher.decrypt(encrypted, context)).toEqual(order);
    expect(cipherOf(undefined).decrypt(encrypted, context)).toEqual(order);
  });

  it('show nothing of what they are made from', () => {
    const encrypted = cipherOf(indexerOf(), options).encrypt(order, context);
    // Masks are made to be seen.
    const shown = textsIn({ ...encrypted, privacy: { ...encrypted.privacy, masks: {} } });
    for (const text of ['小明', '138 0013 8000', '13800138000', '幸福路', '501室', 'SN-1', 'sn-1', 'SN-2']) {
      expect(shown.filter((part) => part.includes(text))).toEqual([]);
    }
  });
});

describe('index tags', () => {
  it('are not there without an indexer', () => {
    expect(cipherOf(undefined).encrypt(order, context).privacy).not.toHaveProperty('indexes');
    expect(cipherOf(indexerOf({})).encrypt(order, context).privacy.indexes).toEqual({});
  });

  it('are equal for one phone of one tenant, and for nobody else', () => {
    const ofTenant = (tenant: string) => {
      const keys = generateKeyring({ tenant });
      keys.promote(keys.add('index').id);
      const cipher = createRecordCipher({ keyring: keys, schema, indexer: indexerOf(definitions, keys) });
      return (value: unknown) => cipher.encrypt({ recipient: { phone: value } }, context).privacy.indexes?.['phone'];
    };
    const [first, second] = [ofTenant('shop-1'), ofTenant('shop-2')];
    expect(first('138-0013-8000')).toBe(first('13800138000'));
    expect(first(13800138000)).toBe(first('13800138000'));
    expect(first('13900139000')).not.toBe(first('13800138000'));
    expect(second('13800138000')).not.toBe(first('13800138000'));
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['empty values', { recipient: { name: '', phone: null }, items: [] }, []],
    ['values of which nothing is left', { recipient: { phone: '没有号码' }, items: [{ serial: ' ' }] }, []],
    ['half of a compound', { recipient: { name: '张小明' } }, []],
    ['one of a list', { items: [{ serial: '' }, { serial: 'A' }] }, ['serial']],
  ])('of %s', (_, sparse, names) => {
    expect(Object.keys(cipherOf(indexerOf()).encrypt(sparse, context).privacy.indexes ?? {})).toEqual(names);
  });

  it('are only of what moved into the token', () => {
    const kept = cipherOf(indexerOf()).encrypt(order, { ...context, keep: ['recipient.phone'] });
    expect(Object.keys(kept.privacy.indexes ?? {})).toEqual(['serial']);
    const keeping = defineSchema({
      name: 'order',
      ifProtected: 'keep',
      fields: { 'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone' } },
    });
    const cipher = cipherOf(indexerOf({ phone: definitions.phone }), { schema: keeping });
    for (const value of ['138******00', '~AAAAAAAAAAAAAAAAAAAAAA==~1~', 'wpf1.AAAA']) {
      expect(cipher.encrypt({ recipient: { phone: value } }, context).privacy).toMatchObject({
        token: null,
        indexes: {},
      });
    }
  });

  it('are left out for a value that looks masked and is encrypted all the same', () => {
    const indexer = indexerOf();
    const encrypted = cipherOf(indexer).encrypt({ items: [{ serial: 'a*b' }, { serial: 'c' }] }, context);
    expect(encrypted.privacy.indexes?.['serial']).toEqual(indexer.search('serial', { 'items[].serial': 'c' }));
    expect(codeOf(() => indexer.search('serial', { 'items[].serial': 'a*b' }))).toBe('ERR_ALREADY_PROTECTED');
  });

  it('of a partition need its name, and only they', () => {
    const partitioned = { phone: { ...definitions.phone, isPartitioned: true } };
    const indexer = indexerOf(partitioned);
    const cipher = cipherOf(indexer);
    const march = { ...context, partition: '2026-03' };
    const encrypted = cipher.encrypt(order, march);
    expect(encrypted.privacy.indexes).toEqual(indexer.tags(order, { partition: '2026-03' }));
    expect(cipher.encrypt(order, { ...context, partition: '2026-04' }).privacy.indexes).not.toEqual(
      encrypted.privacy.indexes,
    );
    expect(cipher.reencrypt(encrypted, march).privacy.indexes).toEqual(encrypted.privacy.indexes);
    for (const call of [
      () => cipher.encrypt(order, context),
      () => cipher.reencrypt(encrypted, context),
      () => cipherOf(undefined).encrypt(order, march),
      () => cipherOf(indexerOf()).encrypt(order, march),
    ]) {
      expect(thrownBy(call)).toBeInstanceOf(TypeError);
    }
    expect(() => cipher.encrypt(order, { ...context, partition: '' })).toThrow(RangeError);
  });

  it('need an index key', async () => {
    const keys = await knownKeyring({ tenant: 'shop-1', keys: [keyA] });
    expect(codeOf(() => cipherOf(indexerOf(definitions, keys)).encrypt(order, context))).toBe('ERR_KEY_DISABLED');
  });

  it('of a wrong value say nothing of it', () => {
    const text = `张小明${'长'.repeat(30_000)}`;
    const error = thrownBy(() =>
      cipherOf(indexerOf(), { pad: 'none' }).encrypt({ recipient: { name: text } }, context),
    );
    expect(faceOf(error)).toMatchObject({ code: 'ERR_LIMIT_EXCEEDED' });
    expect(shownBy(error)).not.toContain('小明');
  });
});

describe('reencrypt', () => {
  const rotating = () => {
    const keys = generateKeyring({ tenant: 'shop-1' });
    keys.promote(keys.add('index').id);
    const indexer = indexerOf(definitions, keys);
    return { keys, indexer, cipher: createRecordCipher({ keyring: keys, schema, indexer }) };
  };

  it('makes tags of the index key that writes now, from the opened values', () => {
    const { keys, indexer, cipher } = rotating();
    const encrypted = cipher.encrypt({ ...order, recipient: { ...order.recipient, phone: 13800138000 } }, context);
    keys.promote(keys.add('index').id);
    // Tags beside a token are not authentic: they are never taken over.
    const stored = { ...encrypted, privacy: { ...encrypted.privacy, indexes: { phone: 'wpi1.phone.00' as never } } };
    const again = cipher.reencrypt(stored, context);
    expect(again.privacy.indexes).toEqual(indexer.tags(order));
    expect(again.privacy.indexes).not.toEqual(encrypted.privacy.indexes);
    expect(again.privacy.masks).toEqual(encrypted.privacy.masks);
    expect(cipher.decrypt(again, context)).toEqual(cipher.decrypt(encrypted, context));
  });

  it('adds tags to an order that had none, and leaves them alone without an indexer', () => {
    const indexer = indexerOf();
    const bare = cipherOf(undefined).encrypt(order, context);
    const tagged = cipherOf(indexer).reencrypt(bare, context);
    expect(tagged.privacy.indexes).toEqual(indexer.tags(order));
    expect(cipherOf(undefined).reencrypt(tagged, context).privacy.indexes).toEqual(tagged.privacy.indexes);
    const nothing = cipherOf(undefined).encrypt({ id: 'x' }, context);
    expect(cipherOf(indexer).reencrypt(nothing, context).privacy).toEqual({ token: null, masks: {}, indexes: {} });
  });

  it('in bulk makes them anew with the tokens', () => {
    const { keys, indexer, cipher } = rotating();
    const encrypted = cipher.encrypt(order, context);
    keys.promote(keys.add('index').id);
    expect(cipher.reencryptAll([{ encrypted, context }])).toMatchObject([{ status: 'current', value: encrypted }]);
    keys.promote(keys.add().id);
    const [result] = cipher.reencryptAll([{ encrypted, context }]);
    expect(result).toMatchObject({ status: 'reencrypted', value: { privacy: { indexes: indexer.tags(order) } } });
  });

  it('makes none when the token does not open', () => {
    const cipher = cipherOf(indexerOf());
    const encrypted = cipher.encrypt(order, context);
    expect(codeOf(() => cipher.reencrypt(encrypted, { recordId: 'order-2' }))).toBe('ERR_DECRYPT_FAILED');
  });
});

describe('an indexer that does not fit', () => {
  const text = (path: string): Record<string, BlindIndexDefinition> => ({
    a: { fields: [{ path, normaliser: 'text' }], bits: 8 },
  });

  it.each<[string, Record<string, BlindIndexDefinition>, string | undefined]>([
    ['a field that the schema does not name', text('recipient.mail'), undefined],
    ['a field that stays', text('recipient.city'), undefined],
    ['a field of which only a mask is left', text('recipient.nick'), undefined],
    ['a list under the path of its elements', text('items.serial'), undefined],
    ['fewer types than the schema', text('recipient.phone'), 'recipient.phone'],
    ['one wrong field of a compound', { a: { fields: [name, { path: 'x', normaliser: 'text' }], bits: 8 } }, undefined],
  ])('by %s is refused at once', (_, indexes, path) => {
    const error = thrownBy(() => cipherOf(indexerOf(indexes)));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_SCHEMA', ...(path !== undefined && { path }) });
  });

  it('by its tenant is refused at once', async () => {
    const keys = await knownKeyring({ tenant: 'shop-2', keys: [keyA, indexKey] });
    expect(codeOf(() => cipherOf(indexerOf(definitions, keys)))).toBe('ERR_INDEX');
    expect(() => cipherOf('indexer' as never)).toThrow(TypeError);
  });
});

describe('other parts', () => {
  it('protectOrder passes tags on', () => {
    const preset = presets['taobao.trade'];
    const fields = [{ path: 'receiver_mobile', normaliser: 'phone' }] as const;
    const trade = { tid: '1', receiver_name: '张小明', receiver_mobile: '13800138000', receiver_address: '' };
    const indexer = indexerOf({ phone: { fields, bits: 'exact' } });
    const protectedTrade = protectOrder(trade, preset, cipherOf(indexer, { schema: preset.schema }));
    expect(protectedTrade.order.privacy.indexes).toEqual(indexer.tags(trade));
    const byMonth = indexerOf({ phone: { fields, bits: 'exact', isPartitioned: true } });
    const cipher = cipherOf(byMonth, { schema: preset.schema });
    const { order: ofMarch } = protectOrder(trade, preset, cipher, { partition: '2026-03' });
    expect(ofMarch.privacy.indexes).toEqual(byMonth.tags(trade, { partition: '2026-03' }));
  });

  it('a coordinate of Douyin may be a number', () => {
    const preset = presets['douyin.order'];
    const place = { user_coordinate_longitude: 120.406563, user_coordinate_latitude: '27.556277' };
    const recipient = { post_receiver: '张小明', post_tel: '13800138000', post_addr: { detail: '幸福路1号' } };
    const full = { order_id: '1', ...recipient, user_coordinate: place };
    const cipher = cipherOf(undefined, { schema: preset.schema });
    const { order: encrypted } = protectOrder(full, preset, cipher);
    expect(JSON.stringify(encrypted)).not.toMatch(/120\.4|27\.5/u);
    expect(cipher.decrypt(encrypted, { recordId: '1' })).toEqual(full);
  });

  it('an erasable order keeps its tags, and erasing is the duty of eraseIndexTags', async () => {
    const indexer = indexerOf();
    const salts = new Map<string, Uint8Array>();
    const rows = new Map<string, EncryptedOrder>();
    const erasable = createErasableRecordCipher({
      cipher: cipherOf(indexer),
      salts: {
        get: (recordId, saltId) => salts.get(`${recordId}/${saltId}`),
        put: (recordId, saltId, salt) => void salts.set(`${recordId}/${saltId}`, salt),
        delete: () => salts.clear(),
      },
      eraseIndexTags: (recordId) => {
        const row = rows.get(recordId);
        if (row !== undefined) rows.set(recordId, { ...row, privacy: { ...row.privacy, indexes: {} } });
      },
    });
    rows.set('order-1', await erasable.encrypt(order, context));
    expect(rows.get('order-1')?.privacy.indexes).toEqual(indexer.tags(order));
    const again = await erasable.reencrypt(rows.get('order-1') as EncryptedOrder, context);
    expect(again.privacy.indexes).toEqual(indexer.tags(order));
    await erasable.erase('order-1');
    expect(rows.get('order-1')?.privacy.indexes).toEqual({});
  });
});
