// Keyrings of known bytes, built as a user of the library would: through importKeyring and a key provider. Also in a browser.
import {
  importKeyring,
  type KeyProvider,
  type KeyPurpose,
  type Keyring,
  type KeyStatus,
  type SuiteId,
} from 'waybill-privacy';
import { encodeBase64url } from '../../src/bytes/base64url.ts';
import { decodeHex } from '../../src/bytes/buffer.ts';

export interface KnownKey {
  /** 8 hexadecimal digits. */
  readonly id: string;
  readonly status: KeyStatus;
  /** Default `data`. */
  readonly purpose?: KeyPurpose;
  /** 64 hexadecimal digits. */
  readonly secret: string;
}

export interface KnownKeyring {
  readonly tenant: string;
  /** Default 2. */
  readonly suite?: SuiteId;
  readonly keys: readonly KnownKey[];
}

/** Wraps nothing: for tests only. */
export const plainProvider: KeyProvider = {
  name: 'plain',
  wrap: async (key) => key,
  unwrap: async (wrapped) => wrapped,
};

export function keyringJson({ tenant, suite = 2, keys }: KnownKeyring): string {
  return JSON.stringify({
    format: 'waybill-privacy-keyring',
    version: 1,
    tenant,
    suite,
    provider: plainProvider.name,
    keys: keys.map(({ id, status, secret, purpose = 'data' }) => ({
      id,
      purpose,
      status,
      createdAt: '2026-01-01T00:00:00.000Z',
      ...(status === 'destroyed' ? {} : { wrapped: encodeBase64url(decodeHex(secret) as Uint8Array) }),
    })),
  });
}

export const knownKeyring = (keyring: KnownKeyring): Promise<Keyring> =>
  importKeyring(keyringJson(keyring), plainProvider);

export const keyA: KnownKey = {
  id: '0a0b0c0d',
  status: 'enabled',
  secret: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
};

/** Another secret under the id of {@link keyA}. */
export const otherSecret: KnownKey = { ...keyA, secret: 'f0'.repeat(32) };

export const indexKey: KnownKey = {
  id: '1d1e1f10',
  purpose: 'index',
  status: 'enabled',
  secret: '1f'.repeat(16) + 'a5'.repeat(16),
};

export const shop = { tenant: 'shop-1', keys: [keyA] } as const satisfies KnownKeyring;
