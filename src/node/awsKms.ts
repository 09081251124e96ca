import { encodeBase64 } from '../bytes/base64.ts';
import { callbackProvider } from '../keys/callback.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { answeredBytes, assertService, errorProperty } from './service.ts';

/** What is used of the class `KMS` of `@aws-sdk/client-kms` version 3. */
export interface AwsKmsClient {
  /** API operation Encrypt. */
  encrypt(input: AwsKmsEncryptInput): Promise<AwsKmsEncryptOutput>;
  /** API operation Decrypt. */
  decrypt(input: AwsKmsDecryptInput): Promise<AwsKmsDecryptOutput>;
}

/** Request of Encrypt. */
export interface AwsKmsEncryptInput {
  /** As in {@link AwsKmsOptions}. */
  KeyId: string;
  /** 64 bytes. */
  Plaintext: Uint8Array;
  /** One entry. */
  EncryptionContext: Record<string, string>;
}

/** Answer of Encrypt, as far as it is read. */
export interface AwsKmsEncryptOutput {
  /** The ciphertext. */
  readonly CiphertextBlob?: Uint8Array | undefined;
}

/** Request of Decrypt. */
export interface AwsKmsDecryptInput {
  /** As in {@link AwsKmsOptions}. */
  KeyId: string;
  /** What Encrypt gave. */
  CiphertextBlob: Uint8Array;
  /** The same as at Encrypt. */
  EncryptionContext: Record<string, string>;
}

/** Answer of Decrypt, as far as it is read. */
export interface AwsKmsDecryptOutput {
  /** 64 bytes. */
  readonly Plaintext?: Uint8Array | undefined;
}

/** Options of {@link awsKmsProvider}. */
export interface AwsKmsOptions {
  /** `new KMS({ region })`, with the credentials it needs. */
  readonly client: AwsKmsClient;
  /** Id, ARN or alias of a symmetric key. */
  readonly keyId: string;
}

/**
 * Wraps keys with AWS KMS. The place of a key goes into the encryption context as a hash; the tenant's name does not reach the
 * service or its log.
 *
 * Written from the documented request and response shapes of Encrypt and Decrypt, and tested against those: it never ran
 * against the real service.
 */
export function awsKmsProvider(options: AwsKmsOptions): KeyProvider {
  assertService(options, ['client', 'keyId']);
  const { client, keyId } = options;
  const contextOf = (digest: Uint8Array): Record<string, string> => ({ 'waybill-privacy': encodeBase64(digest) });
  return callbackProvider({
    name: 'aws-kms',
    async wrap(bytes, digest) {
      const answer = await client.encrypt({ KeyId: keyId, Plaintext: bytes, EncryptionContext: contextOf(digest) });
      return answeredBytes(answer.CiphertextBlob);
    },
    async unwrap(wrapped, digest) {
      try {
        const input = { KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(digest) };
        return answeredBytes((await client.decrypt(input)).Plaintext);
      } catch (error) {
        if (refusals.includes(errorProperty(error, 'name'))) return undefined;
        throw error;
      }
    },
  });
}

/** Errors of Decrypt that mean: these bytes do not open with this key and context. */
const refusals: readonly unknown[] = ['InvalidCiphertextException', 'IncorrectKeyException'];
