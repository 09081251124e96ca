import { PrivacyError } from '../../errors.ts';
import type { LabelField, PrintedOrder } from './order.ts';
import { fitText, lineHeight, type TextBox } from './text.ts';

/** Name of a template: width and height of the one-sheet waybill in millimetres. */
export type LabelTemplateName = '100x150' | '76x130';

/** A place, in millimetres from the upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A one-sheet waybill, in millimetres. */
interface Template {
  readonly width: number;
  readonly height: number;
  readonly rules: readonly Box[];
  /** 收 and 寄: white on black. */
  readonly badges: Readonly<Record<'recipient' | 'sender', Badge>>;
  readonly captions: readonly { readonly text: string; readonly box: TextBox }[];
  readonly texts: Readonly<Record<Exclude<LabelField, 'caption'>, TextBox>>;
  readonly barcode: Box;
  /** The square of the QR symbol with its quiet zone. */
  readonly qr: Box;
}

interface Badge {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

/** A line of text as laid out; `y` is its upper edge. */
export interface TextLine {
  readonly field: LabelField;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Width of the box, to centre in. */
  readonly width: number;
  readonly isBold: boolean;
  readonly isCentred: boolean;
  readonly isInverted: boolean;
}

/** Everything on the label, in millimetres. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Filled black. */
  readonly boxes: readonly Box[];
  readonly lines: readonly TextLine[];
  readonly barcode: { readonly box: Box; readonly data: string };
  readonly qr: { readonly box: Box; readonly data: string } | undefined;
}

const thickness = 0.25;
const across = (x: number, y: number, width: number): Box => ({ x, y, width, height: thickness });
const down = (x: number, y: number, height: number): Box => ({ x, y, width: thickness, height });
const frame = (x: number, y: number, width: number, height: number): Box[] => [
  across(x, y, width),
  across(x, y + height - thickness, width),
  down(x, y, height),
  down(x + width - thickness, y, height),
];
const text = (
  x: number,
  y: number,
  width: number,
  height: number,
  size: number,
  minSize: number,
  style: Pick<TextBox, 'isBold' | 'isCentred'> = {},
): TextBox => ({ x, y, width, height, size, minSize, ...style });
const bold = { isBold: true };

