/**
 * Suite 3: SM4-GCM with HMAC-SM3 (国密), on `sm-crypto-v2` or another implementation of yours. For Node's own see
 * `nodeSmEngine` of `waybill-privacy/node`.
 *
 * @module
 */
export type { Engine, KeyedMac, KnownAnswers, Suite, SuiteId } from '../crypto/suite.ts';
export { type SmCrypto, smEngine } from './engine.ts';
export { smKnownAnswers } from './knownAnswers.ts';
