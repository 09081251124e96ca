import { graphemes } from '../text/graphemes.ts';
import type { FieldKind } from '../types.ts';
import { findAddressParts } from './address/index.ts';
import { compoundFamilyNames } from './familyNames.ts';
import { isGlyph } from './glyph.ts';
import { findPhones } from './phone/index.ts';
import { isCiphertext, isMasked, isOwnToken, maskedDigits } from './protection.ts';

/** How a value is protected already. */
export type Protection = 'token' | 'ciphertext' | 'masked';

/**
 * How a value is protected already, or `undefined` for readable text. A glyph alone proves nothing: 13812345678* and a flat
 * beside a `*` are readable, so a mask must leave no whole name, number or flat. In free text a mask means nothing.
 */
export function protectionOf(value: string, kind: FieldKind): Protection | undefined {
  if (isOwnToken(value.trim())) return 'token';
  if (isCiphertext(value)) return 'ciphertext';
  return isMasked(value) && hidesEnough(value, kind) ? 'masked' : undefined;
}

function hidesEnough(value: string, kind: FieldKind): boolean {
  switch (kind) {
    case 'name':
      return hidesName(value);
    case 'phone':
      return hidesPhones(value);
    case 'address':
      return hidesFlat(value);
    case 'text':
    case 'opaque':
      return false;
    default:
      // Identity data: masks of all tools hide at least half.
      return countGlyphs(value) * 2 >= value.trim().length;
  }
}

const countGlyphs = (value: string): number => {
  let count = 0;
  for (const character of value) if (isGlyph(character)) count++;
  return count;
};

/** 林*坤 and 欧阳** are masks, 喻晓刚* is a name. */
function hidesName(value: string): boolean {
  const name = value.trim();
  const visible = graphemes(name).length - countGlyphs(name);
  const allowed = compoundFamilyNames.has(name.slice(0, 2)) ? 3 : 2;
  return visible <= allowed || isGlyph(name[0]);
}

const minHiddenDigits = 3;

function hidesPhones(value: string): boolean {
  if (maskedDigits.test(value) || value.includes('(^_^)')) return true;
  return findPhones(value, { reading: 'field', region: 'CN' }).every(({ subscriber, extension }) => {
    const hidden = subscriber.filter(({ digit }) => digit === '*').length;
    return hidden >= Math.min(minHiddenDigits, subscriber.length) && extension.every(({ digit }) => digit === '*');
  });
}

const flatRoles: readonly string[] = ['unit', 'floor', 'room', 'name', 'phone'];

function hidesFlat(value: string): boolean {
  return findAddressParts(value).every(
    ({ role, start, end }) => !flatRoles.includes(role) || [...value.slice(start, end)].every((c) => isGlyph(c)),
  );
}
