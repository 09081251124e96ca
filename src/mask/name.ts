import { lastGraphemeStart, type NameForm, type PersonName, parseName, quickFamilyLength } from '../detect/name.ts';
import { isCiphertext } from '../detect/protection.ts';
import type { Masked } from '../types.ts';
import { hideWhole, isBlank, type MaskInspection, maxFieldChars, nothingToHide, showWhole } from './hidden.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';

/** The mask of an everyday name without an account of it, or `undefined` where it needs {@link inspectName}. */
export function quickMaskName(input: string, plan: MaskPlan): Masked | undefined {
  if (plan.policy.person.visible !== 'family') return undefined;
  const family = quickFamilyLength(input);
  // A glyph that is a hanzi may be in the name.
  return family === 0 || plan.isForeignGlyph ? undefined : ((input.slice(0, family) + plan.hiddenBesideHan) as Masked);
}

/** Masks one name field: what may stay, then a constant-width `**`, so that neither length nor rare characters show. */
export function inspectName(input: string, plan: MaskPlan): MaskInspection {
  const { visible } = plan.policy.person;
  if (isBlank(input)) return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than a name can be');
  if (isCiphertext(input)) return hideWhole(input, plan.hidden, 'ciphertext');
  if (visible === 'all') return showWhole(input);
  if (visible === 'nothing') return hideWhole(input, plan.hidden, 'the policy shows nothing of a name');
  const name = parseName(translateGlyph(input, plan));
  switch (name.form) {
    case 'unknown':
      return hideWhole(input, plan.hidden, 'a single character, a bare title, or not a name');
    case 'organisation':
      return maskOrganisation(input, name, plan);
    case 'person':
      return visible === 'ends' ? maskMiddle(input, name, plan) : maskEnd(input, name, visible, plan);
  }
}

function maskOrganisation(
  input: string,
  { kindStart }: NameForm & { form: 'organisation' },
  plan: MaskPlan,
): MaskInspection {
  const why = 'name of an organisation: only its kind stays';
  return {
    masked: (plan.hidden + input.slice(kindStart).trimEnd()) as Masked,
    hidden: [{ start: 0, end: kindStart, role: 'name', why }],
  };
}

function maskEnd(input: string, name: PersonName, visible: 'initial' | 'family', plan: MaskPlan): MaskInspection {
  const end = name.start + (visible === 'family' ? name.familyLength : name.initialLength);
  const hidden = [
    { start: end, end: input.length, role: 'given-name', why: 'everything after the family name' } as const,
  ];
  return { masked: (input.slice(name.start, end) + plan.hidden) as Masked, hidden: before(name, input, hidden) };
}

/** 홍길동 → 홍*동: the middle always one glyph wide; where no last character may show, the end is hidden. */
function maskMiddle(input: string, name: PersonName, plan: MaskPlan): MaskInspection {
  const { start, initialLength } = name;
  const lastStart = lastGraphemeStart(translateGlyph(input, plan), name);
  if (lastStart === undefined) return maskEnd(input, name, 'initial', plan);
  const hidden = [
    { start: start + initialLength, end: lastStart, role: 'given-name', why: 'the middle of the name' } as const,
  ];
  const last = input.slice(lastStart).trimEnd();
  return {
    masked: (input.slice(start, start + initialLength) + plan.glyph + last) as Masked,
    hidden: before(name, input, hidden),
  };
}

function before(name: PersonName, input: string, hidden: MaskInspection['hidden']): MaskInspection['hidden'] {
  if (input.slice(0, name.start).trim() === '') return hidden;
  return [{ start: 0, end: name.start, role: 'other', why: 'not part of a name' }, ...hidden];
}
