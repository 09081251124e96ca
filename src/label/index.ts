/**
 * Labels for printers: read without losing a byte, masked, checked for what is left, and rendered.
 *
 * @module
 */

export type { LabelPlace } from './find/leaks.ts';
export type { LabelOriginal, LabelParty, LabelValueKind } from './find/original.ts';
export { type LabelFinding, type LabelReport, type LintLabelOptions, lintLabel } from './lint/lintLabel.ts';
export type { LabelProfile } from './lint/profile.ts';
export { type LabelRule, type LabelRulePlace, type LabelRuleText, labelRules } from './lint/rules.ts';
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
} from './lint/sarif.ts';
export { type MaskLabelOptions, maskLabel } from './mask/maskLabel.ts';
export type {
  Label,
  LabelCommand,
  LabelLanguage,
  LabelProblem,
  LabelRun,
  LabelRunKind,
  LabelSpan,
} from './parse/label.ts';
export { type ParseLabelOptions, parseLabel, writeLabel } from './parse/parseLabel.ts';
export type { Payload, PayloadField, PayloadForm, PayloadRole } from './payload/field.ts';
export { parsePayload } from './payload/parse.ts';
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
