/**
 * Labels for printers: read without losing a byte, masked, and checked for what is left.
 *
 * @module
 */

export type {
  Label,
  LabelCommand,
  LabelLanguage,
  LabelProblem,
  LabelRun,
  LabelRunKind,
  LabelSpan,
} from './label.ts';
export type { LabelPlace } from './leaks.ts';
export { type LabelFinding, type LintLabelOptions, lintLabel } from './lintLabel.ts';
export { type MaskLabelOptions, maskLabel } from './maskLabel.ts';
export type { LabelOriginal, LabelParty } from './original.ts';
export { type ParseLabelOptions, parseLabel, writeLabel } from './parseLabel.ts';
