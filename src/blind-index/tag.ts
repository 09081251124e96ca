import { concatBytes, decodeHex, encodeHex } from '../bytes/buffer.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { isWellFormed, loneSurrogate } from '../bytes/utf8.ts';
import type { Suite } from '../crypto/suite.ts';
import { refuseProtected } from '../field/cipher.ts';
import type { KeyWithSecret } from '../keys/keyring.ts';
import type { FieldKind, IndexTag } from '../types.ts';
import { type Normaliser, normalise } from './normalise.ts';

/** Width of an `exact` tag in bits: two values share one only by an accident that does not happen. */
export const exactBits = 128;

/** What the key of an index is derived from, besides the tenant's index key. Names only, no values. */
export interface TagScope {
  readonly tenant: string;
  /** Name of the index; stands in the tag. */
  readonly name: string;
  /** Names of its fields, in order. */
  readonly fields: readonly string[];
  /** Part of the rows it finds in; empty where they are not divided. */
  readonly partition: string;
}

/**
 * Key of one index in one partition: IK = HMAC(TDK, 01 ‖ suite 1 ‖ kid 4 ‖ hash(context)), the counter-mode KDF of the
 * record keys (SP 800-108r1), with context = "wpi1" ‖ tenant ‖ name ‖ partition ‖ field … each as `u16` length ‖ UTF-8.
 */
function deriveIndexKey(suite: Suite, key: KeyWithSecret, { tenant, name, fields, partition }: TagScope): Uint8Array {
  const context = suite.hash(encodeCanonical(['wpi1', tenant, name, partition, ...fields]));
  return suite.mac(key.secret, concatBytes(Uint8Array.of(1, suite.id), decodeHex(key.id) as Uint8Array, context));
}

/** `wpi1.` name `.` and the first `bits` bits of HMAC(IK, u16 length ‖ value …), the rest of the last hex digit zero. */
export function writeTag(
  suite: Suite,
  key: KeyWithSecret,
  scope: TagScope,
  values: readonly string[],
  bits: number,
): IndexTag {
  const mac = suite.mac(deriveIndexKey(suite, key, scope), encodeCanonical(values));
  const digits = Math.ceil(bits / 4);
  const hex = encodeHex(mac.subarray(0, Math.ceil(bits / 8))).slice(0, digits);
  const spare = digits * 4 - bits;
  const last = (Number.parseInt(hex.slice(-1), 16) >> spare) << spare;
  return `wpi1.${scope.name}.${hex.slice(0, -1)}${last.toString(16)}` as IndexTag;
}

// What decides whether a value looks masked. In free text a `*` means nothing; in an identifier it hides something.
const kinds: Readonly<Record<Normaliser, FieldKind>> = {
  phone: 'phone',
  'phone-last4': 'phone',
  name: 'name',
  region: 'address',
  address: 'address',
  text: 'account',
};

/**
 * A value ready for a tag, or `undefined` where nothing is left to find by.
 *
 * @throws {PrivacyError} `ERR_ALREADY_PROTECTED`; `ERR_UNICODE` for a lone surrogate, which a normaliser could drop.
 */
export function prepareValue(value: string, normaliser: Normaliser, path: string): string | undefined {
  refuseProtected(value, kinds[normaliser], path);
  if (!isWellFormed(value)) throw loneSurrogate();
  return normalise(value, normaliser) || undefined;
}
