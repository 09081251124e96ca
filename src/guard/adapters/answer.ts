import { decodeUtf8 } from '../../bytes/utf8.ts';
import type { PrivacyError } from '../../errors.ts';
import type { Policy, PolicyName } from '../../mask/policy.ts';
import { createRedact } from '../redact.ts';
import { type Gate, type GuardOptions, gateOf, type Message } from './gate.ts';

/** What the guards of answers take. */
export interface AnswerGuardOptions extends Omit<GuardOptions, 'onFinding'> {
  /**
   * `refuse` (default) answers with status 500 and `{"error":"ERR_PLAINTEXT"}`; `scrub` sends the body with its private parts
   * masked, as `redact` does, and refuses what that cannot mend; `report` lets everything pass.
   */
  readonly onFinding?: 'refuse' | 'report' | 'scrub';
  /** What the masks of `scrub` show. Default `label`. */
  readonly policy?: PolicyName | Policy;
}

/** What to do with an answer: send it, send it masked, or send a refusal in its place. */
export type Verdict = { readonly send: 'as-is' } | { readonly send: 'masked' | 'refusal'; readonly body: string };

/** A gate that decides about whole answers. */
export interface AnswerGate {
  readonly gate: Gate;
  judge(message: Message): Verdict;
}

/** Status and type of what is sent in the place of a refused answer. */
export const refusalStatus = 500;
export const refusalType = 'application/json; charset=utf-8';

/** Checks the options of a guard of answers. */
export function answerGateOf(options: AnswerGuardOptions): AnswerGate {
  const { policy, ...rest } = options;
  const gate = gateOf('response', rest);
  const { onFinding, report, maxBodyBytes, skipHeaders, allowBinary, freeText, minHiddenDigits, ...search } = rest;
  const redact = createRedact({ ...search, ...(policy !== undefined && { policy }) });

  function scrubbed(message: Message, error: PrivacyError): string | undefined {
    if (error.code !== 'ERR_PLAINTEXT') return undefined;
    const text = message.body instanceof Uint8Array ? decodeUtf8(message.body) : message.body;
    if (typeof text !== 'string') return undefined;
    const body = redact(text);
    return gate.inspect({ ...message, body }) === undefined ? body : undefined;
  }

  return {
    gate,
    judge(message) {
      const error = gate.inspect(message);
      if (error === undefined) return { send: 'as-is' };
      if (onFinding === 'report') {
        gate.tell(error, 'reported');
        return { send: 'as-is' };
      }
      const body = onFinding === 'scrub' ? scrubbed(message, error) : undefined;
      gate.tell(error, body === undefined ? 'refused' : 'scrubbed');
      if (body !== undefined) return { send: 'masked', body };
      return { send: 'refusal', body: JSON.stringify({ error: error.code }) };
    },
  };
}
