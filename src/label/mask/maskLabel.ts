import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../../errors.ts';
import { createMasker, type Masker } from '../../mask/masker.ts';
import type { Policy, PolicyName } from '../../mask/policy.ts';
import { maxTextChars } from '../../mask/text.ts';
import { type LabelText, type Match, viewsOf } from '../find/find.ts';
import { joinedText, type Piece, piecesIn } from '../find/joinedText.ts';
import { type Leak, leaksOf, offsetOfLeak, packedTexts, parametersOf, printedMatches } from '../find/leaks.ts';
import { type LabelOriginal, type SoughtValue, soughtValues } from '../find/original.ts';
import { placesIn, within } from '../find/place.ts';
import type { Label, LabelRun } from '../parse/label.ts';
import { complete, parseLabel, parseSource, writeLabel } from '../parse/parseLabel.ts';
import { textsByKey } from '../parse/print-json/keyCues.ts';
import type { PayloadPolicy } from '../payload/policy.ts';
import { isClean, payloadEdits, payloadOf } from './maskPayload.ts';
import { foundPolicy, soughtPolicy } from './payloadPolicies.ts';

/** What `maskLabel` takes besides the label. */
export interface MaskLabelOptions {
  /** Whose label it is. With it what belongs to it is hidden and nothing else; without it, what `maskText` finds. */
  readonly original?: LabelOriginal;
  /** What may be seen. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /**
   * What a 2-D symbol (QR, DataMatrix, PDF417, Aztec …) says instead of private data: a field token or a random reference, 1 to
   * 512 letters, digits, `.`, `_` and `-`, no longer than what it replaces. Without it such a label is refused. With a letter and
   * a digit in it, and no five digits side by side, `lintLabel` takes it for a reference too.
   */
  readonly opaqueRef?: string;
}

/**
 * Masks a label in ZPL II, TSPL, CPCL or print JSON; barcodes, routing codes, weights, positions, graphics, encrypted print blocks
 * and all other bytes stay as they are.
 *
 * With the original, its values are found in printed text and comments, split over fields and lines, in hexadecimal, full-width,
 * with other spaces and signs. A last look at the result has to find nothing, or the call throws: no label comes back half-masked.
 * A hanzi room number in Arabic digits, a name in another order and a single character are not found. Without the original keys of
 * print JSON such as `receiver_name` are cues too.
 *
 * In a 2-D symbol the waybill number and routing keys stay, as far as {@link parsePayload} reads it. Street, city and name of a
 * carrier message (MaxiCode, format 01) and text that UPS compressed (format 07) are emptied. Of the other private fields each
 * becomes `opaqueRef`; in GS1 element strings and data identifiers only the first that has room for it, and the rest is taken
 * out. Where private data is packed or has no field of its own, `opaqueRef` stands for the whole payload. Nothing becomes longer
 * than it was, so that a symbol keeps its version. Identifiers of people (4301 …) count whatever the original says.
 *
 * @param label - As sent to the printer; bytes come back as bytes.
 * @param options - The original, the policy, and what replaces 2-D payloads.
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` for a label that is truncated, in no known language or not in its charset, with `offset`; `ERR_PLAINTEXT`
 * when private data stands where it cannot be replaced: in a 2-D payload, a barcode, a file name, in Base64.
 * @throws {PrivacyError} `ERR_POLICY`, as for `createMasker`; `ERR_LIMIT_EXCEEDED` for a value of over 512 UTF-16 units.
 * @throws {TypeError} an argument has the wrong type.
 * @example
 * const label = '^XA^CI28^FO20,40^FD张三丰 138 1234 5678^FS^FO20,90^BCN^FDSF3054296718850^FS^XZ';
 * maskLabel(label, { original: { recipient: { name: '张三丰', phone: '13812345678' } } });
 * // => '^XA^CI28^FO20,40^FD张** 138 ******78^FS^FO20,90^BCN^FDSF3054296718850^FS^XZ'
 * maskLabel('^XA^FD收件人：李雷^FS^XZ'); // '^XA^FD收件人：李**^FS^XZ'
 * maskLabel('{"data":{"receiver_name":"李雷"}}'); // '{"data":{"receiver_name":"李**"}}'
 * @see GB/T 41833-2022 (wording: SAMR press conference, 2023-04-07); Zebra, ZPL II Programming Guide
 */
