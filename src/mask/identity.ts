import { isGlyph } from '../detect/glyph.ts';
import { idNumberForm } from '../detect/identity.ts';
import type { FieldKind, Masked } from '../types.ts';
import { hideWhole, isBlank, type MaskInspection, maxFieldChars, nothingToHide, showWhole } from './hidden.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';

/** Kinds of values that identify a person by themselves. */
export type IdentityKind = FieldKind & ('idNumber' | 'email' | 'account' | 'bankCard' | 'plate');

/** What a policy that shows a part of identity data shows: characters at one end, and how many must be hidden then. */
interface Partial {
  readonly first: number;
  readonly last: number;
  readonly minHidden: number;
}

const partials: Readonly<Record<Exclude<IdentityKind, 'email'>, Partial>> = {
  idNumber: { first: 0, last: 2, minHidden: 6 },
  bankCard: { first: 0, last: 4, minHidden: 8 },
  account: { first: 1, last: 0, minHidden: 3 },
  // 浙A12345: the province alone.
  plate: { first: 1, last: 0, minHidden: 5 },
};

/** Masks identity data: hidden whole unless the policy shows a part. */
export function inspectIdentity(kind: IdentityKind, input: string, plan: MaskPlan): MaskInspection {
  if (isBlank(input)) return nothingToHide(input);
  const { identity } = plan.policy;
  if (identity === 'all') return showWhole(input);
  if (kind === 'email') return inspectEmail(input, plan);
  const whole = kind === 'idNumber' || kind === 'bankCard' ? plan.hiddenNumber : plan.hidden;
  if (identity === 'nothing' || input.length > maxFieldChars) return hideWhole(input, whole, 'identity data');
  const { first, last, minHidden } = partials[kind];
  const value = [...input.trim()];
  const isKnown = kind !== 'idNumber' || idNumberForm(input) !== 'unknown' || hasGlyphs(input, plan);
  if (!isKnown || value.length - first - last < Math.min(minHidden, whole.length)) {
    return hideWhole(input, whole, 'too short to show a part, or of no known form');
  }
  const head = value.slice(0, first).join('');
  const tail = last > 0 ? value.slice(-last).join('') : '';
  const start = input.indexOf(input.trim());
  const end = start + input.trim().length - tail.length;
  return {
    masked: (head + whole + tail) as Masked,
    hidden: [{ start: start + head.length, end, role: 'identity', why: 'identity data: one end stays' }],
  };
}

const hasGlyphs = (input: string, plan: MaskPlan): boolean => [...translateGlyph(input, plan)].some((c) => isGlyph(c));

const domain = /^[A-Za-z0-9.-]+$/u;

/** An e-mail keeps its at sign, so that people see what it was; a policy may show the domain. */
function inspectEmail(input: string, plan: MaskPlan): MaskInspection {
  const at = input.lastIndexOf('@');
  if (at < 0 || input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'not an e-mail');
  const host = input.slice(at + 1).trim();
  const showsDomain = plan.policy.identity === 'partial' && domain.test(host);
  return {
    masked: `${plan.hidden}@${showsDomain ? host : plan.hidden}` as Masked,
    hidden: [{ start: 0, end: showsDomain ? at : input.length, role: 'identity', why: 'identity data' }],
  };
}
