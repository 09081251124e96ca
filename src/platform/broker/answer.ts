import { recognize } from '../recognize.ts';
import { classifyError, type DecryptErrorRule, type FailureVerdict, type PlatformError } from './failure.ts';
import type { DecryptedAnswer, DecryptedVirtualNumber, DecryptRequest } from './request.ts';

/** What a platform gave for one item: plaintext, or why not. */
export type DecryptItemAnswer =
  | {
      /** The fields of the answer, under names of your choice: `{ phone: '13800138000' }`. */
      readonly values: Readonly<Record<string, string>>;
      /** The virtual number, where the platform says that it gave one. */
      readonly virtual?: DecryptedVirtualNumber;
    }
  | {
      /** What the platform said of this item. */
      readonly error: PlatformError;
    };

/** What a platform answered to one call. */
export interface DecryptCallAnswer {
  /** What it said of the whole call. Items without an answer of their own take it. */
  readonly error?: PlatformError;
  /**
   * One answer for each item, in the order of the items; `undefined` for one that the answer leaves out. Match them by the id or
   * ciphertext that the platform repeats, never by their place in its answer: a shift would give one buyer's data for another's.
   */
  readonly items?: readonly (DecryptItemAnswer | undefined)[];
}

/** Plaintext that may be released, or why there is none. */
export type Verdict = { readonly answer: DecryptedAnswer } | FailureVerdict;

const malformed: FailureVerdict = { class: 'malformed', counted: true };
const masked: FailureVerdict = { class: 'masked', counted: true };
// PDD: an order in the wrong state has an empty text in place of a ciphertext.
const empty: FailureVerdict = { class: 'terminal-by-state', counted: true };

/** A verdict on each item of a call. */
export function judgeCall(
  answer: unknown,
  requests: readonly DecryptRequest[],
  rules: readonly DecryptErrorRule[],
): readonly Verdict[] {
  const { error, items } = objectOf(answer) as { error?: unknown; items?: unknown };
  const forAll = isObject(error) ? classifyError(error, rules) : malformed;
  // A list of another length cannot be matched to the items: it could give one buyer's data for another's.
  if (!Array.isArray(items) || items.length !== requests.length) {
    return requests.map(() => (items === undefined ? forAll : malformed));
  }
  return requests.map((request, i) => {
    try {
      return isObject(items[i]) ? judgeItem(items[i], request, rules) : forAll;
    } catch {
      // A getter or proxy that throws.
      return malformed;
    }
  });
}

function judgeItem(item: object, request: DecryptRequest, rules: readonly DecryptErrorRule[]): Verdict {
  const { error, values, virtual } = item as { error?: unknown; values?: unknown; virtual?: unknown };
  if (error !== undefined && error !== null) return classifyError(objectOf(error), rules);
  if (virtual !== undefined && !isVirtual(virtual)) return malformed;
  if (virtual === undefined && !isObject(values)) return malformed;
  const released: [string, string][] = [];
  for (const [name, value] of Object.entries(objectOf(values))) {
    if (typeof value !== 'string') return malformed;
    if (value.trim() === '') continue;
    const problem = problemOf(value, request);
    if (problem !== undefined) return problem;
    released.push([name, value]);
  }
  if (released.length === 0 && virtual === undefined) return empty;
  const kept = virtual === undefined ? undefined : virtualOf(virtual);
  if (
    kept !== undefined &&
    [kept.number, kept.extension].some((text) => text !== undefined && isSame(text, request.value))
  ) {
    return malformed;
  }
  return { answer: { values: Object.fromEntries(released), ...(kept === undefined ? {} : { virtual: kept }) } };
}

/** JD's SDK returns its input when it cannot decrypt: an answer is plaintext only when it looks like none of the other things. */
function problemOf(value: string, { value: input, field }: DecryptRequest): FailureVerdict | undefined {
  if (value.length > maxChars || isSame(value, input)) return malformed;
  const { kind } = recognize(value);
  if (kind === 'masked') return masked;
  if (kind === 'ciphertext' || kind === 'own-token') return malformed;
  // An account may look like a reference or like nothing known; a name, a phone or an address may not.
  if ((kind === 'unknown' || kind === 'reference') && field !== 'other') return malformed;
  return undefined;
}

// As recognize: nothing longer is looked at.
const maxChars = 65_536;
// One AES block in base64: shorter texts may share their letters with the input by chance.
const minLetters = 20;
// A part of this length gives the input away, and keeps the search short.
const searchedLetters = 256;

/** Equal, also after the rewriting that ciphertexts suffer on their way: escapes, `_` for `*`, spaces, wrapping. */
function isSame(value: string, input: string): boolean {
  if (value.trim() === input.trim()) return true;
  const [a, b] = [lettersOf(value), lettersOf(input)];
  return b.length >= minLetters && a.includes(b.slice(0, searchedLetters));
}

function lettersOf(text: string): string {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // Not escaped.
  }
  return decoded.replace(/[^A-Za-z0-9]/gu, '');
}

function isVirtual(virtual: unknown): virtual is DecryptedVirtualNumber {
  if (!isObject(virtual)) return false;
  const { number, extension, expiresAt } = virtual as Readonly<Record<string, unknown>>;
  return (
    typeof number === 'string' &&
    /^\+?\d{5,20}$/u.test(number) &&
    (extension === undefined || (typeof extension === 'string' && /^\d{1,8}$/u.test(extension))) &&
    (expiresAt === undefined || (typeof expiresAt === 'number' && Number.isFinite(expiresAt)))
  );
}

const virtualOf = ({ number, extension, expiresAt }: DecryptedVirtualNumber): DecryptedVirtualNumber => ({
  number,
  ...(extension === undefined ? {} : { extension }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const objectOf = (value: unknown): object => (isObject(value) ? value : {});
