/** Invented private data in payloads, to measure what the guard refuses. */
import { makePerson } from '../orders/people.ts';
import { mobileDigits } from '../orders/phones.ts';
import { createRandom, type Random } from '../orders/random.ts';
import { pack, packingNames } from './packings.ts';

/** A payload that must not leave. */
export interface Leak {
  readonly kind: LeakKind;
  /** How it is spelled. */
  readonly spelling: string;
  /** How it is packed. */
  readonly packing: string;
  readonly text: string;
}

export type LeakKind = 'phone' | 'name' | 'address' | 'idNumber' | 'email';

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const every =
  (separator: string) =>
  (digits: string): string =>
    [...digits].join(separator);
const grouped =
  (separator: string) =>
  (digits: string): string =>
    [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(separator);

const digitSpellings: Readonly<Record<string, (digits: string) => string>> = {
  plain: (digits) => digits,
  country: (digits) => `+86${digits}`,
  fullWidth,
  spaces: grouped(' '),
  dashes: grouped('-'),
  zeroWidth: grouped('\u200b'),
  spacedOut: every(' '),
  dashedOut: every('-'),
  zeroWidthOut: every('\u200b'),
  wideSpaces: grouped('\u3000'),
};

/** Eighteen digits with a valid check digit (GB 11643). */
export function residentNumber(random: Random): string {
  const day = String(random.int(1, 28)).padStart(2, '0');
  const month = String(random.int(1, 12)).padStart(2, '0');
  const serial = String(random.int(1, 999)).padStart(3, '0');
  const body = `${random.pick(['110101', '310104', '330106', '440305'])}${random.int(1950, 2008)}${month}${day}${serial}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'[sum % 11];
}

const roads = ['栖柏路', '梧桐大道', '望江街', '海德三道', '云溪路'];

function flat(random: Random): string {
  const building = `${random.int(1, 60)}${random.pick(['栋', '号楼', '幢'])}`;
  const room = `${random.int(1, 32)}0${random.int(1, 9)}室`;
  const unit = random.chance(0.6) ? `${random.int(1, 6)}单元` : '';
  return `云溪省星河市望江区${random.pick(roads)}${random.int(1, 400)}号幸福小区${building}${unit}${room}`;
}

const kinds: readonly LeakKind[] = ['phone', 'name', 'address', 'idNumber', 'email'];

function makeText(kind: LeakKind, random: Random): { text: string; spelling: string } {
  const name = makePerson(random).text;
  switch (kind) {
    case 'phone': {
      const spelling = random.pick(Object.keys(digitSpellings));
      const written = digitSpellings[spelling]?.(mobileDigits(random)) ?? '';
      return { text: random.pick([written, `请打${written}谢谢`, `客户电话：${written}`]), spelling };
    }
    case 'name':
      return {
        text: random.pick([
          `收件人：${name}`,
          `联系人:${name} 自提`,
          `${name} ${mobileDigits(random)}`,
          `姓名：${name}`,
        ]),
        spelling: 'cue',
      };
    case 'address':
      return random.chance(0.3)
        ? { text: fullWidth(flat(random)), spelling: 'fullWidth' }
        : { text: flat(random), spelling: 'plain' };
    case 'idNumber': {
      const spelling = random.pick(['plain', 'fullWidth']);
      const number = residentNumber(random);
      return { text: spelling === 'plain' ? number : fullWidth(number), spelling };
    }
    default: {
      const user = `${random.pick(['zhang', 'li', 'wang', 'chen'])}.${random.pick(['san', 'wei', 'min'])}${random.int(1, 999)}`;
      return { text: random.pick([`${user}@example.com`, `发票发到${user}@mail.example.cn`]), spelling: 'plain' };
    }
  }
}

/** Leaks of every kind and packing in turn; one in three is packed twice. */
export function makeLeaks(count: number, seed: number): Leak[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length] as LeakKind;
    const { text, spelling } = makeText(kind, random);
    const first = packingNames[Math.floor(i / kinds.length) % packingNames.length] as string;
    const names = random.chance(0.33) ? [first, random.pick(packingNames)] : [first];
    return { kind, spelling, packing: names.join(' in '), text: pack(text, names, random) };
  });
}

/** Any words that no detector takes for a person: only their place says what they are. */
export const unknownWords = [
  '未知',
  'qwertz',
  '小可爱呀',
  'A栋的朋友',
  '🐱',
  '9527',
  '云',
  'X Æ',
  '某某某某某某',
] as const;
