import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { assertString, PrivacyError } from '../errors.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { kems } from './kem.ts';
import {
  parseRecipientKey,
  parseSenderKey,
  type RecipientKey,
  type RecipientKeyOptions,
  recipientSecret,
  type SenderKey,
  senderSecret,
} from './keys.ts';
import { encodeKeyText } from './keyText.ts';

const formatName = 'waybill-privacy-key';
const formatVersion = 1;

/** What a key file holds: who receives, or who sends. */
type KeyUse = RecipientKey['kind'] | 'sender';

interface KeyFile {
  readonly format: typeof formatName;
  readonly version: typeof formatVersion;
  readonly use: KeyUse;
  readonly publicKey: string;
  readonly provider: string;
  /** base64url of what the provider gave. */
  readonly wrapped: string;
}

/** Binds a wrapped secret to its public half and its use. */
const aadOf = (use: KeyUse, publicKey: string): Uint8Array =>
  encodeCanonical([formatName, String(formatVersion), use, publicKey]);

/**
 * Writes a key pair as JSON, its secret half wrapped.
 *
 * @param key - A recipient's or a sender's key.
 * @param provider - What wraps it, for example `passphraseProvider`.
 * @returns JSON text. The public half is readable in it and protected against change.
 * @throws {TypeError} for anything but a key of this library; and what the provider throws, as rejections.
 * @example
 * const provider = passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 });
 * const key = await generateRecipientKey();
 * const same = await importRecipientKey(await exportKey(key, provider), provider);
 * same.publicKey === key.publicKey; // true
 */
export async function exportKey(key: RecipientKey | SenderKey, provider: KeyProvider): Promise<string> {
  const use: KeyUse = 'kind' in key ? key.kind : 'sender';
  const { bytes } = 'kind' in key ? recipientSecret(key) : senderSecret(key);
  const file: KeyFile = {
    format: formatName,
    version: formatVersion,
    use,
    publicKey: key.publicKey,
    provider: provider.name,
    // A copy: a provider may wipe what it was given.
    wrapped: encodeBase64url(await provider.wrap(bytes.slice(), aadOf(use, key.publicKey))),
  };
  return JSON.stringify(file, null, 2);
}

/**
 * Reads a recipient's key file.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_KEY`, `ERR_KEY_UNWRAP` for a wrong passphrase and any change to the file,
 * `ERR_UNSUPPORTED_SUITE`. All as rejections.
 */
export async function importRecipientKey(
  json: string,
  provider: KeyProvider,
  options: Pick<RecipientKeyOptions, 'xWing'> = {},
): Promise<RecipientKey> {
  const { use, bytes } = await openFile(json, provider);
  const shape = kems.find(({ kind }) => kind === use);
  if (shape === undefined) throw malformedFile('it is not a recipient’s');
  return parseRecipientKey(encodeKeyText('wpsecret', Uint8Array.of(shape.id, ...bytes)), options);
}

/**
 * Reads a sender's key file.
 *
 * @throws {PrivacyError} as {@link importRecipientKey}.
 */
export async function importSenderKey(json: string, provider: KeyProvider): Promise<SenderKey> {
  const { use, bytes } = await openFile(json, provider);
  if (use !== 'sender') throw malformedFile('it is not a sender’s');
  return parseSenderKey(encodeKeyText('wpsign', bytes));
}

async function openFile(json: string, provider: KeyProvider): Promise<{ use: KeyUse; bytes: Uint8Array }> {
  assertString(json, 'json');
  let file: Partial<KeyFile> | null;
  try {
    file = JSON.parse(json) as Partial<KeyFile> | null;
  } catch {
    throw malformedFile('it is not JSON');
  }
  if (file?.format !== formatName || file.version !== formatVersion) throw malformedFile('unknown format or version');
  if (file.provider !== provider.name) throw malformedFile('it was written by another kind of provider');
  const { use, publicKey, wrapped } = file;
  if (typeof use !== 'string' || typeof publicKey !== 'string' || typeof wrapped !== 'string') {
    throw malformedFile('a part is missing');
  }
  const bytes = decodeBase64url(wrapped);
  if (bytes === undefined) throw malformedFile('the wrapped key is not base64url');
  return { use, bytes: Uint8Array.from(await provider.unwrap(bytes, aadOf(use, publicKey))) };
}

const malformedFile = (why: string): PrivacyError =>
  new PrivacyError('ERR_MALFORMED_KEY', `not a key file of this version: ${why}`);
