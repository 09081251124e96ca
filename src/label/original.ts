import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { Masker } from '../mask/masker.ts';
import { compact } from './compact.ts';

/** Someone on a label. */
export interface LabelParty {
  /** As on the order. */
  readonly name?: string;
  /** One or several numbers. */
  readonly phone?: string;
  /** With or without its region. */
  readonly address?: string;
}

/** Whose label it is: what of the order may stand on it. */
export interface LabelOriginal {
  /** Who gets the parcel. */
  readonly recipient?: LabelParty;
  /** Who sends it. */
  readonly sender?: LabelParty;
}

/** What a value of the original is. */
export type LabelValueKind = 'name' | 'phone' | 'address';

/** A value to look for: its letters and digits, and which of them a mask hides. */
export interface SoughtValue {
  readonly kind: LabelValueKind;
  /** Letters and digits, folded. */
  readonly text: string;
  /** For each unit the number of the hidden stretch it belongs to, -1 where it may be seen. */
  readonly stretch: readonly number[];
  /** For each stretch its bounds in `text`, without those that hide no letter or digit. */
  readonly hidden: readonly { readonly start: number; readonly end: number }[];
  readonly mask: string;
}

const kinds = ['name', 'phone', 'address'] as const;
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
  return { kind, text, stretch, hidden, mask: kind === 'phone' ? '******' : '**' };
}
