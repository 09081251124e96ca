import { beforeEach, describe, expect, it } from 'vitest';
import {
  createErasableRecordCipher,
  createRecordCipher,
  type EncryptedOrder,
  type ErasableRecordCipher,
  type Keyring,
  type RecordToken,
  type SaltStore,
} from 'waybill-privacy';
import { deriveKeys, encode, readRecord } from '../../support/referenceToken.ts';
import { context, order, orderContext, recordForms, referenceKey, shopKeyring } from '../../support/samples.ts';
import { codeOf, rejectionCodeOf, rejectionOf, thrownBy } from '../../support/thrown.ts';

/** A store in memory; every call is noted. */
function memoryStore(
  isAsync: boolean,
): SaltStore & { readonly rows: Map<string, Uint8Array>; readonly calls: string[] } {
  const rows = new Map<string, Uint8Array>();
  const calls: string[] = [];
  const later = <T>(value: T): T | Promise<T> => (isAsync ? Promise.resolve(value) : value);
  return {
    rows,
    calls,
    get(recordId, saltId) {
      calls.push(`get ${recordId}`);
      return later(rows.get(`${recordId}/${saltId}`));
    },
    put(recordId, saltId, salt) {
      calls.push(`put ${recordId}`);
      rows.set(`${recordId}/${saltId}`, salt);
      return later(undefined);
    },
    delete(recordId) {
      calls.push(`delete ${recordId}`);
      for (const key of rows.keys()) if (key.startsWith(`${recordId}/`)) rows.delete(key);
      return later(undefined);
    },
  };
}

let keyring: Keyring;
let salts: ReturnType<typeof memoryStore>;
let erasable: ErasableRecordCipher;
beforeEach(async () => {
  keyring = await shopKeyring();
  salts = memoryStore(true);
  erasable = createErasableRecordCipher({ cipher: createRecordCipher({ keyring }), salts });
});

const withToken = <T extends object>(encrypted: EncryptedOrder<T>, token: unknown): EncryptedOrder<T> =>
  ({ ...encrypted, privacy: { ...encrypted.privacy, token: token as RecordToken } }) as EncryptedOrder<T>;

describe.each(recordForms)('an erasable order, %s', (_, options) => {
  it.each([true, false])('comes back until it is erased; store async: %s', async (isAsync) => {
    const store = memoryStore(isAsync);
    const cipher = createErasableRecordCipher({ cipher: createRecordCipher({ keyring, ...options }), salts: store });
    const encrypted = await cipher.encrypt(order, orderContext);
    const other = await cipher.encrypt(order, { recordId: 'order-2' });
    expect(encrypted.privacy.token).toMatch(/^wpr1\.d\.[\w-]+$/u);
    expect(await cipher.decrypt(JSON.parse(JSON.stringify(encrypted)), orderContext)).toEqual(order);
    expect(await cipher.decryptField(encrypted, 'recipient.phone', orderContext)).toBe(order.recipient.phone);
    await cipher.erase('order-1');
    expect(await rejectionCodeOf(cipher.decrypt(encrypted, orderContext))).toBe('ERR_ERASED');
    expect(await rejectionCodeOf(cipher.decryptField(encrypted, 'remark', orderContext))).toBe('ERR_ERASED');
    expect(await rejectionCodeOf(cipher.reencrypt(encrypted, orderContext))).toBe('ERR_ERASED');
    expect(await cipher.decrypt(other, { recordId: 'order-2' })).toEqual(order);
    expect([...store.rows.keys()].map((key) => key.split('/')[0])).toEqual(['order-2']);
  });
});

