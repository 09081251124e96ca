// Stand-ins for key services, in the request and response shapes that their documentation shows. They encrypt with AES-256-GCM
// and bind what the service says it binds; nothing here is the real thing.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AliyunKmsClient, AwsKmsClient, VaultClient } from 'waybill-privacy/node';

const kekOf = (keyId: string): Buffer => createHash('sha256').update(`service key ${keyId}`).digest();

function encrypt(keyId: string, plaintext: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', kekOf(keyId), nonce);
  cipher.setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext, or `undefined`. */
function decrypt(keyId: string, sealed: Buffer, aad: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', kekOf(keyId), sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

const named = (name: string, properties: object = {}): Error =>
  Object.assign(new Error('as the service says it'), { name, ...properties });

/** `KMS` of @aws-sdk/client-kms: bytes in and out, exceptions by name. */
export const awsClient = (calls: unknown[] = []): AwsKmsClient => ({
  async encrypt(input) {
    calls.push(['encrypt', input]);
    return {
      CiphertextBlob: Uint8Array.from(encrypt(input.KeyId, input.Plaintext, JSON.stringify(input.EncryptionContext))),
      KeyId: input.KeyId,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    };
  },
  async decrypt(input) {
    calls.push(['decrypt', input]);
    const sealed = Buffer.from(input.CiphertextBlob);
    const plaintext = decrypt(input.KeyId, sealed, JSON.stringify(input.EncryptionContext));
    if (plaintext === undefined) throw named('InvalidCiphertextException', { $fault: 'client' });
    return { Plaintext: Uint8Array.from(plaintext), KeyId: input.KeyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  },
});

/** `RPCClient` of @alicloud/pop-core for KMS 2016-01-20; `keyId` is the key that Decrypt finds. */
export const aliyunClient = (keyId: string, calls: unknown[] = []): AliyunKmsClient => ({
  async request(action, params, options) {
    calls.push([action, params, options]);
    const { EncryptionContext: context = '' } = params;
    const KeyVersionId = '2ab1a983-7072-4bbc-a582-584b5bd8****';
    const RequestId = '475f1620-b9d3-4d35-b5c6-3fbdd941****';
    if (action === 'Encrypt') {
      const plaintext = Buffer.from(params['Plaintext'] ?? '', 'utf8');
      const sealed = encrypt(params['KeyId'] ?? '', plaintext, context).toString('base64');
      return { CiphertextBlob: sealed, KeyId: params['KeyId'], KeyVersionId, RequestId };
    }
    const text = params['CiphertextBlob'] ?? '';
    const sealed = Buffer.from(text, 'base64');
    const plaintext = sealed.toString('base64') === text ? decrypt(keyId, sealed, context) : undefined;
    if (plaintext === undefined) throw named('InvalidParameterError', { code: 'InvalidParameter' });
    return { KeyId: keyId, KeyVersionId, Plaintext: plaintext.toString('utf8'), RequestId };
  },
});

/** The client of node-vault with a transit engine. */
export const vaultClient = (calls: unknown[] = []): VaultClient => ({
  async write(path, body) {
    calls.push([path, body]);
    const [, action, key = ''] = path.split('/');
    const aad = body['associated_data'] ?? '';
    if (action === 'encrypt') {
      const sealed = encrypt(key, Buffer.from(body['plaintext'] ?? '', 'base64'), aad);
      return { data: { ciphertext: `vault:v1:${sealed.toString('base64')}`, key_version: 1 } };
    }
    const text = body['ciphertext'] ?? '';
    const sealed = Buffer.from(text.slice('vault:v1:'.length), 'base64');
    const canonical = `vault:v1:${sealed.toString('base64')}`;
    const plaintext = canonical === text ? decrypt(key, sealed, aad) : undefined;
    if (plaintext === undefined) {
      const errors = ['cipher: message authentication failed'];
      throw named('ApiResponseError', { response: { statusCode: 400, body: { errors } } });
    }
    return { data: { plaintext: plaintext.toString('base64') } };
  },
});
