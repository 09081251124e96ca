import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { RecordContext } from '../keys/derive.ts';
import { attachSalt, detachSalt, saltIdOf } from '../token/detachedToken.ts';
import type { PrivateValue, RecordToken } from '../types.ts';
import type { EncryptedOrder, EncryptOptions, RecordCipher, ReencryptOptions } from './cipher.ts';

/**
 * Keeps the salts of encrypted orders, 16 bytes each, apart from the orders. One store belongs to one tenant and one schema.
 *
 * Erasing is as good as this store forgets: keep its backups shorter than the time in which you must have erased.
 */
export interface SaltStore {
  /** The salt, or `undefined`. */
  get(recordId: string, saltId: string): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** Adds a salt beside others of the same record; settles when it is stored for good. */
  put(recordId: string, saltId: string, salt: Uint8Array): Promise<void> | void;
  /** Deletes all salts of a record; no error when there are none. */
  delete(recordId: string): Promise<void> | void;
}

/** Options of {@link createErasableRecordCipher}. */
export interface ErasableRecordCipherOptions {
  /** Encrypts and decrypts. */
  readonly cipher: RecordCipher;
  /** Keeps the salts. */
  readonly salts: SaltStore;
  /**
   * Deletes the index tags of a record where they are stored, `privacy.indexes` of its rows included: an erased record must not be
   * found, and a tag confirms a guess to whoever has the index key.
   */
  readonly eraseIndexTags?: (recordId: string) => Promise<void> | void;
}

/** A record cipher whose orders can be erased one by one, copies of the rows included. */
export interface ErasableRecordCipher {
  /** As `RecordCipher.encrypt`; the salt is stored before it settles. */
  encrypt<T extends object>(order: T, options: EncryptOptions): Promise<EncryptedOrder<T>>;
  /** As `RecordCipher.decrypt`. Rejects with `ERR_ERASED` when the store has no salt for the token. */
  decrypt<T extends object>(encrypted: EncryptedOrder<T>, context: RecordContext): Promise<T>;
  /** As `RecordCipher.decryptField`. Rejects with `ERR_ERASED` when the store has no salt for the token. */
  decryptField<V extends PrivateValue = string>(
    encrypted: EncryptedOrder,
    path: string,
    context: RecordContext,
  ): Promise<V | undefined>;
  /** As `RecordCipher.reencrypt`. The salt of the old token stays until the record is erased: copies of the old row open. */
  reencrypt<T extends object>(encrypted: EncryptedOrder<T>, context: ReencryptOptions): Promise<EncryptedOrder<T>>;
  /** As `RecordCipher.needsReencrypt`. */
  needsReencrypt(token: string | null): boolean;
  /**
   * Deletes the salts of a record, then its index tags. No token of it opens from then on, in no backup and with no key. When it
   * rejects, call it again: both steps may be repeated.
   */
  erase(recordId: string): Promise<void>;
}

/**
 * Crypto-shredding: tokens are stored without their salts (`wpr1.d.…`), the salts in a small store of their own. Who deletes a
 * salt erases the order in every copy of its row.
 *
 * Limits. It does not erase what is not in the token: masks and index tags beside it (`eraseIndexTags` is yours to write), kept
 * fields, logs, caches, plaintext that was decrypted before,
 * and salts in backups of the salt store. Do not encrypt a record
 * while it is being erased. Field tokens have no detached form.
 *
 * @throws {TypeError} for wrong options.
 * @example
 * const rows = new Map<string, Map<string, Uint8Array>>();
 * const salts: SaltStore = {
 *   get: (recordId, saltId) => rows.get(recordId)?.get(saltId),
 *   put: (recordId, saltId, salt) => void rows.set(recordId, new Map(rows.get(recordId)).set(saltId, salt)),
 *   delete: (recordId) => void rows.delete(recordId),
 * };
 * const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
 * const erasable = createErasableRecordCipher({ cipher, salts });
 * const encrypted = await erasable.encrypt({ recipient: { name: '张三丰' } }, { recordId: 'A1' });
 * await erasable.decryptField(encrypted, 'recipient.name', { recordId: 'A1' }); // '张三丰'
 * await erasable.erase('A1');
 * await erasable.decryptField(encrypted, 'recipient.name', { recordId: 'A1' }); // throws ERR_ERASED
 */
export function createErasableRecordCipher(options: ErasableRecordCipherOptions): ErasableRecordCipher {
  assertObject(options, 'options');
  assertKnownKeys(options, ['cipher', 'salts', 'eraseIndexTags'], 'options');
  assertObject(options.cipher, 'cipher');
  assertObject(options.salts, 'salts');
  const { cipher, salts, eraseIndexTags } = options;

  const detach = async <T extends object>(
    encrypted: EncryptedOrder<T>,
    recordId: string,
  ): Promise<EncryptedOrder<T>> => {
    if (encrypted.privacy.token === null) return encrypted;
    const { token, salt } = detachSalt(encrypted.privacy.token);
    await salts.put(recordId, saltIdOf(token), salt);
    return withToken(encrypted, token);
  };

  const attach = async <T extends object>(
    encrypted: EncryptedOrder<T>,
    recordId: string,
  ): Promise<EncryptedOrder<T>> => {
    assertObject(encrypted, 'encrypted');
    assertString(recordId, 'recordId');
    const token: unknown = encrypted.privacy?.token;
    // The cipher says what is wrong with anything that is no text.
    if (typeof token !== 'string') return encrypted;
    const salt = await salts.get(recordId, saltIdOf(token));
    if (salt === undefined)
      throw new PrivacyError('ERR_ERASED', 'no salt is stored for the token: erased, or another record');
    return withToken(encrypted, attachSalt(token, salt));
  };

  return Object.freeze({
    encrypt: async <T extends object>(order: T, context: EncryptOptions) =>
      detach(cipher.encrypt(order, context), context.recordId),
    decrypt: async <T extends object>(encrypted: EncryptedOrder<T>, context: RecordContext) =>
      cipher.decrypt(await attach(encrypted, context?.recordId), context),
    decryptField: async <V extends PrivateValue>(encrypted: EncryptedOrder, path: string, context: RecordContext) =>
      cipher.decryptField<V>(await attach(encrypted, context?.recordId), path, context),
    reencrypt: async <T extends object>(encrypted: EncryptedOrder<T>, context: ReencryptOptions) =>
      detach(cipher.reencrypt(await attach(encrypted, context?.recordId), context), context.recordId),
    needsReencrypt: (token: string | null) =>
      // The header is read, and any salt will do for that.
      cipher.needsReencrypt(typeof token === 'string' ? attachSalt(token, anySalt) : token),
    async erase(recordId: string) {
      assertString(recordId, 'recordId');
      await salts.delete(recordId);
      await eraseIndexTags?.(recordId);
    },
  });
}

const anySalt = /* @__PURE__ */ new Uint8Array(16);

const withToken = <T extends object>(encrypted: EncryptedOrder<T>, token: RecordToken): EncryptedOrder<T> => ({
  ...encrypted,
  privacy: { ...encrypted.privacy, token },
});
