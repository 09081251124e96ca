import { graphemes } from '../text/graphemes.ts';
import type { FieldKind } from '../types.ts';
import { findAddressParts } from './address/index.ts';
import { isPlatformCiphertext } from './ciphertext.ts';
import { compoundFamilyNames } from './familyNames.ts';
import { hasGlyph, isGlyph } from './glyph.ts';
import { findPhones } from './phone/index.ts';

/** How a value is protected already. */
export type Protection = 'token' | 'ciphertext' | 'masked';

const ownToken = /^wp[rfi]\d+\.[A-Za-z0-9._-]+$/u;
const maskedDigits = /\d[xX]{3,}\d|\d-[xX]{3,}-\d/u;

/** Whether a value is a token of this library, of any version. */
export function isOwnToken(value: string): boolean {
  return ownToken.test(value);
}

/**
 * Whether `value` looks like a masked value: it holds a mask glyph (`*`, `●`, `█` …), as ours and the platforms' do.
 *
 * A heuristic over text, needed because carriers reject masked input and encrypting a mask loses the data. A plain
 * address that really holds a `*` is taken for a mask too: refused, never leaked.
 *
 * @param value - Anything; only strings can be masked.
 * @example
 * isMasked('138******78'); // true
 * isMasked('王**'); // true
 * isMasked('13812345678'); // false
 */
export function isMasked(value: unknown): boolean {
  if (typeof value !== 'string' || isPlatformCiphertext(value)) return false;
  return hasGlyph(value) || maskedDigits.test(value);
}

/** Whether a value is a token of ours or a platform's ciphertext: nothing of it may be shown or encrypted again. */
export function isCiphertext(value: string): boolean {
  const text = value.trim();
  return isOwnToken(text) || isPlatformCiphertext(text);
}

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
