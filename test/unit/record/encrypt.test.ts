import { beforeAll, describe, expect, it } from 'vitest';
import {
  createRecordCipher,
  defineSchema,
  generateKeyring,
  type Keyring,
  parseToken,
  type RecordCipherOptions,
} from 'waybill-privacy';
import { keyA } from '../../support/keyrings.ts';
import { decode, splitFields } from '../../support/referenceToken.ts';
import {
  address,
  name,
  order,
  orderContext,
  phone,
  type RecordOptions,
  recordForms,
  shopKeyring,
} from '../../support/samples.ts';
import { codeOf, faceOf, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const cipher = (options: RecordOptions = {}): ReturnType<typeof createRecordCipher> =>
  createRecordCipher({ keyring, ...options });
const fieldIds = (token: string): number[] => splitFields(decode(token).subarray(55), 16).map(({ id }) => id);

const schema = defineSchema({
  name: 'shop-order',
  fields: {
    'buyer.name': { action: 'encrypt', id: 1, kind: 'name' },
    'buyer.phone': { action: 'encrypt', id: 2, kind: 'phone', mask: false },
    'items[].remark': { action: 'encrypt', id: 3, kind: 'text', mask: true },
    'tags[]': { action: 'encrypt', id: 4, kind: 'opaque' },
    'buyer.nick': { action: 'mask', kind: 'name' },
    'buyer.ip': { action: 'drop' },
    'buyer.city': { action: 'keep' },
    'items[].secret': { action: 'drop' },
  },
});

const shopOrder = {
  id: 'A1',
  buyer: { name, phone, nick: '李四光', ip: '192.0.2.1', city: '星河市' },
  items: [
    { title: '茶', remark: '送 13800138000', secret: 'x1' },
    { title: '碗' },
    { title: '盘', remark: '轻放', secret: 'x2' },
  ],
  tags: ['vip', 'night'],
  paid: new Date(0),
};

describe.each(recordForms)('an order, %s', (_, options) => {
  it('comes back as it was, also through JSON', () => {
    const encrypted = cipher(options).encrypt(order, orderContext);
    expect(cipher().decrypt(encrypted, orderContext)).toEqual(order);
    expect(cipher().decrypt(JSON.parse(JSON.stringify(encrypted)), orderContext)).toEqual(order);
  });

  it('shows nothing of its private fields but masks', () => {
    const encrypted = cipher(options).encrypt(order, orderContext);
    const { token, masks } = encrypted.privacy;
    expect(encrypted).toEqual({ ...order, recipient: {}, privacy: { token, masks } });
    expect(JSON.stringify(encrypted)).not.toMatch(/13800138000|三丰|501室/u);
    expect(Object.keys(masks)).toEqual(['recipient.name', 'recipient.phone', 'recipient.address']);
    expect(masks['recipient.name']).toBe('张**');
    expect(masks['recipient.phone']).toBe('138******00');
  });

  it('is never changed itself', () => {
    const copy = structuredClone(shopOrder);
    const encrypted = cipher({ ...options, schema }).encrypt(shopOrder, { recordId: 'A1' });
    expect(shopOrder).toEqual(copy);
    const stored = structuredClone(encrypted);
    cipher({ schema }).decrypt(encrypted, { recordId: 'A1' });
    cipher({ schema }).reencrypt(encrypted, { recordId: 'A1' });
    expect(encrypted).toEqual(stored);
  });

  it('may be frozen to its depths', () => {
    const frozen = Object.freeze({ id: '1', recipient: Object.freeze({ name, phone }) });
    const encrypted = Object.freeze(cipher(options).encrypt(frozen, orderContext));
    expect(cipher().decrypt(encrypted, orderContext)).toEqual(frozen);
  });

  it('has suite, key id, number of fields in its header', () => {
    const bytes = decode(cipher(options).encrypt(order, orderContext).privacy.token!);
    expect(bytes[0]).toBe(2);
    expect(bytes.toString('hex', 1, 5)).toBe(keyA.id);
    expect(bytes[6]).toBe(3);
  });

  it('is bound to record id, version, schema and tenant', () => {
    const encrypted = cipher(options).encrypt(order, { recordId: 'order-1', recordVersion: 3 });
    expect(cipher().decrypt(encrypted, { recordId: 'order-1', recordVersion: 3 })).toEqual(order);
    const other = defineSchema({
      name: 'other',
      fields: { 'recipient.name': { action: 'encrypt', id: 1, kind: 'name' } },
    });
    for (const open of [
      () => cipher().decrypt(encrypted, { recordId: 'order-2', recordVersion: 3 }),
      () => cipher().decrypt(encrypted, { recordId: 'order-1', recordVersion: 2 }),
      () => cipher().decrypt(encrypted, { recordId: 'order-1' }),
      () => cipher({ schema: other }).decrypt(encrypted as never, { recordId: 'order-1', recordVersion: 3 }),
      () => cipher().decryptField(encrypted, 'recipient.name', { recordId: 'order-1' }),
      () => cipher().reencrypt(encrypted, { recordId: 'order-1' }),
    ]) {
      expect(codeOf(open)).toBe('ERR_DECRYPT_FAILED');
    }
  });

  it('opens one field', () => {
    const encrypted = cipher({ ...options, schema }).encrypt(shopOrder, { recordId: 'A1' });
    const one = (path: string): string | undefined =>
      cipher({ schema }).decryptField(encrypted, path, { recordId: 'A1' });
    expect(one('buyer.name')).toBe(name);
    expect(one('buyer.phone')).toBe(phone);
    expect(one('items[0].remark')).toBe('送 13800138000');
    expect(one('items[1].remark')).toBeUndefined();
    expect(one('items[2].remark')).toBe('轻放');
    expect(one('tags[1]')).toBe('night');
    for (const path of [
      'buyer',
      'buyer.nick',
      'buyer.ip',
      'buyer.city',
      'items[0]',
      'tags',
      'tags[]',
      'items[].remark',
      'toString',
    ]) {
      expect(
        codeOf(() => one(path)),
        path,
      ).toBe('ERR_SCHEMA');
    }
  });

  it('gives nothing for a field that the order does not have', () => {
    const encrypted = cipher(options).encrypt({ recipient: { name } }, orderContext);
    expect(cipher().decryptField(encrypted, 'recipient.phone', orderContext)).toBeUndefined();
    expect(cipher().decryptField(encrypted, 'recipient.name', orderContext)).toBe(name);
  });

  it('leaves missing, null and empty fields where they are', () => {
    const sparse = { recipient: { name: '', phone: null, address: undefined }, sender: null, remark: '轻放' };
    const encrypted = cipher(options).encrypt(sparse, orderContext);
    expect(encrypted).toEqual({
      recipient: { name: '', phone: null, address: undefined },
      sender: null,
      privacy: { token: expect.any(String), masks: {} },
    });
    expect(decode(encrypted.privacy.token!)[6]).toBe(1);
    expect(cipher().decrypt(encrypted, orderContext)).toEqual(sparse);
  });

  it('carries all of Unicode in lists', () => {
    const tags = ['𠮷', '"\\', '\0', '\u2028', '\ufeff', 'e\u0301', '*'];
    const encrypted = cipher({ ...options, schema }).encrypt({ tags }, { recordId: 'A1' });
    expect(cipher({ schema }).decrypt(encrypted, { recordId: 'A1' })).toEqual({ tags });
  });
});

describe('rules', () => {
  it('encrypt, mask, drop and keep', () => {
    const { privacy, ...rest } = cipher({ schema }).encrypt(shopOrder, { recordId: 'A1' });
    expect(rest).toEqual({
      id: 'A1',
      buyer: { nick: '李**', city: '星河市' },
      items: [{ title: '茶' }, { title: '碗' }, { title: '盘' }],
      tags: [undefined, undefined],
      paid: shopOrder.paid,
    });
    expect(rest.paid).toBe(shopOrder.paid);
    expect(Object.keys(privacy.masks)).toEqual(['buyer.name', 'items[0].remark', 'items[2].remark']);
    expect(privacy.masks['items[0].remark']).not.toContain('13800138000');
    expect(fieldIds(privacy.token!)).toEqual([1, 2, 3, 4]);
  });

  it('what is dropped or masked does not come back', () => {
    const encrypted = cipher({ schema }).encrypt(shopOrder, { recordId: 'A1' });
    const opened = cipher({ schema }).decrypt(JSON.parse(JSON.stringify(encrypted)), { recordId: 'A1' });
    expect(opened).toEqual({
      id: 'A1',
      buyer: { name, phone, nick: '李**', city: '星河市' },
      items: [{ title: '茶', remark: '送 13800138000' }, { title: '碗' }, { title: '盘', remark: '轻放' }],
      tags: ['vip', 'night'],
      paid: '1970-01-01T00:00:00.000Z',
    });
  });

  it('keep of one call leaves a field as it is', () => {
    const encrypted = cipher().encrypt(order, { ...orderContext, keep: ['recipient.phone'] });
    expect(encrypted.recipient).toEqual({ phone });
    expect(encrypted.privacy.masks).not.toHaveProperty('recipient.phone');
    expect(fieldIds(encrypted.privacy.token!)).toEqual([1, 3]);
    expect(cipher().decrypt(encrypted, orderContext)).toEqual(order);
  });

  it('masks follow the policy', () => {
    const mask = (policy: NonNullable<RecordOptions['policy']>): unknown =>
      cipher({ policy }).encrypt(order, orderContext).privacy.masks['recipient.phone'];
    expect(mask('label')).toBe('138******00');
    expect(codeOf(() => cipher({ policy: 'nothing' as never }))).toBe('ERR_POLICY');
  });

  it('an order without anything private has no token, and comes back', () => {
    const plain = { id: '1', amount: '9.90' };
    const encrypted = cipher().encrypt(plain, orderContext);
    expect(encrypted).toEqual({ ...plain, privacy: { token: null, masks: {} } });
    expect(cipher().decrypt(encrypted, orderContext)).toEqual(plain);
    expect(cipher().reencrypt(encrypted, orderContext)).toEqual(encrypted);
    expect(cipher().decryptField(encrypted, 'remark', orderContext)).toBeUndefined();
  });

  it('an object that stands in two places is treated by the rule of each place', () => {
    const rules = defineSchema({
      name: 'x',
      fields: { 'recipient.phone': { action: 'encrypt', id: 1, kind: 'phone' }, 'sender.phone': { action: 'keep' } },
    });
    const person = { phone };
    const encrypted = cipher({ schema: rules }).encrypt({ recipient: person, sender: person }, orderContext);
    expect(encrypted).toMatchObject({ recipient: {}, sender: { phone } });
    expect(encrypted.recipient).not.toHaveProperty('phone');
  });

  it('keeps the class of an order', () => {
    class Order {
      remark = '轻放';
      get title(): string {
        return `order: ${this.remark}`;
      }
    }
    const encrypted = cipher().encrypt(new Order(), orderContext);
    expect(encrypted).toBeInstanceOf(Order);
    const opened = cipher().decrypt(encrypted, orderContext);
    expect(opened).toBeInstanceOf(Order);
    expect(opened.title).toBe('order: 轻放');
    expect(opened).not.toHaveProperty('privacy');
  });

  it('an own __proto__ of an order stays a property', () => {
    const hostile = JSON.parse('{ "__proto__": { "admin": true }, "remark": "轻放" }') as { remark: string };
    const encrypted = cipher().encrypt(hostile, orderContext);
    expect('admin' in encrypted).toBe(false);
    const opened = cipher().decrypt(encrypted, orderContext);
    expect('admin' in opened).toBe(false);
    expect(JSON.parse(JSON.stringify(opened))).toEqual(hostile);
  });
});

describe('what is protected already', () => {
  const masked = { recipient: { name: '张**', phone, address } };

  it('is refused, and its place named', () => {
    const error = thrownBy(() => cipher().encrypt(masked, orderContext));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_ALREADY_PROTECTED', path: 'recipient.name' });
    const token = cipher().encrypt(order, orderContext).privacy.token!;
    for (const value of [token, 'wpf1.AAAA', '~AAAAAAAAAAAAAAAAAAAAAA==~1~', '138******00']) {
      expect(codeOf(() => cipher().encrypt({ recipient: { phone: value } }, orderContext))).toBe(
        'ERR_ALREADY_PROTECTED',
      );
    }
  });

  it('names the position in a list', () => {
    const list = { items: [{ remark: 'a' }, { remark: 'wpf1.AAAA' }] };
    expect(faceOf(thrownBy(() => cipher({ schema }).encrypt(list, orderContext)))).toMatchObject({
      code: 'ERR_ALREADY_PROTECTED',
      path: 'items[1].remark',
    });
  });

  it('stays where it is with ifProtected: keep', () => {
    const keeping = defineSchema({
      name: 'order',
      ifProtected: 'keep',
      fields: {
        'recipient.name': { action: 'encrypt', id: 1, kind: 'name' },
        'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone' },
        nick: { action: 'mask', kind: 'name' },
      },
    });
    const mixed = { recipient: { name: '张**', phone }, nick: '李**' };
    const encrypted = cipher({ schema: keeping }).encrypt(mixed, orderContext);
    expect(encrypted).toMatchObject({ recipient: { name: '张**' }, nick: '李**' });
    expect(encrypted.recipient).not.toHaveProperty('phone');
    expect(fieldIds(encrypted.privacy.token!)).toEqual([2]);
    expect(cipher({ schema: keeping }).decrypt(encrypted, orderContext)).toEqual(mixed);
  });

  it('an encrypted order is not encrypted again', () => {
    const encrypted = cipher().encrypt(order, orderContext);
    expect(codeOf(() => cipher().encrypt(encrypted, orderContext))).toBe('ERR_ALREADY_PROTECTED');
    expect(codeOf(() => cipher().encrypt({ privacy: null }, orderContext))).toBe('ERR_ALREADY_PROTECTED');
  });
});

