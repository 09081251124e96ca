import { isSuiteId, type SuiteId } from '../crypto/suite.ts';
import { PrivacyError } from '../errors.ts';
import type { KeyId } from '../types.ts';
import { isPart, type Part } from './grants.ts';

/** A part with the id of its key, which stands in its tokens. */
export interface KeyedPart extends Part {
  readonly key: KeyId;
}

/** A recipient in a manifest: which key, which parts, and their keys sealed to it. */
export interface ManifestRecipient {
  /** The name that the sender gave. */
  readonly id: string;
  /** First 16 bytes of SHA-256 of the public key string, in hexadecimal. */
  readonly fingerprint: string;
  /** Positions in `parts`. */
  readonly parts: readonly number[];
  /** base64url of the encapsulated key of HPKE. */
  readonly encapsulated: string;
  /** base64url of row key 32 ‖ one key of 32 bytes for each of `parts`, sealed. */
  readonly keys: string;
}

/** First line of a batch: what anybody may know of it. Signed by the sender. */
export interface Manifest {
  readonly format: typeof formatName;
  readonly version: typeof formatVersion;
  /** base64url of 16 random bytes. */
  readonly batchId: string;
  /** `wpsender1…`. */
  readonly sender: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** Name of the schema. */
  readonly schema: string;
  readonly suite: SuiteId;
  readonly parts: readonly KeyedPart[];
  readonly recipients: readonly ManifestRecipient[];
}

export const formatName = 'waybill-privacy-batch';
export const formatVersion = 1;

const maxManifestChars = 1_048_576;
export const maxRecipients = 255;
export const maxParts = 255;

export const malformedBatch = (why: string): PrivacyError =>
  new PrivacyError('ERR_MALFORMED_BATCH', `not a sealed batch of this version: ${why}`);

/** @throws {PrivacyError} `ERR_LIMIT_EXCEEDED`. */
export function assertManifestFits(line: string): void {
  if (line.length > maxManifestChars) {
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a manifest has at most ${maxManifestChars} characters`);
  }
}

/**
 * Reads a first line. What is in it is not believed before its signature was checked.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_BATCH`, `ERR_UNSUPPORTED_VERSION`, `ERR_UNSUPPORTED_SUITE`, `ERR_LIMIT_EXCEEDED`.
 */
export function parseManifest(line: string): Manifest {
  assertManifestFits(line);
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(line) as Partial<Manifest> | null;
  } catch {
    throw malformedBatch('the manifest is not JSON');
  }
  if (value?.format !== formatName) throw malformedBatch('it is another format');
  if (value.version !== formatVersion) {
    throw new PrivacyError('ERR_UNSUPPORTED_VERSION', 'the batch has a version that this release does not know');
  }
  if (!isSuiteId(value.suite)) throw new PrivacyError('ERR_UNSUPPORTED_SUITE', 'the batch has an unknown suite');
  const { batchId, sender, createdAt, expiresAt, schema, parts, recipients } = value;
  if (!/^[A-Za-z0-9_-]{22}$/u.test(String(batchId))) throw malformedBatch('it has no batch id');
  if (typeof sender !== 'string' || typeof schema !== 'string') throw malformedBatch('sender or schema is missing');
  if (!isTime(createdAt) || !isTime(expiresAt)) throw malformedBatch('a time is missing');
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > maxParts || !parts.every(isKeyedPart)) {
    throw malformedBatch('its parts are not readable');
  }
  const isKnown = (candidate: unknown): boolean => isRecipient(candidate, parts.length);
  if (!Array.isArray(recipients) || recipients.length > maxRecipients || !recipients.every(isKnown)) {
    throw malformedBatch('its recipients are not readable');
  }
  return value as Manifest;
}

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value);

const isKeyedPart = (value: unknown): boolean =>
  isPart(value) && /^[0-9a-f]{8}$/u.test(String((value as Partial<KeyedPart>).key));

function isRecipient(value: unknown, partCount: number): boolean {
  const recipient = value as Partial<ManifestRecipient> | null;
  return (
    typeof recipient?.id === 'string' &&
    /^[0-9a-f]{32}$/u.test(String(recipient.fingerprint)) &&
    typeof recipient.encapsulated === 'string' &&
    typeof recipient.keys === 'string' &&
    Array.isArray(recipient.parts) &&
    recipient.parts.length > 0 &&
    recipient.parts.every((part) => Number.isInteger(part) && part >= 0 && part < partCount)
  );
}
