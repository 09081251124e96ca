import { inspect } from 'node:util';
import { isPrivacyError, type PrivacyErrorCode } from 'waybill-privacy/errors';

const none = Symbol('none');

/** What a call throws; fails when it throws nothing. */
export function thrownBy(call: () => unknown): unknown {
  let thrown: unknown = none;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  if (thrown === none) throw new Error('expected an error, got none');
  return thrown;
}

/** The code of the library's error that a call throws. Any other error goes through. */
export function codeOf(call: () => unknown): PrivacyErrorCode {
  const error = thrownBy(call);
  if (!isPrivacyError(error)) throw error;
  return error.code;
}

/** What a promise rejects with; fails when it does not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const thrown: unknown = await promise.then(
    () => none,
    (error: unknown) => error,
  );
  return thrownBy(() => {
    if (thrown !== none) throw thrown;
  });
}

export async function rejectionCodeOf(promise: Promise<unknown>): Promise<PrivacyErrorCode> {
  const error = await rejectionOf(promise);
  return codeOf(() => {
    throw error;
  });
}

/**
 * Everything that a log could show of an error, without what it always shows: the stack's file positions, which hold
 * names of files and functions and so may hold any short text by chance.
 */
export function shownBy(error: unknown): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      texts.push(String(value));
      return;
    }
    for (const key of Reflect.ownKeys(value)) {
      texts.push(String(key));
      const property = (value as Record<PropertyKey, unknown>)[key];
      if (key === 'stack') texts.push(withoutPositions(String(property)));
      else visit(property);
    }
  };
  visit(error);
  texts.push(String(error), withoutPositions(inspect(error, { depth: 10, showHidden: true })));
  return texts.join('\n');
}

const withoutPositions = (stack: string): string => stack.replaceAll(/^\s+at .*$/gmu, '');

/** The two lines that every failed decryption shows. */
export const decryptFailure = {
  code: 'ERR_DECRYPT_FAILED',
  message: 'cannot decrypt: wrong key, wrong context or changed token',
} as const;

/** Code, message and every other own property but the stack: two errors with equal faces cannot be told apart. */
export function faceOf(error: unknown): Record<string, unknown> {
  const face: Record<string, unknown> = {};
  for (const key of Object.getOwnPropertyNames(error)) {
    if (key !== 'stack') face[key] = (error as Record<string, unknown>)[key];
  }
  return face;
}
