import { findAddressParts } from '../detect/address/index.ts';
import { findPhones } from '../detect/phone/index.ts';
import { inspectKind } from '../mask/masker.ts';
import { type MaskPlan, planOf } from '../mask/plan.ts';
import {
  brokenRules,
  type ComplianceProfile,
  minHiddenDigits,
  type Policy,
  type PolicyName,
  type PolicyRule,
  profileOf,
} from '../mask/policy.ts';
import { graphemes } from '../text/graphemes.ts';
import { flatRoles } from './address.ts';
import { assertProfile, type LintFinding, type LintReport, type LintRule, reportOf } from './report.ts';
import { sameMask, samples } from './samples.ts';

type SampleKind = keyof typeof samples;

/** Units of one sample that one policy leaves readable. */
interface View {
  readonly kind: SampleKind;
  readonly text: string;
  readonly visible: Uint8Array;
}

interface Audience {
  readonly policy: Policy;
  readonly plan: MaskPlan;
  readonly views: readonly View[];
}

/**
 * Checks policies that one person's data is shown under: alone, and what any two or three of them show together.
 *
 * Masks that are fine alone can add up to the original: 138******78 beside *******5678 leaves 4 digits, which is what
 * Korea's regulator found on labels in 2025. So of any two policies one must show a part of what the other shows (C8), and
 * together they must keep the floor (C7) unless one of them breaks that rule knowingly. C1 to C3 and C13 are checked as
 * floors, C9 and C10 on invented samples.
 *
 * @param list - Policies by name or your own.
 * @param profile - Rule set of the floor. Default: that of the first policy.
 * @throws {PrivacyError} `ERR_POLICY` for a policy that could not be used at all. @throws {RangeError} unknown profile.
 * @example
 * lintPolicies(['public', 'label', 'support', 'owner', 'station', 'warehouse']).ok; // true
 * lintPolicies(['label', 'kr-pipc']).findings[0]?.rule; // 'C7'
 */
export function lintPolicies(list: readonly (PolicyName | Policy)[], profile?: ComplianceProfile): LintReport {
  if (profile !== undefined) assertProfile(profile);
  const audiences = list.map(audienceOf);
  const floor = profile ?? (audiences[0] ? profileOf(audiences[0].policy) : 'cn-gbt41833');
  const findings = [
    ...audiences.flatMap((audience) => floorFindings(audience, profile ?? profileOf(audience.policy))),
    ...combinations(audiences).flatMap((group) => linkageFindings(group, floor)),
    ...pairs(audiences).flatMap(nestingFindings),
    ...audiences.flatMap(stabilityFindings),
  ];
  return reportOf(findings, floor);
}

function audienceOf(policy: PolicyName | Policy): Audience {
  const plan = planOf({ policy });
  const views: View[] = [];
  for (const kind of Object.keys(samples) as SampleKind[]) {
    for (const text of samples[kind]) {
      const visible = new Uint8Array(text.length).fill(1);
      for (const { start, end } of inspectKind(kind, text, plan).hidden) visible.fill(0, start, end);
      views.push({ kind, text, visible });
    }
  }
  return { policy: plan.policy, plan, views };
}

const finding = (rule: LintRule, message: string): LintFinding => ({ rule, start: 0, end: 0, message });

const namesOf = (group: readonly Audience[]): string => group.map(({ policy }) => policy.name).join(' + ');

/** A policy keeps the floor of its own profile, else it could not be used; another profile can ask for more. */
function floorFindings({ policy }: Audience, profile: ComplianceProfile): LintFinding[] {
  return brokenRules({ ...policy, profile })
    .filter((rule) => !policy.acknowledge?.includes(rule))
    .map((rule) => finding(rule, `${policy.name}: shows more than ${profile} allows`));
}

const pairs = (list: readonly Audience[]): (readonly [Audience, Audience])[] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));

/** Every pair and triple. */
const combinations = (list: readonly Audience[]): (readonly Audience[])[] => [
  ...pairs(list),
  ...list.flatMap((a, i) => pairs(list.slice(i + 1)).map(([b, c]) => [a, b, c] as const)),
];

