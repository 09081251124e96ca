import { isAsciiLetter, isDigit } from '../span.ts';

const upsForm = /^1Z[0-9A-Z]{16}$/iu;

/** UPS: 1Z, fifteen characters, and a check digit over them; letters count from A = 2, every second character twice. */
function isUps(code: string): boolean {
  if (!upsForm.test(code)) return false;
  let sum = 0;
  for (let i = 2; i < 17; i++) {
    const value = isDigit(code[i]) ? Number(code[i]) : (code.toUpperCase().charCodeAt(i) - 63) % 10;
    sum += i % 2 === 0 ? value : value * 2;
  }
  return (10 - (sum % 10)) % 10 === Number(code[17]);
}

const upsChars = 18;
const maxCodeChars = 20;

/**
 * Whether digits belong to a tracking number that can be told by its form and check digit, and holds as many digits as a
 * mobile. The others are told by their length.
 */
export function isInTrackingNumber(folded: string, start: number, end: number): boolean {
  const isCode = (character: string | undefined): boolean => isAsciiLetter(character) || isDigit(character);
  let from = start;
  let to = end;
  while (from > 0 && end - from <= maxCodeChars && isCode(folded[from - 1])) from--;
  while (to - from <= maxCodeChars && isCode(folded[to])) to++;
  return to - from === upsChars && isUps(folded.slice(from, to));
}
