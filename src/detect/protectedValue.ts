import { graphemes } from '../text/graphemes.ts';
import type { FieldKind } from '../types.ts';
import { findAddressParts, houseRoles } from './address/index.ts';
import { compoundFamilyNames } from './familyNames.ts';
import { isGlyph } from './glyph.ts';
import { parseName } from './name.ts';
import { findPhones, type PhoneCell } from './phone/index.ts';
import { ciphertextKind, isMasked, isPlainlyReadable } from './protection.ts';

/** How a value is protected already. */
export type Protection = 'token' | 'ciphertext' | 'masked';

/**
 * How a value is protected already, or `undefined` for readable text. A glyph alone proves nothing: 13812345678* and a flat
 * beside a `*` are readable, so a mask must leave no whole name, number or flat. In free text a mask means nothing unless it
 * is all there is.
 */
export function protectionOf(value: string, kind: FieldKind): Protection | undefined {
  if (isPlainlyReadable(value)) return undefined;
  return ciphertextKind(value) ?? (isMasked(value) && hidesEnough(value, kind) ? 'masked' : undefined);
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
      // Half a mask says nothing of the other half.
      return isHidden(value.trim());
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

const isHidden = (text: string): boolean => countGlyphs(text) === [...text].length;

/** 王**, 林*坤, 欧阳** and **公司 are masks; 张三* and *喻晓刚 are names. */
function hidesName(value: string): boolean {
  const name = value.trim();
  const form = parseName(name);
  if (form.form === 'organisation' && isHidden(name.slice(0, form.kindStart))) return true;
  const visible = graphemes(name);
  const shown = visible.length - countGlyphs(name);
  const isCompound = compoundFamilyNames.has(name.slice(0, 2)) && isGlyph(visible[2]);
  return shown <= 1 || (shown === 2 && (isCompound || isHidden(visible.slice(1, -1).join(''))));
}

const minHiddenDigits = 3;
const extensionWords = /转|轉|分机|ext/giu;

/** Every number of the field hides digits, and nothing else can be read in it. */
function hidesPhones(value: string): boolean {
  const text = value
    .replaceAll('(^_^)', '****')
    .replaceAll(/[xX]{3,}/gu, (run) => '*'.repeat(run.length))
    // ******_5336: the end of the number behind its hidden part, as printed for Taobao, and no extension.
    .replace(/\*_(\d{4})$/u, '*$1');
  if (/\p{L}/u.test(text.replaceAll(extensionWords, ''))) return false;
  return findPhones(text, { reading: 'field', region: 'CN' }).every(({ subscriber, extension }) => {
    const hidden = subscriber.filter(({ digit }) => digit === '*').length;
    const isHiding = hidden >= Math.min(minHiddenDigits, subscriber.length) && !showsRun(subscriber);
    return isHiding && extension.every(({ digit }) => digit === '*');
  });
}

// Masks show at most three digits at the start and four at the end.
const maxRunDigits = 4;

function showsRun(cells: readonly PhoneCell[]): boolean {
  let run = 0;
  for (const { digit } of cells) {
    run = digit === '*' ? 0 : run + 1;
    if (run > maxRunDigits) return true;
  }
  return false;
}

// A habit (放快递柜) tells nobody's name; whose parcel it is, or a code, does.
const tellingNote = /\p{Nd}|[\u4e00-\u9fff]收|先生|女士/u;

/** Masks by position cut through a number: 五****** hides it all the same. */
const isMostlyHidden = (text: string): boolean => countGlyphs(text) * 2 >= [...text].length;

/** No flat or person can be read; a door or building only where a flat behind it is hidden. */
function hidesFlat(value: string): boolean {
  const parts = findAddressParts(value).filter(
    ({ role, start, end }) => role !== 'note' || tellingNote.test(value.slice(start, end)),
  );
  const hidden = parts.filter(({ start, end }) => isMostlyHidden(value.slice(start, end)));
  const readable = parts.filter((part) => !hidden.includes(part));
  const hidesAny = hidden.some(({ role }) => !houseRoles.includes(role));
  return readable.every(({ role }) => houseRoles.includes(role) && hidesAny);
}
