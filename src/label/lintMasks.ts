import { hasGlyph, isGlyph } from '../detect/glyph.ts';
import { align } from '../lint/align.ts';
import { lintMasked } from '../lint/index.ts';
import type { Masker } from '../mask/masker.ts';
import { type ComplianceProfile, minHiddenDigits } from '../mask/policy.ts';
import { fold } from '../text/fold.ts';
import type { Label, LabelRun } from './label.ts';
import type { SoughtValue } from './original.ts';
import type { Reading } from './reading.ts';
import type { LabelRule, LabelRulePlace } from './rules.ts';

/** A broken rule and where. */
export interface Broken {
  readonly rule: LabelRule;
  readonly offset: number;
  readonly where: LabelRulePlace;
}

/** What the masks of a label are held against. */
export interface MaskFloor {
  readonly profile: ComplianceProfile;
  readonly masker: Masker;
  /** Whether waybill number and the last digits of the phone may both be visible. */
  readonly allowsLast4: boolean;
}

/** A mask as it stands in a label. */
interface Mask {
  readonly text: string;
  readonly start: number;
  readonly run: LabelRun;
  readonly reading: Reading;
}

/**
 * C1, C2, C3, C9, C10 and C11 of the masks of a label: each piece of text with glyphs in it is laid over the values of the
 * original, and judged where it is a mask of one. Other pieces are not.
 */
export function brokenByMasks(label: Label, sought: readonly SoughtValue[], floor: MaskFloor): Broken[] {
  const broken: Broken[] = [];
  const widths = new Map<string, number>();
  const hasWaybill = !floor.allowsLast4 && label.runs.some(isWaybill);
  for (const run of label.runs) {
    if (run.kind === 'barcode') continue;
    for (const reading of run.readings) {
      if (hasWaybill) broken.push(...lastDigits(run, reading, sought));
      if (!hasGlyph(reading.text) || reading.text.length > maxTextChars) continue;
      // JD's printed smile is a mask; as long as the glyphs, so that offsets stay.
      const text = fold(reading.text).replaceAll('(^_^)', '*****');
      for (const value of sought) {
        for (const mask of masksIn(text, value, run, reading)) {
          broken.push(...judge(mask, value, floor));
          if (value.kind === 'name') broken.push(...otherWidth(mask, 'name', widths, firstGlyphs));
        }
      }
      broken.push(...otherRoomWidths(text, run, reading, widths));
    }
  }
  return broken;
}

// A text of this length is no field, and masks are laid in the product of both lengths.
const maxTextChars = 4096;
const maxMaskChars = 64;

const placed = (rule: LabelRule, { run, reading, start }: Mask): Broken => ({
  rule,
  offset: reading.startOf(start),
  where: run.kind,
});

