import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldKind, inspectMask, isMasked, maskAddress, maskName, maskPhone, maskText } from 'waybill-privacy';
import {
  anyText,
  compoundFamilyName,
  familyName,
  givenName,
  name,
  phone,
  remark,
  type SpelledPhone,
  spelledAddress,
  spelledLandline,
  spelledMobile,
  title,
  virtualPhone,
} from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';
import { chineseDigit } from '../../src/text/numerals.ts';

const masks: readonly (readonly [FieldKind, (value: string) => string])[] = [
  ['name', maskName],
  ['phone', maskPhone],
  ['address', maskAddress],
  ['text', maskText],
];
const realistic = fc.oneof(
  name,
  phone.map(({ text }) => text),
  spelledAddress.map(({ text }) => text),
  remark,
);

describe.each(masks)('%s', (kind, mask) => {
  it('is total: any UTF-16 string gives a string', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(typeof mask(value)).toBe('string');
      }),
    );
  });

  it('makes no ill-formed text of well-formed text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, realistic), (value) => {
        fc.pre(!/\p{Surrogate}/u.test(value));
        expect(mask(value)).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it('says what it hid: ordered, disjoint, inside the input', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, realistic), (value) => {
        const { masked, hidden } = inspectMask(kind, value);
        expect(masked).toBe(mask(value));
        let at = 0;
        for (const { start, end } of hidden) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(value.length);
        if (hidden.length > 0) expect(isMasked(masked)).toBe(true);
      }),
    );
  });

  it('is idempotent on realistic values', () => {
    fc.assert(
      fc.property(realistic, (value) => {
        expect(mask(mask(value))).toBe(mask(value));
      }),
    );
  });
});

describe.each(masks.filter(([kind]) => kind !== 'text'))('%s', (_, mask) => {
  it('is idempotent on any string', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(mask(mask(value))).toBe(mask(value));
      }),
    );
  });
});

/** Digits as a reader puts them together: every script, numerals read out, separators passed over. */
const digitRuns = (text: string): string[] =>
  Array.from(fold(text), (character) => chineseDigit(character) ?? character)
    .join('')
    .replace(/[ \-.()\u200b]/gu, '')
    .match(/[0-9]+/gu) ?? [];

describe('phones', () => {
  it('hide six subscriber digits and the extension in every spelling', () => {
    fc.assert(
      fc.property(phone, ({ text, subscriber }) => {
        const masked = maskPhone(text);
        const { hidden } = inspectMask('phone', text);
        const digits = masked
          .replace(/^\+86 /u, '')
          .replace(/^0?\d{2,3}-/u, '')
          .replace(/\D/gu, '');
        expect(subscriber.length - digits.length).toBeGreaterThanOrEqual(6);
        expect(hidden.some(({ role }) => role === 'subscriber')).toBe(true);
      }),
    );
  });

  it('give one mask for all spellings of a mobile', () => {
    fc.assert(
      fc.property(spelledMobile, ({ text, subscriber }) => {
        expect(maskPhone(text).replace('+86 ', '')).toBe(`${subscriber.slice(0, 3)}******${subscriber.slice(-2)}`);
      }),
    );
  });

  it('show no extension', () => {
    fc.assert(
      fc.property(phone, ({ text, extension }) => {
        fc.pre(extension !== '');
        expect(maskPhone(text)).toMatch(/-\*\*$/u);
      }),
    );
  });

  const places: readonly (readonly [string, (value: string) => string, (text: string) => string])[] = [
    ['a phone field', maskPhone, (text) => text],
    ['a phone field with a name', maskPhone, (text) => `喻晓刚 ${text}`],
    ['a name field', maskName, (text) => `喻晓刚${text}`],
    ['an address field', maskAddress, (text) => `栖柏花园3栋501室 ${text}`],
    ['an address field, in brackets', maskAddress, (text) => `栖柏花园3栋501室（${text}）`],
    ['a remark', maskText, (text) => `电话${text}`],
    ['a waybill string', maskText, (text) => `喻晓刚，${text}，浙江省杭州市西湖区栖柏路12号3栋501室`],
  ];

  it.each(places)('show no five hidden digits in %s', (_, mask, place) => {
    fc.assert(
      fc.property(phone, ({ text, subscriber }: SpelledPhone) => {
        const hidden = subscriber.slice(subscriber.length === 11 ? 3 : 0, -2);
        for (const run of digitRuns(mask(place(text)))) {
          for (let i = 0; i + 5 <= run.length; i++) expect(hidden).not.toContain(run.slice(i, i + 5));
        }
      }),
    );
  });
});

describe('names', () => {
  const family = fc.oneof(familyName, compoundFamilyName);
  it('of one family look alike, whatever follows', () => {
    fc.assert(
      fc.property(family, fc.oneof(givenName, title), fc.oneof(givenName, title), (of, one, other) => {
        expect(maskName(of + one)).toBe(`${of}**`);
        expect(maskName(of + other)).toBe(maskName(of + one));
      }),
    );
  });

  it('show a compound family name alone by half', () => {
    fc.assert(
      fc.property(compoundFamilyName, (of) => {
        expect(maskName(of)).toBe(`${of[0]}**`);
      }),
    );
  });
});

describe('addresses', () => {
  it('hide unit, floor and room in every spelling and keep what is before them', () => {
    fc.assert(
      fc.property(spelledAddress, ({ text, head, secrets }) => {
        const masked = maskAddress(text);
        expect(masked.startsWith(head)).toBe(true);
        for (const secret of secrets) expect(masked.slice(head.length)).not.toContain(secret);
      }),
    );
  });
});

describe('what is hidden', () => {
  const hanzi = Array.from('伟芳娜敏静丽强磊军洋勇艳杰');
  // Digits 2 to 9 stay in their class; 0 and 1 may open another form of number.
  const swap = (text: string, at: number, by: number): string => {
    const c = text[at]!;
    if (/[2-9]/u.test(c)) return String(2 + ((Number(c) - 2 + by) % 8));
    if (/[２-９]/u.test(c)) return String.fromCharCode(0xff12 + ((c.charCodeAt(0) - 0xff12 + by) % 8));
    return hanzi.includes(c) ? hanzi[(hanzi.indexOf(c) + by) % hanzi.length]! : c;
  };

  it.each([
    ['name', name],
    ['phone', fc.oneof(spelledMobile, spelledLandline, virtualPhone).map(({ text }) => text)],
    ['address', spelledAddress.map(({ text }) => text)],
    ['text', remark],
  ] as const)('does not change the mask: %s', (kind, values) => {
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat(7)), (value, by) => {
        const { masked, hidden } = inspectMask(kind, value);
        let other = value;
        for (const { start, end } of hidden) {
          for (let at = start; at < end; at++) {
            other = other.slice(0, at) + swap(other, at, by.next().value as number) + other.slice(at + 1);
          }
        }
        expect(other).toHaveLength(value.length);
        expect(inspectMask(kind, other).masked).toBe(masked);
      }),
    );
  });
});
