/**
 * Errors of the library: one class, stable codes, no personal data in any of them.
 *
 * @module
 */

/**
 * The stable codes. They do not change between minor versions, messages may.
 *
 * | code | meaning |
 * |---|---|
 * | `ERR_ALREADY_PROTECTED` | a masked value, a token or a platform's ciphertext was handed to `encrypt` |
 * | `ERR_AUDIT_LOG` | an audit log whose last line is not one of its lines |
 * | `ERR_BATCH_CHANGED` | a sealed batch whose signature, rows or order of rows are not what the sender sealed |
 * | `ERR_BATCH_INCOMPLETE` | a sealed batch that ends before its end |
 * | `ERR_DECRYPT_FAILED` | wrong key, wrong context or changed bytes: never said which |
 * | `ERR_ENGINE` | an engine fails the published test vectors, so it is not used |
 * | `ERR_ERASED` | no salt is stored for an erasable record: it was erased, or asked for under another id |
 * | `ERR_EXPIRED` | a sealed batch after its time, or before it by the clock that was given |
 * | `ERR_FIELD_TYPE` | a value of an order has the wrong type or is missing; `path` names it |
 * | `ERR_INDEX` | a blind index that would tell too much, or one that is not defined |
 * | `ERR_KEY_DISABLED` | the status of the key forbids this use |
 * | `ERR_KEY_NOT_FOUND` | the keyring has no such key, or no key to write with |
 * | `ERR_KEY_PROVIDER` | a key service did not answer, or not with what it should |
 * | `ERR_KEY_UNWRAP` | wrong passphrase, or a changed keyring file: never said which |
 * | `ERR_LEDGER` | a ledger of decryptions is damaged, or another process writes to it |
 * | `ERR_LIMIT_EXCEEDED` | larger than a documented limit |
 * | `ERR_MALFORMED_BATCH` | not a sealed batch of a known version |
 * | `ERR_MALFORMED_KEY` | not a key string or key file of this library |
 * | `ERR_MALFORMED_KEYRING` | not a keyring file of a known version |
 * | `ERR_MALFORMED_LABEL` | a label that is truncated or not in the charset it names; `offset` says where |
 * | `ERR_MALFORMED_TOKEN` | not a token of this library at all |
 * | `ERR_NO_ORDER` | no order of the preset's shape in what was handed over, or only in a part of a list |
 * | `ERR_NOT_A_RECIPIENT` | the batch is not sealed to this key |
 * | `ERR_PLAINTEXT` | a payload that was to hold ciphertext only holds readable private data; `findings` says where |
 * | `ERR_POLICY` | a masking policy that is unknown or breaks its own floor |
 * | `ERR_PSEUDONYM` | no pseudonym can be made: not one phone number, or one with too few digits |
 * | `ERR_REVEAL_DENIED` | a purpose that is not on the list, or a budget that is used up |
 * | `ERR_SCHEMA` | a schema that contradicts itself, or a field it does not name |
 * | `ERR_UNICODE` | text with a lone surrogate, which UTF-8 cannot carry |
 * | `ERR_UNKNOWN_SENDER` | the batch is from a sender who is not pinned |
 * | `ERR_UNSUPPORTED_SUITE` | the engine does not have the cipher suite |
 * | `ERR_UNSUPPORTED_VERSION` | a token of a newer version |
 */
export type PrivacyErrorCode =
  | 'ERR_ALREADY_PROTECTED'
  | 'ERR_AUDIT_LOG'
  | 'ERR_BATCH_CHANGED'
  | 'ERR_BATCH_INCOMPLETE'
  | 'ERR_DECRYPT_FAILED'
  | 'ERR_ENGINE'
  | 'ERR_ERASED'
  | 'ERR_EXPIRED'
  | 'ERR_FIELD_TYPE'
  | 'ERR_INDEX'
  | 'ERR_KEY_DISABLED'
  | 'ERR_KEY_NOT_FOUND'
  | 'ERR_KEY_PROVIDER'
  | 'ERR_KEY_UNWRAP'
  | 'ERR_LEDGER'
  | 'ERR_LIMIT_EXCEEDED'
  | 'ERR_MALFORMED_BATCH'
  | 'ERR_MALFORMED_KEY'
  | 'ERR_MALFORMED_KEYRING'
  | 'ERR_MALFORMED_LABEL'
  | 'ERR_MALFORMED_TOKEN'
  | 'ERR_NOT_A_RECIPIENT'
  | 'ERR_NO_ORDER'
  | 'ERR_PLAINTEXT'
  | 'ERR_POLICY'
  | 'ERR_PSEUDONYM'
  | 'ERR_REVEAL_DENIED'
  | 'ERR_SCHEMA'
  | 'ERR_UNICODE'
  | 'ERR_UNKNOWN_SENDER'
  | 'ERR_UNSUPPORTED_SUITE'
  | 'ERR_UNSUPPORTED_VERSION';

