import { beforeAll, describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  defineSchema,
  type FieldCipherOptions,
  generateKeyring,
  type Keyring,
} from 'waybill-privacy';
import { keyA, knownKeyring, shop } from '../../support/keyrings.ts';
import { decode } from '../../support/referenceToken.ts';
import { address, fieldForms, name, phone, place, shopKeyring } from '../../support/samples.ts';
import { codeOf, decryptFailure, faceOf, thrownBy } from '../../support/thrown.ts';

const refused = { name: 'PrivacyError', ...decryptFailure };

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

describe.each(fieldForms)('%s', (_, options) => {
  it('gives back what it took', () => {
    const cipher = createFieldCipher({ keyring, ...options });
    for (const value of [phone, '', ' ', '+86 138-0013-8000', '张三', '𠮷', 'e\u0301', '\ufeff', '\0', 'a\r\nb']) {
      expect(cipher.decrypt(cipher.encrypt(value, place), place)).toBe(value);
    }
  });

  it('never writes the same token twice', () => {
    const cipher = createFieldCipher({ keyring, ...options });
    const tokens = Array.from({ length: 500 }, () => cipher.encrypt(phone, place));
    expect(new Set(tokens).size).toBe(500);
    expect(new Set(tokens.map((token) => decode(token).toString('hex', 7, 23))).size).toBe(500);
  });

  it('has key id and field id in its header', () => {
    const bytes = decode(createFieldCipher({ keyring, ...options }).encrypt(phone, place));
    expect(bytes[0]).toBe(2);
    expect(bytes.toString('hex', 1, 5)).toBe(keyA.id);
    expect(bytes[6]).toBe(2);
  });

  it('is bound to every part of its place', async () => {
    const cipher = createFieldCipher({ keyring, ...options });
    const token = cipher.encrypt(phone, place);
    const places = [
      { ...place, recordId: 'order-2' },
      { ...place, recordId: 'order-1 ' },
      { ...place, recordId: 'Order-1' },
      { ...place, recordVersion: 1 },
      { ...place, field: 'sender.phone' },
      { ...place, field: 'remark' },
    ];
    for (const other of places) {
      expect(faceOf(thrownBy(() => cipher.decrypt(token, other))), JSON.stringify(other)).toEqual(refused);
    }
    const tenant = createFieldCipher({ keyring: await knownKeyring({ ...shop, tenant: 'shop-2' }), ...options });
    expect(faceOf(thrownBy(() => tenant.decrypt(token, place)))).toEqual(refused);
    const schema = defineSchema({
      name: 'invoice',
      fields: { 'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone' } },
    });
    const other = createFieldCipher({ keyring, schema, ...options });
    expect(faceOf(thrownBy(() => other.decrypt(token, place)))).toEqual(refused);
    expect(cipher.decrypt(token, place)).toBe(phone);
  });

  it('an unknown key says what a wrong key says', () => {
    const token = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), ...options }).encrypt(
      phone,
      place,
    );
    expect(faceOf(thrownBy(() => createFieldCipher({ keyring, ...options }).decrypt(token, place)))).toEqual(refused);
  });
});

describe('sizes', () => {
  const characters = (value: string, options: object): number =>
    createFieldCipher({ keyring, ...options }).encrypt(value, place).length;

  it('a phone without padding and commitment takes 72 characters at most', () => {
    const size = characters(phone, { pad: 'none', commitment: false });
    expect(size).toBe(72);
  });

  it('a commitment costs 43 characters', () => {
    expect(characters(phone, { pad: 'none' })).toBe(115);
    expect(characters(phone, { commitment: false })).toBe(79);
    expect(characters(phone, {})).toBe(121);
  });

  it('padding hides the length within a bucket and shows the bucket', () => {
    const lengths = (field: string, max: number): number[] => {
      const cipher = createFieldCipher({ keyring });
      const sizes = Array.from(
        { length: max },
        (_, i) => cipher.encrypt('a'.repeat(i), { recordId: '1', field }).length,
      );
      return [...new Set(sizes)];
    };
    expect(lengths('recipient.phone', 16)).toHaveLength(1);
    expect(lengths('recipient.phone', 17)).toHaveLength(2);
    expect(lengths('recipient.name', 24)).toHaveLength(1);
    expect(lengths('recipient.name', 25)).toHaveLength(2);
    expect(lengths('recipient.address', 48)).toHaveLength(1);
    expect(lengths('recipient.address', 49)).toHaveLength(2);
  });
});

