import { decodeHex } from '../bytes/buffer.ts';
import { createRandomSource } from '../bytes/random.ts';
import { nobleEngine } from '../crypto/noble.ts';
import { provenSuite } from '../crypto/selfTest.ts';
import type { Engine, Suite } from '../crypto/suite.ts';
import { createRecordKeys, deriveInto, type RecordKeys, saltBytes } from '../keys/derive.ts';
import { Keyring, readingKey, writingKey } from '../keys/keyring.ts';
import { decryptFailed, headerBytes, keyIdOf } from '../token/header.ts';
import type { KeyId } from '../types.ts';

/**
 * Derives the keys of records under one keyring: what the field cipher and the record cipher share. Contexts are those of a
 * `contextEncoder`. Keys hold until the next call, which takes their memory.
 */
export interface RecordKeySource {
  readonly suite: Suite;
  readonly tenant: string;
  /** Keys for a new token, with a fresh salt. */
  forWriting(context: Uint8Array): { keys: RecordKeys; keyId: Uint8Array; salt: Uint8Array };
  /** Keys for a token that exists, by its bytes. @throws {PrivacyError} `ERR_DECRYPT_FAILED` for an unknown key or suite. */
  forReading(bytes: Uint8Array, context: Uint8Array): RecordKeys;
  /** Whether a token names the key that writes now. @throws {PrivacyError} `ERR_KEY_DISABLED` when none does. */
  isCurrent(bytes: Uint8Array): boolean;
}

export function createRecordKeySource(keyring: Keyring, engine: Engine = nobleEngine): RecordKeySource {
  if (!(keyring instanceof Keyring)) throw new TypeError('"keyring" expected Keyring');
  const suite = provenSuite(engine, keyring.suite);
  const random = createRandomSource();
  const keys = createRecordKeys();
  const keyIds = new Map<KeyId, Uint8Array>();
  const bytesOfKeyId = (id: KeyId): Uint8Array => {
    const known = keyIds.get(id) ?? (decodeHex(id) as Uint8Array);
    keyIds.set(id, known);
    return known;
  };
  return {
    suite,
    tenant: keyring.tenant,
    forWriting(context) {
      const key = writingKey(keyring, 'data');
      const keyId = bytesOfKeyId(key.id);
      const salt = random(saltBytes);
      deriveInto(keys, suite, key.secret, keyId, salt, 0, context);
      return { keys, keyId, salt };
    },
    forReading(bytes, context) {
      // The suite byte is not trusted: a key belongs to one suite, so there is nothing to negotiate.
      const key = readingKey(keyring, keyIdOf(bytes), 'data');
      if (bytes[0] !== suite.id || key === undefined) throw decryptFailed();
      deriveInto(keys, suite, key.secret, bytesOfKeyId(key.id), bytes, headerBytes, context);
      return keys;
    },
    isCurrent: (bytes) => bytes[0] === suite.id && keyIdOf(bytes) === writingKey(keyring, 'data').id,
  };
}