describe('wrong values', () => {
  it.each([
    ['a number', { recipient: { phone: 13800138000 } }, 'recipient.phone', 'number'],
    ['a list', { recipient: { phone: ['13800138000'] } }, 'recipient.phone', 'array'],
    ['an object', { remark: { text: '13800138000' } }, 'remark', 'object'],
    ['a boolean', { remark: false }, 'remark', 'boolean'],
    ['a String object', { remark: new String('13800138000') }, 'remark', 'object'],
  ])('%s: ERR_FIELD_TYPE names the path and never the value', (_, wrong, path, type) => {
    const error = thrownBy(() => cipher().encrypt(wrong, orderContext));
    expect(faceOf(error)).toEqual({
      name: 'PrivacyError',
      code: 'ERR_FIELD_TYPE',
      path,
      message: `${path} expected string, got ${type}`,
    });
  });

  it('lone surrogates are refused, in lists too', () => {
    expect(codeOf(() => cipher().encrypt({ remark: 'x\ud800' }, orderContext))).toBe('ERR_UNICODE');
    expect(codeOf(() => cipher({ schema }).encrypt({ tags: ['ok', '\udc00'] }, orderContext))).toBe('ERR_UNICODE');
  });

  it('65,519 bytes of a remark, 32 fields', () => {
    const remark = 'a'.repeat(65_519);
    expect(cipher().decrypt(cipher().encrypt({ remark }, orderContext), orderContext)).toEqual({ remark });
    expect(codeOf(() => cipher().encrypt({ remark: `${remark}a` }, orderContext))).toBe('ERR_LIMIT_EXCEEDED');
    const wide = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 'x']));
    const fields = Object.fromEntries(
      Object.keys(wide(33)).map((path, i) => [path, { action: 'encrypt', id: i + 1, kind: 'opaque' } as const]),
    );
    for (const form of ['fields', 'sealed'] as const) {
      const many = cipher({ schema: defineSchema({ name: 'wide', fields }), form });
      expect(many.decrypt(many.encrypt(wide(32), orderContext), orderContext)).toEqual(wide(32));
      expect(codeOf(() => many.encrypt(wide(33), orderContext))).toBe('ERR_LIMIT_EXCEEDED');
    }
  });

  it.each([undefined, null, 'order', 1, []])('the order %o is a mistake of the programmer', (wrong) => {
    expect(thrownBy(() => cipher().encrypt(wrong as never, orderContext))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => cipher().decrypt(wrong as never, orderContext))).toBeInstanceOf(TypeError);
  });

  it.each([
    ['no context', undefined, TypeError],
    ['no record id', {}, TypeError],
    ['an empty record id', { recordId: '' }, RangeError],
    ['a negative version', { recordId: '1', recordVersion: -1 }, RangeError],
  ])('%s', (_, context, type) => {
    const encrypted = cipher().encrypt(order, orderContext);
    expect(thrownBy(() => cipher().encrypt(order, context as never))).toBeInstanceOf(type);
    expect(thrownBy(() => cipher().decrypt(encrypted, context as never))).toBeInstanceOf(type);
    expect(thrownBy(() => cipher().decryptField(encrypted, 'remark', context as never))).toBeInstanceOf(type);
    expect(thrownBy(() => cipher().reencrypt(encrypted, context as never))).toBeInstanceOf(type);
  });

  it('an order without token is malformed', () => {
    for (const encrypted of [{}, { privacy: {} }, { privacy: { token: undefined } }, { privacy: { token: 1 } }]) {
      const error = thrownBy(() => cipher().decrypt(encrypted as never, orderContext));
      expect(faceOf(error)).toMatchObject({ code: 'ERR_MALFORMED_TOKEN', path: 'privacy.token' });
    }
  });

  it('unknown options are refused', () => {
    const options = { keyring, sealed: true } as unknown as RecordCipherOptions;
    expect(thrownBy(() => createRecordCipher(options))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => createRecordCipher({} as RecordCipherOptions))).toBeInstanceOf(TypeError);
    const engine = { name: 'empty', suite: () => undefined };
    expect(codeOf(() => cipher({ engine }))).toBe('ERR_UNSUPPORTED_SUITE');
  });
});

