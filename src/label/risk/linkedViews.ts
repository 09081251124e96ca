import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../../errors.ts';
import { align } from '../../lint/align.ts';
import { lintMasked } from '../../lint/index.ts';
import { maskChunks } from '../../lint/phoneMask.ts';
import { assertProfile, type LintFinding } from '../../lint/report.ts';
import { maxFieldChars } from '../../mask/hidden.ts';
import type { ComplianceProfile } from '../../mask/policy.ts';
import type { LabelValueKind } from '../find/original.ts';

/** Options of {@link linkViews}. */
export interface LinkViewsOptions {
  /** Rule set of the floor. Default `cn-gbt41833`. */
  readonly profile?: ComplianceProfile;
}

/** What some shown forms of one value show together. Holds counts and rules, never a value. */
export interface LinkedViews {
  /** Whether each form is a mask of the value and all together keep the floor. */
  readonly ok: boolean;
  /** Characters of the value that at least one form shows, and all that it has (UTF-16 units; of a phone, digits). */
  readonly shown: number;
  /** Of the value, in the same units. */
  readonly length: number;
  /** What each form shows alone; `null` for one that is no mask of the value. */
  readonly shownAlone: readonly (number | null)[];
  /** Rules (C1 to C3) that all forms together break. */
  readonly findings: readonly LintFinding[];
}

/**
 * What several shown forms of one value reveal together (check C7): two carriers' masks, or the mask on a screen and that on
 * the label. A value is safe only if the union of what they show keeps the floor; the union is judged by `lintMasked`.
 *
 * `lintPolicies` says the same of policies, before anything is printed.
 *
 * @param kind - What the value is.
 * @param original - The value, at most 512 UTF-16 units.
 * @param forms - Its masks, as shown. One with separators that the value lacks counts as no mask of it, but for phones.
 * @throws {TypeError} for wrong arguments. @throws {RangeError} for an unknown kind or profile.
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a longer value.
 * @example
 * const { ok, shown, length } = linkViews('phone', '13812345678', ['138******78', '*******5678']);
 * [ok, shown, length]; // [false, 7, 11]
 * linkViews('name', '张小明', ['张**', '张*']).ok; // true
 * @see PIPC of Korea, 2025-09-10: masks of two carriers that add up to the name and the number
 */
export function linkViews(
  kind: LabelValueKind,
  original: string,
  forms: readonly string[],
  options: LinkViewsOptions = {},
): LinkedViews {
  assertString(kind, 'kind');
  assertString(original, 'original');
  if (!Array.isArray(forms)) throw new TypeError('"forms" expected array');
  assertObject(options, 'options');
  assertKnownKeys(options, ['profile'], 'options');
  const { profile = 'cn-gbt41833' } = options;
  if (!kinds.includes(kind)) throw new RangeError(`"kind" expected one of ${kinds.join(', ')}`);
  assertProfile(profile);
  if (original.length > maxFieldChars) {
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `original is longer than ${maxFieldChars} characters`, {
      path: 'original',
    });
  }
  const value = comparable(kind, original);
  const union = new Uint8Array(value.length);
  const shownAlone = forms.map((form, i) => {
    assertString(form, `forms[${i}]`);
    const visible = align(value, comparable(kind, form), () => false);
    if (visible === undefined) return null;
    for (const [at, place] of visible.entries()) if (place >= 0) union[at] = 1;
    return visible.filter((place) => place >= 0).length;
  });
  const together = Array.from(union, (isShown, at) => (isShown ? (value[at] as string) : '*')).join('');
  const findings = value === '' ? [] : lintMasked(kind, value, together, profile).findings;
  return {
    ok: findings.length === 0 && !shownAlone.includes(null),
    shown: union.filter((isShown) => isShown).length,
    length: value.length,
    shownAlone,
    findings,
  };
}

const kinds: readonly string[] = ['name', 'phone', 'address'];

/** As both sides are written alike: of a phone the digits and glyphs, of anything else the text without spaces around it. */
function comparable(kind: LabelValueKind, text: string): string {
  const written = text.trim().replaceAll('(^_^)', '*****');
  if (kind !== 'phone') return written;
  return maskChunks(written)
    .map(({ cells }) => cells)
    .join('');
}
