import type { AddressTagger } from '../detect/address/index.ts';
import { isGlyph } from '../detect/glyph.ts';
import { assertCountry, type CountryCode } from '../detect/phone/index.ts';
import { assertKnownKeys, assertObject, assertString } from '../errors.ts';
import { graphemes } from '../text/graphemes.ts';
import { isChineseNumeral } from '../text/numerals.ts';
import { type AddressRule, compileAddressRule } from './addressRule.ts';
import { minHiddenDigits, type Policy, type PolicyName, policies, resolvePolicy } from './policy.ts';

/** What every masking function takes besides its text. */
export interface MaskOptions {
  /** A policy of this library by name, or one of your own. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /** Country of numbers without a country code. Default `CN`. */
  readonly region?: CountryCode;
  /**
   * What stands for something hidden: any one grapheme but digits, numerals and spaces. Default `*`, which every printer
   * font has. The same glyph in an input is read as something hidden already.
   */
  readonly glyph?: string;
  /** Helps with addresses whose words do not tell what a number is: that of `waybill-privacy/tagger`. Default none. */
  readonly tagger?: AddressTagger;
}

/** Options after checking, with what every mask needs worked out once. */
export interface MaskPlan {
  readonly policy: Policy;
  readonly region: CountryCode;
  /** The glyph once. */
  readonly glyph: string;
  /** Stands for anything whose length must not show. */
  readonly hidden: string;
  /** The same text, kept as hanzi are: V8 joins a short text to it in a third of the time. */
  readonly hiddenBesideHan: string;
  /** Stands for a number that is hidden whole. */
  readonly hiddenNumber: string;
  /** The same, kept as hanzi are. */
  readonly hiddenNumberBesideHan: string;
  /** What the policy hides in an address. */
  readonly addressRule: AddressRule;
  /** Whether detectors do not know the glyph, so that it has to be translated for them. */
  readonly isForeignGlyph: boolean;
}

/**
 * Checks options once.
 *
 * @throws {TypeError} an unknown option. @throws {RangeError} a glyph or a region that cannot be used.
 * @throws {PrivacyError} `ERR_POLICY`.
 */
export function planOf(options: MaskOptions | undefined): MaskPlan {
  if (options === undefined) return defaultPlan;
  assertObject(options, 'options');
  assertKnownKeys(options, ['policy', 'region', 'glyph', 'tagger'], 'options');
  const glyph = options.glyph ?? '*';
  assertString(glyph, 'options.glyph');
  // Only the first code point: a joined emoji has format characters inside.
  if (graphemes(glyph).length !== 1 || /^[\p{N}\p{Z}\p{C}]/u.test(glyph) || isChineseNumeral(glyph)) {
    throw new RangeError('"options.glyph" expected one grapheme that is no digit, numeral or space');
  }
  const region = options.region ?? 'CN';
  assertCountry(region);
  return makePlan(resolvePolicy(options.policy ?? 'label'), region, glyph, options.tagger);
}

const makePlan = (policy: Policy, region: CountryCode, glyph: string, tagger?: AddressTagger): MaskPlan =>
  Object.freeze({
    policy,
    region,
    glyph,
    hidden: glyph.repeat(2),
    // A part of a text of two bytes a unit has two bytes a unit.
    hiddenBesideHan: `某${glyph.repeat(2)}`.slice(1),
    hiddenNumber: glyph.repeat(minHiddenDigits),
    hiddenNumberBesideHan: `某${glyph.repeat(minHiddenDigits)}`.slice(1),
    addressRule: compileAddressRule(policy.address, tagger),
    isForeignGlyph: !isGlyph(glyph),
  });

const defaultPlan: MaskPlan = /* @__PURE__ */ makePlan(policies.label, 'CN', '*');

/**
 * The input as detectors should see it: a glyph of the caller's becomes `*` and invisible filler, so offsets stay.
 */
export function translateGlyph(input: string, plan: MaskPlan): string {
  if (!plan.isForeignGlyph || !input.includes(plan.glyph)) return input;
  return input.replaceAll(plan.glyph, `*${'\u200b'.repeat(plan.glyph.length - 1)}`);
}
