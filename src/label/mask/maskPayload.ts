import type { LabelRun } from '../parse/label.ts';
import type { Reading } from '../parse/reading.ts';
import type { Payload, PayloadField } from '../payload/field.ts';
import { parsePayload } from '../payload/parse.ts';
import { looksLikeReference, type PayloadPolicy, privateFields } from '../payload/policy.ts';

/** A stretch of the label, and what is written instead. */
export interface PayloadEdit {
  readonly start: number;
  readonly end: number;
  readonly data: string;
}

/** A symbol's payload and where it begins in the text of its run. */
export interface PlacedPayload {
  readonly text: string;
  readonly from: number;
  readonly payload: Payload;
}

// Error correction, mask and input mode of a QR code, which the printer takes off (^BQ, CPCL). In mode M each part says of which
// kind it is, and how many bytes it has.
const switches = /^[HQML][0-8]?(?:A,|M,(?:[NAK]|B\d{4})?)/u;
const isAutomatic = /^[HQML][0-8]?A,/u;

/** Only where the language has them does a payload written anew begin with something. */
const hasSwitches = (run: LabelRun): boolean => (run.write('') ?? '') !== '';

/** What a scanner reads of a run, in fields. */
export function payloadOf(run: LabelRun, { text }: Reading): PlacedPayload {
  const from = hasSwitches(run) ? (switches.exec(text)?.[0].length ?? 0) : 0;
  return { text: text.slice(from), from, payload: parsePayload(text.slice(from)) };
}

/**
 * Replaces what is private in a 2-D symbol and keeps the rest: what may be empty is emptied; of the others the first that has
 * room for it becomes the reference, and the rest is taken out with its identifier. Where that leaves something, or nothing has
 * a place of its own, the reference stands for the whole payload. No replacement is longer than what it replaces: the symbol
 * keeps its version, and its size.
 *
 * @param ref - The reference; without it only what may be empty can go.
 * @returns `undefined` where the payload cannot be replaced so; nothing where it is not private.
 */
export function payloadEdits(
  run: LabelRun,
  reading: Reading,
  policy: PayloadPolicy,
  ref: string | undefined,
): readonly PayloadEdit[] | undefined {
  const { text, from, payload } = payloadOf(run, reading);
  const found = privateFields(payload, policy);
  if (isNothing(found) && !policy.isPrivate(text, '')) return [];
  const isCounted = hasSwitches(run) && !isAutomatic.test(reading.text);
  const changes = found === 'whole' || isCounted ? undefined : fieldEdits(run, payload, found, ref);
  if (changes !== undefined) {
    const rest = applied(text, changes);
    if (isClean({ text: rest, payload: parsePayload(rest) }, policy)) {
      return changes.map(({ start, end, data }) => ({
        start: reading.startOf(from + start),
        end: reading.endOf(from + end - 1),
        data,
      }));
    }
  }
  const whole = ref === undefined ? undefined : run.write(ref);
  if (whole === undefined || whole.length > reading.text.length) return undefined;
  return [{ start: run.offset, end: run.end, data: whole }];
}

/** Whether a payload says nothing that it may not. */
export const isClean = ({ text, payload }: Omit<PlacedPayload, 'from'>, policy: PayloadPolicy): boolean =>
  isNothing(privateFields(payload, policy)) && !policy.isPrivate(text, '');

const isNothing = (found: ReturnType<typeof privateFields>): boolean => found !== 'whole' && found.length === 0;

// Forms in which an element is taken out with its identifier.
const elements: readonly string[] = ['gs1', 'gs1-digital-link'];
// Forms in which a value without its key or place means something else: they keep both.
const keyed: readonly string[] = ['mmm', 'json', 'query', 'pairs', 'delimited'];

/** One change for each field, in order; `undefined` where a field can neither go nor hold the reference. */
function fieldEdits(
  run: LabelRun,
  { form }: Payload,
  fields: readonly PayloadField[],
  ref: string | undefined,
): PayloadEdit[] | undefined {
  const changes: PayloadEdit[] = [];
  const data = ref === undefined ? undefined : partOf(run, ref);
  let isReferred = false;
  for (const field of fields) {
    const { start, end, cut } = field;
    const hasRoom = data !== undefined && ref !== undefined && data.length <= field.refChars;
    if (field.mayBeEmpty) changes.push({ start, end, data: '' });
    else if (ref === undefined || form === 'text' || form === 'contact') return undefined;
    else if (!elements.includes(form) && field.refChars === 0) return undefined;
    else if (keyed.includes(form)) {
      changes.push({ start, end, data: hasRoom ? (data as string) : '' });
    } else if (hasRoom && !isReferred) {
      changes.push({ start, end, data: data as string });
      isReferred = true;
    } else changes.push({ ...cut, data: '' });
  }
  return merged(changes);
}

/** A reference as it is written inside a payload. */
function partOf(run: LabelRun, ref: string): string | undefined {
  const head = run.write('');
  const whole = run.write(ref);
  return head === undefined || whole === undefined ? undefined : whole.slice(head.length);
}

/** Cuts that share a separator become one. */
function merged(changes: readonly PayloadEdit[]): PayloadEdit[] {
  const all: PayloadEdit[] = [];
  for (const change of changes) {
    const last = all.at(-1);
    if (last === undefined || change.start >= last.end) all.push(change);
    else
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, change.end), data: last.data + change.data };
  }
  return all.filter(({ start, end }) => end > start);
}

function applied(text: string, changes: readonly PayloadEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, data } of changes) {
    result += text.slice(at, start) + data;
    at = end;
  }
  return result + text.slice(at);
}

/** Whether a changed payload keeps the parcel's way and number, or is nothing but a reference. */
export function keepsRouting(before: PlacedPayload, after: PlacedPayload): boolean {
  if (after.payload.form === 'text' && (looksLikeReference(after.text) || /^[\w.-]{1,512}$/u.test(after.text)))
    return true;
  if (after.payload.form !== before.payload.form) return false;
  const routing = ({ payload: { fields } }: PlacedPayload): string =>
    JSON.stringify(fields.filter(({ role }) => role === 'routing').map(({ key, value }) => [key, value]));
  return routing(after) === routing(before);
}
