import { encodeBase64 } from '../bytes/base64.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { callbackProvider } from '../keys/callback.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { answeredBase64, answeredText, assertService, errorProperty } from './service.ts';

/** What is used of the class `RPCClient` of `@alicloud/pop-core`, API version 2016-01-20. */
export interface AliyunKmsClient {
  /** Calls an API operation. */
  request(
    action: string,
    params: Record<string, string>,
    options: { method: 'POST' },
  ): Promise<Readonly<Record<string, unknown>>>;
}

/** Options of {@link aliyunKmsProvider}. */
export interface AliyunKmsOptions {
  /** `new RPCClient({ endpoint: 'https://kms.cn-hangzhou.aliyuncs.com', apiVersion: '2016-01-20', … })`. */
  readonly client: AliyunKmsClient;
  /** Id, ARN or alias of a symmetric key. */
  readonly keyId: string;
}

/**
 * Wraps keys with Alibaba Cloud KMS (阿里云密钥管理服务). The place of a key goes into the encryption context as a hash; the tenant's
 * name does not reach the service or its log. Decrypt takes no key id: the service finds the key in the ciphertext.
 *
 * Written from the documented request and response shapes of Encrypt and Decrypt (2016-01-20), and tested against those: it
 * never ran against the real service. Which error Decrypt gives for a changed ciphertext or context is not documented;
 * `InvalidParameter` is taken for it, anything else is `ERR_KEY_PROVIDER` with its cause. Both refuse.
 */
export function aliyunKmsProvider(options: AliyunKmsOptions): KeyProvider {
  assertService(options, ['client', 'keyId']);
  const { client, keyId } = options;
  const post = { method: 'POST' } as const;
  const contextOf = (digest: Uint8Array): string => JSON.stringify({ 'waybill-privacy': encodeBase64(digest) });
  return callbackProvider({
    name: 'aliyun-kms',
    async wrap(bytes, digest) {
      const params = { KeyId: keyId, Plaintext: encodeBase64(bytes), EncryptionContext: contextOf(digest) };
      const { CiphertextBlob: blob } = await client.request('Encrypt', params, post);
      return answeredText(blob);
    },
    async unwrap(wrapped, digest) {
      const blob = decodeUtf8(wrapped);
      if (blob === undefined) return undefined;
      try {
        const params = { CiphertextBlob: blob, EncryptionContext: contextOf(digest) };
        const { Plaintext: plaintext } = await client.request('Decrypt', params, post);
        return answeredBase64(plaintext);
      } catch (error) {
        if (errorProperty(error, 'code') === 'InvalidParameter') return undefined;
        throw error;
      }
    },
  });
}
