/**
 * Labels in ZPL II: read without losing a byte, masked, checked for what is left, and rendered.
 *
 * @module
 */

export type { LabelPlace } from './leaks.ts';
export { type LabelFinding, type LintLabelOptions, lintLabel } from './lintLabel.ts';
export { type MaskLabelOptions, maskLabel } from './maskLabel.ts';
export type { LabelOriginal, LabelParty } from './original.ts';
export * from './render/index.ts';
export {
  parseZpl,
  writeZpl,
  type ZplCommand,
  type ZplLabel,
  type ZplProblem,
  type ZplRun,
  type ZplRunKind,
} from './zpl.ts';