describe('decrypt', () => {
  it('an authentic field that the schema lost is no silent loss', () => {
    const encrypted = cipher().encrypt(order, orderContext);
    const shrunk = defineSchema({
      name: 'order',
      fields: { 'recipient.name': { action: 'encrypt', id: 1, kind: 'name' } },
    });
    expect(codeOf(() => cipher({ schema: shrunk }).decrypt(encrypted, orderContext))).toBe('ERR_SCHEMA');
    expect(codeOf(() => cipher({ schema: shrunk }).reencrypt(encrypted, orderContext))).toBe('ERR_SCHEMA');
    expect(cipher({ schema: shrunk }).decryptField(encrypted, 'recipient.name', orderContext)).toBe(name);
  });

  it('refuses an order whose shape was lost', () => {
    const { privacy } = cipher().encrypt(order, orderContext);
    expect(codeOf(() => cipher().decrypt({ privacy }, orderContext))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => cipher().decrypt({ recipient: 'x', privacy }, orderContext))).toBe('ERR_FIELD_TYPE');
  });

  it('does not trust masks or what stands in the place of a private field', () => {
    const encrypted = cipher().encrypt(order, orderContext);
    const forged = { ...encrypted, recipient: { name: '别人' }, privacy: { ...encrypted.privacy, masks: {} } };
    expect(cipher().decrypt(forged, orderContext)).toEqual(order);
  });
});