describe('what is stored', () => {
  it('is the record token without its salt, as the specification writes it', async () => {
    const { token } = (await erasable.encrypt(order, orderContext)).privacy;
    const rest = Buffer.from(token!.slice('wpr1.d.'.length), 'base64url');
    const [[key, salt] = []] = [...salts.rows];
    expect(key).toBe(`order-1/${rest.subarray(7, 15).toString('hex')}`);
    expect(salt).toHaveLength(16);
    expect(rest.includes(Buffer.from(salt!))).toBe(false);
    expect(rest.subarray(7, 39)).toEqual(deriveKeys(referenceKey, salt!, context).commitment);
    const whole = encode('wpr1.', rest.subarray(0, 7), salt!, rest.subarray(7));
    expect(readRecord(whole, referenceKey, context).get(1)).toBe(order.recipient.name);
  });

  it('does not open with a plain cipher, and is refused as input', async () => {
    const encrypted = await erasable.encrypt(order, orderContext);
    const plain = createRecordCipher({ keyring });
    expect(codeOf(() => plain.decrypt(encrypted, orderContext))).toBe('ERR_DECRYPT_FAILED');
    expect(codeOf(() => plain.encrypt({ remark: encrypted.privacy.token }, orderContext))).toBe(
      'ERR_ALREADY_PROTECTED',
    );
  });

  it('needs its own salt, record and key', async () => {
    const encrypted = await erasable.encrypt(order, orderContext);
    const [key] = [...salts.rows.keys()];
    expect(await rejectionCodeOf(erasable.decrypt(encrypted, { recordId: 'order-2' }))).toBe('ERR_ERASED');
    expect(await rejectionCodeOf(erasable.decrypt(encrypted, { ...orderContext, recordVersion: 1 }))).toBe(
      'ERR_DECRYPT_FAILED',
    );
    for (const salt of [new Uint8Array(16), new Uint8Array(15), new Uint8Array(0), new Uint8Array(17)]) {
      salts.rows.set(key!, salt);
      expect(await rejectionCodeOf(erasable.decrypt(encrypted, orderContext))).toBe('ERR_DECRYPT_FAILED');
    }
  });

  it('an order without a token needs no salt', async () => {
    const encrypted = await erasable.encrypt({ id: '1' }, orderContext);
    expect(encrypted.privacy.token).toBeNull();
    expect(await erasable.decrypt(encrypted, orderContext)).toEqual({ id: '1' });
    expect(await erasable.reencrypt(encrypted, orderContext)).toEqual(encrypted);
    expect(erasable.needsReencrypt(null)).toBe(false);
    expect(salts.calls).toEqual([]);
  });

  it.each<[unknown, string]>([
    ['wpr1.d.', 'ERR_DECRYPT_FAILED'],
    ['wpr1.d.AAAA', 'ERR_DECRYPT_FAILED'],
    [`wpr1.d.${'A'.repeat(51)}`, 'ERR_DECRYPT_FAILED'],
    [`wpr1.d.${'A'.repeat(80)}=`, 'ERR_DECRYPT_FAILED'],
    ['wpr1.AAAAAAAAAAAA', 'ERR_DECRYPT_FAILED'],
    ['wpr2.d.AAAA', 'ERR_UNSUPPORTED_VERSION'],
    ['wpf1.AAAA', 'ERR_MALFORMED_TOKEN'],
    ['张三丰', 'ERR_MALFORMED_TOKEN'],
    [undefined, 'ERR_MALFORMED_TOKEN'],
    [1, 'ERR_MALFORMED_TOKEN'],
  ])('%j is none', async (token, code) => {
    expect(
      await rejectionCodeOf(erasable.decrypt(withToken({ privacy: { masks: {} } } as never, token), orderContext)),
    ).toBe(code);
  });

  it('a changed byte does not open', async () => {
    const encrypted = await erasable.encrypt(order, orderContext);
    const token = encrypted.privacy.token!;
    const bytes = Buffer.from(token.slice(7), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const code = await rejectionCodeOf(
        erasable.decrypt(withToken(encrypted, `wpr1.d.${changed.toString('base64url')}`), orderContext),
      );
      // The first bytes of the commitment name the salt.
      expect(code, String(at)).toBe(at >= 7 && at < 15 ? 'ERR_ERASED' : 'ERR_DECRYPT_FAILED');
    }
  });
});

describe('the life of a record', () => {
  it('a salt that could not be stored stops the encryption', async () => {
    const failure = new Error('disk full');
    const failing = { ...salts, put: () => Promise.reject(failure) };
    const cipher = createErasableRecordCipher({ cipher: createRecordCipher({ keyring }), salts: failing });
    expect(await rejectionOf(cipher.encrypt(order, orderContext))).toBe(failure);
  });

  it('moves to a new key; the old row opens until all is erased', async () => {
    const old = await erasable.encrypt(order, orderContext);
    keyring.promote(keyring.add().id);
    expect(erasable.needsReencrypt(old.privacy.token)).toBe(true);
    const fresh = await erasable.reencrypt(old, orderContext);
    expect(erasable.needsReencrypt(fresh.privacy.token)).toBe(false);
    expect(fresh.privacy.masks).toEqual(old.privacy.masks);
    expect(salts.rows.size).toBe(2);
    // A row that was not written after all still opens.
    expect(await erasable.decrypt(old, orderContext)).toEqual(order);
    expect(await erasable.decrypt(fresh, orderContext)).toEqual(order);
    await erasable.erase('order-1');
    for (const encrypted of [old, fresh]) {
      expect(await rejectionCodeOf(erasable.decrypt(encrypted, orderContext))).toBe('ERR_ERASED');
    }
  });

  it('erase deletes salts, then index tags, and may be repeated', async () => {
    let isDown = true;
    const cipher = createErasableRecordCipher({
      cipher: createRecordCipher({ keyring }),
      salts,
      async eraseIndexTags(recordId) {
        salts.calls.push(`tags ${recordId}`);
        if (isDown) throw new Error('index is down');
      },
    });
    const encrypted = await cipher.encrypt(order, orderContext);
    expect(await rejectionOf(cipher.erase('order-1'))).toMatchObject({ message: 'index is down' });
    expect(await rejectionCodeOf(cipher.decrypt(encrypted, orderContext))).toBe('ERR_ERASED');
    isDown = false;
    await cipher.erase('order-1');
    expect(salts.calls.filter((call) => !call.startsWith('get'))).toEqual([
      'put order-1',
      'delete order-1',
      'tags order-1',
      'delete order-1',
      'tags order-1',
    ]);
  });

  it('wrong arguments are mistakes of the programmer', async () => {
    expect(thrownBy(() => createErasableRecordCipher(undefined as never))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => createErasableRecordCipher({ salts } as never))).toBeInstanceOf(TypeError);
    const cipher = createRecordCipher({ keyring });
    expect(thrownBy(() => createErasableRecordCipher({ cipher } as never))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => createErasableRecordCipher({ cipher, salts, erase: 1 } as never))).toBeInstanceOf(TypeError);
    expect(await rejectionOf(erasable.erase(1 as never))).toBeInstanceOf(TypeError);
    expect(await rejectionOf(erasable.decrypt(null as never, orderContext))).toBeInstanceOf(TypeError);
    expect(await rejectionOf(erasable.decrypt({} as never, undefined as never))).toBeInstanceOf(TypeError);
  });
});
