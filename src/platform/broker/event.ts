import type { DecryptFailureClass } from './failure.ts';
import type { DecryptField, DecryptResult } from './request.ts';

/**
 * One line for an audit log, without personal data: ids and labels as you gave them, classes, no value.
 *
 * `ask`: the item is sent next. `result`: the platform was asked for this request, or an equal one. `denial`: it was not.
 */
export interface DecryptEvent {
  /** What happened. */
  readonly type: 'ask' | 'result' | 'denial';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Platform of the profile. */
  readonly platform: string;
  /** The app that asks. */
  readonly app: string;
  /** Shop, as given. */
  readonly shop: string;
  /** Order id as given, or its keyed reference when the broker has a `referenceKey`. */
  readonly order: string;
  /** What was to be decrypted. */
  readonly field: DecryptField;
  /** Purpose or scene code, as given. */
  readonly purpose: string;
  /** Who wants it, as given. */
  readonly actor: string;
  /** Status of the result; absent for `ask`. */
  readonly status?: DecryptResult['status'];
  /** Class of a failure. */
  readonly class?: DecryptFailureClass;
  /** Where plaintext came from. */
  readonly via?: 'call' | 'shared' | 'memory';
}

/** Keeps events; settles when they are kept. Plaintext is released only then. */
export type DecryptAuditSink = (events: readonly DecryptEvent[]) => Promise<void> | void;
