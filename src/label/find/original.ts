import { encodeBase64url } from '../../bytes/base64url.ts';
import { encodeUtf8, isWellFormed } from '../../bytes/utf8.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../../errors.ts';
import type { Masker } from '../../mask/masker.ts';
import { compact } from './compact.ts';
import { seedsOf } from './seeds.ts';

/** Someone on a label. */
export interface LabelParty {
  /** As on the order. */
  readonly name?: string;
  /** One or several numbers. */
  readonly phone?: string;
  /** With or without its region. */
  readonly address?: string;
  /** E-mail, which some carriers print. */
  readonly email?: string;
  /** Identity document, as customs ask for. */
  readonly idNumber?: string;
}

/** Whose label it is: what of the order may stand on it. */
export interface LabelOriginal {
  /** Who gets the parcel. */
  readonly recipient?: LabelParty;
  /** Who sends it. */
  readonly sender?: LabelParty;
}

/** What a value of the original is. */
export type LabelValueKind = 'name' | 'phone' | 'address' | 'email' | 'idNumber';

/** A value to look for: its letters and digits, and which of them a mask hides. */
export interface SoughtValue {
  readonly kind: LabelValueKind;
  /** As on the order. */
  readonly written: string;
  /** A name in Base64 and hexadecimal: alone it is too short for the decoders. */
  readonly encodings: readonly string[];
  /** Letters and digits, folded. */
  readonly text: string;
  /** The units of `text`. */
  readonly units: ReadonlySet<number>;
  /** Of a phone where each five digits side by side stand in `text`, by their number. */
  readonly seeds: ReadonlyMap<number, readonly number[]>;
  /** For each unit the number of the hidden stretch it belongs to, -1 where it may be seen. */
  readonly stretch: readonly number[];
  /** For each stretch its bounds in `text`, without those that hide no letter or digit. */
  readonly hidden: readonly { readonly start: number; readonly end: number }[];
  readonly mask: string;
}

const kinds = ['name', 'phone', 'address', 'email', 'idNumber'] as const;
// As for one field of an order (UTF-16 units).
const maxValueChars = 512;

/**
 * What of an order is to be hidden under a policy.
 *
 * @throws {TypeError} a key or type that is unknown. @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a value that is no field.
 */
export function soughtValues(original: LabelOriginal, masker: Masker): SoughtValue[] {
  assertObject(original, 'original');
  assertKnownKeys(original, ['recipient', 'sender'], 'original');
  const sought: SoughtValue[] = [];
  for (const role of ['recipient', 'sender'] as const) {
    const party = original[role];
    if (party === undefined) continue;
    assertObject(party, `original.${role}`);
    assertKnownKeys(party, kinds, `original.${role}`);
    for (const kind of kinds) {
      const value = party[kind];
      if (value === undefined) continue;
      const path = `original.${role}.${kind}`;
      assertString(value, path);
      if (value.length > maxValueChars) {
        throw new PrivacyError('ERR_LIMIT_EXCEEDED', `${path} is longer than ${maxValueChars} characters`, { path });
      }
      const one = soughtValue(kind, value, masker);
      if (one.hidden.length > 0) sought.push(one);
    }
  }
  return sought;
}

function soughtValue(kind: LabelValueKind, value: string, masker: Masker): SoughtValue {
  const { text, origin } = compact(value);
  const ranges = masker.inspect(kind, value).hidden;
  const stretch = Array.from(origin, (at) => ranges.findIndex(({ start, end }) => at >= start && at < end));
  const hidden: { start: number; end: number }[] = [];
  for (let i = 0; i < ranges.length; i++) {
    const start = stretch.indexOf(i);
    if (start >= 0) hidden.push({ start, end: stretch.lastIndexOf(i) + 1 });
  }
  return {
    kind,
    written: value,
    encodings: encodingsOf(kind, value),
    text,
    units: new Set(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))),
    seeds: kind === 'phone' ? seedsOf(text) : noSeeds,
    stretch,
    hidden,
    mask: kind === 'phone' ? '******' : '**',
  };
}

const noSeeds: ReadonlyMap<number, readonly number[]> = new Map();
const minEncodedChars = 8;

function encodingsOf(kind: LabelValueKind, written: string): string[] {
  if (kind !== 'name' || !isWellFormed(written)) return [];
  const bytes = encodeUtf8(written.trim());
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64url = encodeBase64url(bytes);
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return [...new Set([hex, hex.toUpperCase(), base64url, base64])].filter(({ length }) => length >= minEncodedChars);
}
