import { fold } from '../text/fold.ts';

/** What kind of document a number belongs to. */
export type IdNumberForm = 'resident' | 'resident-15' | 'passport' | 'permit' | 'unknown';

// GB 11643-1999; the last character by ISO 7064 MOD 11-2.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Whether 18 characters are a resident identity number with the right check character. */
export function isResidentNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/u.test(text)) return false;
  let sum = 0;
  for (const [i, weight] of weights.entries()) sum += weight * Number(text[i]);
  return checks[sum % 11] === text[17]?.toUpperCase();
}

// Region 6, year 2, month, day, order 3: the form before 1999.
const resident15 = /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/u;
// Ordinary E12345678 and EA1234567, older G and P, service S, diplomatic D.
const passport = /^(?:[EGPSD]\d{8}|E[A-Z]\d{7}|[A-Z]{1,2}\d{7,8})$/u;
// To Hong Kong and Macau C12345678; from there H/M and 8 or 10 digits; from Taiwan 8 or 10 digits and a letter.
const permit = /^(?:C[A-Z\d]\d{7}|[HM]\d{8}(?:\d{2})?|\d{8}|\d{10}[A-Z]?)$/u;

/** What document a number could belong to, by structure and check character. */
export function idNumberForm(text: string): IdNumberForm {
  const number = fold(text)
    .replaceAll(/[\s\u200b-]/gu, '')
    .toUpperCase();
  if (isResidentNumber(number)) return 'resident';
  if (resident15.test(number)) return 'resident-15';
  if (permit.test(number)) return 'permit';
  return passport.test(number) ? 'passport' : 'unknown';
}
