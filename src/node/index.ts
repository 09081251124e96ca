/**
 * What needs Node: its OpenSSL as an engine.
 *
 * @module
 */
export type { Engine, KeyedMac, Suite, SuiteId } from '../crypto/suite.ts';
export { nodeEngine } from './engine.ts';
