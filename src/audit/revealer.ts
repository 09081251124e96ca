import type { Engine } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, isPrivacyError, PrivacyError } from '../errors.ts';
import type { RecordContext } from '../keys/derive.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { EncryptedOrder } from '../record/cipher.ts';
import type { Schema } from '../record/schema.ts';
import { type Budget, createBudgetCheck } from './budget.ts';
import { type DenialReason, type RevealEvent, type RevealPurpose, revealPurposes } from './event.ts';
import { type AuditSink, createAuditLog } from './log.ts';

/** Opens one field of an order: a record cipher, or an erasable one with its schema. */
export interface RevealingCipher {
  /** Which fields there are. */
  readonly schema: Schema;
  /** As `RecordCipher.decryptField`. */
  decryptField(
    encrypted: EncryptedOrder,
    path: string,
    context: RecordContext,
  ): string | undefined | Promise<string | undefined>;
}

/** Options of a revealer. */
export interface RevealerOptions {
  /** Opens the fields. */
  readonly cipher: RevealingCipher;
  /** Has an enabled key of purpose `audit` for the log: `keyring.promote(keyring.add('audit').id)`. */
  readonly keyring: Keyring;
  /** Keeps the log: a line for each request, stored before the answer. */
  readonly sink: AuditSink;
  /** How much may be revealed. */
  readonly budget?: Budget;
  /** Purposes besides {@link revealPurposes}: lower-case words with hyphens. */
  readonly purposes?: readonly string[];
  /** Computes the MACs of the log. Default: @noble. */
  readonly engine?: Engine;
  /** The time. Default: the clock. */
  readonly now?: () => Date;
}

/** Who asks for what. */
export interface RevealRequest extends RecordContext {
  /** Why, from the list. */
  readonly purpose: RevealPurpose;
  /** Who: an account id of 1 to 128 characters `A–Z a–z 0–9 . _ @ : -`, not a person's name. */
  readonly actor: string;
}

/** Decrypts for a purpose, on the record. */
export interface Revealer {
  /**
   * One field of an order.
   *
   * @returns its value, or `undefined` when the order had none there. It is returned only when its event is stored.
   * @throws {PrivacyError} `ERR_REVEAL_DENIED` for a purpose that is not on the list or a budget that is used up; what `decryptField`
   * throws; and what the log throws. As rejections.
   */
  reveal(encrypted: EncryptedOrder, field: string, request: RevealRequest): Promise<string | undefined>;
}

const actorName = /^[A-Za-z0-9._@:-]{1,128}$/u;
const purposeName = /^[a-z][a-z0-9-]{0,63}$/u;

/**
 * Makes the only door to plaintext: one field at a time, for a purpose, within a budget, with an event for each request.
 *
 * Follows Art. 12 of the Network Data Security Management Regulations (2025: records of sharing and entrusted processing kept for
 * three years) and the scenes of Taobao's OAID. A count is taken from the budget before the field is opened and stays taken when it
 * does not open.
 *
 * @throws {TypeError} for wrong options.
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('audit').id);
 * const cipher = createRecordCipher({ keyring });
 * const lines: string[] = [];
 * const sink = { append: (line: string) => void lines.push(line), last: () => lines.at(-1) };
 * const { reveal } = revealer({ cipher, keyring, sink, budget: { perActor: { limit: 1 } } });
 * const encrypted = cipher.encrypt({ recipient: { phone: '13812345678' } }, { recordId: 'A1' });
 * const request = { purpose: 'contact-recipient', actor: 'u-17', recordId: 'A1' };
 * await reveal(encrypted, 'recipient.phone', request); // '13812345678'
 * await reveal(encrypted, 'recipient.phone', request); // throws ERR_REVEAL_DENIED
 * lines.length; // 2
 */
export function revealer(options: RevealerOptions): Revealer {
  assertObject(options, 'options');
  assertKnownKeys(options, ['cipher', 'keyring', 'sink', 'budget', 'purposes', 'engine', 'now'], 'options');
  const { cipher, keyring, sink, engine, now = () => new Date() } = options;
  assertObject(cipher, 'cipher');
  const log = createAuditLog({ keyring, sink, now, ...(engine && { engine }) });
  const purposes = new Set<string>([...revealPurposes, ...checkedPurposes(options.purposes ?? [])]);
  const check = createBudgetCheck(options.budget);
  return Object.freeze({
    async reveal(encrypted: EncryptedOrder, field: string, request: RevealRequest) {
      const { purpose, actor, ...context } = checkedRequest(request);
      assertString(field, 'field');
      const isKnown = purposes.has(purpose);
      const event = {
        actor,
        purpose: isKnown ? purpose : 'unknown',
        field: isEncrypted(cipher.schema, field) ? field : '',
        record: log.recordReference(context.recordId),
      } satisfies Partial<RevealEvent>;
      const reason: DenialReason | undefined = isKnown ? await check(actor, purpose, now()) : 'purpose';
      if (reason !== undefined) {
        await log.append({ outcome: 'denied', ...event, reason });
        throw new PrivacyError('ERR_REVEAL_DENIED', denials[reason]);
      }
      let value: string | undefined;
      try {
        value = await cipher.decryptField(encrypted, field, context);
      } catch (error) {
        await log.append({ outcome: 'failed', ...event, code: isPrivacyError(error) ? error.code : 'other' });
        throw error;
      }
      await log.append({ outcome: 'revealed', ...event });
      return value;
    },
  });
}

const denials: Readonly<Record<DenialReason, string>> = {
  purpose: 'the purpose is not on the list',
  'actor-budget': 'the budget of the actor is used up',
  'purpose-budget': 'the budget of the purpose is used up',
};

function checkedPurposes(purposes: readonly string[]): readonly string[] {
  for (const purpose of purposes) {
    assertString(purpose, 'purposes');
    if (!purposeName.test(purpose) || purpose === 'unknown') {
      throw new TypeError('"purposes" expected lower-case words with hyphens');
    }
  }
  return purposes;
}

function checkedRequest(request: RevealRequest): RevealRequest {
  assertObject(request, 'request');
  assertKnownKeys(request, ['purpose', 'actor', 'recordId', 'recordVersion'], 'request');
  assertString(request.purpose, 'purpose');
  assertString(request.actor, 'actor');
  assertString(request.recordId, 'recordId');
  // Names and phones have no place in a log: hanzi and spaces are refused, a number of 11 digits is an account's business.
  if (!actorName.test(request.actor)) throw new TypeError('"actor" expected an account id');
  return request;
}

/** Positions in lists are no part of a schema: `items[3].note` is `items[].note`. */
const isEncrypted = (schema: Schema, field: string): boolean =>
  schema.fields.has(field.replaceAll(/\[\d{1,9}\]/gu, '[]'));
