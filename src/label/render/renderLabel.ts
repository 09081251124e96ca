import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../../errors.ts';
import { createMasker } from '../../mask/masker.ts';
import type { Policy, PolicyName } from '../../mask/policy.ts';
import { lintLabel } from '../lint/lintLabel.ts';
import { type HasGlyph, type MissingGlyph, missingGlyphsOf } from './glyphs.ts';
import { printedOrder, type RenderOrder } from './order.ts';
import { svgOf } from './svg.ts';
import type { BwipJs } from './symbols.ts';
import { type LabelTemplateName, type Layout, layOut } from './template.ts';
import { dotsPerMm, zplOf } from './zpl.ts';

/** What `renderZpl` takes besides order and template. */
export interface RenderZplOptions {
  /** What may be seen. Default `label`. One that breaks the floor of its rule set says so in `acknowledge`; `owner` hides nothing. */
  readonly policy?: PolicyName | Policy;
  /** The time at which a virtual number must still be valid. Default: now. */
  readonly now?: Date;
  /** Whether the font draws a code point, from the `cmap` of the font. Without it only what no font has is reported. */
  readonly hasGlyph?: HasGlyph;
  /** Resolution of the printer in dots per inch. Default 203. */
  readonly dpi?: 203 | 300 | 600;
  /** Font with hanzi as stored in the printer, for `^A@`. Default `E:SIMSUN.FNT`. */
  readonly printerFont?: string;
}

/** What `renderLabel` takes besides order and template. */
export interface RenderLabelOptions extends RenderZplOptions {
  /** The package `bwip-js`, which encodes the symbols of the SVG. */
  readonly bwipjs: BwipJs;
  /** `font-family` of the SVG: letters, digits, spaces, `,`, `-` and `'`. Default: the usual fonts with hanzi. */
  readonly fontFamily?: string;
}

/** A label in ZPL II. */
export interface RenderedZpl {
  /** To be sent as UTF-8. */
  readonly zpl: string;
  /** What would be printed as a box. Look before you print. */
  readonly missingGlyphs: readonly MissingGlyph[];
}

/** A label in both forms, with the same lines at the same places. */
export interface RenderedLabel extends RenderedZpl {
  /** An SVG document of the label's size in millimetres, text as text. */
  readonly svg: string;
}

const zplKeys = ['policy', 'now', 'hasGlyph', 'dpi', 'printerFont'] as const;
const defaultPrinterFont = 'E:SIMSUN.FNT';
const printerFontForm = /^[A-Z]:[A-Z0-9_]{1,16}\.[A-Z]{3}$/u;
const defaultFamily =
  "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const familyForm = /^[\p{L}\p{N} ,'-]{1,256}$/u;

/**
 * Renders a privacy label, as SVG for screens and page printers and as ZPL II for label printers: Code 128 of the tracking number,
 * the routing code large, masked people, item lines masked as free text, a QR symbol that says an opaque token, and room to sign.
 *
 * Names, phones and addresses are masked here whatever they are, masks included, so plaintext that is handed over by mistake is
 * never printed. Before the label is given back `lintLabel` has to find nothing in it. Texts wrap and shrink; what does not fit is
 * refused and never cut. A virtual number is printed whole, beside 号码保护中, while it is valid.
 *
 * @param order - What the label says.
 * @param template - `100x150` or `76x130`: width and height in millimetres.
 * @param options - `bwipjs`, and what to change.
 * @throws {PrivacyError} `ERR_PLAINTEXT` if a number, code or reference would show what must be hidden; `ERR_FIELD_TYPE` for one
 * of another form; `ERR_LIMIT_EXCEEDED` for what does not fit; `ERR_POLICY`. With `path` where it is one field.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} an unknown template, or an option out of range.
 * @example
 * const { default: bwipjs } = await import('bwip-js/node');
 * const order = {
 *   trackingNumber: 'SF3054296718850',
 *   routing: { code: '342-081-00 052', hub: '杭州' },
 *   recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
 *   reference: 'K7Q2M9XD4T',
 * };
 * const { svg, zpl, missingGlyphs } = renderLabel(order, '100x150', { bwipjs });
 * svg.match(/<text[^>]*>(海德.*)</u)?.[1]; // '海德三道199号天利名城3-**-**'
 * zpl.includes('^FD138******78^FS'); // true
 * missingGlyphs; // []
 * @see GB/T 41833-2022 for zones and hiding rules; ISO/IEC 15417 and 18004 for the symbols; Zebra, ZPL II Programming Guide
 */
export function renderLabel(
  order: RenderOrder,
  template: LabelTemplateName,
  options: RenderLabelOptions,
): RenderedLabel {
  assertObject(options, 'options');
  const { bwipjs, fontFamily = defaultFamily, ...rest } = options;
  if (bwipjs === undefined) throw new TypeError('"options.bwipjs" expected bwip-js 4');
  assertString(fontFamily, 'options.fontFamily');
  if (!familyForm.test(fontFamily)) throw new RangeError('"options.fontFamily" expected names of fonts');
  const { layout, ...rendered } = render(order, template, rest);
  return { svg: svgOf(layout, bwipjs, fontFamily), ...rendered };
}

/**
 * The ZPL II of {@link renderLabel} alone, which needs no `bwip-js`: the printer draws the symbols (`^BC`, `^BQ`).
 *
 * @throws as {@link renderLabel}.
 * @example
 * const recipient = { name: '张三丰', phone: '13812345678', address: '海德三道199号3栋501室' };
 * const routing = { code: '342-081-00 052' };
 * const { zpl } = renderZpl({ trackingNumber: 'SF3054296718850', routing, recipient }, '76x130');
 * lintLabel(zpl, { recipient }).ok; // true
 */
export function renderZpl(
  order: RenderOrder,
  template: LabelTemplateName,
  options: RenderZplOptions = {},
): RenderedZpl {
  const { zpl, missingGlyphs } = render(order, template, options);
  return { zpl, missingGlyphs };
}

function render(
  order: RenderOrder,
  template: LabelTemplateName,
  options: RenderZplOptions,
): RenderedZpl & { readonly layout: Layout } {
  assertObject(options, 'options');
  assertKnownKeys(options, zplKeys, 'options');
  const { policy = 'label', now = new Date(), hasGlyph, dpi = 203, printerFont = defaultPrinterFont } = options;
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw new TypeError('"options.now" expected Date');
  if (hasGlyph !== undefined && typeof hasGlyph !== 'function') {
    throw new TypeError('"options.hasGlyph" expected function');
  }
  if (!Object.hasOwn(dotsPerMm, dpi)) throw new RangeError('"options.dpi" expected 203, 300 or 600');
  assertString(printerFont, 'options.printerFont');
  if (!printerFontForm.test(printerFont)) throw new RangeError('"options.printerFont" expected such as E:SIMSUN.FNT');
  const printed = printedOrder(order, createMasker(policy), now);
  const layout = layOut(printed, template);
  const zpl = zplOf(layout, dpi, printerFont);
  // Both forms have the same lines, so that one check holds for both.
  if (!lintLabel(zpl, printed.original, { policy }).ok) {
    throw new PrivacyError('ERR_PLAINTEXT', 'the label would show what it must hide');
  }
  return { zpl, missingGlyphs: missingGlyphsOf(layout.lines, hasGlyph), layout };
}
