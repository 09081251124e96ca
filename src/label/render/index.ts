export type { HasGlyph, MissingGlyph } from './glyphs.ts';
export type { LabelField, LabelVirtualNumber, RenderOrder, RenderParty } from './order.ts';
export {
  type RenderedLabel,
  type RenderedZpl,
  type RenderLabelOptions,
  type RenderZplOptions,
  renderLabel,
  renderZpl,
} from './renderLabel.ts';
export type { BwipJs } from './symbols.ts';
export { type LabelTemplateName, labelTemplates } from './template.ts';