const piece = /[^\s,;:：；，、|/<>"'“”]+/gu;
const phonePiece = /[\d()+.\- *\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]+/gu;

function* masksIn(text: string, value: SoughtValue, run: LabelRun, reading: Reading): Generator<Mask> {
  const pieces = [...text.matchAll(value.kind === 'phone' ? phonePiece : piece)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  // A name of several words has a mask of several pieces.
  const words = value.kind === 'phone' ? 1 : Math.min(maxWords, value.written.trim().split(/\s+/u).length);
  for (const [i, { start }] of pieces.entries()) {
    for (let count = 1; count <= words; count++) {
      const last = pieces[i + count - 1];
      if (last === undefined || last.end - start > maxMaskChars) break;
      const written = text.slice(start, last.end);
      const blanks = written.length - written.trimStart().length;
      const mask = written.trim();
      if (hasGlyph(mask) && [...mask].some((unit) => !isGlyph(unit)) && isMaskOf(mask, value)) {
        yield { text: mask, start: start + blanks, run, reading };
      }
    }
  }
}

const maxWords = 6;

const isMaskOf = (mask: string, value: SoughtValue): boolean =>
  value.kind === 'phone'
    ? digitsShown(mask, value) !== undefined
    : align(value.written.trim(), mask, () => true) !== undefined;

function judge(mask: Mask, value: SoughtValue, { profile, masker }: MaskFloor): Broken[] {
  const { kind, written } = value;
  if (kind === 'phone') return judgePhone(mask, value, profile);
  if (kind !== 'name' && kind !== 'address') return [];
  if (lintMasked(kind, written, mask.text, profile).findings.some(({ rule }) => rule === ruleOf[kind])) {
    return [placed(ruleOf[kind], mask)];
  }
  if (kind !== 'name') return [];
  const shown = visibleOf(mask.text).length;
  const isStable = visibleOf(masker.name(mask.text)).length >= shown || visibleOf(masker.name(written)).length >= shown;
  return isStable ? [] : [placed('C9', mask)];
}

const ruleOf = { name: 'C1', address: 'C3' } as const;

const visibleOf = (text: string): string => [...text].filter((unit) => letter.test(unit)).join('');
const letter = /[\p{L}\p{N}]/u;

/** How a masked number lies over one of an order. */
interface Digits {
  readonly shown: number;
  readonly all: number;
  readonly isLastShown: boolean;
}

const notCell = /[^\d*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]/gu;
// Country codes and trunk prefixes that a label may print before the number and the order may lack.
const prefixes = /^(?:0086|86|82|81|1|0)(?=\d)/u;
// Mobile, landline and local number without what is before them.
const tails = [11, 8, 7] as const;
const lastDigitsShown = 4;

/** The mask over the number or over its end; `undefined` where it is of another number. */
function digitsShown(mask: string, { text }: SoughtValue): Digits | undefined {
  const cells = mask.replaceAll(notCell, '');
  const numbers = new Set([
    text,
    ...tails.filter((length) => length < text.length).map((length) => text.slice(-length)),
  ]);
  for (const number of numbers) {
    if (/\D/u.test(number)) continue;
    for (const written of new Set([cells, cells.replace(prefixes, '')])) {
      const visible = align(number, written, () => true);
      if (visible === undefined) continue;
      const isLastShown = visible.subarray(-lastDigitsShown).every((at) => at >= 0);
      return { shown: visible.filter((at) => at >= 0).length, all: number.length, isLastShown };
    }
  }
  return undefined;
}

function judgePhone(mask: Mask, value: SoughtValue, profile: ComplianceProfile): Broken[] {
  const digits = digitsShown(mask.text, value);
  if (digits === undefined || digits.shown === 0) return [];
  if (profile === 'jp-tokumei') return [placed('C2', mask)];
  if (profile === 'kr-pipc') return digits.isLastShown ? [placed('C2', mask)] : [];
  const { findings } = lintMasked('phone', value.written, mask.text, profile);
  // The area code does not count, so that only the whole number is told by the rule; an end of it is all subscriber.
  const isShort = digits.all - digits.shown < Math.min(minHiddenDigits, digits.all);
  return isShort && findings.length > 0 ? [placed('C2', mask)] : [];
}

const glyphRun = /[*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]+/u;
const firstGlyphs = (text: string): number => glyphRun.exec(text)?.[0].length ?? 0;

/** C10: a mask of another width than the first one of its kind. */
function otherWidth(
  mask: Mask,
  kind: string,
  widths: Map<string, number>,
  widthOf: (text: string) => number,
): Broken[] {
  const width = widthOf(mask.text);
  const first = widths.get(kind) ?? width;
  widths.set(kind, first);
  return width === first ? [] : [placed('C10', mask)];
}

const maskedRoom = /[*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]{1,64}(?=单元|楼|层|室|户|房)/gu;

function otherRoomWidths(text: string, run: LabelRun, reading: Reading, widths: Map<string, number>): Broken[] {
  return [...text.matchAll(maskedRoom)].flatMap((match) =>
    otherWidth({ text: match[0], start: match.index, run, reading }, 'room', widths, firstGlyphs),
  );
}

const minWaybillChars = 8;
const waybillUnit = /[A-Za-z0-9]/gu;

/** A barcode with enough of a number to be that of the parcel, or a number of that form in print. */
function isWaybill({ kind, text }: LabelRun): boolean {
  if (kind === 'barcode') return (text.match(waybillUnit)?.length ?? 0) >= minWaybillChars;
  return kind === 'text' && /(?:SF|JD|YT|ZTO|STO|JT|DPK|1Z)[A-Z0-9]{10,18}|\d{12,15}/u.test(text);
}

const number = /\d+/gu;
const lengths = [4, 6] as const;
const cue = /尾号|[后末][四六46]位?|last\s?[46]|ending/iu;
const cueChars = 12;

/** C11: the last digits of a phone, alone in a field, after a word for them, or behind a mask. */
function lastDigits(run: LabelRun, reading: Reading, sought: readonly SoughtValue[]): Broken[] {
  const { text } = reading;
  if (text.length > maxTextChars) return [];
  const folded = fold(text);
  const broken: Broken[] = [];
  for (const match of folded.matchAll(number)) {
    const [digits] = match;
    if (!lengths.some((length) => length === digits.length)) continue;
    const isOfPhone = sought.some(({ kind, text: phone }) => kind === 'phone' && phone.endsWith(digits));
    const before = folded.slice(Math.max(0, match.index - cueChars), match.index);
    const isTold = folded.trim() === digits || cue.test(before) || isGlyph(before.trimEnd().at(-1));
    if (isOfPhone && isTold) broken.push({ rule: 'C11', offset: reading.startOf(match.index), where: run.kind });
  }
  return broken;
}
