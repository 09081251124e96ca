import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { createMasker, type Masker } from '../mask/masker.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import { maxTextChars } from '../mask/text.ts';
import { findValue, type LabelText, type Match, viewsOf } from './find.ts';
import type { Label, LabelRun } from './label.ts';
import { type Leak, leaksOf, masked, packedTexts, parametersOf } from './leaks.ts';
import { type LabelOriginal, type SoughtValue, soughtValues } from './original.ts';
import { parseLabel, parseSource, writeLabel } from './parseLabel.ts';
import { placesIn } from './place.ts';
import { textsByKey } from './print-json/keyCues.ts';
import type { Reading } from './reading.ts';

/** What `maskLabel` takes besides the label. */
export interface MaskLabelOptions {
  /** Whose label it is. With it what belongs to it is hidden and nothing else; without it, what `maskText` finds. */
  readonly original?: LabelOriginal;
  /** What may be seen. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /**
   * What a 2-D symbol (QR, DataMatrix, PDF417, Aztec …) says instead of private data: a field token or a random reference, 1 to
   * 512 letters, digits, `.`, `_` and `-`, no longer than what it replaces. Without it such a label is refused.
   */
  readonly opaqueRef?: string;
}

/**
 * Masks a label in ZPL II; barcodes, routing codes, weights, positions, graphics and all other bytes stay as they are.
 *
 * With the original, its values are found in printed text and comments, split over fields and lines, in hexadecimal, full-width,
 * with other spaces and signs. A last look at the result has to find nothing, or the call throws: no label comes back half-masked.
 * A hanzi room number in Arabic digits, a name in another order and a single character are not found.
 *
 * @param label - As sent to the printer; bytes come back as bytes.
 * @param options - The original, the policy, and what replaces 2-D payloads.
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` for a label that is truncated or not in its charset, with `offset`; `ERR_PLAINTEXT`
 * when private data stands where it cannot be replaced: in a 2-D payload, a barcode, a file name, in Base64.
 * @throws {PrivacyError} `ERR_POLICY`, as for `createMasker`; `ERR_LIMIT_EXCEEDED` for a value of over 512 UTF-16 units.
 * @throws {TypeError} an argument has the wrong type.
 * @example
 * const label = '^XA^CI28^FO20,40^FD张三丰 138 1234 5678^FS^FO20,90^BCN^FDSF3054296718850^FS^XZ';
 * maskLabel(label, { original: { recipient: { name: '张三丰', phone: '13812345678' } } });
 * // => '^XA^CI28^FO20,40^FD张** 138 ******78^FS^FO20,90^BCN^FDSF3054296718850^FS^XZ'
 * maskLabel('^XA^FD收件人：李雷^FS^XZ'); // '^XA^FD收件人：李**^FS^XZ'
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

/** @throws {PrivacyError} `ERR_MALFORMED_LABEL` at the first problem. */
export function complete(label: Label): Label {
  const problem = label.problems[0];
  if (problem !== undefined) {
    const { offset, message } = problem;
    throw new PrivacyError('ERR_MALFORMED_LABEL', `${message} (offset ${offset})`, { offset });
  }
  return label;
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
  readonly mask: string;
  readonly run: LabelRun;
}

