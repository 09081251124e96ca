import { decodeBase64url } from '../bytes/base64url.ts';
import { encodeHex } from '../bytes/buffer.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { hpkeSuite, type KemShape, kems, type RecipientKind, unsupportedKem, type XWingKem } from './kem.ts';
import { decodeKeyText, encodeKeyText, malformedKey } from './keyText.ts';

/** Key pair of somebody who receives batches. Shows its public half only; the secret one is kept outside the object. */
export interface RecipientKey {
  /** How batch keys are sealed to it. */
  readonly kind: RecipientKind;
  /** For senders: `wppub1…`. */
  readonly publicKey: string;
}

/** Signing key of somebody who sends batches: Ed25519 (RFC 8032). Shows its public half only. */
export interface SenderKey {
  /** For recipients, who pin it: `wpsender1…`. */
  readonly publicKey: string;
}

interface Secret {
  /** 32 bytes. */
  readonly bytes: Uint8Array;
  /** Not extractable; HPKE needs both halves to open. */
  readonly pair: Pick<CryptoKeyPair, 'privateKey'> & Partial<CryptoKeyPair>;
}

// Beside the objects and not in them: nothing that prints or copies a key meets its bytes.
const recipientSecrets = /* @__PURE__ */ new WeakMap<RecipientKey, Secret>();
const senderSecrets = /* @__PURE__ */ new WeakMap<SenderKey, Secret>();

/** The secret half of a recipient key. @throws {TypeError} for any other object. @internal */
export const recipientSecret = (key: RecipientKey): Secret => secretIn(recipientSecrets, key, 'a recipient key');

/** The secret half of a sender key. @throws {TypeError} for any other object. @internal */
export const senderSecret = (key: SenderKey): Secret => secretIn(senderSecrets, key, 'a sender key');

function secretIn<K extends object>(secrets: WeakMap<K, Secret>, key: K, what: string): Secret {
  const secret = secrets.get(key);
  if (secret === undefined) throw new TypeError(`"key" expected ${what} made by this library`);
  return secret;
}

/** Options of a recipient key. */
export interface RecipientKeyOptions {
  /** Default `x25519`. */
  readonly kind?: RecipientKind;
  /** X-Wing for runtimes without ML-KEM in WebCrypto (Node before 24, browsers). */
  readonly xWing?: XWingKem;
}

const secretBytes = 32;

/**
 * Makes a key pair for somebody who receives batches.
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE` where the runtime lacks the KEM, as a rejection.
 * @example
 * const key = await generateRecipientKey();
 * key.publicKey; // 'wppub1…'
 */
export async function generateRecipientKey(options: RecipientKeyOptions = {}): Promise<RecipientKey> {
  assertObject(options, 'options');
  assertKnownKeys(options, ['kind', 'xWing'], 'options');
  const shape = kems.find(({ kind }) => kind === (options.kind ?? 'x25519'));
  if (shape === undefined) throw new TypeError('"kind" expected x25519 or x-wing');
  return recipientKeyOf(shape, crypto.getRandomValues(new Uint8Array(secretBytes)), options.xWing);
}

/**
 * Makes a signing key for somebody who sends batches.
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE` where WebCrypto has no Ed25519, as a rejection.
 * @example
 * const sender = await generateSenderKey();
 * sender.publicKey; // 'wpsender1…'
 */
export const generateSenderKey = (): Promise<SenderKey> =>
  senderKeyOf(crypto.getRandomValues(new Uint8Array(secretBytes)));

/**
 * The secret half of a key as one word for a secrets manager: `WPSECRET1…` or `WPSIGN1…`. Whoever has it opens or signs as its
 * owner; for a file see {@link exportKey}.
 *
 * @throws {TypeError} for anything but a key of this library.
 */
export function secretText(key: RecipientKey | SenderKey): string {
  const recipient = recipientSecrets.get(key as RecipientKey);
  if (recipient === undefined) return encodeKeyText('wpsign', senderSecret(key).bytes);
  return encodeKeyText('wpsecret', Uint8Array.of(shapeOf((key as RecipientKey).kind).id, ...recipient.bytes));
}

/**
 * Reads `WPSECRET1…`.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_KEY`, `ERR_UNSUPPORTED_SUITE`, as rejections. No error repeats the text.
 * @example
 * const key = await generateRecipientKey();
 * const same = await parseRecipientKey(secretText(key));
 * same.publicKey === key.publicKey; // true
 */
