import { assertString } from '../errors.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { rawKeyProvider } from '../keys/rawKey.ts';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The provider of `rawKeyProvider` with its key from an environment variable: 32 random bytes as base64url without padding.
 * White space around it is ignored.
 *
 * Environment variables are inherited by child processes and shown by `/proc` and crash reports: prefer a key service where
 * there is one.
 *
 * @param variable - Name of the variable.
 * @param environment - Where it stands. Default `process.env`.
 * @throws {RangeError} the variable is not set or holds no such key. It is named, its value never.
 * @example
 * const environment = { KEYRING_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' };
 * environmentKeyProvider('KEYRING_KEY', environment).name; // 'raw'
 * environmentKeyProvider('KEYRING_KEI', environment); // throws RangeError
 */
export function environmentKeyProvider(variable: string, environment: Environment = ownEnvironment()): KeyProvider {
  assertString(variable, 'variable');
  const key = Object.hasOwn(environment, variable) ? environment[variable]?.trim() : undefined;
  if (key === undefined || key === '') throw new RangeError(`the environment variable ${variable} is not set`);
  try {
    return rawKeyProvider({ key });
  } catch {
    throw new RangeError(`the environment variable ${variable} does not hold 32 random bytes as base64url`);
  }
}

const ownEnvironment = (): Environment =>
  (globalThis as { readonly process?: { readonly env: Environment } }).process?.env ?? {};