function maskSought(label: Label, sought: readonly SoughtValue[], opaqueRef: string | undefined): Label {
  const edits: Edit[] = [];
  for (const { text } of masked(label)) {
    for (const value of sought) for (const match of findValue(text, value)) edits.push(...editsOf(text, match));
  }
  if (opaqueRef !== undefined) {
    for (const { offset, where } of leaksOf(label, sought)) {
      const run = label.runs.find((one) => one.kind === 'payload' && offset >= one.offset && offset < one.end);
      if (run !== undefined && (where === 'payload' || where === 'packed')) edits.push(payloadEdit(run, opaqueRef));
    }
  }
  const result = apply(label, edits);
  refuse(result, leaksOf(result, sought));
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
      edits.push({ start: text.startOf(at), end: text.endOf(at), mask: value.mask, run });
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
      refuseFound(result, masker);
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
        if (first <= last) edits.push({ start: reading.startOf(first), end: reading.endOf(last), mask, run });
      }
    }
  };
  for (const run of label.runs) {
    for (const reading of run.kind === 'barcode' ? [] : run.readings) {
      if (run.kind !== 'payload') add(reading.text, [{ run, reading, from: 0 }]);
      else if (opaqueRef !== undefined && masker.inspect('text', reading.text).hidden.length > 0) {
        if (label.source.slice(run.offset, run.end) !== run.write(opaqueRef)) edits.push(payloadEdit(run, opaqueRef));
      }
    }
  }
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
      edits.push({ start: first, end: last, mask: kind === 'phone' ? '******' : '**', run });
    }
  }
  // A mask that is found again is no edit.
  return edits.filter((edit) => label.source.slice(edit.start, edit.end) !== written(edit));
}

/** A run as a part of a longer text. */
interface Piece {
  readonly run: LabelRun;
  readonly reading: Reading;
  /** Where in the text it begins. */
  readonly from: number;
}

/** Fields in lines: a cue (收件人) may stand in one field and the name in the next. */
function joinedText(runs: readonly LabelRun[], view: number): { readonly text: string; readonly pieces: Piece[] } {
  const texts: string[] = [];
  const pieces: Piece[] = [];
  let from = 0;
  for (const run of runs) {
    const reading = run.readings[Math.min(view, run.readings.length - 1)];
    if (reading === undefined) continue;
    pieces.push({ run, reading, from });
    texts.push(reading.text);
    from += reading.text.length + 1;
  }
  return { text: texts.join('\n'), pieces };
}

/** Those that a stretch goes over. */
function* piecesIn(pieces: readonly Piece[], start: number, end: number): Generator<Piece> {
  let low = 0;
  for (let high = pieces.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((pieces[middle] as Piece).from <= start) low = middle;
    else high = middle;
  }
  for (let piece = pieces[low]; piece !== undefined && piece.from < end; piece = pieces[++low]) yield piece;
}

function refuseFound(label: Label, masker: Masker): void {
  const isPrivate = (text: string): boolean => masker.inspect('text', text).hidden.length > 0;
  const leaks: Omit<Leak, 'value'>[] = [];
  for (const run of label.runs) {
    if (run.kind === 'payload' && run.readings.some(({ text }) => isPrivate(text))) {
      leaks.push({ offset: run.offset, where: 'payload' });
    } else if (packedTexts(run.text).some(isPrivate)) leaks.push({ offset: run.offset, where: 'packed' });
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
    return { path: `line ${line}, column ${column}`, kind: value?.kind ?? 'text', rule: `C4 ${where}` };
  });
  const [first] = findings;
  const message = `private data that cannot be replaced stands in the label, first at ${first?.path} (${leaks[0]?.where})`;
  throw new PrivacyError('ERR_PLAINTEXT', message, { findings });
}

function payloadEdit(run: LabelRun, ref: string): Edit {
  const data = run.write(ref);
  if (data === undefined || data.length > run.text.length) {
    throw new PrivacyError('ERR_PLAINTEXT', `a 2-D payload (${run.symbol}) holds private data and cannot be replaced`);
  }
  return { start: run.offset, end: run.end, mask: ref, run };
}

/** A mask as it can stand in its place. */
function written({ mask, run }: Edit): string {
  const text = run.write(mask);
  if (text === undefined) {
    throw new PrivacyError('ERR_PLAINTEXT', 'the glyph of the mask has another meaning where it would stand');
  }
  return text;
}

function apply(label: Label, edits: readonly Edit[]): Label {
  const { source, isBytes, language } = label;
  let text = '';
  let at = 0;
  for (const edit of merge(edits)) {
    text += source.slice(at, edit.start) + written(edit);
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
