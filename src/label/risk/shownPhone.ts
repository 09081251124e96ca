import { readDigits } from '../../detect/phone/cells.ts';
import { isDigit } from '../../detect/span.ts';
import { maskChunks } from '../../lint/phoneMask.ts';
import { maxFieldChars } from '../../mask/hidden.ts';

/** The eleven cells of a mobile number of mainland China: `0`–`9`, or `*` where hidden. */
export type MobileCells = string;

const mobileDigits = 11;
const countryCode = /^(?:00)?86(?=[1*])/u;
const mobile = /^[1*][3-9*][\d*]{9}$/u;
const oneGap = /^(\d*)\*+(\d*)$/u;

/**
 * Reads a mobile number as printed.
 *
 * A mask of one stretch may be of any width, `138**78` too: what it hides is what eleven digits lack. One that begins with
 * glyphs is taken for a mobile, as nothing tells it from a landline.
 *
 * @returns `undefined` for any other number.
 */
export function readShownMobile(phone: string): MobileCells | undefined {
  if (phone.length > maxFieldChars) return undefined;
  let cells = '';
  for (const chunk of maskChunks(phone.replaceAll('(^_^)', '*****'))) {
    cells = (cells + chunk.cells).replace(countryCode, '');
    // What follows is an extension or another number.
    if (cells.length === mobileDigits && mobile.test(cells)) return cells;
  }
  const gap = oneGap.exec(cells);
  if (gap === null) return undefined;
  const [, before = '', after = ''] = gap;
  const hidden = mobileDigits - before.length - after.length;
  const filled = before + '*'.repeat(Math.max(0, hidden)) + after;
  return hidden > 0 && mobile.test(filled) ? filled : undefined;
}

const separators = /[\s,;/，；、]+/u;
const minCompleteDigits = 7;

/** Whether a number stands there with nothing hidden: alone, or beside masked ones. */
export function showsCompletePhone(phone: string): boolean {
  if (phone.length > maxFieldChars) return digitsOf(phone) >= minCompleteDigits;
  const text = readDigits(phone.replaceAll('(^_^)', '*****'), 'field');
  return isComplete(text) || text.split(separators).some(isComplete);
}

const isComplete = (text: string): boolean => !text.includes('*') && digitsOf(text) >= minCompleteDigits;

function digitsOf(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) if (isDigit(text[i])) digits++;
  return digits;
}
