/**
 * `fastEngine`: suite 2 in plain TypeScript, faster than `nobleEngine` and with the same bytes (`npm run bench -- encrypt`). Ours, not audited,
 * opt-in.
 *
 * @module
 */
export type { Engine, KeyedMac, KnownAnswers, Suite, SuiteId } from '../crypto/suite.ts';
export { fastEngine } from './engine.ts';
