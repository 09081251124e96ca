import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { isSuiteId, keyBytes, type SuiteId } from '../crypto/suite.ts';
import { assertString, PrivacyError } from '../errors.ts';
import type { KeyId } from '../types.ts';
import {
  isTenant,
  type KeyInfo,
  type KeyPurpose,
  type Keyring,
  type KeyStatus,
  type KeyWithSecret,
  keyringOf,
  keysWithSecrets,
} from './keyring.ts';
import type { KeyProvider } from './provider.ts';

const formatName = 'waybill-privacy-keyring';
const formatVersion = 1;

interface KeyringFile {
  readonly format: typeof formatName;
  readonly version: typeof formatVersion;
  readonly tenant: string;
  readonly suite: SuiteId;
  readonly provider: string;
  readonly keys: readonly FileKey[];
}

interface FileKey extends KeyInfo {
  /** base64url of what the provider gave; absent for a destroyed key. */
  readonly wrapped?: string;
}

/** Binds a wrapped key to its place: it cannot be moved to another tenant, id, purpose or status. */
const aadOf = (tenant: string, suite: number, key: KeyInfo): Uint8Array =>
  encodeCanonical([
    formatName,
    String(formatVersion),
    tenant,
    String(suite),
    key.id,
    key.purpose,
    key.status,
    key.createdAt,
  ]);

/**
 * Writes a keyring as JSON with every key wrapped. Safe to store where its provider's secret is not.
 *
 * @param keyring - The keyring.
 * @param provider - What wraps the keys, for example {@link passphraseProvider}.
 * @returns JSON text. Tenant, key ids, states and dates are readable in it and protected against change.
 */
export async function exportKeyring(keyring: Keyring, provider: KeyProvider): Promise<string> {
  const keys: FileKey[] = [];
  for (const { secret, id, purpose, status, createdAt } of keysWithSecrets(keyring)) {
    const info: KeyInfo = { id, purpose, status, createdAt };
    if (status === 'destroyed') keys.push(info);
    else
      keys.push({
        ...info,
        // A copy: a provider may wipe what it was given.
        wrapped: encodeBase64url(await provider.wrap(secret.slice(), aadOf(keyring.tenant, keyring.suite, info))),
      });
  }
  const file: KeyringFile = {
    format: formatName,
    version: formatVersion,
    tenant: keyring.tenant,
    suite: keyring.suite,
    provider: provider.name,
    keys,
  };
  return JSON.stringify(file, null, 2);
}

/**
 * Reads what {@link exportKeyring} wrote.
 *
 * @param json - The text.
 * @param provider - What unwraps the keys: the same kind and secret as at the export.
 * @throws {PrivacyError} `ERR_MALFORMED_KEYRING`, `ERR_UNSUPPORTED_SUITE`, or `ERR_KEY_UNWRAP` for a wrong passphrase and for
 * any change to the file. All as rejections.
 */
export async function importKeyring(json: string, provider: KeyProvider): Promise<Keyring> {
  assertString(json, 'json');
  const file = parseFile(json);
  if (file.provider !== provider.name) throw malformed('it was written by another kind of provider');
  const keys: KeyWithSecret[] = [];
  for (const { wrapped, ...info } of file.keys) {
    if (info.status === 'destroyed') {
      keys.push({ ...info, secret: new Uint8Array(keyBytes) });
      continue;
    }
    const bytes = wrapped === undefined ? undefined : decodeBase64url(wrapped);
    if (bytes === undefined) throw malformed('a wrapped key is not base64url');
    const secret = await provider.unwrap(bytes, aadOf(file.tenant, file.suite, info));
    if (secret.length !== keyBytes) throw malformed('a key has the wrong length');
    keys.push({ ...info, secret: Uint8Array.from(secret) });
  }
  return keyringOf(file.tenant, file.suite, keys);
}

/**
 * Wraps the keys of a keyring file anew, under another provider or a new secret of the same one. Tokens stay as they are: only
 * the file changes. Delete the old file and its copies afterwards, they still open with the old secret.
 *
 * @param json - What {@link exportKeyring} wrote.
 * @param from - What unwraps it now.
 * @param to - What wraps it from now on.
 * @returns the new file.
 * @throws {PrivacyError} as {@link importKeyring}, as a rejection; the old file is untouched then.
 * @example
 * const from = passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 });
 * const to = passphraseProvider({ passphrase: 'staple of another horse', log2N: 14 });
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * const file = await rewrapKeyring(await exportKeyring(keyring, from), from, to);
 * (await importKeyring(file, to)).tenant; // 'shop-1'
 */
export async function rewrapKeyring(json: string, from: KeyProvider, to: KeyProvider): Promise<string> {
  return exportKeyring(await importKeyring(json, from), to);
}

function parseFile(json: string): KeyringFile {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw malformed('it is not JSON');
  }
  const file = value as KeyringFile | null;
  if (file?.format !== formatName || file.version !== formatVersion) throw malformed('unknown format or version');
  if (!isSuiteId(file.suite)) {
    throw new PrivacyError('ERR_UNSUPPORTED_SUITE', 'the keyring belongs to an unknown suite');
  }
  if (typeof file.provider !== 'string' || !Array.isArray(file.keys)) throw malformed('a part is missing');
  if (!isTenant(file.tenant)) throw malformed('the tenant is not a name');
  const keys = file.keys.map(parseKey);
  if (new Set(keys.map((key) => key.id)).size !== keys.length) throw malformed('a key appears twice');
  const enabled = keys.filter((key) => key.status === 'enabled').map((key) => key.purpose);
  if (new Set(enabled).size !== enabled.length) throw malformed('more than one key is enabled');
  return { ...file, keys };
}

const statuses: readonly KeyStatus[] = ['pending', 'enabled', 'decrypt-only', 'destroyed'];
const purposes: readonly KeyPurpose[] = ['data', 'index', 'audit'];

function parseKey(value: unknown): FileKey {
  const key = value as Partial<FileKey> | null;
  const status = statuses.find((known) => known === key?.status);
  if (typeof key?.id !== 'string' || !/^[0-9a-f]{8}$/u.test(key.id)) throw malformed('a key id is not 8 hex digits');
  const purpose = purposes.find((known) => known === key?.purpose);
  if (status === undefined || purpose === undefined) throw malformed('a key has an unknown status or purpose');
  if (typeof key.createdAt !== 'string') throw malformed('a key has no date');
  // Otherwise a changed status would destroy a key in silence: nothing is unwrapped that could tell.
  if (status === 'destroyed' && key.wrapped !== undefined) throw malformed('a destroyed key has bytes');
  const info: KeyInfo = { id: key.id as KeyId, purpose, status, createdAt: key.createdAt };
  return typeof key.wrapped === 'string' ? { ...info, wrapped: key.wrapped } : info;
}

const malformed = (why: string): PrivacyError =>
  new PrivacyError('ERR_MALFORMED_KEYRING', `not a keyring file of this version: ${why}`);
