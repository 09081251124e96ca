import { encodeBase64 } from '../bytes/base64.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { callbackProvider } from '../keys/callback.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { answeredBase64, answeredText, assertService, errorProperty } from './service.ts';

/** What is used of the client of `node-vault` (and of `node-vault-client`). */
export interface VaultClient {
  /** POST of a body to a path; gives the body of the answer. */
  write(path: string, body: Readonly<Record<string, string>>): Promise<VaultAnswer>;
}

/** Answer of Vault, as far as it is read. */
export interface VaultAnswer {
  /** What the engine gave. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** Options of {@link vaultTransitProvider}. */
export interface VaultTransitOptions {
  /** A client that is logged in. */
  readonly client: VaultClient;
  /** Name of a key of the type `aes256-gcm96` or `chacha20-poly1305`, not derived: letters, digits, `.`, `_`, `-`. */
  readonly key: string;
  /** Where the engine is mounted. Default `transit`. */
  readonly mount?: string;
}

/**
 * Wraps keys with the transit engine of HashiCorp Vault or OpenBao. The place of a key is given as `associated_data`, as a hash.
 *
 * Written from the documented request and response shapes of `encrypt/:name` and `decrypt/:name`, and tested against those: it
 * never ran against a real Vault.
 */
export function vaultTransitProvider(options: VaultTransitOptions): KeyProvider {
  assertService(options, ['client', 'key', 'mount']);
  const { client, key, mount = 'transit' } = options;
  // Both stand in a path.
  if (!/^[\w-][\w.-]*$/u.test(key)) throw new RangeError('"key" expected a name of letters, digits, ".", "_", "-"');
  if (!/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/u.test(mount)) throw new RangeError('"mount" expected a path without dots');
  return callbackProvider({
    name: 'vault-transit',
    async wrap(bytes, digest) {
      const body = { plaintext: encodeBase64(bytes), associated_data: encodeBase64(digest) };
      const ciphertext = (await client.write(`${mount}/encrypt/${key}`, body)).data?.['ciphertext'];
      return answeredText(ciphertext);
    },
    async unwrap(wrapped, digest) {
      const ciphertext = decodeUtf8(wrapped);
      if (ciphertext === undefined) return undefined;
      try {
        const body = { ciphertext, associated_data: encodeBase64(digest) };
        const plaintext = (await client.write(`${mount}/decrypt/${key}`, body)).data?.['plaintext'];
        return answeredBase64(plaintext);
      } catch (error) {
        // 400: "invalid request, missing or invalid data", which is how a failed decryption is answered.
        if (errorProperty(errorProperty(error, 'response'), 'statusCode') === 400) return undefined;
        throw error;
      }
    },
  });
}