// Zones from top to bottom: 码号区, 目的地信息区, 收件人信息区, 寄件人信息区, 内件信息区, 签收区 (GB/T 41833-2022, as reported by
// the press conference of 2023-04-07). Places and sizes inside them are ours.
const templates: Readonly<Record<LabelTemplateName, Template>> = {
  '100x150': {
    width: 100,
    height: 150,
    rules: [
      ...frame(3, 3, 94, 144),
      ...[13, 34.5, 57, 88, 108, 136].map((y) => across(3, y, 94)),
      down(66, 108, 28),
      down(50, 136, 11),
    ],
    badges: {
      recipient: { x: 5, y: 59.5, size: 8, text: '收' },
      sender: { x: 5.75, y: 90, size: 6.5, text: '寄' },
    },
    captions: [
      { text: '内件', box: text(5, 109.5, 20, 5, 3.4, 3.4) },
      { text: '签收人', box: text(5, 137.5, 20, 5, 3.4, 3.4) },
      { text: '签收时间', box: text(52, 137.5, 20, 5, 3.4, 3.4) },
    ],
    texts: {
      carrier: text(5, 4.6, 52, 7.2, 5.6, 3, bold),
      service: text(62, 5.2, 33, 6, 4.4, 2.6),
      trackingNumber: text(6, 29, 88, 5, 4.1, 3, { isCentred: true }),
      'routing.code': text(5, 35.4, 90, 14.4, 12, 5, bold),
      'routing.hub': text(5, 50, 90, 6.4, 5, 3),
      'recipient.name': text(16, 59, 29, 6.8, 5.6, 2.8, bold),
      'recipient.phone': text(46, 59, 49, 6.8, 5.6, 2.6, bold),
      'recipient.address': text(16, 66.2, 79, 15.6, 5, 2.6),
      'recipient.memo': text(16, 82.4, 79, 4.8, 3.8, 3),
      'sender.name': text(16, 89.4, 29, 4.9, 4, 2.2),
      'sender.phone': text(46, 89.4, 49, 4.9, 4, 2),
      'sender.address': text(16, 94.6, 79, 9.2, 3.6, 2),
      'sender.memo': text(16, 103.8, 79, 3.8, 3, 2.4),
      items: text(5, 114.4, 59, 20.6, 3.6, 2.2),
    },
    barcode: { x: 6, y: 15, width: 88, height: 13 },
    qr: { x: 67.75, y: 108.5, width: 27.5, height: 27.5 },
  },
  '76x130': {
    width: 76,
    height: 130,
    rules: [
      ...frame(2, 2, 72, 126),
      ...[9.8, 27.8, 46, 74.5, 93.5, 119].map((y) => across(2, y, 72)),
      down(47.5, 93.5, 25.5),
      down(38, 119, 9),
    ],
    badges: {
      recipient: { x: 3.5, y: 48, size: 7, text: '收' },
      sender: { x: 4.25, y: 76, size: 5.5, text: '寄' },
    },
    captions: [
      { text: '内件', box: text(3.6, 94.6, 20, 4, 2.8, 2.8) },
      { text: '签收人', box: text(3.6, 120.2, 20, 4, 2.8, 2.8) },
      { text: '签收时间', box: text(39.6, 120.2, 20, 4, 2.8, 2.8) },
    ],
    texts: {
      carrier: text(3.6, 3.2, 40, 5.8, 4.4, 2.6, bold),
      service: text(46, 3.6, 26.4, 5, 3.6, 2.2),
      trackingNumber: text(3, 23, 70, 4.4, 3.5, 2.8, { isCentred: true }),
      'routing.code': text(3.6, 28.4, 68.8, 11.6, 9.6, 4, bold),
      'routing.hub': text(3.6, 40.2, 68.8, 5.2, 4.2, 2.6),
      'recipient.name': text(12.5, 47.6, 22, 5.6, 4.6, 2.2, bold),
      'recipient.phone': text(35, 47.6, 37.4, 5.6, 4.6, 2.2, bold),
      'recipient.address': text(12.5, 53.8, 60, 15.2, 4.2, 2.2),
      'recipient.memo': text(12.5, 69.6, 60, 4.2, 3.2, 2.6),
      'sender.name': text(12.5, 75.6, 22, 4.3, 3.4, 2),
      'sender.phone': text(35, 75.6, 37.4, 4.3, 3.4, 1.8),
      'sender.address': text(12.5, 80.2, 60, 8.8, 3.2, 1.8),
      'sender.memo': text(12.5, 89.4, 60, 3.4, 2.6, 2.2),
      items: text(3.6, 98.4, 42.8, 20, 3, 1.8),
    },
    barcode: { x: 2.5, y: 11.2, width: 71, height: 11 },
    qr: { x: 48.75, y: 94.25, width: 24.5, height: 24.5 },
  },
};

/** Names of the templates. */
export const labelTemplates: readonly LabelTemplateName[] = ['100x150', '76x130'];

/**
 * Places a printed order on a template. Nothing is cut: what does not fit at its smallest size is refused.
 *
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` with `path`. @throws {RangeError} an unknown template.
 */
export function layOut(printed: PrintedOrder, name: LabelTemplateName): Layout {
  if (!labelTemplates.includes(name)) throw new RangeError(`"template" expected ${labelTemplates.join(' or ')}`);
  const template = templates[name];
  const lines: TextLine[] = [];
  const boxes: Box[] = [...template.rules];
  const put = (field: LabelField, texts: readonly string[], box: TextBox): void => {
    const fitted = fitText(texts, box);
    if (fitted === undefined) {
      throw new PrivacyError('ERR_LIMIT_EXCEEDED', `${field} does not fit on the label`, { path: field });
    }
    const { x, width, isBold = false, isCentred = false } = box;
    for (const [index, line] of fitted.lines.entries()) {
      const y = box.y + index * fitted.size * lineHeight;
      lines.push({ field, text: line, x, y, size: fitted.size, width, isBold, isCentred, isInverted: false });
    }
  };
  for (const { text: caption, box } of template.captions) put('caption', [caption], box);
  for (const role of ['recipient', 'sender'] as const) {
    if (!printed.texts.has(`${role}.name`)) continue;
    const { x, y, size, text: character } = template.badges[role];
    boxes.push({ x, y, width: size, height: size });
    const place = { x: x + size * 0.14, y: y + size * 0.13, size: size * 0.72, width: size };
    lines.push({ field: 'caption', text: character, ...place, isBold: true, isCentred: false, isInverted: true });
  }
  for (const [field, texts] of printed.texts) if (field !== 'caption') put(field, texts, template.texts[field]);
  const { trackingNumber, reference } = printed;
  return {
    width: template.width,
    height: template.height,
    boxes,
    lines,
    barcode: { box: template.barcode, data: trackingNumber },
    qr: reference === undefined ? undefined : { box: template.qr, data: reference },
  };
}