// The ESM and the CJS build each carry a copy of the class; the registered symbol makes `instanceof` hold across them.
const brand = /* @__PURE__ */ Symbol.for('waybill-privacy/error');

/** Where something readable stands in a payload. */
export interface PlaintextFinding {
  /** Path of the value, never a part of it. */
  readonly path: string;
  /** What it is: `name`, `phone`, `address` … */
  readonly kind: string;
  /** The rule that found it. */
  readonly rule: string;
}

/** Where an error happened, in words that are safe to log. */
export interface PrivacyErrorDetails {
  /** Path of the field in the order, such as `recipient.phone`. Never its value. */
  readonly path?: string;
  /** Offset in the label, for `ERR_MALFORMED_LABEL`: bytes, of a string UTF-16 units. */
  readonly offset?: number;
  /** The error of a key provider (network, KMS). Never set for a failed decryption. */
  readonly cause?: unknown;
  /** What was found, for `ERR_PLAINTEXT`. */
  readonly findings?: readonly PlaintextFinding[];
}

/**
 * What every function here throws for bad data. Branch on `code`, not on the message.
 *
 * Programmer's mistakes (a number where a string belongs) are a `TypeError` or `RangeError` instead.
 *
 * @example
 * try {
 *   parseToken('not a token');
 * } catch (error) {
 *   if (isPrivacyError(error)) error.code; // 'ERR_MALFORMED_TOKEN'
 * }
 */
export class PrivacyError extends Error {
  /** Always `PrivacyError`, also in minified code. */
  override readonly name = 'PrivacyError';
  /** Stable code, see {@link PrivacyErrorCode}. */
  readonly code: PrivacyErrorCode;
  /** Path of the field in the order, where there is one. */
  declare readonly path?: string;
  /** Offset in the label, for `ERR_MALFORMED_LABEL`. */
  declare readonly offset?: number;
  /** What is readable, for `ERR_PLAINTEXT`: paths and kinds, never values. */
  declare readonly findings?: readonly PlaintextFinding[];

  constructor(code: PrivacyErrorCode, message: string, details: PrivacyErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    if (details.path !== undefined) this.path = details.path;
    if (details.offset !== undefined) this.offset = details.offset;
    if (details.findings !== undefined) this.findings = details.findings;
  }

  static {
    Object.defineProperty(PrivacyError.prototype, brand, { value: true });
  }

  /** Holds across the ESM and the CJS copy of the class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isPrivacyError(value);
  }
}

/**
 * Whether `value` is an error of this library, also one made by another copy of it (ESM beside CJS).
 *
 * @example
 * isPrivacyError(new Error('other')); // false
 */
export function isPrivacyError(value: unknown): value is PrivacyError {
  return typeof value === 'object' && value !== null && brand in value;
}

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : typeof value;

/** Refuses anything but a string; names the parameter and the type, never the value. */
export function assertString(value: unknown, parameter: string): asserts value is string {
  if (typeof value !== 'string') {
    throw new TypeError(`"${parameter}" expected string, got ${typeName(value)}`);
  }
}

/** Refuses anything but a plain object or class instance. */
export function assertObject(value: unknown, parameter: string): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`"${parameter}" expected object, got ${typeName(value)}`);
  }
}

/** Refuses option names that do not exist: a typo in an option must not weaken a mask in silence. */
export function assertKnownKeys(value: object, known: readonly string[], parameter: string): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw new TypeError(`"${parameter}" has an unknown key; known keys: ${known.join(', ')}`);
    }
  }
}

/** For the end of a `switch` over a union: the compiler checks that nothing is left. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected variant of type ${typeName(value)}`);
}
