/**
 * Encryption of whole orders by a schema.
 *
 * @module
 */
export type { BlindIndexDefinition, BlindIndexer, IndexTags } from '../blind-index/indexer.ts';
export type { CurrentItem, FailedItem, ReencryptedItem, ReencryptResult } from '../field/bulk.ts';
export type { Policy, PolicyName } from '../mask/policy.ts';
export type { DroppedField, EncryptableField, KeptField, MaskedField } from '../mask/schema.ts';
export type { Path } from '../paths.ts';
export type { FieldKind, IndexTag, Masked, PrivateValue, RecordToken, ValueType } from '../types.ts';
export {
  createRecordCipher,
  type EncryptedOrder,
  type EncryptOptions,
  type Privacy,
  type RecordCipher,
  type RecordCipherOptions,
  type RecordItem,
  type ReencryptOptions,
} from './cipher.ts';
export {
  createErasableRecordCipher,
  type ErasableRecordCipher,
  type ErasableRecordCipherOptions,
  type SaltStore,
} from './erasable.ts';
export type { IndexedPlace } from './indexes.ts';
export {
  defineSchema,
  type EncryptedField,
  type FieldRule,
  orderSchema,
  type Schema,
  type SchemaDefinition,
  type SchemaField,
} from './schema.ts';
export { type LockedField, lockSchema, type SchemaLock } from './schemaLock.ts';
export { parseWaybillText, type WaybillOrder, type WaybillRecipient } from './waybillText.ts';
