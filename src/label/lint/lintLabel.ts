import { assertKnownKeys, assertObject } from '../../errors.ts';
import { createMasker } from '../../mask/masker.ts';
import type { Policy, PolicyName } from '../../mask/policy.ts';
import { type Leak, leaksOf, offsetOfLeak } from '../find/leaks.ts';
import { type LabelOriginal, soughtValues } from '../find/original.ts';
import { placesIn, within } from '../find/place.ts';
import { payloadOf } from '../mask/maskPayload.ts';
import { foundPolicy, soughtPolicy } from '../mask/payloadPolicies.ts';
import type { Label, LabelRun } from '../parse/label.ts';
import { complete, parseLabel } from '../parse/parseLabel.ts';
import { type PayloadPolicy, privateFields } from '../payload/policy.ts';
import { changesOf } from './changes.ts';
import { brokenByFindings } from './lintFound.ts';
import { type Broken, brokenByMasks } from './lintMasks.ts';
import { type LabelProfile, profileRules } from './profile.ts';
import type { LabelRule, LabelRulePlace } from './rules.ts';

/** What `lintLabel` takes besides the label and its original. */
export interface LintLabelOptions {
  /** Rule set: what of a value may be seen, and what a 2-D symbol may say. Default `cn-gbt41833`. */
  readonly profile?: LabelProfile;
  /** The policy the label was masked with, where it shows other parts than that of the profile. */
  readonly policy?: PolicyName | Policy;
  /** The label before masking: with it C5 is checked. */
  readonly unmasked?: Uint8Array | string;
  /** Whether the label of a pick-up station may show the last 4 digits of a phone beside the waybill number. Default no. */
  readonly allowLast4ForStation?: boolean;
}

/** A broken rule and its place. Never a value. */
export interface LabelFinding {
  /** Number of the rule; `labelRules` says what it asks for. */
  readonly rule: LabelRule;
  /** Line, from 1. */
  readonly line: number;
  /** Place in the line, from 1: bytes, of a string UTF-16 units. */
  readonly column: number;
  /** Offset in the label, in the same units. */
  readonly offset: number;
  /** `command`: not a text, or another number of commands. */
  readonly where: LabelRulePlace;
}

/** The verdict over one label. */
export interface LabelReport {
  /** Whether no rule is broken: the label may be printed. */
  readonly ok: boolean;
  /** The rule set. */
  readonly profile: LabelProfile;
  /** Every broken rule, in the order of the label; empty when `ok`. */
  readonly findings: readonly LabelFinding[];
}

/**
 * Checks a masked label: every text, comment, barcode, payload of a 2-D symbol and file name of it, in every charset that it
 * may be read in, and what is packed in them in hexadecimal, percent, JSON and Base64.
 *
 * | rule | broken by |
 * |---|---|
 * | C1, C2, C3 | a mask of a name, phone or address of the original that shows too much; without the original, one that is not masked |
 * | C4 | what of the original is left, whole or in part, in one field or over several; without it, what the detectors find |
 * | C5 | a change of something else, if the label before masking is given |
 * | C6 | a 2-D symbol with data of people, by its identifiers and by its values |
 * | C9 | a mask of a name that the policy would mask further |
 * | C10 | masks of names or rooms of different widths |
 * | C11 | the last 4 or 6 digits of a phone beside a waybill number |
 * | C13 | identity and bank card numbers, e-mails, accounts, plates |
 *
 * C7, C8 and C12 are about policies and batches: `lintPolicies`. Text drawn as a graphic is not read.
 *
 * @param label - The label to be printed.
 * @param original - What it must not show. Without it everything that the detectors of free text find is reported.
 * @param profile - Rule set, or options with it.
 * @returns a report; none of its findings quotes a value.
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` for a label that is truncated or not in its charset, with `offset`.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} an unknown profile.
 * @example
 * const original = { recipient: { name: '张三丰', phone: '13812345678' } };
 * lintLabel('^XA^FX 张三丰^FS^FD张**^FS^XZ', original).findings;
 * // => [{ rule: 'C4', line: 1, column: 8, offset: 7, where: 'comment' }]
 * lintLabel('^XA^FD张** 138****5678^FS^XZ', original).findings.map(({ rule }) => rule); // ['C2']
 * lintLabel('^XA^FD张三* 138******78^FS^XZ', original, 'jp-tokumei').findings.map(({ rule }) => rule); // ['C1', 'C2']
 * lintLabel('^XA^FD张**^FS^XZ', original, { unmasked: '^XA^FD张三丰^FS^XZ' }).ok; // true
 * lintLabel('^XA^BQN^FDQA,(00)395011100000010009(4301)Yunlan^FS^XZ').findings[0]?.rule; // 'C6'
 */
