import { decodeBase64 } from '../bytes/base64.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { assertKnownKeys, assertObject, assertString } from '../errors.ts';
import { badAnswer } from '../keys/callback.ts';

/** Checks the options of a key service: a client, and names that are not empty. */
export function assertService(options: object, known: readonly string[]): void {
  assertObject(options, 'options');
  assertKnownKeys(options, known, 'options');
  const given = options as Readonly<Record<string, unknown>>;
  assertObject(given['client'], 'client');
  for (const name of known) {
    if (name === 'client' || (name === 'mount' && given[name] === undefined)) continue;
    assertString(given[name], name);
    if (given[name] === '') throw new RangeError(`"${name}" expected at least one character`);
  }
}

/** A property of whatever was thrown, or `undefined`. */
export const errorProperty = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : undefined;

/** Bytes in an answer. */
export function answeredBytes(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw badAnswer();
  return bytes;
}

/** The bytes of a text in an answer: a ciphertext as the service spells it. */
export function answeredText(text: unknown): Uint8Array {
  if (typeof text !== 'string') throw badAnswer();
  return encodeUtf8(text);
}

/** The bytes of base64 in an answer. */
export function answeredBase64(text: unknown): Uint8Array {
  const bytes = typeof text === 'string' ? decodeBase64(text) : undefined;
  if (bytes === undefined) throw badAnswer();
  return bytes;
}
