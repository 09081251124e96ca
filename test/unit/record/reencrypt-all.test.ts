// Rotation in bulk: one result for each item, whatever the others hold.
import { beforeEach, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Keyring, parseToken } from 'waybill-privacy';
import { keyA } from '../../support/keyrings.ts';
import { editBytes, writeField } from '../../support/referenceToken.ts';
import { context, order, orderContext, phone, place, referenceKey, shopKeyring } from '../../support/samples.ts';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

let keyring: Keyring;
let nextId: string;
beforeEach(async () => {
  keyring = await shopKeyring();
  nextId = keyring.add().id;
});

const lastBitFlipped = (token: string): string =>
  editBytes(token, (bytes) => {
    bytes[bytes.length - 1]! ^= 1;
    return bytes;
  });

const statusOf = (result: { status: string; code?: string }): string =>
  result.status === 'failed' ? `${result.code}` : result.status;

describe('records', () => {
  it('are under the new key afterwards; a second run changes nothing', () => {
    const cipher = createRecordCipher({ keyring });
    const ids = ['1', '2', '3'];
    const items = ids.map((recordId) => ({ encrypted: cipher.encrypt(order, { recordId }), context: { recordId } }));
    expect(cipher.reencryptAll(items).map(statusOf)).toEqual(['current', 'current', 'current']);
    keyring.promote(nextId);
    expect(items.every(({ encrypted }) => cipher.needsReencrypt(encrypted.privacy.token))).toBe(true);
    const results = cipher.reencryptAll(items);
    expect(results.map(statusOf)).toEqual(['reencrypted', 'reencrypted', 'reencrypted']);
    const done = results.map((result, i) => {
      if (result.status !== 'reencrypted') throw new Error(result.status);
      expect(parseToken(result.value.privacy.token!).keyId).toBe(nextId);
      expect(result.value.privacy.masks).toEqual(items[i]!.encrypted.privacy.masks);
      return { encrypted: result.value, context: items[i]!.context };
    });
    const again = cipher.reencryptAll(done);
    expect(again).toEqual(done.map(({ encrypted }) => ({ status: 'current', value: encrypted })));
    // Erasing the old key afterwards loses nothing.
    keyring.destroy(keyA.id);
    for (const { encrypted, context } of done) expect(cipher.decrypt(encrypted, context)).toEqual(order);
    expect(codeOf(() => cipher.decrypt(items[0]!.encrypted, items[0]!.context))).toBe('ERR_DECRYPT_FAILED');
  });

  it('a bad item fails alone, with a stable code and without its data', () => {
    const cipher = createRecordCipher({ keyring });
    const encrypted = cipher.encrypt(order, orderContext);
    const withToken = (token: unknown): never => ({ privacy: { token, masks: {} } }) as never;
    const token = encrypted.privacy.token!;
    keyring.promote(nextId);
    const getter = { context: orderContext } as Record<string, unknown>;
    Object.defineProperty(getter, 'encrypted', {
      get: () => {
        throw new Error('13800138000');
      },
    });
    const cases: readonly (readonly [unknown, string])[] = [
      [{ encrypted, context: orderContext }, 'reencrypted'],
      [{ encrypted, context: { recordId: 'order-2' } }, 'ERR_DECRYPT_FAILED'],
      [{ encrypted, context: { ...orderContext, recordVersion: 1 } }, 'ERR_DECRYPT_FAILED'],
      [{ encrypted: withToken(lastBitFlipped(token)), context: orderContext }, 'ERR_DECRYPT_FAILED'],
      [{ encrypted: withToken(token.slice(0, 9)), context: orderContext }, 'ERR_DECRYPT_FAILED'],
      [{ encrypted: withToken('wpr2.AAAA'), context: orderContext }, 'ERR_UNSUPPORTED_VERSION'],
      [{ encrypted: withToken(phone), context: orderContext }, 'ERR_MALFORMED_TOKEN'],
      [{ encrypted: withToken(undefined), context: orderContext }, 'ERR_MALFORMED_TOKEN'],
      [{ encrypted: withToken(null), context: orderContext }, 'current'],
      [{ encrypted: {}, context: orderContext }, 'ERR_MALFORMED_TOKEN'],
      [{ encrypted, context: { recordId: 13800138000 } }, 'ERR_FIELD_TYPE'],
      [{ encrypted, context: { recordId: '' } }, 'ERR_FIELD_TYPE'],
      [{ encrypted, context: { recordId: '\ud800' } }, 'ERR_UNICODE'],
      [{ encrypted }, 'ERR_FIELD_TYPE'],
      [{ context: orderContext }, 'ERR_FIELD_TYPE'],
      [getter, 'ERR_FIELD_TYPE'],
      [null, 'ERR_FIELD_TYPE'],
      [phone, 'ERR_FIELD_TYPE'],
      [{ encrypted, context: orderContext }, 'reencrypted'],
    ];
    const results = cipher.reencryptAll(cases.map(([item]) => item) as never);
    expect(results.map(statusOf)).toEqual(cases.map(([, status]) => status));
    for (const result of results) {
      if (result.status === 'failed') expect(shownBy(result.error)).not.toMatch(/13800138000|wpr1\.A/u);
    }
  });

  it('a hole in a sparse list has a result too', () => {
    const holes = new Array<never>(2);
    expect(createRecordCipher({ keyring }).reencryptAll(holes).map(statusOf)).toEqual([
      'ERR_FIELD_TYPE',
      'ERR_FIELD_TYPE',
    ]);
  });

  it('without a key that writes, every item says so', () => {
    const cipher = createRecordCipher({ keyring });
    const encrypted = cipher.encrypt(order, orderContext);
    keyring.destroy(keyA.id);
    expect(cipher.reencryptAll([{ encrypted, context: orderContext }]).map(statusOf)).toEqual(['ERR_KEY_DISABLED']);
    expect(codeOf(() => cipher.needsReencrypt(encrypted.privacy.token))).toBe('ERR_KEY_DISABLED');
  });

  it('no list is a mistake of the programmer', () => {
    expect(thrownBy(() => createRecordCipher({ keyring }).reencryptAll({} as never))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => createRecordCipher({ keyring }).needsReencrypt(1 as never))).toBeInstanceOf(TypeError);
  });
});