describe('reencrypt', () => {
  const rotated = (): { writer: Keyring; before: ReturnType<typeof encryptOrder> } => {
    const writer = generateKeyring({ tenant: 'shop-1' });
    return { writer, before: encryptOrder(writer) };
  };
  const encryptOrder = (writer: Keyring) => createRecordCipher({ keyring: writer }).encrypt(order, orderContext);

  it('uses the promoted key; the old token opens until its key is destroyed', () => {
    const { writer, before } = rotated();
    const old = writer.keys[0]!.id;
    const { id } = writer.add();
    writer.promote(id);
    const records = createRecordCipher({ keyring: writer });
    const after = records.reencrypt(before, orderContext);
    expect(parseToken(before.privacy.token!).keyId).toBe(old);
    expect(parseToken(after.privacy.token!).keyId).toBe(id);
    expect(records.decrypt(before, orderContext)).toEqual(order);
    writer.destroy(old);
    expect(records.decrypt(after, orderContext)).toEqual(order);
    expect(codeOf(() => records.decrypt(before, orderContext))).toBe('ERR_DECRYPT_FAILED');
  });

  it('takes a fresh salt under the same key', () => {
    const { writer, before } = rotated();
    const after = createRecordCipher({ keyring: writer }).reencrypt(before, orderContext);
    expect(decode(after.privacy.token!).subarray(7, 23)).not.toEqual(decode(before.privacy.token!).subarray(7, 23));
  });

  it('takes the form and padding of the cipher that does it', () => {
    const { writer, before } = rotated();
    const after = createRecordCipher({ keyring: writer, form: 'sealed', pad: 'none' }).reencrypt(before, orderContext);
    expect(parseToken(after.privacy.token!)).toMatchObject({ isSealed: true, isPadded: false });
    expect(createRecordCipher({ keyring: writer }).decrypt(after, orderContext)).toEqual(order);
  });

  it('leaves kept fields, masks and masked fields as they are', () => {
    const kept = cipher().encrypt(order, { ...orderContext, keep: ['recipient.phone'] });
    const again = cipher().reencrypt(kept, orderContext);
    expect(again).toEqual({ ...kept, privacy: { ...kept.privacy, token: expect.any(String) } });
    expect(again.privacy.token).not.toBe(kept.privacy.token);

    const masked = cipher({ schema }).encrypt(shopOrder, { recordId: 'A1' });
    const records = cipher({ schema });
    const twice = records.reencrypt(records.reencrypt(masked, { recordId: 'A1' }), { recordId: 'A1' });
    expect(records.decrypt(twice, { recordId: 'A1' })).toEqual(records.decrypt(masked, { recordId: 'A1' }));
  });

  it('refuses without a key to write with', async () => {
    const { writer, before } = rotated();
    const records = createRecordCipher({ keyring: writer });
    writer.destroy(writer.keys[0]!.id);
    expect(codeOf(() => records.reencrypt(before, orderContext))).toBe('ERR_DECRYPT_FAILED');
    expect(codeOf(() => records.encrypt(order, orderContext))).toBe('ERR_KEY_DISABLED');
  });
});

describe('sizes', () => {
  // A name, a phone and an address of 9, 11 and 120 bytes.
  const sized = { recipient: { name, phone, address: '长'.repeat(40) } };
  const characters = (options: RecordOptions): number =>
    cipher(options).encrypt(sized, orderContext).privacy.token!.length;

  it('three fields of 9, 11 and 120 bytes take 341 characters at most without padding', () => {
    expect(Buffer.byteLength(name)).toBe(9);
    expect(Buffer.byteLength(sized.recipient.address)).toBe(120);
    expect(characters({ pad: 'none' })).toBe(341);
  });

  it('sealed they take one tag', () => {
    expect(characters({ pad: 'none', form: 'sealed' })).toBe(299);
  });

  it('padded', () => {
    expect(characters({})).toBe(400);
    expect(characters({ form: 'sealed' })).toBe(357);
  });
});