const ruleOf: Readonly<Record<SampleKind, PolicyRule>> = {
  name: 'C1',
  phone: 'C2',
  address: 'C3',
  idNumber: 'C13',
  email: 'C13',
};

function linkageFindings(group: readonly Audience[], floor: ComplianceProfile): LintFinding[] {
  const broken = new Set<PolicyRule>();
  for (const [i, { kind, text }] of (group[0] as Audience).views.entries()) {
    const rule = ruleOf[kind];
    if (broken.has(rule) || group.some(({ policy }) => policy.acknowledge?.includes(rule))) continue;
    const union = new Uint8Array(text.length);
    for (const { views } of group) for (const [at, shown] of (views[i] as View).visible.entries()) union[at] ||= shown;
    if (!keepsFloor(kind, text, union, floor)) broken.add(rule);
  }
  return [...broken].map((rule) => finding('C7', `${namesOf(group)}: together they break ${rule}`));
}

function keepsFloor(kind: SampleKind, text: string, visible: Uint8Array, floor: ComplianceProfile): boolean {
  switch (kind) {
    case 'name':
      return floor === 'jp-tokumei' ? !visible.includes(1) : !isNameComplete(text, visible);
    case 'phone':
      return findPhones(text, { reading: 'field', region: 'CN' }).every(({ subscriber, extension }) => {
        const hidden = subscriber.filter(({ at }) => visible[at] === 0).length;
        const last = subscriber.slice(-4).every(({ at }) => visible[at] === 0);
        const isEnough = floor === 'kr-pipc' ? last : hidden >= Math.min(minHiddenDigits, subscriber.length);
        return isEnough && extension.every(({ at }) => visible[at] === 0);
      });
    case 'address':
      return floor === 'kr-pipc' || flatsOf(text).every(({ start, end }) => !visible.subarray(start, end).includes(1));
    default:
      return !visible.includes(1) || text[visible.indexOf(1)] === '@';
  }
}

const flatsOf = (address: string): readonly { start: number; end: number }[] =>
  findAddressParts(address).filter(({ role }) => flatRoles.includes(role));

const isNameComplete = (name: string, visible: Uint8Array): boolean => {
  let at = 0;
  return graphemes(name).every((character) => {
    const shown = visible[at] === 1;
    at += character.length;
    return shown;
  });
};

function nestingFindings([a, b]: readonly [Audience, Audience]): LintFinding[] {
  const kinds = new Set<SampleKind>();
  for (const [i, { kind, visible }] of a.views.entries()) {
    const other = (b.views[i] as View).visible;
    const aOnly = visible.some((shown, at) => shown === 1 && other[at] === 0);
    const bOnly = other.some((shown, at) => shown === 1 && visible[at] === 0);
    if (aOnly && bOnly) kinds.add(kind);
  }
  return [...kinds].map((kind) =>
    finding('C8', `${namesOf([a, b])}: each shows a part of the ${kind} that the other hides`),
  );
}

/** Whether a policy hides all that the pairs for C10 differ in. */
function hidesSample({ person: { visible }, address: { hide, keep } }: Policy, kind: 'name' | 'address'): boolean {
  if (kind === 'name') return visible !== 'all' && visible !== 'ends';
  return keep !== undefined || (hide.includes('unit') && hide.includes('room'));
}

function stabilityFindings({ policy, plan }: Audience): LintFinding[] {
  const findings: LintFinding[] = [];
  const mask = (kind: Parameters<typeof inspectKind>[0], text: string): string => inspectKind(kind, text, plan).masked;
  const unstable = (Object.keys(samples) as SampleKind[]).filter((kind) =>
    samples[kind].some((text) => mask(kind, mask(kind, text)) !== mask(kind, text)),
  );
  for (const kind of unstable) findings.push(finding('C9', `${policy.name}: masking a masked ${kind} changes it`));
  for (const [kind, short, long] of sameMask) {
    if (hidesSample(policy, kind) && mask(kind, short) !== mask(kind, long)) {
      findings.push(finding('C10', `${policy.name}: the mask of a ${kind} tells how long it is`));
    }
  }
  return findings;
}
