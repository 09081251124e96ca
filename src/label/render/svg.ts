import {
  type BwipJs,
  barcodeQuietModules,
  code128Bars,
  minModuleMm,
  qrModules,
  qrQuietModules,
  tooLarge,
} from './symbols.ts';
import type { Box, Layout, TextLine } from './template.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string => text.replace(/[&<>"']/gu, (character) => entities[character] ?? '');

/** Millimetres, to a thousandth. */
const mm = (value: number): string => String(Math.round(value * 1000) / 1000);

const path = ({ x, y, width, height }: Box): string => `M${mm(x)} ${mm(y)}h${mm(width)}v${mm(height)}h-${mm(width)}z`;

/** Height of the letters above the base line of a hanzi font, in em. */
const ascent = 0.88;

function textElement({ text, x, y, size, width, isBold, isCentred, isInverted }: TextLine): string {
  const attributes = [
    `x="${mm(isCentred ? x + width / 2 : x)}"`,
    `y="${mm(y + size * ascent)}"`,
    `font-size="${mm(size)}"`,
    ...(isCentred ? ['text-anchor="middle"'] : []),
    ...(isBold ? ['font-weight="700"'] : []),
    ...(isInverted ? ['fill="#fff"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escapeXml(text)}</text>`;
}

/** The bars of Code 128 in the middle of the box. */
function barcodePath({ box, data }: Layout['barcode'], bwipjs: BwipJs): string {
  const bars = code128Bars(bwipjs, data);
  const modules = bars.reduce((sum, bar) => sum + bar, 0);
  // Wider than half a millimetre no bar needs to be.
  const module = Math.min(0.5, box.width / (modules + 2 * barcodeQuietModules));
  if (module < minModuleMm) throw tooLarge('trackingNumber');
  let x = box.x + (box.width - modules * module) / 2;
  let d = '';
  for (const [index, bar] of bars.entries()) {
    const width = bar * module;
    if (index % 2 === 0) d += path({ x, y: box.y, width, height: box.height });
    x += width;
  }
  return d;
}

function qrPath({ box, data }: NonNullable<Layout['qr']>, bwipjs: BwipJs): string {
  const rows = qrModules(bwipjs, data);
  const module = box.width / (rows.length + 2 * qrQuietModules);
  if (module < minModuleMm) throw tooLarge('reference');
  let d = '';
  for (const [row, modules] of rows.entries()) {
    for (let from = 0; from < modules.length; from++) {
      if (!modules[from]) continue;
      // One rectangle for neighbours: no hairlines between them.
      const end = modules.indexOf(false, from);
      const to = end < 0 ? modules.length : end;
      const x = box.x + (qrQuietModules + from) * module;
      d += path({ x, y: box.y + (qrQuietModules + row) * module, width: (to - from) * module, height: module });
      from = to;
    }
  }
  return d;
}

/** A label as an SVG document of its size in millimetres. */
export function svgOf(layout: Layout, bwipjs: BwipJs, fontFamily: string): string {
  const { width, height, boxes, lines, barcode, qr } = layout;
  const symbols = [barcodePath(barcode, bwipjs), ...(qr === undefined ? [] : [qrPath(qr, bwipjs)])];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<path d="${boxes.map(path).join('')}"/>`,
    ...symbols.map((d) => `<path d="${d}" shape-rendering="crispEdges"/>`),
    `<g font-family="${escapeXml(fontFamily)}" xml:space="preserve">`,
    ...lines.map(textElement),
    '</g>',
    '</svg>\n',
  ].join('\n');
}
