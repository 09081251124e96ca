import { hasGlyph, isGlyph } from '../../detect/glyph.ts';
import { align, type Visible } from '../../lint/align.ts';
import { lintMasked } from '../../lint/index.ts';
import type { Masker } from '../../mask/masker.ts';
import { type ComplianceProfile, minHiddenDigits } from '../../mask/policy.ts';
import { fold } from '../../text/fold.ts';
import type { SoughtValue } from '../find/original.ts';
import type { Label, LabelRun } from '../parse/label.ts';
import type { Reading } from '../parse/reading.ts';
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

/** Whether a text is a mask of a value, and the rule that it breaks as such. */
interface Verdict {
  readonly isMask: boolean;
  readonly rule: LabelRule | undefined;
}

/**
 * C1, C2, C3, C9, C10 and C11 of the masks of a label: each piece of text with glyphs in it is laid over the values of the
 * original, and judged where it is a mask of one. Other pieces are not.
 */
export function brokenByMasks(label: Label, sought: readonly SoughtValue[], floor: MaskFloor): Broken[] {
  const broken: Broken[] = [];
  const widths = new Map<string, number>();
  // Masks repeat: both parts of a label have the same people.
  const verdicts = new Map<string, Verdict>();
  const verdictOf = (mask: string, value: SoughtValue): Verdict => {
    const key = `${value.kind} ${value.written} ${mask}`;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const isMask = isMaskOf(mask, value);
    const verdict = { isMask, rule: isMask ? judge(mask, value, floor) : undefined };
    verdicts.set(key, verdict);
    return verdict;
  };
  const hasWaybill = !floor.allowsLast4 && label.runs.some(isWaybill);
  for (const run of label.runs) {
    if (run.kind === 'barcode') continue;
    for (const reading of run.readings) {
      if (hasWaybill) for (const digits of lastDigits(run, reading, sought)) broken.push(digits);
      if (!hasGlyph(reading.text) || reading.text.length > maxTextChars) continue;
      // JD's printed smile is a mask; as long as the glyphs, so that offsets stay.
      const text = fold(reading.text).replaceAll('(^_^)', '*****');
      for (const value of sought) {
        for (const mask of masksIn(text, value, run, reading, verdictOf)) {
          const { rule } = mask.verdict;
          if (rule !== undefined) broken.push(placed(rule, mask));
          if (value.kind === 'name' && isOtherWidth(mask, 'name', widths)) broken.push(placed('C10', mask));
        }
      }
      for (const room of roomMasksIn(text, run, reading)) {
        if (isOtherWidth(room, 'room', widths)) broken.push(placed('C10', room));
      }
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

function* masksIn(
  text: string,
  value: SoughtValue,
  run: LabelRun,
  reading: Reading,
  verdictOf: (mask: string, value: SoughtValue) => Verdict,
): Generator<Mask & { readonly verdict: Verdict }> {
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
      if (!hasGlyph(mask) || [...mask].every(isGlyph)) continue;
      const verdict = verdictOf(mask, value);
      if (verdict.isMask) yield { text: mask, start: start + blanks, run, reading, verdict };
    }
  }
}

const maxWords = 6;

const isMaskOf = (mask: string, value: SoughtValue): boolean =>
  value.kind === 'phone' ? digitsShown(mask, value) !== undefined : laid(value.written.trim(), mask) !== undefined;

/** A mask over a value; most masks are of another one, which their ends tell. */
function laid(written: string, mask: string): Visible | undefined {
  const original = fold(written);
  const shown = mask.split(glyphRun);
  const isOther = !original.startsWith(shown[0] ?? '') || !original.endsWith(shown.at(-1) ?? '');
  return isOther ? undefined : align(written, mask, () => true);
}

/** The rule that a mask of a value breaks. */
function judge(mask: string, value: SoughtValue, { profile, masker }: MaskFloor): LabelRule | undefined {
  const { kind, written } = value;
  if (kind === 'phone') return isPhoneTooVisible(mask, value, profile) ? 'C2' : undefined;
  if (kind !== 'name' && kind !== 'address') return undefined;
  const rule = ruleOf[kind];
  if (lintMasked(kind, written, mask, profile).findings.some((finding) => finding.rule === rule)) return rule;
  if (kind !== 'name') return undefined;
  const shown = visibleOf(mask).length;
  const isStable = visibleOf(masker.name(mask)).length >= shown || visibleOf(masker.name(written)).length >= shown;
  return isStable ? undefined : 'C9';
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
      const visible = laid(number, written);
      if (visible === undefined) continue;
      const isLastShown = visible.subarray(-lastDigitsShown).every((at) => at >= 0);
      return { shown: visible.filter((at) => at >= 0).length, all: number.length, isLastShown };
    }
  }
  return undefined;
}

function isPhoneTooVisible(mask: string, value: SoughtValue, profile: ComplianceProfile): boolean {
  const digits = digitsShown(mask, value);
  if (digits === undefined || digits.shown === 0) return false;
  if (profile === 'jp-tokumei') return true;
  if (profile === 'kr-pipc') return digits.isLastShown;
  // The area code does not count, so that only the whole number is told by the rule; an end of it is all subscriber.
  const isShort = digits.all - digits.shown < Math.min(minHiddenDigits, digits.all);
  return isShort && !lintMasked('phone', value.written, mask, profile).ok;
}

const glyphRun = /[*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]+/u;
const firstGlyphs = (text: string): number => glyphRun.exec(text)?.[0].length ?? 0;

/** C10: whether a mask is of another width than the first one of its kind. */
function isOtherWidth({ text }: Mask, kind: 'name' | 'room', widths: Map<string, number>): boolean {
  const width = firstGlyphs(text);
  const first = widths.get(kind) ?? width;
  widths.set(kind, first);
  return width !== first;
}

const glyphRuns = /[*\uff0a\u25cf\u2588\u25a0\u25a1\u2217\ufe61]+/gu;
const roomWords: readonly string[] = ['单元', '楼', '层', '室', '户', '房'];

function* roomMasksIn(text: string, run: LabelRun, reading: Reading): Generator<Mask> {
  for (const { 0: glyphs, index } of text.matchAll(glyphRuns)) {
    const isRoom = roomWords.some((word) => text.startsWith(word, index + glyphs.length));
    if (isRoom) yield { text: glyphs, start: index, run, reading };
  }
}

const minWaybillChars = 8;
const waybillUnit = /[A-Za-z0-9]/gu;
// The carriers' numbers have 12 to 20 characters, at least the last ones digits.
const minPrintedChars = 12;
const notCode = /[^A-Za-z0-9]/u;
const endsInDigits = /\d{6}$/u;

/** A barcode with enough of a number to be that of the parcel, or a number of that form in print. */
function isWaybill({ kind, text }: LabelRun): boolean {
  if (kind === 'barcode') return (text.match(waybillUnit)?.length ?? 0) >= minWaybillChars;
  return (
    kind === 'text' && text.split(notCode).some((code) => code.length >= minPrintedChars && endsInDigits.test(code))
  );
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