describe('what is protected already', () => {
  const token = (): string => createFieldCipher({ keyring }).encrypt(phone, place);

  it.each([
    ['our mask of a phone', '138******00', 'recipient.phone'],
    ['our mask of a name', '张**', 'recipient.name'],
    ['a mask with another glyph', '138●●●●●●00', 'recipient.phone'],
    ['a mask with x', '138xxxxxx00', 'recipient.phone'],
    ['a masked address', '梧桐大道**号', 'recipient.address'],
    ['a token of version 2', 'wpf2.AAAA', 'recipient.name'],
    ['a record token', 'wpr1.AAAA', 'remark'],
    ['an index tag', 'wpi1.phone.00ff', 'remark'],
    ['ciphertext of TOP', '~AAAAAAAAAAAAAAAAAAAAAA==~1~', 'recipient.name'],
    ['ciphertext with an index', '$abcdefgh$AAAAAAAAAAAAAAAAAAAAAA==$1$$', 'recipient.phone'],
    ['a print blob', 'AES:AAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'remark'],
  ])('%s is refused', (_, value, field) => {
    const error = thrownBy(() => createFieldCipher({ keyring }).encrypt(value, { recordId: '1', field }));
    expect(faceOf(error)).toMatchObject({ code: 'ERR_ALREADY_PROTECTED', path: field });
    expect((error as Error).message).not.toContain(value);
  });

  it('a token of ours is refused, with space around it too', () => {
    for (const value of [token(), ` ${token()}\n`]) {
      expect(codeOf(() => createFieldCipher({ keyring }).encrypt(value, place))).toBe('ERR_ALREADY_PROTECTED');
    }
  });

  it('an asterisk in a remark is just a character', () => {
    const remark = { recordId: '1', field: 'remark' };
    const cipher = createFieldCipher({ keyring });
    expect(cipher.decrypt(cipher.encrypt('2*3 包', remark), remark)).toBe('2*3 包');
  });
});

describe('limits', () => {
  it('65,519 bytes with padding, 65,535 without', () => {
    const padded = createFieldCipher({ keyring });
    const plain = createFieldCipher({ keyring, pad: 'none' });
    const remark = { recordId: '1', field: 'remark' };
    for (const [cipher, longest] of [
      [padded, 65_519],
      [plain, 65_535],
    ] as const) {
      const value = 'a'.repeat(longest);
      expect(cipher.decrypt(cipher.encrypt(value, remark), remark)).toBe(value);
      expect(codeOf(() => cipher.encrypt(`${value}a`, remark))).toBe('ERR_LIMIT_EXCEEDED');
    }
  });

  it('lone surrogates are refused in value, record id and tenant', () => {
    const cipher = createFieldCipher({ keyring });
    expect(codeOf(() => cipher.encrypt('张\ud800', place))).toBe('ERR_UNICODE');
    expect(codeOf(() => cipher.encrypt('张', { ...place, recordId: '\udfff' }))).toBe('ERR_UNICODE');
    const odd = createFieldCipher({ keyring: generateKeyring({ tenant: '\ud800' }) });
    expect(codeOf(() => odd.encrypt('张', place))).toBe('ERR_UNICODE');
  });

  it('a record id of 65,535 bytes', () => {
    const cipher = createFieldCipher({ keyring });
    const long = { ...place, recordId: 'x'.repeat(65_535) };
    expect(cipher.decrypt(cipher.encrypt(phone, long), long)).toBe(phone);
    expect(codeOf(() => cipher.encrypt(phone, { ...place, recordId: 'x'.repeat(65_536) }))).toBe('ERR_LIMIT_EXCEEDED');
  });
});

describe("programmer's mistakes", () => {
  const cipher = (): ReturnType<typeof createFieldCipher> => createFieldCipher({ keyring });

  it.each([undefined, null, 13800138000, {}, ['x']])('the value %o', (value) => {
    expect(thrownBy(() => cipher().encrypt(value as never, place))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => cipher().decrypt(value as never, place))).toBeInstanceOf(TypeError);
  });

  it.each([
    ['no context', undefined, TypeError],
    ['no field', { recordId: '1' }, TypeError],
    ['no record id', { field: 'remark' }, TypeError],
    ['a number as record id', { recordId: 1, field: 'remark' }, TypeError],
    ['an empty record id', { recordId: '', field: 'remark' }, RangeError],
    ['version -1', { recordId: '1', field: 'remark', recordVersion: -1 }, RangeError],
    ['version 1.5', { recordId: '1', field: 'remark', recordVersion: 1.5 }, RangeError],
    ['version 2^53', { recordId: '1', field: 'remark', recordVersion: 2 ** 53 }, RangeError],
    ['a version as text', { recordId: '1', field: 'remark', recordVersion: '1' }, RangeError],
  ])('%s', (_, context, type) => {
    const token = cipher().encrypt(phone, place);
    expect(thrownBy(() => cipher().encrypt(phone, context as never))).toBeInstanceOf(type);
    expect(thrownBy(() => cipher().decrypt(token, context as never))).toBeInstanceOf(type);
  });

  it('an unknown field', () => {
    expect(codeOf(() => cipher().encrypt(name, { recordId: '1', field: 'recipient.email' }))).toBe('ERR_SCHEMA');
    expect(codeOf(() => cipher().decrypt('wpf1.AAAA', { recordId: '1', field: 'toString' }))).toBe('ERR_SCHEMA');
  });

  it.each([
    ['nothing', undefined],
    ['no keyring', {}],
    ['an object that looks like a keyring', { keyring: { tenant: 'shop-1', suite: 2, keys: [] } }],
    ['an option that does not exist', { padding: 'none' }],
  ])('options: %s', (_, options) => {
    const all = options && 'padding' in options ? { keyring, ...options } : options;
    expect(thrownBy(() => createFieldCipher(all as unknown as FieldCipherOptions))).toBeInstanceOf(TypeError);
  });

  it('an engine without the suite', () => {
    const engine = { name: 'empty', suite: () => undefined };
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_UNSUPPORTED_SUITE');
  });
});

describe('a schema of its own', () => {
  it('gives fields their ids', () => {
    const schema = defineSchema({ name: 'x', fields: { place: { action: 'encrypt', id: 200, kind: 'opaque' } } });
    const cipher = createFieldCipher({ keyring, schema });
    const token = cipher.encrypt(address, { recordId: '1', field: 'place' });
    expect(decode(token)[6]).toBe(200);
    expect(cipher.decrypt(token, { recordId: '1', field: 'place' })).toBe(address);
  });
});
