import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { concatBytes } from '../bytes/buffer.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import type { Suite } from '../crypto/suite.ts';
import { hpkeSuite, unsupportedKem, type XWingKem } from './kem.ts';
import { fingerprintHex, parsePublicKey, type RecipientKey, recipientSecret } from './keys.ts';
import type { Manifest, ManifestRecipient } from './manifest.ts';

const keyBytes = 32;

/** The keys under one batch key: one authenticates rows, one for each part encrypts. */
export interface BatchKeys {
  readonly rowKey: Uint8Array;
  readonly partKeys: readonly Uint8Array[];
}

/** Row key = MAC(batch key, "wpb1" ‖ "row"), part keys = MAC(batch key, "wpb1" ‖ "part" ‖ position). */
export function deriveBatchKeys(suite: Suite, batchKey: Uint8Array, partCount: number): BatchKeys {
  const derive = (...names: string[]): Uint8Array => suite.mac(batchKey, encodeCanonical(['wpb1', ...names]));
  return { rowKey: derive('row'), partKeys: Array.from({ length: partCount }, (_, i) => derive('part', String(i))) };
}

/** Binds sealed keys to their batch, their sender and their recipient: HPKE `info`. */
const infoOf = (batchId: string, sender: string, recipientId: string): Uint8Array =>
  encodeCanonical(['wpb1', batchId, sender, recipientId]);

/** Whom to seal to, and what. */
export interface KeyGrant {
  readonly id: string;
  readonly publicKey: string;
  readonly parts: readonly number[];
}

/** Seals the keys of its parts to one recipient. @throws {PrivacyError} `ERR_MALFORMED_KEY`, `ERR_UNSUPPORTED_SUITE`. */
export async function sealKeys(
  { id, publicKey, parts }: KeyGrant,
  { rowKey, partKeys }: BatchKeys,
  batch: Pick<Manifest, 'batchId' | 'sender'>,
  xWing: XWingKem | undefined,
): Promise<ManifestRecipient> {
  const { kind, bytes } = parsePublicKey(publicKey);
  const suite = hpkeSuite(kind, xWing);
  const content = concatBytes(rowKey, ...parts.map((part) => partKeys[part] as Uint8Array));
  try {
    const recipientKey = await suite.DeserializePublicKey(bytes);
    const info = infoOf(batch.batchId, batch.sender, id);
    const { encapsulatedSecret, ciphertext } = await suite.Seal(recipientKey, content, { info });
    return {
      id,
      fingerprint: await fingerprintHex(publicKey),
      parts,
      encapsulated: encodeBase64url(encapsulatedSecret),
      keys: encodeBase64url(ciphertext),
    };
  } catch (cause) {
    throw unsupportedKem(kind, cause);
  } finally {
    content.fill(0);
  }
}

/** The keys that a manifest has for this recipient, or `undefined` when they do not open. */
export async function openKeys(
  { batchId, sender }: Pick<Manifest, 'batchId' | 'sender'>,
  recipient: ManifestRecipient,
  key: RecipientKey,
  xWing: XWingKem | undefined,
): Promise<BatchKeys | undefined> {
  const encapsulated = decodeBase64url(recipient.encapsulated);
  const sealed = decodeBase64url(recipient.keys);
  if (encapsulated === undefined || sealed === undefined) return undefined;
  const info = infoOf(batchId, sender, recipient.id);
  const { pair } = recipientSecret(key);
  let content: Uint8Array;
  try {
    content = await hpkeSuite(key.kind, xWing).Open(pair as CryptoKeyPair, encapsulated, sealed, { info });
  } catch {
    return undefined;
  }
  if (content.length !== keyBytes * (1 + recipient.parts.length)) return undefined;
  const keyAt = (i: number): Uint8Array => content.slice(keyBytes * i, keyBytes * (i + 1));
  return { rowKey: keyAt(0), partKeys: recipient.parts.map((_, i) => keyAt(i + 1)) };
}
