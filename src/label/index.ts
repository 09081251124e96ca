/**
 * Labels in ZPL II: read without losing a byte, masked, and checked for what is left.
 *
 * @module
 */

export type { LabelPlace } from './leaks.ts';
export { type LabelFinding, type LintLabelOptions, lintLabel } from './lintLabel.ts';
export { type MaskLabelOptions, maskLabel } from './maskLabel.ts';
export type { LabelOriginal, LabelParty } from './original.ts';
export type { Payload, PayloadField, PayloadForm, PayloadRole } from './payload/field.ts';
export { parsePayload } from './payload/parse.ts';
export {
  parseZpl,
  writeZpl,
  type ZplCommand,
  type ZplLabel,
  type ZplProblem,
  type ZplRun,
  type ZplRunKind,
} from './zpl.ts';
