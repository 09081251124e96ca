/**
 * Batches of orders for named recipients, each of whom opens only what it was granted.
 *
 * @module
 */
export type { Grants, View } from './grants.ts';
export { exportJwe, importJwe, type Jose, type JweAlgorithm, type JweOptions, type OpenJweOptions } from './jwe.ts';
export type { RecipientKind, XWingKem } from './kem.ts';
export { exportKey, importRecipientKey, importSenderKey } from './keyFile.ts';
export {
  fingerprint,
  generateRecipientKey,
  generateSenderKey,
  parseRecipientKey,
  parseSenderKey,
  type RecipientKey,
  type RecipientKeyOptions,
  type SenderKey,
  secretText,
} from './keys.ts';
export { type BatchInfo, type BatchPosition, type OpenedBatch, type OpenOptions, openBatch } from './open.ts';
export { type Recipient, type SealedBatch, type SealOptions, sealBatch } from './seal.ts';
export { type OpenedRow, type OpenStreamOptions, openStream, sealStream } from './stream.ts';
export { batchText, parseBatch } from './text.ts';
