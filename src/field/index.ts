/**
 * Encryption of single values and the keyrings behind it.
 *
 * @module
 */
export { nobleEngine } from '../crypto/noble.ts';
export { type Sodium, type SodiumNative, type SodiumWrappers, sodiumEngine } from '../crypto/sodium.ts';
export type { Engine, KeyedMac, Suite, SuiteId } from '../crypto/suite.ts';
export * from '../keys/index.ts';
export * from '../token/index.ts';
export type { FieldKind, FieldToken, KeyId, ValueType } from '../types.ts';
export type { CurrentItem, FailedItem, ReencryptedItem, ReencryptResult } from './bulk.ts';
export {
  createFieldCipher,
  type FieldCipher,
  type FieldCipherOptions,
  type FieldContext,
  type FieldItem,
} from './cipher.ts';
