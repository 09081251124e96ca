import { isGlyph } from '../detect/glyph.ts';
import { type NameForm, parseName } from '../detect/name.ts';
import { protectionOf } from '../detect/protection.ts';
import { graphemes } from '../text/graphemes.ts';
import type { Masked } from '../types.ts';
import { hideWhole, type MaskInspection, maxFieldChars, nothingToHide } from './hidden.ts';
import type { MaskPlan, NameVisibility } from './policy.ts';

/** Masks one name field: what may stay, then a constant-width `**`, so that neither length nor rare characters show. */
export function inspectName(input: string, plan: MaskPlan): MaskInspection {
  if (input.trim() === '') return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than a name can be');
  const protection = protectionOf(input, 'name');
  if (protection === 'token' || protection === 'ciphertext') return hideWhole(input, plan.hidden, 'ciphertext');
  const start = input.length - input.trimStart().length;
  const name = parseName(input);
  if (name.form === 'organisation' && plan.policy.person.visible !== 'nothing') {
    const end = start + input.trim().length - name.kindLength;
    const kind = input.trim().slice(-name.kindLength);
    return {
      masked: (plan.hidden + kind) as Masked,
      hidden: [{ start: 0, end, role: 'name', why: 'name of an organisation: only its kind stays' }],
    };
  }
  const visible = visibleStart(input.trim(), name, plan.policy.person.visible);
  if (visible === '') return hideWhole(input, plan.hidden, reasonToHideWhole(name));
  return {
    masked: (visible + plan.hidden) as Masked,
    hidden: [
      { start: start + visible.length, end: input.length, role: 'given-name', why: 'everything after the family name' },
    ],
  };
}

function visibleStart(name: string, form: NameForm, visibility: NameVisibility): string {
  if (visibility === 'nothing' || form.form === 'unknown' || form.form === 'organisation') return '';
  const length =
    form.form === 'initial'
      ? form.initialLength
      : visibility === 'family'
        ? form.familyLength
        : (graphemes(name)[0] as string).length;
  const visible = name.slice(0, length);
  return isGlyph(visible[0]) ? '' : visible;
}

const reasonToHideWhole = (form: NameForm): string =>
  form.form === 'unknown' ? 'a single character, or not a name' : 'the policy shows nothing of a name';
