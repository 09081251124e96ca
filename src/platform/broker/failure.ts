/**
 * Why an item was not decrypted. The classes are stable: branch on them, not on a platform's codes.
 *
 * | class | what it says | what the broker does |
 * |---|---|---|
 * | `terminal-by-state` | the order's state forbids it for good, or the platform gave an empty text | never retries |
 * | `quota` | used up for today, by the platform's word or by the ledger's count | stops asking until midnight in China |
 * | `rate` | too many calls for now | waits 1, 2, 4 s, then gives up |
 * | `stale-reference` | the address changed after the order was read | `refetch`, then one retry |
 * | `partial` | the call was answered for other items only | retries the items without an answer once |
 * | `auth` | wrong or expired authorisation | stops the shop for this batch |
 * | `malformed` | the input is no ciphertext, or the answer is no plaintext | never retries, never gives the input back |
 * | `masked` | the answer still holds a mask | never retries |
 * | `key-rotation` | the keys of a client-side SDK are old | `refreshKeys`, then one retry |
 * | `paid-service` | a paid service is not bought, or its balance is used up | never retries |
 * | `unknown` | a code that no rule names | never retries |
 * | `audit` | the audit sink failed | withholds the plaintext, or does not ask |
 * | `ledger` | the ledger failed | does not ask |
 */
export type DecryptFailureClass =
  | 'terminal-by-state'
  | 'quota'
  | 'rate'
  | 'stale-reference'
  | 'partial'
  | 'auth'
  | 'malformed'
  | 'masked'
  | 'key-rotation'
  | 'paid-service'
  | 'unknown'
  | 'audit'
  | 'ledger';

/** What a platform said, for the whole call or for one item. */
export interface PlatformError {
  /** Its code, as it was sent. */
  readonly code?: string | number;
  /** Its second code, such as `isv.business-failed:300008`. */
  readonly subCode?: string | number;
  /** Its words. Read to find the class; never kept, shown or logged. */
  readonly message?: string;
}

/** One line of a platform's table of errors. A rule without `code` and `text` matches nothing. */
export interface DecryptErrorRule {
  /** Equal to the code or the second code. */
  readonly code?: string;
  /** Stands in the message. */
  readonly text?: string;
  /** What it means. */
  readonly class: DecryptFailureClass;
  /**
   * Whether the platform counts the item against the quota all the same. Default: not for `rate`, `quota`, `auth` and
   * `paid-service`, where it turns the call away; else yes, so that the ledger never counts less than the platform.
   */
  readonly counted?: boolean;
}

/** What became of an item, as the rules say. */
export interface FailureVerdict {
  readonly class: DecryptFailureClass;
  readonly code?: string;
  readonly counted: boolean;
}

const turnedAway: readonly DecryptFailureClass[] = ['rate', 'quota', 'auth', 'paid-service'];

/** How often an item of a class is asked again, and how long before it. */
export const retries: Readonly<Partial<Record<DecryptFailureClass, readonly number[]>>> = /* @__PURE__ */ Object.freeze(
  {
    // Douyin's documents: 1, 2, 4 seconds, with a cap.
    rate: [1000, 2000, 4000],
    partial: [1000],
    'stale-reference': [0],
    'key-rotation': [0],
  },
);

/** The class of what a platform said; the first rule that matches wins. */
export function classifyError(error: PlatformError, rules: readonly DecryptErrorRule[]): FailureVerdict {
  const codes = [error.code, error.subCode].map(textOf).filter((code) => code !== '');
  const message = typeof error.message === 'string' ? error.message : '';
  const rule = rules.find(
    ({ code, text }) =>
      (code !== undefined && codes.includes(code)) || (text !== undefined && text !== '' && message.includes(text)),
  );
  const code = codes.filter(isCode).at(-1);
  const failure = rule?.class ?? 'unknown';
  return {
    class: failure,
    ...(code === undefined ? {} : { code }),
    counted: rule?.counted ?? !turnedAway.includes(failure),
  };
}

const textOf = (code: unknown): string =>
  typeof code === 'string' || typeof code === 'number' ? String(code).trim() : '';

/** A code is shown to the caller, so it must not be able to carry a phone or a ciphertext. */
const isCode = (code: string): boolean => /^[\w.:=-]{1,48}$/u.test(code) && !/\d{8}/u.test(code);
