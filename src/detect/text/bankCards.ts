import { type Cue, codeCue, cue, hasCueBefore } from './cues.ts';
import { type DigitRun, isGluedToLetters } from './digits.ts';
import { type IdentityFinding, identityFinding } from './finding.ts';

const cardCue: Cue = /* @__PURE__ */ cue(
  '行卡号户储商信社款到账dD',
  12,
  /(?:银行卡?|储蓄卡|借记卡|信用卡|卡号|账号|账户|帐号|帐户|工行|建行|农行|中行|招行|交行|邮储|农商|农信|信用社|打款|打到|退到|转到|转账|汇到|card)[^\d]{0,6}$/iu,
);

/** ISO/IEC 7812-1, Annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

// ISO/IEC 7812: a card number has at most 19 digits; UnionPay begins with 62 and has 16 to 19.
const minDigits = 16;
const maxDigits = 19;

/** Bank cards: by a cue, or UnionPay's by prefix and check digit. Order ids of as many digits pass the check now and then. */
export function findBankCards(folded: string, runs: readonly DigitRun[]): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (const run of runs) {
    if (isGluedToLetters(folded, run.start)) continue;
    for (let first = 0; first < run.digits.length; first++) {
      if (!run.isGroupStart[first]) continue;
      const finding = cardAt(folded, run, first);
      if (finding === undefined) continue;
      found.push(finding);
      break;
    }
  }
  return found;
}

function cardAt(folded: string, run: DigitRun, first: number): IdentityFinding | undefined {
  const start = run.offsets[first] as number;
  if (hasCueBefore(folded, start, codeCue)) return undefined;
  const hasCue = hasCueBefore(folded, start, cardCue);
  let unchecked: IdentityFinding | undefined;
  for (let count = Math.min(maxDigits, run.digits.length - first); count >= minDigits; count--) {
    if (first + count < run.digits.length && run.isGroupStart[first + count] !== true) continue;
    const digits = run.digits.slice(first, first + count);
    const end = (run.offsets[first + count - 1] as number) + 1;
    if (passesLuhn(digits)) {
      if (hasCue) return identityFinding('bankCard', start, end, 0.97, 'card-cue');
      if (digits.startsWith('62')) return identityFinding('bankCard', start, end, 0.75, 'card-unionpay');
      if (count === minDigits && /^[3-5]/u.test(digits))
        return identityFinding('bankCard', start, end, 0.4, 'card-luhn');
    } else if (hasCue) unchecked ??= identityFinding('bankCard', start, end, 0.7, 'card-unchecked');
  }
  return unchecked;
}
