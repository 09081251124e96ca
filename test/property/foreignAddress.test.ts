import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAddressParts, lintMasked, maskAddress, type PolicyName } from 'waybill-privacy';
import { findForeignParts } from '../../src/detect/address/foreign/index.ts';
import { utf16 } from '../../src/testing/arbitraries.ts';

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(' '));
const letters = words('B C D F G H J K');
const number = fc.integer({ min: 20, max: 9_999 }).map(String);
const small = fc.integer({ min: 20, max: 99 }).map(String);

/** An address with a flat that must not show, and what must. */
interface Sample {
  readonly text: string;
  readonly secret: string;
  readonly kept: readonly string[];
}

const road = words('Larkspur-Street Elmwood-Road Rosemary-Lane Juniper-Avenue').map((name) => name.replace('-', ' '));
const city = words('Elmwood Rosedale Birchton');
const marker = words('Apt Apt. Apartment Unit Suite Ste Flat Room Rm Office #').chain((word) =>
  words('. No._ #').map((link) => (word === '#' || link === '.' ? `${word} ` : `${word} ${link.replace('_', ' ')}`)),
);

const western: fc.Arbitrary<Sample> = fc
  .tuple(
    small,
    road,
    marker,
    fc.oneof(
      number,
      fc.tuple(small, letters).map((parts) => parts.join('')),
    ),
    city,
    words(', _'),
  )
  .map(([door, name, word, flat, place, comma]) => ({
    text: `${door} ${name}${comma === '_' ? ' ' : ', '}${word}${flat}, ${place}`,
    secret: flat,
    kept: [`${door} ${name}`, place],
  }));

const german: fc.Arbitrary<Sample> = fc
  .tuple(words('Lindenstraße Rosenweg Gartengasse'), small, words('Wohnung Whg. Tür Top Zimmer'), number, city)
  .map(([name, door, word, flat, place]) => ({
    text: `${name} ${door}, ${word} ${flat}, 10115 ${place}`,
    secret: flat,
    kept: [`${name} ${door}`, `10115 ${place}`],
  }));

const russian: fc.Arbitrary<Sample> = fc
  .tuple(words('Липовая Садовая Цветочная'), small, words('кв. кв квартира оф. офис'), number)
  .map(([name, door, word, flat]) => ({
    text: `ул. ${name}, д. ${door}, ${word} ${flat}`,
    secret: flat,
    kept: [`ул. ${name}, д. ${door}`],
  }));

const japanese: fc.Arbitrary<Sample> = fc
  .tuple(
    small,
    words('ハイツ若葉 コーポ桜 メゾン青葉'),
    fc.integer({ min: 201, max: 999 }).map(String),
    words('号室 室 _'),
  )
  .map(([door, house, flat, suffix]) => ({
    text: `東京都若葉区青葉1丁目2番${door}号 ${house} ${flat}${suffix.replace('_', '')}`,
    secret: flat,
    kept: ['東京都若葉区青葉1丁目2番', house],
  }));

const korean: fc.Arbitrary<Sample> = fc
  .tuple(small, fc.integer({ min: 101, max: 199 }).map(String), fc.integer({ min: 201, max: 999 }).map(String))
  .map(([door, building, flat]) => ({
    text: `서울특별시 새벽구 새벽로 ${door}, ${building}동 ${flat}호`,
    secret: flat,
    kept: ['서울특별시 새벽구 새벽로', `${building}동`],
  }));

const sample = fc.oneof(western, german, russian, japanese, korean);

/** What the detectors look for, in any order: reaches rules that random text never does. */
const pieces =
  '12 4B 5 1503 90210 12/34 3-2-501 4-6 #12-34 # Apt Apt. Flat No No. nr. Unit St Street Main Road Rd Ave Floor Fl F /F 3rd 6th First ' +
  'Ground 3º B A II Piso izq Bajo Stiege Tür Whg. OG 2. Hauptstr. c/o Jane Doe Attn: Mr PO Box +12125550123 Block Tower House Towers ' +
  'Highway 7 de 8 Mai 1945 Calle Cra Soi Moo Jalan Singapore No: D: Sok. кв. д. ул. 10к2 эт. 1017 CD EC1N 8QX , ; ( ) / - & and m. ' +
  'E N * ** ●● １２ ① x@y.zz tel 丁目 1-2-3-401 号室 階 マンション 〒123-4567 東京都 田中 様 101동 1502호 로 길 층 서초2동 지하 가동 님 ب شارع ก';
const piece = words(pieces);
const soup = fc
  .array(fc.tuple(piece, words('_ , _ __')), { maxLength: 14 })
  .map((list) => list.map(([text, gap]) => text + gap.replace('__', '').replace('_', ' ')).join(''));

const policies: readonly PolicyName[] = ['label', 'public', 'support', 'warehouse'];

describe('addresses of other countries', () => {
  it('hide the flat and keep the road', () => {
    fc.assert(
      fc.property(sample, ({ text, secret, kept }) => {
        const parts = findForeignParts(text) ?? [];
        expect(parts.map(({ start, end }) => text.slice(start, end))).toContain(secret);
        const masked = maskAddress(text);
        for (const part of kept) expect(masked).toContain(part);
        expect(masked).toContain('**');
      }),
    );
  });

  it('are read alike in full width', () => {
    const wide = (text: string): string =>
      text.replaceAll(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');
    fc.assert(
      fc.property(
        fc.oneof(
          sample.map(({ text }) => text),
          soup,
        ),
        (text) => {
          expect(findForeignParts(wide(text))).toEqual(findForeignParts(text));
        },
      ),
    );
  });

  it('have ordered, disjoint parts inside the text', () => {
    fc.assert(
      fc.property(fc.oneof(soup, utf16), (text) => {
        let at = 0;
        for (const { start, end } of findForeignParts(text) ?? []) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('are masked once and for all, as the linter agrees', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom(...policies), (text, policy) => {
        const masked = maskAddress(text, { policy });
        expect(maskAddress(masked, { policy })).toBe(masked);
        if (policy === 'label') expect(lintMasked('address', text, masked).findings).toEqual([]);
      }),
    );
  });

  it('show no digit that a part of theirs covers', () => {
    fc.assert(
      fc.property(sample, ({ text }) => {
        const masked = maskAddress(text, { policy: 'public' });
        const parts = findAddressParts(text).filter(({ role }) => role === 'door' || role === 'room');
        expect(parts.length).toBeGreaterThan(1);
        for (const { start, end } of parts) {
          const number = text.slice(start, end);
          const count = (whole: string): number => whole.split(number).length - 1;
          expect(count(masked)).toBeLessThan(count(text));
        }
      }),
    );
  });
});
