import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPhone } from 'waybill-privacy';
import { normalisePhone } from 'waybill-privacy/blind-index';
import { type PhonePseudonymOptions, pseudonymizePhone, restorePhone } from 'waybill-privacy/pseudonym';
import { phone, spelledLandline, spelledMobile } from '../../../src/testing/arbitraries.ts';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';
import { anyText } from '../../support/unicode.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const options: PhonePseudonymOptions = { key, tweak: 'shop-1/test' };
const pseudonym = (text: string, more: Partial<PhonePseudonymOptions> = {}): string =>
  pseudonymizePhone(text, { ...options, ...more });

describe('kinds of numbers', () => {
  it.each([
    ['a mobile', '13812345678', /^1[3-9]\d{9}$/u],
    ['a mobile with its country code', '+86 138-1234-5678', /^\+86 1[3-9]\d-\d{4}-\d{4}$/u],
    ['a mobile in brackets', '（+86）138 1234 5678', /^（\+86）1[3-9]\d \d{4} \d{4}$/u],
    ['a mobile with an extension', '13812345678-1234', /^1[3-9]\d{9}-\d{4}$/u],
    ['a full-width mobile', '１３８１２３４５６７８', /^1[3-9]\d{9}$/u],
    ['a spoken mobile', '幺三八一二三四五六七八', /^1[3-9]\d{9}$/u],
    ['a mobile with invisible characters', '138\u200b1234\u200b5678', /^1[3-9]\d{9}$/u],
    ['a mobile in digits of two units', '𝟙𝟛𝟠𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠', /^1[3-9]\d{9}$/u],
    ['a landline', '0571-88886666', /^0571-[2-8]\d{7}$/u],
    ['a landline of seven digits', '(0998) 2345678', /^\(0998\) [2-8]\d{6}$/u],
    ['a landline with an extension', '010-88886666转12', /^010-[2-8]\d{7}转\d\d$/u],
    ['a landline after a country code', '+86 571 8888 6666', /^\+86 571 [2-8]\d{3} \d{4}$/u],
    ['a service number of a city', '0571-96123456', /^0571-9\d{7}$/u],
    ['a local number', '8888 6666', /^[2-8]\d{3} \d{4}$/u],
    ['a 400 number', '400-800-1234', /^400-\d{3}-\d{4}$/u],
    ['a number of Hong Kong', '+852 9123 4567', /^\+852 9\d{3} \d{4}$/u],
    ['a number of the United States', '+1 (212) 555-0123', /^\+1 \(2\d\d\) \d{3}-\d{4}$/u],
    ['a number of Britain', '0044 20 7946 0018', /^0044 2\d \d{4} \d{4}$/u],
  ])('%s', (_, number, layout) => {
    const replaced = pseudonym(number);
    expect(replaced).toMatch(layout);
    expect(normalisePhone(replaced)).not.toBe(normalisePhone(number));
    expect(normalisePhone(restorePhone(replaced, options))).toBe(normalisePhone(number));
  });

  it('a number of the region that is named', () => {
    const hongKong = { ...options, region: 'HK' } as const;
    const replaced = pseudonymizePhone('9123 4567', hongKong);
    expect(pseudonym('+852 91234567')).toBe(`+852 ${replaced.replace(' ', '')}`);
    expect(restorePhone(replaced, hongKong)).toBe('9123 4567');
  });

  it('spellings of one number have one pseudonym', () => {
    const spellings = [
      '13812345678',
      '138 1234 5678',
      '+8613812345678',
      '0086-138-1234-5678',
      '１３８１２３４５６７８',
    ];
    expect(new Set(spellings.map((spelling) => normalisePhone(pseudonym(spelling)))).size).toBe(1);
    const landlines = ['0571-88886666', '(0571)88886666', '+86 571 88886666', '057188886666'];
    expect(new Set(landlines.map((spelling) => normalisePhone(pseudonym(spelling)))).size).toBe(1);
  });

  it('is fixed for ever: another pseudonym would tear data sets apart', () => {
    expect(
      ['13812345678', '0571-88886666', '400-800-1234', '+852 9123 4567', '13812345678-1234'].map((one) =>
        pseudonym(one),
      ),
    ).toMatchInlineSnapshot(`
      [
        "18079037497",
        "0571-51403342",
        "400-427-7399",
        "+852 9092 1744",
        "18552418722-0766",
      ]
    `);
  });

  it('another key, tweak or city gives another pseudonym', () => {
    const numbers = [
      pseudonym('13812345678'),
      pseudonym('13812345678', { tweak: 'shop-2/test' }),
      pseudonym('13812345678', { key: Uint8Array.from({ length: 32 }, (_, i) => i + 1) }),
    ];
    expect(new Set(numbers).size).toBe(3);
    expect(pseudonym('0571-88886666').slice(-8)).not.toBe(pseudonym('0755-88886666').slice(-8));
  });

  it('takes a key as base64url', () => {
    expect(pseudonym('13812345678', { key: Buffer.from(key).toString('base64url') })).toBe(pseudonym('13812345678'));
  });
});

