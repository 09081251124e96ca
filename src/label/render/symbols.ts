import { PrivacyError } from '../../errors.ts';

/** What is used of `bwip-js` 4, handed in by the caller: `import bwipjs from 'bwip-js'`. */
export interface BwipJs {
  /** Encodes; gives bars or pixels and draws nothing. */
  raw(options: { bcid: string; text: string; eclevel?: string }): unknown;
}

/** Narrowest bar and smallest module that a 203 dpi printer prints and a scanner reads: two dots. */
export const minModuleMm = 0.25;
/** Light modules on either side of Code 128 (ISO/IEC 15417, 10 modules). */
export const barcodeQuietModules = 10;
/** Light modules around a QR symbol (ISO/IEC 18004, 4 modules). */
export const qrQuietModules = 4;

/**
 * Widths of the bars and spaces of Code 128, a bar first.
 *
 * @throws {TypeError} `bwipjs` is not bwip-js.
 */
export function code128Bars(bwipjs: BwipJs, data: string): readonly number[] {
  const [symbol] = rawSymbols(bwipjs, { bcid: 'code128', text: data });
  const bars = symbol?.['sbs'];
  if (!isNumbers(bars)) throw notBwipJs();
  return bars;
}

/** Rows of a QR symbol, `true` for dark. */
export function qrModules(bwipjs: BwipJs, data: string): readonly (readonly boolean[])[] {
  const [symbol] = rawSymbols(bwipjs, { bcid: 'qrcode', text: data, eclevel: 'M' });
  const pixels = symbol?.['pixs'];
  const width = symbol?.['pixx'];
  if (!isNumbers(pixels) || typeof width !== 'number' || pixels.length !== width * width) throw notBwipJs();
  return Array.from({ length: width }, (_, y) => pixels.slice(y * width, (y + 1) * width).map((pixel) => pixel === 1));
}

function rawSymbols(bwipjs: BwipJs, options: Parameters<BwipJs['raw']>[0]): Record<string, unknown>[] {
  // In `import * as bwipjs` the name `raw` is a symbology of its own.
  const library = (bwipjs as { default?: BwipJs } | undefined)?.default ?? bwipjs;
  if (typeof library?.raw !== 'function') throw notBwipJs();
  const symbols = library.raw(options);
  if (!Array.isArray(symbols)) throw notBwipJs();
  return symbols;
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'number');

const notBwipJs = (): TypeError => new TypeError('"options.bwipjs" expected bwip-js 4');

/** At most so many modules has Code 128 of a text, quiet zones apart. */
export function code128MaxModules(data: string): number {
  // Start, check and stop of 13; code C holds two digits a symbol, code B one character.
  const symbols = /^\d+$/u.test(data) ? Math.ceil(data.length / 2) + 1 : data.length;
  return 11 * (symbols + 2) + 13;
}

// Bytes that versions 1 to 18 hold at level M (ISO/IEC 18004:2015, table 7).
const qrBytes = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560];

/** At most so many modules has a side of a QR symbol at level M, quiet zone apart. */
export function qrMaxModules(data: string): number {
  const index = qrBytes.findIndex((bytes) => data.length <= bytes);
  if (index < 0) throw tooLarge('reference');
  return 21 + 4 * index;
}

/** The error for a symbol that no scanner would read at the size that is left for it. */
export const tooLarge = (path: string): PrivacyError =>
  new PrivacyError('ERR_LIMIT_EXCEEDED', `${path} is too long for its symbol`, { path });
