import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import { editCopy } from '../paths.ts';
import { createFieldTaker } from '../record/privateFields.ts';
import type { Schema } from '../record/schema.ts';
import { decryptFailed } from '../token/header.ts';
import { type Grants, partition } from './grants.ts';
import { createViews } from './views.ts';

/** What is used of `jose` 5 or 6, handed in by the caller: `import * as jose from 'jose'`. */
export interface Jose<Key> {
  /** Seals. */
  readonly CompactEncrypt: JoseEncrypterClass<Key>;
  /** Opens. */
  compactDecrypt(
    jwe: string,
    key: Key,
    options: { keyManagementAlgorithms: string[]; contentEncryptionAlgorithms: string[] },
  ): Promise<JoseDecrypted>;
}

/** `CompactEncrypt` of `jose`. */
export interface JoseEncrypterClass<Key> {
  /** For a content. */
  new (plaintext: Uint8Array): JoseEncrypter<Key>;
}

/** What `CompactEncrypt` of `jose` does. */
export interface JoseEncrypter<Key> {
  /** Sets the header; gives the same object. */
  setProtectedHeader(header: { alg: string; enc: string; [name: string]: unknown }): JoseEncrypter<Key>;
  /** The compact JWE. */
  encrypt(key: Key): Promise<string>;
}

/** What `compactDecrypt` of `jose` gives. */
export interface JoseDecrypted {
  /** The content. */
  readonly plaintext: Uint8Array;
  /** The header, authenticated. */
  readonly protectedHeader: Readonly<Record<string, unknown>>;
}

/** How the content key is wrapped: ECDH-ES with X25519 or P-256, or RSA for stacks that have nothing else. */
export type JweAlgorithm = 'ECDH-ES+A256KW' | 'RSA-OAEP-256';

const algorithms: readonly JweAlgorithm[] = ['ECDH-ES+A256KW', 'RSA-OAEP-256'];
const contentEncryption = 'A256GCM';
const contentType = 'waybill-privacy-order+json';

/** How an order is written as a JWE. */
export interface JweOptions<Key> extends Grants {
  /** The package. */
  readonly jose: Jose<Key>;
  /** The recipient's public key, as `jose` takes it. */
  readonly publicKey: Key;
  /** Its name, for the header. */
  readonly keyId: string;
  /** Default `ECDH-ES+A256KW`. */
  readonly algorithm?: JweAlgorithm;
  /** Which fields are private; what is not granted is left out. */
  readonly schema: Schema;
  /** Which order it is; the recipient gets it sealed and compares. */
  readonly recordId: string;
  /** Policy of granted masks. Default `label`. */
  readonly policy?: PolicyName | Policy;
}

/**
 * Writes one order as a compact JWE (RFC 7516, A256GCM, no compression), for partners whose stack has JOSE and not HPKE.
 *
 * Says less than a batch: nobody signs it, so the recipient does not know who wrote it, and a copy of it opens again. Send it over a
 * channel that tells the sender.
 *
 * @returns the JWE of `{ recordId, schema, order }` with the granted fields.
 * @throws {PrivacyError} as `sealBatch`, as a rejection. @throws {TypeError} for wrong options.
 */
export async function exportJwe<Key>(order: object, options: JweOptions<Key>): Promise<string> {
  assertObject(order, 'order');
  assertObject(options, 'options');
  assertKnownKeys(
    options,
    ['jose', 'publicKey', 'keyId', 'algorithm', 'schema', 'recordId', 'policy', 'fields', 'masks', 'regions'],
    'options',
  );
  const { jose, publicKey, keyId, algorithm = 'ECDH-ES+A256KW', schema, recordId } = options;
  assertString(keyId, 'keyId');
  assertString(recordId, 'recordId');
  if (!algorithms.includes(algorithm)) throw new TypeError(`"algorithm" expected ${algorithms.join(' or ')}`);
  const granted = grantedOrder(order, schema, options, options.policy);
  const content = encodeUtf8(JSON.stringify({ recordId, schema: schema.name, order: granted }));
  return new jose.CompactEncrypt(content)
    .setProtectedHeader({ alg: algorithm, enc: contentEncryption, kid: keyId, cty: contentType })
    .encrypt(publicKey);
}

function grantedOrder(order: object, schema: Schema, grants: Grants, policy: PolicyName | Policy | undefined): object {
  const { masker, views } = createViews(policy);
  const [part] = partition(schema, [grants]).parts;
  const { rest, fields } = createFieldTaker(schema, masker)(order);
  const editor = editCopy(rest);
  for (const { path, rule, values } of fields) {
    const view = part?.fields.find(({ id }) => id === rule.id)?.view;
    if (view === undefined) continue;
    for (const value of values) editor.set(path, value.indices, views[view](rule.kind, value).value);
  }
  return editor.root;
}

/** How a JWE is opened. */
export interface OpenJweOptions<Key> {
  /** The package. */
  readonly jose: Jose<Key>;
  /** The recipient's private key, as `jose` takes it. */
  readonly privateKey: Key;
  /** The order it must be. */
  readonly recordId: string;
  /** Name of the schema it must have. */
  readonly schema: string;
}

/**
 * Opens what {@link exportJwe} wrote: only with its algorithms, and only for the order that is expected.
 *
 * @throws {PrivacyError} `ERR_DECRYPT_FAILED` for everything that is wrong, as a rejection.
 */
export async function importJwe<Key>(jwe: string, options: OpenJweOptions<Key>): Promise<object> {
  assertString(jwe, 'jwe');
  assertObject(options, 'options');
  assertKnownKeys(options, ['jose', 'privateKey', 'recordId', 'schema'], 'options');
  const { jose, privateKey, recordId, schema } = options;
  assertString(recordId, 'recordId');
  assertString(schema, 'schema');
  if (jwe.length > maxJweChars) throw new PrivacyError('ERR_LIMIT_EXCEEDED', `longer than ${maxJweChars} characters`);
  const content = await jose
    .compactDecrypt(jwe, privateKey, {
      keyManagementAlgorithms: [...algorithms],
      contentEncryptionAlgorithms: [contentEncryption],
    })
    .catch(() => undefined);
  // No `zip`: a compressed bomb is not inflated (CVE-2024-28176).
  if (content === undefined || 'zip' in content.protectedHeader || content.protectedHeader['cty'] !== contentType) {
    throw decryptFailed();
  }
  const read = parse(decodeUtf8(content.plaintext));
  if (read?.recordId !== recordId || read.schema !== schema || typeof read.order !== 'object' || read.order === null) {
    throw decryptFailed();
  }
  return read.order;
}

// As the longest row of a batch.
const maxJweChars = 4_194_304;

interface JweContent {
  readonly recordId: unknown;
  readonly schema: unknown;
  readonly order: unknown;
}

function parse(text: string | undefined): JweContent | undefined {
  try {
    return text === undefined ? undefined : ((JSON.parse(text) as JweContent | null) ?? undefined);
  } catch {
    return undefined;
  }
}
