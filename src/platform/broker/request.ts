import { isWellFormed, utf8Length } from '../../bytes/utf8.ts';
import { recognize } from '../recognize.ts';
import type { DecryptFailureClass } from './failure.ts';
import type { LedgerOutcome } from './ledger.ts';
import type { OrderState } from './profile.ts';

/** What a value to be decrypted stands for; `recipient` is a reference such as Taobao's OAID, which gives several fields. */
export type DecryptField = 'recipient' | 'name' | 'phone' | 'address' | 'id-number' | 'other';

const fields: readonly unknown[] = ['recipient', 'name', 'phone', 'address', 'id-number', 'other'];

/** One value to be decrypted. */
export interface DecryptRequest {
  /** The platform's id of the shop. */
  readonly shop: string;
  /** The platform's id of the order (or after-sale case). */
  readonly orderId: string;
  /** What it stands for. */
  readonly field: DecryptField;
  /** Ciphertext or reference, as the platform gave it: at most 65,535 bytes. */
  readonly value: string;
  /** State of the order, where you know it: some states are refused without asking. */
  readonly state?: OrderState;
}

/** A virtual number of an answer. It is not the buyer's number, and it ends. */
export interface DecryptedVirtualNumber {
  /** The number to dial. */
  readonly number: string;
  /** What to dial after it. */
  readonly extension?: string;
  /** When it stops, in milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Plaintext. Treat it as such: do not log, store or send it. */
export interface DecryptedAnswer {
  /** The fields of the answer by your own names, as your `call` gave them: `{ phone: '13800138000' }`. Empty ones are left out. */
  readonly values: Readonly<Record<string, string>>;
  /** Set when the platform gave a virtual number in place of the buyer's. */
  readonly virtual?: DecryptedVirtualNumber;
}

/** What became of one request. */
export type DecryptResult =
  | DecryptedResult
  | DecryptFailedResult
  | DecryptRefusedResult
  | DecryptAskedBeforeResult
  | DecryptUncertainResult
  | DecryptAbortedResult;

/** There is plaintext. It is behind a function, so that logging, `inspect` and JSON do not show it. */
export interface DecryptedResult {
  /** Tells the results apart. */
  readonly status: 'decrypted';
  /** From a call of its own, one shared with an equal request, or kept in memory. */
  readonly via: 'call' | 'shared' | 'memory';
  /** The plaintext. */
  reveal(): DecryptedAnswer;
}

/** There is none. */
export interface DecryptFailedResult {
  /** Tells the results apart. */
  readonly status: 'failed';
  /** Why. */
  readonly class: DecryptFailureClass;
  /** The platform's code, where it is one and short: letters, digits and `_.:=-`, at most 48, no 8 digits in a row. */
  readonly code?: string;
  /** Whether the platform was asked. */
  readonly asked: boolean;
}

/** The order's state says that the platform would refuse. It was not asked, and nothing is spent. */
export interface DecryptRefusedResult {
  /** Tells the results apart. */
  readonly status: 'refused-by-state';
}

/** Asked within its window already. It was not asked again. Use what you got then, or `allowRepeat`. */
export interface DecryptAskedBeforeResult {
  /** Tells the results apart. */
  readonly status: 'asked-before';
  /** What it came to then. */
  readonly outcome: LedgerOutcome;
  /** When, in milliseconds since 1970. */
  readonly askedAt: number;
}

/**
 * Sent, and nobody knows whether the platform counted it: `call` rejected, or the process ended in between. It counts as spent
 * and is not asked again within its window, unless the broker's `uncertain` is `retry` or `allowRepeat` is set.
 */
export interface DecryptUncertainResult {
  /** Tells the results apart. */
  readonly status: 'uncertain';
  /** When, in milliseconds since 1970. */
  readonly askedAt: number;
}

/** The signal fired before it was asked. */
export interface DecryptAbortedResult {
  /** Tells the results apart. */
  readonly status: 'aborted';
}

/** What is known of an item inside the broker: as a result, with the plaintext in the open. */
export type Outcome =
  | Exclude<DecryptResult, DecryptedResult>
  | { readonly status: 'decrypted'; readonly answer: DecryptedAnswer };

export const failed = (failure: DecryptFailureClass, asked: boolean, code?: string): Outcome => ({
  status: 'failed',
  class: failure,
  asked,
  ...(code === undefined ? {} : { code }),
});

const maxBytes = 0xffff;
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && isWellFormed(value) && utf8Length(value) <= maxBytes;

/**
 * Whether a request can be sent: a shop, an order, a field, and a value that may be ciphertext. What is masked, a token of ours
 * or readable for certain would spend quota on nothing.
 */
export function isSendable(request: unknown): request is DecryptRequest {
  if (typeof request !== 'object' || request === null) return false;
  const { shop, orderId, field, value } = request as Readonly<Record<string, unknown>>;
  if (!isText(shop) || !isText(orderId) || !isText(value) || !fields.includes(field)) return false;
  const { kind, confidence } = recognize(value);
  return (
    kind !== 'masked' && kind !== 'own-token' && kind !== 'virtual-number' && !(kind === 'plain' && confidence >= 0.9)
  );
}

/** What an audit event says of a request. */
export type RequestLabels = Pick<DecryptRequest, 'shop' | 'orderId' | 'field'>;

/** The labels of anything at all; what is none is left empty. */
export function labelsOf(request: unknown): RequestLabels {
  const labels = { shop: '', orderId: '', field: 'other' as DecryptField };
  try {
    const { shop, orderId, field } = request as DecryptRequest;
    if (isText(shop)) labels.shop = shop;
    if (isText(orderId)) labels.orderId = orderId;
    if (fields.includes(field)) labels.field = field;
  } catch {
    // Not an object, or one that throws when read.
  }
  return labels;
}