export function maskLabel<T extends Uint8Array | string>(label: T, options: MaskLabelOptions = {}): T {
  assertObject(options, 'options');
  assertKnownKeys(options, ['original', 'policy', 'opaqueRef'], 'options');
  const { original, policy, opaqueRef } = options;
  if (opaqueRef !== undefined) assertOpaqueRef(opaqueRef);
  const masker = createMasker(policy);
  const sought = original === undefined ? undefined : soughtValues(original, masker);
  const parsed = complete(parseLabel(label));
  const result = sought === undefined ? maskFound(parsed, masker, opaqueRef) : maskSought(parsed, sought, opaqueRef);
  return writeLabel(result) as T;
}

const maxRefChars = 512;

function assertOpaqueRef(ref: unknown): void {
  assertString(ref, 'options.opaqueRef');
  if (!/^[\w.-]+$/u.test(ref) || ref.length > maxRefChars) {
    throw new RangeError(`"options.opaqueRef" expected 1 to ${maxRefChars} of A-Z a-z 0-9 . _ -`);
  }
}

/** What takes the place of a stretch of the label. */
interface Edit {
  readonly start: number;
  readonly end: number;
  /** As it is written there. */
  readonly data: string;
  readonly run: LabelRun;
}

function maskSought(label: Label, sought: readonly SoughtValue[], opaqueRef: string | undefined): Label {
  const edits: Edit[] = [];
  const printed = printedMatches(label, sought);
  for (const { text, match } of printed) {
    for (const edit of editsOf(text, match)) edits.push(edit);
  }
  const policy = soughtPolicy(sought, opaqueRef);
  for (const edit of symbolEdits(label, policy, opaqueRef)) edits.push(edit);
  const result = apply(label, edits);
  const leaks = leaksOf(result, sought, result === label ? printed : undefined);
  refuse(result, [...leaks, ...symbolLeaks(result, policy, leaks)]);
  return result;
}

/** One edit for each hidden stretch and line of a match. */
function editsOf(text: LabelText, { value, start, end, from }: Match): Edit[] {
  const edits: Edit[] = [];
  let last = -1;
  for (let at = start; at < end; at++) {
    const stretch = value.stretch[from + at - start] ?? -1;
    const run = text.runOf(at);
    const edit = edits.at(-1);
    if (stretch >= 0 && edit !== undefined && stretch === last && edit.run === run && !text.isNewLine(at)) {
      edits[edits.length - 1] = { ...edit, end: text.endOf(at) };
    } else if (stretch >= 0) {
      edits.push({ start: text.startOf(at), end: text.endOf(at), data: written(run, value.mask), run });
    }
    last = stretch;
  }
  return edits;
}

// A mask can end a name that ran into what it hides; nearly always the second pass finds nothing.
const maxPasses = 4;

function maskFound(label: Label, masker: Masker, opaqueRef: string | undefined): Label {
  let result = label;
  for (let pass = 0; pass < maxPasses; pass++) {
    const edits = foundEdits(result, masker, opaqueRef);
    if (edits.length === 0) {
      refuseFound(result, masker, opaqueRef);
      return result;
    }
    result = apply(result, edits);
  }
  throw new PrivacyError('ERR_PLAINTEXT', 'a mask of the label shows more to mask each time');
}

function foundEdits(label: Label, masker: Masker, opaqueRef: string | undefined): Edit[] {
  const edits: Edit[] = [];
  const add = (text: string, pieces: readonly Piece[]): void => {
    for (const { start, end, role } of masker.inspect('text', text).hidden) {
      const mask = role === 'subscriber' || role === 'phone' ? '******' : '**';
      for (const { run, reading, from } of piecesIn(pieces, start, end)) {
        const first = Math.max(start - from, 0);
        const last = Math.min(end - from, reading.text.length) - 1;
        if (first <= last) {
          edits.push({ start: reading.startOf(first), end: reading.endOf(last), data: written(run, mask), run });
        }
      }
    }
  };
  for (const run of label.runs) {
    if (run.kind !== 'text' && run.kind !== 'comment') continue;
    for (const reading of run.readings) add(reading.text, [{ run, reading, from: 0 }]);
  }
  for (const edit of symbolEdits(label, foundPolicy(masker, opaqueRef), opaqueRef)) edits.push(edit);
  const printed = label.runs.filter(({ kind }) => kind === 'text');
  for (let view = 0; view < viewsOf(printed); view++) {
    const { text, pieces } = joinedText(printed, view);
    if (text.length <= maxTextChars) add(text, pieces);
  }
  for (const { run, kind, start, end } of textsByKey(label)) {
    const [reading] = run?.readings ?? [];
    if (run === undefined || reading === undefined) continue;
    for (const hidden of masker.inspect(kind, reading.text.slice(start, end)).hidden) {
      const first = reading.startOf(start + hidden.start);
      const last = reading.endOf(start + hidden.end - 1);
      edits.push({ start: first, end: last, data: written(run, kind === 'phone' ? '******' : '**'), run });
    }
  }
  // A mask that is found again is no edit.
  return edits.filter(({ start, end, data }) => label.source.slice(start, end) !== data);
}

