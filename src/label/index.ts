/**
 * Labels for printers: read without losing a byte, masked, checked for what is left, and rendered.
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
export { type LabelFinding, type LabelReport, type LintLabelOptions, lintLabel } from './lintLabel.ts';
export { type MaskLabelOptions, maskLabel } from './maskLabel.ts';
export type { LabelOriginal, LabelParty, LabelValueKind } from './original.ts';
export { type ParseLabelOptions, parseLabel, writeLabel } from './parseLabel.ts';
export type { Payload, PayloadField, PayloadForm, PayloadRole } from './payload/field.ts';
export { parsePayload } from './payload/parse.ts';
export type { LabelProfile } from './profile.ts';
export * from './render/index.ts';
export type { ClassBand } from './risk/classSizes.ts';
export type { Grade, GradeLevel, GradeReason, ReleaseModel } from './risk/grade.ts';
export { type LinkedViews, type LinkViewsOptions, linkViews } from './risk/linkedViews.ts';
export type { NumberBlocks, NumberBlocksSource } from './risk/numberBlocks.ts';
export type { LabelShare, PhoneFigures } from './risk/phoneCandidates.ts';
export { type RiskChartOptions, riskChart } from './risk/riskChart.ts';
export { type RiskMarkdownOptions, riskMarkdown } from './risk/riskMarkdown.ts';
export {
  createRiskReport,
  type PartyRisk,
  type RiskCollector,
  type RiskOptions,
  type RiskReport,
  riskReport,
  type ShownLabel,
} from './risk/riskReport.ts';
export { type LabelRule, type LabelRulePlace, type LabelRuleText, labelRules } from './rules.ts';
export {
  type LabelSarifReport,
  labelSarif,
  type SarifArtifact,
  type SarifDriver,
  type SarifLocation,
  type SarifLog,
  type SarifResult,
  type SarifRule,
  type SarifRun,
  type SarifText,
} from './sarif.ts';