export function lintLabel(
  label: Uint8Array | string,
  original?: LabelOriginal,
  profile: LabelProfile | LintLabelOptions = {},
): LabelReport {
  const options = typeof profile === 'string' ? { profile } : profile;
  assertOptions(options);
  const named = options.profile ?? 'cn-gbt41833';
  const rules = profileRules(named);
  const masker = createMasker(options.policy ?? rules.policy);
  const parsed = complete(parseLabel(label));
  const sought = original === undefined ? [] : soughtValues(original, masker);
  const leaks = leaksOf(parsed, sought);
  const policy = original === undefined ? foundPolicy(masker) : soughtPolicy(sought);
  const floor = { profile: rules.compliance, masker, allowsLast4: options.allowLast4ForStation ?? false };
  const broken: Broken[][] = [
    leaks.map(({ offset, where }) => ({ rule: 'C4', offset, where })),
    brokenBySymbols(parsed, { ...policy, ...rules }, leaks),
    brokenByFindings(parsed, masker, original === undefined ? allFound : identityOnly),
    brokenByMasks(parsed, sought, floor),
  ];
  if (options.unmasked !== undefined) {
    const before = complete(parseLabel(options.unmasked, { language: parsed.language }));
    broken.push(changesOf(parsed, before, sought).map((change) => ({ rule: 'C5', ...change })));
  }
  const findings = findingsOf(parsed, broken.flat());
  return Object.freeze({ ok: findings.length === 0, profile: named, findings });
}

const allFound: readonly LabelRule[] = ['C1', 'C2', 'C3', 'C4', 'C6', 'C13'];
const identityOnly: readonly LabelRule[] = ['C13'];

function assertOptions(options: LintLabelOptions): void {
  assertObject(options, 'options');
  assertKnownKeys(options, ['profile', 'policy', 'unmasked', 'allowLast4ForStation'], 'options');
  const { allowLast4ForStation = false } = options;
  if (typeof allowLast4ForStation !== 'boolean') throw new TypeError('"options.allowLast4ForStation" expected boolean');
}

/** One finding for each rule, place and part, in the order of the label. */
function findingsOf(label: Label, broken: readonly Broken[]): LabelFinding[] {
  const distinct = new Map(broken.map((one) => [`${one.rule} ${one.offset} ${one.where}`, one]));
  const place = placesIn(label.source);
  return [...distinct.values()]
    .sort((a, b) => a.offset - b.offset)
    .map(({ rule, offset, where }) => ({ rule, ...place(offset), offset, where }));
}

/** C6, but where the value itself is reported. */
function brokenBySymbols(label: Label, policy: PayloadPolicy, leaks: readonly Leak[]): Broken[] {
  const broken: Broken[] = [];
  for (const run of label.runs.filter(({ kind }) => kind === 'payload')) {
    const known = within(leaks, run, offsetOfLeak);
    const isPacked = known.some(({ where }) => where === 'packed');
    for (const { start, end } of privatePlaces(run, policy)) {
      const isKnown = isPacked || within(known, { offset: start, end }, offsetOfLeak).length > 0;
      if (!isKnown) broken.push({ rule: 'C6', offset: start, where: 'payload' });
    }
  }
  return broken;
}

/** Where a symbol says what it may not. */
function privatePlaces(run: LabelRun, policy: PayloadPolicy): { readonly start: number; readonly end: number }[] {
  return run.readings.flatMap((reading) => {
    const { text, from, payload } = payloadOf(run, reading);
    const fields = privateFields(payload, policy);
    // In a key, or in what belongs to no field.
    const isElsewhere = fields !== 'whole' && fields.length === 0 && policy.isPrivate(text, '');
    if (fields === 'whole' || isElsewhere) return [{ start: run.offset, end: run.end }];
    return fields.map((field) => ({
      start: reading.startOf(from + field.start),
      end: reading.endOf(from + field.end - 1),
    }));
  });
}
