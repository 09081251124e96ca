import { escapeField } from './escape.ts';
import { barcodeQuietModules, code128MaxModules, qrMaxModules, qrQuietModules, tooLarge } from './symbols.ts';
import type { Box, Layout, TextLine } from './template.ts';

/** Dots per millimetre of the usual printers: 203, 300 and 600 dpi. */
export const dotsPerMm: Readonly<Record<number, number>> = { 203: 8, 300: 11.8, 600: 23.6 };

/** A label in ZPL II, UTF-8 (`^CI28`). */
export function zplOf(layout: Layout, dpi: number, font: string): string {
  const scale = dotsPerMm[dpi] ?? 8;
  const dots = (mm: number): number => Math.round(mm * scale);
  const at = (x: number, y: number): string => `^FO${dots(x)},${dots(y)}`;
  const { width, height, boxes, lines, barcode, qr } = layout;
  const box = ({ x, y, width, height }: Box): string => {
    const [w, h] = [Math.max(1, dots(width)), Math.max(1, dots(height))];
    return `${at(x, y)}^GB${w},${h},${Math.min(w, h)}^FS`;
  };
  const line = ({ text, x, y, size, width, isCentred, isInverted }: TextLine): string => {
    const block = isCentred ? `^FB${dots(width)},1,0,C` : '';
    const reverse = isInverted ? '^FR' : '';
    return `${at(x, y)}^A@N,${dots(size)},${dots(size)},${font}${block}${reverse}^FH^FD${escapeField(text)}^FS`;
  };
  return [
    '^XA',
    `^CI28^PW${dots(width)}^LL${dots(height)}^LH0,0`,
    ...boxes.map(box),
    barcodeField(barcode, scale, at, dots),
    ...(qr === undefined ? [] : [qrField(qr, scale, at)]),
    ...lines.map(line),
    '^XZ\n',
  ].join('\n');
}

type At = (x: number, y: number) => string;

// Two dots: ^BY2 and ^BQ with a magnification of 2.
const minDots = 2;

function barcodeField({ box, data }: Layout['barcode'], scale: number, at: At, dots: (mm: number) => number): string {
  const modules = code128MaxModules(data);
  const module = Math.min(Math.floor((box.width * scale) / (modules + 2 * barcodeQuietModules)), Math.round(scale / 2));
  if (module < minDots) throw tooLarge('trackingNumber');
  const x = box.x + (box.width - (modules * module) / scale) / 2;
  // Mode A: the printer takes code C for digits.
  return `${at(x, box.y)}^BY${module}^BCN,${dots(box.height)},N,N,N,A^FD${data}^FS`;
}

function qrField({ box, data }: NonNullable<Layout['qr']>, scale: number, at: At): string {
  const modules = qrMaxModules(data);
  const module = Math.min(10, Math.floor((box.width * scale) / (modules + 2 * qrQuietModules)));
  if (module < minDots) throw tooLarge('reference');
  const inset = (box.width - (modules * module) / scale) / 2;
  return `${at(box.x + inset, box.y + inset)}^BQN,2,${module}^FDMA,${data}^FS`;
}
