/**
 * Labels in ZPL II: read without losing a byte, masked, and checked for what is left.
 *
 * @module
 */
export {
  parseZpl,
  writeZpl,
  type ZplCommand,
  type ZplLabel,
  type ZplProblem,
  type ZplRun,
  type ZplRunKind,
} from './zpl.ts';