function refuseFound(label: Label, masker: Masker, opaqueRef: string | undefined): void {
  const isPrivate = (text: string): boolean => masker.inspect('text', text).hidden.length > 0;
  const leaks: Omit<Leak, 'value'>[] = symbolLeaks(label, foundPolicy(masker, opaqueRef), []);
  for (const run of label.runs) {
    if (run.kind !== 'payload' && packedTexts(run.text).some(isPrivate))
      leaks.push({ offset: run.offset, where: 'packed' });
  }
  for (const { run } of textsByKey(label)) leaks.push({ offset: run?.offset ?? 0, where: run?.kind ?? 'parameter' });
  for (const { offset, text } of parametersOf(label)) if (isPrivate(text)) leaks.push({ offset, where: 'parameter' });
  refuse(label, leaks);
}

function refuse(label: Label, leaks: readonly (Omit<Leak, 'value'> & { readonly value?: SoughtValue })[]): void {
  if (leaks.length === 0) return;
  const placeOf = placesIn(label.source);
  const findings = leaks.map(({ offset, where, value }) => {
    const { line, column } = placeOf(offset);
    const rule = where === 'payload' && value === undefined ? 'C6' : 'C4';
    return { path: `line ${line}, column ${column}`, kind: value?.kind ?? 'text', rule: `${rule} ${where}` };
  });
  const [first] = findings;
  const message = `private data that cannot be replaced stands in the label, first at ${first?.path} (${leaks[0]?.where})`;
  throw new PrivacyError('ERR_PLAINTEXT', message, { findings });
}

/** What is to be changed in 2-D symbols. One that cannot be is left as it is, and refused at the end. */
function symbolEdits(label: Label, policy: PayloadPolicy, opaqueRef: string | undefined): Edit[] {
  const edits: Edit[] = [];
  for (const run of label.runs) {
    for (const reading of run.kind === 'payload' ? run.readings : []) {
      for (const edit of payloadEdits(run, reading, policy, opaqueRef) ?? []) edits.push({ ...edit, run });
    }
  }
  return edits;
}

/** The 2-D symbols that say more than they may, without those that are known to. */
function symbolLeaks(label: Label, policy: PayloadPolicy, known: readonly Leak[]): Omit<Leak, 'value'>[] {
  return label.runs
    .filter(({ kind, offset, end }) => kind === 'payload' && within(known, { offset, end }, offsetOfLeak).length === 0)
    .filter((run) => run.readings.some((reading) => !isClean(payloadOf(run, reading), policy)))
    .map(({ offset }) => ({ offset, where: 'payload' }));
}

/** A mask as it can stand in its place. */
function written(run: LabelRun, mask: string): string {
  const text = run.write(mask);
  if (text === undefined) {
    throw new PrivacyError('ERR_PLAINTEXT', 'the glyph of the mask has another meaning where it would stand');
  }
  return text;
}

function apply(label: Label, edits: readonly Edit[]): Label {
  if (edits.length === 0) return label;
  const { source, isBytes, language } = label;
  let text = '';
  let at = 0;
  for (const edit of merge(edits)) {
    text += source.slice(at, edit.start) + edit.data;
    at = edit.end;
  }
  text += source.slice(at);
  return complete(parseSource(text, isBytes, language));
}

/** In order; those that overlap become one. */
function merge(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || edit.start >= last.end) merged.push(edit);
    else if (edit.end > last.end) merged[merged.length - 1] = { ...last, end: edit.end };
  }
  return merged;
}
