import { isResidentNumber } from '../identity.ts';
import { isAsciiLetter, isDigit } from '../span.ts';
import { type Cue, codeCue, cue, hasCueBefore } from './cues.ts';
import { type DigitRun, isGluedToLetters } from './digits.ts';
import { type IdentityFinding, identityFinding } from './finding.ts';
import { matchesOf } from './matches.ts';

const residentCue: Cue = /* @__PURE__ */ cue(
  '证份件dD',
  12,
  /(?:身份证|身份|证件|id ?card)(?:号码?)?(?:是|为)?[^\dA-Za-z]{0,6}$/iu,
);

// GB/T 2260: the first two digits are a province-level division.
const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/u;
const birthday = /^(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;

/** Eighteen digits of an order pass the check character one time in eleven: the birthday must fit too. */
const isResident = (number: string): boolean => isResidentNumber(number) && birthday.test(number.slice(6, 14));

const isOldResident = (digits: string): boolean => province.test(digits) && birthday.test(`19${digits.slice(6, 12)}`);

/** Resident identity numbers: 18 characters by region, birthday and check character; 15 digits, and wrong ones, by a cue. */
export function findResidentNumbers(folded: string, runs: readonly DigitRun[]): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (const run of runs) {
    if (isGluedToLetters(folded, run.start)) continue;
    for (let first = 0; first < run.digits.length; first++) {
      if (!run.isGroupStart[first]) continue;
      const finding = residentAt(folded, run, first);
      if (finding === undefined) continue;
      found.push(finding);
      break;
    }
  }
  return found;
}

function residentAt(folded: string, run: DigitRun, first: number): IdentityFinding | undefined {
  const start = run.offsets[first] as number;
  const left = run.digits.length - first;
  const lastOf = (count: number): number => (run.offsets[first + count - 1] as number) + 1;
  const endsAt = (count: number): boolean => left === count || run.isGroupStart[first + count] === true;
  const hasCue = hasCueBefore(folded, start, residentCue);
  const x = left === 17 ? checkX(folded, run.end) : 0;
  const digits = run.digits.slice(first, first + 18);
  if (x > 0 || (left >= 18 && endsAt(18))) {
    const end = x > 0 ? x : lastOf(18);
    const number = x > 0 ? `${digits.slice(0, 17)}X` : digits;
    if (isResident(number)) return identityFinding('idNumber', start, end, hasCue ? 0.99 : 0.95, 'id-checksum');
    // Mistyped, and a person's all the same.
    return hasCue ? identityFinding('idNumber', start, end, 0.8, 'id-cue') : undefined;
  }
  if (left < 15 || !endsAt(15) || !isOldResident(digits.slice(0, 15))) return undefined;
  if (hasCueBefore(folded, start, codeCue)) return undefined;
  return identityFinding('idNumber', start, lastOf(15), hasCue ? 0.9 : 0.45, 'id-15');
}

/** Offset after an X that ends the number, with at most a separator before it; 0 where there is none. */
function checkX(folded: string, end: number): number {
  const at = folded[end] === ' ' || folded[end] === '-' ? end + 1 : end;
  const isX = folded[at] === 'X' || folded[at] === 'x';
  return isX && !isAsciiLetter(folded[at + 1]) && !isDigit(folded[at + 1]) ? at + 1 : 0;
}

// Ordinary passports E12345678 and EA1234567, older G; permits of and to Hong Kong, Macau, Taiwan; officers' papers.
const document =
  /(?:护照|passport|通行证|回乡证|台胞证|港澳证|居住证|军官证|士官证|驾驶证|驾照)(?:号码?)?(?:是|为)?[ :]{0,3}([A-Za-z]{0,2}[ -]?\d(?:[ -]?\d){6,17}[A-Za-z]?)/giu;

/** Passports and permits: only behind their name, since model numbers look the same. */
export function findDocuments(folded: string): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (const match of matchesOf(document, folded)) {
    const end = match.index + match[0].length;
    found.push(identityFinding('idNumber', end - (match[1] as string).length, end, 0.9, 'document-cue'));
  }
  return found;
}