describe('what is refused', () => {
  it.each([
    ['no digits', ''],
    ['words', '没有电话'],
    ['too few digits', '12345'],
    ['a foreign number of seven digits', '+354 691 2345'],
    ['a foreign number of six digits and an extension', '+247 62889 ext 1234'],
    ['a name before it', '张三13812345678'],
    ['a word before it', '电话 13812345678'],
    ['a word after it', '13812345678 李女士'],
    ['two numbers', '13812345678 13912345678'],
    ['a number and a half', '13812345678/1391234'],
    ['twelve digits', '138123456789'],
    ['too long a text', `${' '.repeat(300)}13812345678`],
  ])('%s', (_, text) => {
    expect(codeOf(() => pseudonym(text))).toBe('ERR_PSEUDONYM');
    expect(codeOf(() => restorePhone(text, options))).toBe('ERR_PSEUDONYM');
  });

  it.each([
    ['a mask', '138****5678'],
    ['a mask of ours', maskPhone('13812345678')],
    ['a virtual number', '$18412345678$#1234#'],
    ['a ciphertext', '$dGVzdA==$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=$1$$'],
    ['a token of ours', 'wpf1.AAECAwQFBgcICQoLDA0ODw'],
  ])('%s is protected already', (_, text) => {
    expect(codeOf(() => pseudonym(text))).toBe('ERR_ALREADY_PROTECTED');
  });

  it('a lone surrogate', () => {
    expect(codeOf(() => pseudonym('13812345678\ud800'))).toBe('ERR_UNICODE');
    expect(codeOf(() => pseudonym('13812345678', { tweak: '\ud800' }))).toBe('ERR_UNICODE');
  });

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no key', { tweak: 't' }],
    ['a short key', { ...options, key: key.slice(1) }],
    ['a key of zeros', { ...options, key: new Uint8Array(32) }],
    ['no tweak', { key }],
    ['an empty tweak', { key, tweak: '' }],
    ['a tweak as bytes', { key, tweak: Uint8Array.of(1) }],
    ['an unknown region', { ...options, region: 'XX' }],
    ['an unknown option', { ...options, twaek: 't' }],
  ])('%s is a mistake of the programmer', (_, wrong) => {
    const error = thrownBy(() => pseudonymizePhone('13812345678', wrong as PhonePseudonymOptions));
    expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
    expect(shownBy(error)).not.toContain('13812345678');
  });
});

describe('properties', () => {
  const foreign = fc
    .tuple(
      fc.constantFrom('+852 9:7', '+65 8:7', '+1 2:9', '+81 9:9', '+7 9:9', '+82 1:9'),
      fc.stringMatching(/^\d{9}$/u),
      fc.constantFrom('', '-', ' '),
    )
    .map(([shape, digits, gap]) => {
      const [head = '', length] = shape.split(':');
      return head + digits.slice(0, 3) + gap + digits.slice(3, Number(length));
    });
  const anyPhone = fc.oneof(
    phone.map(({ text }) => text),
    foreign,
  );

  it('goes back to the same number, in the same layout', () => {
    fc.assert(
      fc.property(anyPhone, (text) => {
        const replaced = pseudonym(text);
        const restored = restorePhone(replaced, options);
        expect(normalisePhone(restored)).toBe(normalisePhone(text));
        expect(restored.replaceAll(/\d/gu, '0')).toBe(replaced.replaceAll(/\d/gu, '0'));
      }),
    );
  });

  it.each([
    ['mobile', spelledMobile],
    ['landline', spelledLandline],
  ])('every %s has a pseudonym of its kind', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, ({ text }) => {
        const [before, after] = [normalisePhone(text), normalisePhone(pseudonym(text))];
        expect(after).toHaveLength(before.length);
        if (before.startsWith('+861')) expect(after).toMatch(/^\+861/u);
      }),
    );
  });

  it('two numbers never share a pseudonym', () => {
    const numbers = Array.from({ length: 3000 }, (_, i) => `138${String(10_000_000 + i)}`);
    const replaced = numbers.map((number) => pseudonym(number));
    expect(new Set(replaced).size).toBe(numbers.length);
    // Neighbours do not stay neighbours.
    const sorted = [...replaced].sort();
    expect(sorted).not.toEqual(replaced);
  });

  it('any text gives a number or an error of ours that does not repeat it', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(0, 40), fc.stringMatching(/^[+\d ()转#*-]{0,24}$/u)), (text) => {
        try {
          expect(pseudonym(text)).toMatch(/\d{2}/u);
        } catch (error) {
          expect(['ERR_PSEUDONYM', 'ERR_ALREADY_PROTECTED', 'ERR_UNICODE']).toContain(
            codeOf(() => {
              throw error;
            }),
          );
          if (text.length >= 6) expect(shownBy(error)).not.toContain(text);
        }
      }),
    );
  });
});