describe('field tokens', () => {
  it('move to the new key, one result each', () => {
    const cipher = createFieldCipher({ keyring });
    const token = cipher.encrypt(phone, place);
    keyring.promote(nextId);
    const fresh = cipher.encrypt(phone, place);
    const results = cipher.reencryptAll([
      { token, context: place },
      { token: fresh, context: place },
      { token, context: { ...place, field: 'recipient.name' } },
      { token, context: { ...place, field: 'unknown' } },
      { token: 'x', context: place },
      { token: createRecordCipher({ keyring }).encrypt(order, orderContext).privacy.token!, context: place },
      null as never,
    ]);
    expect(results.map(statusOf)).toEqual([
      'reencrypted',
      'current',
      'ERR_DECRYPT_FAILED',
      'ERR_SCHEMA',
      'ERR_MALFORMED_TOKEN',
      'ERR_MALFORMED_TOKEN',
      'ERR_FIELD_TYPE',
    ]);
    const [first] = results;
    if (first?.status !== 'reencrypted') throw new Error('not reencrypted');
    expect(parseToken(first.value).keyId).toBe(nextId);
    keyring.destroy(keyA.id);
    expect(cipher.decrypt(first.value, place)).toBe(phone);
  });

  it('take the padding of the cipher', () => {
    const token = createFieldCipher({ keyring, pad: 'none' }).encrypt(phone, place);
    const padded = createFieldCipher({ keyring }).reencrypt(token, place);
    expect(parseToken(token).isPadded).toBe(false);
    expect(parseToken(padded).isPadded).toBe(true);
    expect(createFieldCipher({ keyring }).decrypt(padded, place)).toBe(phone);
  });

  it('keep a value that encrypt would refuse today', () => {
    const field = { id: 2, value: '138****8000', bucket: 16 };
    const salt = '00'.repeat(16);
    const token = writeField({ key: referenceKey, context, salt, field, isPadded: true, isCommitted: true });
    const cipher = createFieldCipher({ keyring });
    expect(cipher.decrypt(cipher.reencrypt(token, place), place)).toBe('138****8000');
    expect(codeOf(() => cipher.encrypt('138****8000', place))).toBe('ERR_ALREADY_PROTECTED');
  });

  it('a token without commitment is not brought back under one', () => {
    const token = createFieldCipher({ keyring, commitment: false }).encrypt(phone, place);
    expect(codeOf(() => createFieldCipher({ keyring }).reencrypt(token, place))).toBe('ERR_DECRYPT_FAILED');
  });
});
