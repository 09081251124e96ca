import { type AddressPart, findAddressParts } from '../detect/address/index.ts';
import { protectionOf } from '../detect/protection.ts';
import { isHan } from '../detect/span.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, type MaskInspection, maxFieldChars, nothingToHide } from './hidden.ts';
import type { MaskPlan } from './policy.ts';

/** Masks an address: hidden numbers become a constant-width `**` before their suffix word, everything else stays. */
export function inspectAddress(input: string, plan: MaskPlan): MaskInspection {
  if (input.trim() === '') return nothingToHide(input);
  if (input.length > maxFieldChars) return hideWhole(input, plan.hidden, 'longer than an address can be');
  const protection = protectionOf(input, 'address');
  if (protection === 'token' || protection === 'ciphertext') return hideWhole(input, plan.hidden, 'ciphertext');
  if (!hasHan(input)) return hideWhole(input, plan.hidden, 'not a Chinese address: its parts are not understood');
  const hidden = findAddressParts(input)
    .filter((part) => plan.policy.address.hide.includes(part.role))
    .map(describe);
  return { masked: replaceRanges(input, hidden, plan.hidden), hidden };
}

/** Replaces each range by `mask`; ranges are ordered and disjoint. */
export function replaceRanges(input: string, ranges: readonly HiddenRange[], mask: string): Masked {
  let masked = '';
  let at = 0;
  for (const { start, end } of ranges) {
    masked += input.slice(at, start) + mask;
    at = end;
  }
  return (masked + input.slice(at)) as Masked;
}

const reasons: Readonly<Record<AddressPart['role'], string>> = {
  door: 'the policy hides door numbers',
  building: 'the policy hides building numbers',
  unit: 'entrance of a building (单元号)',
  floor: 'floor (楼层)',
  room: 'room or stall (户室号)',
  phone: 'a phone inside an address',
  note: 'a delivery note in brackets',
};

const describe = ({ start, end, role }: AddressPart): HiddenRange => ({ start, end, role, why: reasons[role] });

function hasHan(text: string): boolean {
  for (const character of text) if (isHan(character)) return true;
  return false;
}
