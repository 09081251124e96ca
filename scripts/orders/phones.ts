import { type Marked, mark } from './marked.ts';
import type { Random } from './random.ts';
import type { Region } from './regions.ts';
import type { PhoneFact } from './truth.ts';

const fullWidth = (digits: string): string =>
  digits.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const spoken = (digits: string): string =>
  digits.replace(/\d/gu, (digit) => Array.from('零幺二三四五六七八九')[Number(digit)] ?? '');
const grouped = (digits: string, separator: string): string =>
  [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(separator);

/** Spellings of an 11-digit mobile; 138 1234 5678 is how people read it out (3-4-4). */
const spellings = {
  plain: (digits: string): string => digits,
  plus86Space: (digits: string): string => `+86 ${digits}`,
  plus86: (digits: string): string => `+86${digits}`,
  country86: (digits: string): string => `86-${digits}`,
  country0086: (digits: string): string => `0086${digits}`,
  dashes: (digits: string): string => grouped(digits, '-'),
  spaces: (digits: string): string => grouped(digits, ' '),
  dots: (digits: string): string => grouped(digits, '.'),
  fullWidth,
  spoken,
} as const;
export type Spelling = keyof typeof spellings;

/** Sixty in a hundred are plain; what is typed by hand takes every other form. Chinese numerals occur in remarks only. */
const fieldSpellings: readonly Spelling[] = [
  ...Array.from({ length: 12 }, (): Spelling => 'plain'),
  'plus86Space',
  'plus86',
  'country86',
  'country0086',
  'dashes',
  'spaces',
  'dots',
  'fullWidth',
];

/** 1[3-9] and nine random digits: any range, as detection must not depend on lists of ranges that age. */
export function mobileDigits(random: Random): string {
  let digits = `1${random.int(3, 9)}`;
  while (digits.length < 11) digits += String(random.int(0, 9));
  return digits;
}

export function makeMobile(random: Random, spelling?: Spelling): Marked {
  const digits = mobileDigits(random);
  const fact: PhoneFact = {
    type: 'phone',
    kind: 'mobile',
    digits,
    extension: null,
    virtual: false,
    expiresAt: null,
  };
  return mark(fact, spellings[spelling ?? random.pick(fieldSpellings)](digits));
}

/** Area code, 7 or 8 digits, and in 60 of 100 an extension in one of the two spellings couriers know. */
export function makeLandline(random: Random, region: Region): Marked {
  const local = random.int(2, 8) + random.digits(region.localDigits - 1);
  const extension = random.chance(0.6) ? random.digits(random.pick([3, 4])) : null;
  const area = random.pick([`${region.areaCode}-`, `${region.areaCode}-`, region.areaCode, `(${region.areaCode})`]);
  const tail = extension === null ? '' : random.pick(['转', '-']) + extension;
  const digits = region.areaCode + local;
  const fact: PhoneFact = {
    type: 'phone',
    kind: 'landline',
    digits,
    extension,
    virtual: false,
    expiresAt: null,
  };
  return mark(fact, area + local + tail);
}

/** A virtual number: a mobile that forwards, and the extension that tells whom it forwards to. */
export interface VirtualNumber {
  readonly main: string;
  readonly extension: string;
  /** Where the platform says until when; China Standard Time. */
  readonly expires: string;
  readonly fact: PhoneFact;
}

/** The demo must not rot, so an unexpired number lasts to the end of the century. */
export const unexpired = '2099-12-31 23:59:59';

export function makeVirtual(
  random: Random,
  options: { readonly expired: boolean; readonly declared: boolean; readonly service95?: boolean },
): VirtualNumber {
  const service95 = options.service95 === true;
  const main = service95 ? `95${random.digits(5)}` : mobileDigits(random);
  const extension = random.digits(service95 ? 8 : 4);
  const expires = options.expired ? `2026-0${random.int(3, 9)}-${random.int(10, 28)} 23:59:59` : unexpired;
  const fact: PhoneFact = {
    type: 'phone',
    kind: 'virtual',
    digits: main,
    extension,
    virtual: true,
    expiresAt: options.declared ? `${expires.replace(' ', 'T')}+08:00` : null,
  };
  return { main, extension, expires, fact };
}
