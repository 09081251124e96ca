// One invented order as a label without protection and as a privacy label, side by side in one picture.
// npm run label -- [--font file] [--output docs/images/label-before-after.png] [--zpl folder]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Resvg } from '@resvg/resvg-js';
import bwipjs from 'bwip-js/node';
import { createFieldCipher, generateKeyring } from 'waybill-privacy';
import { lintLabel, type RenderOrder, renderLabel } from 'waybill-privacy/label';
import { readCmap } from './cmap.ts';
import { findHanziFont } from './fonts.ts';

const { values } = parseArgs({
  options: {
    font: { type: 'string' },
    output: { type: 'string', default: 'docs/images/label-before-after.png' },
    zpl: { type: 'string' },
  },
});

const fontFiles = values.font === undefined ? findHanziFont() : [values.font];
const [regular] = fontFiles;
if (regular === undefined) {
  console.error('No font with hanzi was found. Install one (Debian: fonts-noto-cjk), or name its file with --font.');
  process.exit(1);
}
const hasGlyph = readCmap(readFileSync(regular));
if (!hasGlyph(0x6536)) {
  console.error(`${regular} has no hanzi: the label would be boxes. Name another file with --font.`);
  process.exit(1);
}

const order = {
  trackingNumber: 'SF3054296718850',
  carrier: '某某速运',
  service: '标准快递',
  routing: { code: '342-081-00 052', hub: '集 杭州转运中心' },
  recipient: {
    name: '喻晓棠',
    phone: '13812345678',
    address: '浙江省杭州市西湖区栖柏路12号云锦苑3栋2单元501室',
  },
  sender: { name: '李墨琛', phone: '13987654321', address: '广东省深圳市南山区岚屿路123号6栋1202室' },
  items: ['陶瓷茶具 ×1', '喻晓棠的生日贺卡，请打13812345678'],
} satisfies RenderOrder;

// Whoever has the key opens what the QR symbol says; for anybody else it is random.
const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
const reference = cipher.encrypt(order.recipient.phone, { recordId: order.trackingNumber, field: 'recipient.phone' });

const common = { bwipjs, hasGlyph };
const before = renderLabel({ ...order, reference: order.trackingNumber }, '100x150', { ...common, policy: 'owner' });
const after = renderLabel({ ...order, reference }, '100x150', common);

for (const { field, codePoint } of after.missingGlyphs) {
  console.error(`${field}: the font has no U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
}
if (after.missingGlyphs.length > 0) process.exit(1);
const findings = lintLabel(after.zpl, { recipient: order.recipient, sender: order.sender }).findings;

/** A label at a place of the picture, which is measured in millimetres too. */
const placed = (svg: string, x: number, y: number): string =>
  svg.replace('<svg ', `<svg x="${x}" y="${y}" `).replaceAll('mm"', '"');
const caption = (x: number, text: string): string =>
  `<text x="${x}" y="11" font-size="6" font-weight="700" fill="#333" text-anchor="middle">${text}</text>`;
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 224 172" font-family="Noto Sans CJK SC, sans-serif">
<rect width="224" height="172" fill="#eceff1"/>
${caption(58, '普通面单 · before')}${caption(166, '隐私面单 · after')}
${placed(before.svg, 8, 16)}${placed(after.svg, 116, 16)}
</svg>`;

const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans CJK SC' };
const png = new Resvg(picture, { fitTo: { mode: 'width', value: 1120 }, font }).render().asPng();
mkdirSync(dirname(values.output), { recursive: true });
writeFileSync(values.output, png);
if (values.zpl !== undefined) {
  mkdirSync(values.zpl, { recursive: true });
  writeFileSync(join(values.zpl, 'label.zpl'), after.zpl);
}
console.log(
  `${values.output}: ${Math.ceil(png.length / 1000)} kB; ${findings.length} findings of lintLabel on the right one`,
);
if (findings.length > 0) process.exitCode = 1;
