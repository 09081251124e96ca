/**
 * `fastEngine`: suite 2 in plain TypeScript, several times as fast as `nobleEngine` and with the same bytes. Ours, not audited,
 * opt-in.
 *
 * @module
 */
export type { Engine, KeyedMac, KnownAnswers, Suite, SuiteId } from '../crypto/suite.ts';
export { fastEngine } from './engine.ts';
