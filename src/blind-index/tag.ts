import { concatBytes, decodeHex, encodeHex } from '../bytes/buffer.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { isWellFormed, loneSurrogate } from '../bytes/utf8.ts';
import type { Suite } from '../crypto/suite.ts';
import { refuseProtected } from '../field/cipher.ts';
import type { KeyWithSecret } from '../keys/keyring.ts';
import { derivedSchedule, scheduleOf } from '../keys/schedule.ts';
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
}

/** Writes the tag of some values in a partition, which is empty where rows are not divided. */
export type TagWriter = (key: KeyWithSecret, values: readonly string[], partition: string) => IndexTag;

/**
 * Prepares the tags of an index: `wpi1.` name `.` and the first `bits` bits of HMAC(IK, u16 length ‖ value …), the rest of the
 * last hex digit zero.
 *
 * Key of one index in one partition: IK = HMAC(TDK, 01 ‖ suite 1 ‖ kid 4 ‖ hash(context)), the counter-mode KDF of the
 * record keys (SP 800-108r1), with context = "wpi1" ‖ tenant ‖ name ‖ partition ‖ field … each as `u16` length ‖ UTF-8.
 */
export function createTagWriter(suite: Suite, { tenant, name, fields }: TagScope, bits: number): TagWriter {
  const digits = Math.ceil(bits / 4);
  const bytes = Math.ceil(bits / 8);
  const spare = 8 * bytes - bits;
  const prefix = `wpi1.${name}.`;
  // JSON ends where it ends, whatever follows.
  const scopeName = JSON.stringify([tenant, name, ...fields]);
  const derive = (key: KeyWithSecret, partition: string): Uint8Array => {
    const context = suite.hash(encodeCanonical(['wpi1', tenant, name, partition, ...fields]));
    const input = concatBytes(Uint8Array.of(1, suite.id), decodeHex(key.id) as Uint8Array, context);
    return scheduleOf(suite, key.secret).mac(input);
  };
  return (key, values, partition) => {
    // A string that was put together is hashed anew at each look-up.
    const fullName = partition === '' ? scopeName : scopeName + partition;
    const schedule = derivedSchedule(suite, key.secret, fullName, () => derive(key, partition));
    const mac = schedule.mac(encodeCanonical(values));
    mac[bytes - 1] = ((mac[bytes - 1] as number) >> spare) << spare;
    return (prefix + encodeHex(mac, 0, bytes).slice(0, digits)) as IndexTag;
  };
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
