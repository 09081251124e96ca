import type { RenderOrder } from 'waybill-privacy/label';

/** An invented order that fits on every template. */
export const parcel = {
  trackingNumber: 'SF3054296718850',
  carrier: '某某速运',
  service: '标准快递',
  routing: { code: '342-081-00 052', hub: '集 杭州转运中心' },
  recipient: {
    name: '张三丰',
    phone: '13812345678',
    address: '浙江省杭州市西湖区海德三道199号天利名城3栋2单元501室',
  },
  sender: { name: '李雷', phone: '0571-88886666', address: '广东省深圳市南山区云锦苑6栋1202室' },
  reference: 'K7Q2M9XD4T',
  items: ['陶瓷茶具 ×1'],
} satisfies RenderOrder;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The lines of text of an SVG label, read by expressions of the test's own. */
export const svgTexts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, text = '']) =>
    text.replace(/&(\w+);/gu, (_, name: string) => entities[name] ?? '?'),
  );

/** The data of the fields of a ZPL label. */
export const zplTexts = (zpl: string): string[] =>
  [...zpl.matchAll(/\^FH\^FD([^^]*)\^FS/gu)].map(([, data = '']) =>
    data.replace(/_([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );

/** Texts as ZPL in which everything is hexadecimal, so that `lintLabel` reads what another form shows. */
export const zplOfTexts = (texts: readonly string[]): string =>
  `^XA^CI28${texts
    .map((text) => [...new TextEncoder().encode(text)].map((byte) => `_${byte.toString(16).padStart(2, '0')}`).join(''))
    .map((data) => `^FH^FD${data}^FS`)
    .join('')}^XZ`;