export async function parseRecipientKey(
  text: string,
  options: Pick<RecipientKeyOptions, 'xWing'> = {},
): Promise<RecipientKey> {
  assertString(text, 'text');
  assertObject(options, 'options');
  assertKnownKeys(options, ['xWing'], 'options');
  const bytes = decodeKeyText('wpsecret', text);
  const shape = kems.find(({ id }) => id === bytes[0]);
  if (shape === undefined || bytes.length !== 1 + secretBytes) throw malformedKey('wpsecret');
  return recipientKeyOf(shape, bytes.slice(1), options.xWing);
}

/**
 * Reads `WPSIGN1…`.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_KEY`, `ERR_UNSUPPORTED_SUITE`, as rejections. No error repeats the text.
 * @example
 * const sender = await generateSenderKey();
 * const same = await parseSenderKey(secretText(sender));
 * same.publicKey === sender.publicKey; // true
 */
export async function parseSenderKey(text: string): Promise<SenderKey> {
  assertString(text, 'text');
  const bytes = decodeKeyText('wpsign', text);
  if (bytes.length !== secretBytes) throw malformedKey('wpsign');
  return senderKeyOf(bytes);
}

const shapeOf = (kind: RecipientKind): KemShape => kems.find((shape) => shape.kind === kind) as KemShape;

/** The pair that a secret of 32 bytes stands for: DeriveKeyPair of RFC 9180 §7.1.3 with the secret as ikm. */
async function recipientKeyOf(shape: KemShape, bytes: Uint8Array, xWing?: XWingKem): Promise<RecipientKey> {
  const suite = hpkeSuite(shape.kind, xWing);
  try {
    const pair = await suite.DeriveKeyPair(bytes, false);
    const publicKey = await suite.SerializePublicKey(pair.publicKey);
    const key = Object.freeze({
      kind: shape.kind,
      publicKey: encodeKeyText('wppub', Uint8Array.of(shape.id, ...publicKey)),
    });
    recipientSecrets.set(key, { bytes, pair: pair as CryptoKeyPair });
    return key;
  } catch (cause) {
    throw unsupportedKem(shape.kind, cause);
  }
}

// PKCS #8 of an Ed25519 key (RFC 8410 §7) up to its 32 bytes: WebCrypto imports no bare seed.
const pkcs8Head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

async function senderKeyOf(bytes: Uint8Array): Promise<SenderKey> {
  const pkcs8 = Uint8Array.of(...pkcs8Head, ...bytes);
  try {
    // Extractable only until the public half is read from it.
    const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const { x = '' } = await crypto.subtle.exportKey('jwk', readable);
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    const key = Object.freeze({ publicKey: encodeKeyText('wpsender', decodeBase64url(x) as Uint8Array) });
    senderSecrets.set(key, { bytes, pair: { privateKey } });
    return key;
  } catch (cause) {
    throw new PrivacyError('ERR_UNSUPPORTED_SUITE', 'this runtime has no Ed25519 in WebCrypto', { cause });
  } finally {
    pkcs8.fill(0);
  }
}

/** A recipient's public key taken apart. */
export interface PublicKey {
  readonly kind: RecipientKind;
  readonly bytes: Uint8Array;
}

/** Reads `wppub1…`. @throws {PrivacyError} `ERR_MALFORMED_KEY`. */
export function parsePublicKey(text: string): PublicKey {
  const bytes = decodeKeyText('wppub', text);
  const shape = kems.find(({ id }) => id === bytes[0]);
  if (shape === undefined || bytes.length !== 1 + shape.publicKeyBytes) throw malformedKey('wppub');
  return { kind: shape.kind, bytes: bytes.subarray(1) };
}

/** Reads `wpsender1…`. @throws {PrivacyError} `ERR_MALFORMED_KEY`. */
export function parseSenderPublicKey(text: string): Uint8Array {
  const bytes = decodeKeyText('wpsender', text);
  if (bytes.length !== 32) throw malformedKey('wpsender');
  return bytes;
}

/**
 * A short name of a public key to compare by phone: eight groups of four hexadecimal digits, the first 16 bytes of
 * SHA-256 of the key string.
 *
 * @param publicKey - `wppub1…` or `wpsender1…`.
 * @throws {PrivacyError} `ERR_MALFORMED_KEY`, as a rejection.
 * @example
 * const sender = await generateSenderKey();
 * (await fingerprint(sender.publicKey)).length; // 39
 */
export async function fingerprint(publicKey: string): Promise<string> {
  assertString(publicKey, 'publicKey');
  if (publicKey.startsWith('wpsender1')) parseSenderPublicKey(publicKey);
  else parsePublicKey(publicKey);
  return ((await fingerprintHex(publicKey)).match(/.{4}/gu) ?? []).join(' ');
}

/** 32 hexadecimal digits, as they stand in a manifest. @internal */
export async function fingerprintHex(publicKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(encodeUtf8(publicKey)));
  return encodeHex(new Uint8Array(digest, 0, 16));
}
