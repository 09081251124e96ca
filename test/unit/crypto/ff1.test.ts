import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ff1 } from '../../../src/crypto/ff1.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const numerals = (text: string): number[] => [...text].map((character) => Number.parseInt(character, 36));
const text = (digits: readonly number[]): string => digits.map((digit) => digit.toString(36)).join('');

const key128 = '2b7e151628aed2a6abf7158809cf4f3c';
const key192 = `${key128}ef4359d8d580aa4f`;
const key256 = `${key192}7f036d6f04fc6a94`;
const tweak = '39383736353433323130';
const tweak36 = '3737373770717273373737';

describe('FF1', () => {
  // NIST, FF1samples.pdf beside SP 800-38G: all nine.
  it.each([
    [1, 10, key128, '', '0123456789', '2433477484'],
    [2, 10, key128, tweak, '0123456789', '6124200773'],
    [3, 36, key128, tweak36, '0123456789abcdefghi', 'a9tv40mll9kdu509eum'],
    [4, 10, key192, '', '0123456789', '2830668132'],
    [5, 10, key192, tweak, '0123456789', '2496655549'],
    [6, 36, key192, tweak36, '0123456789abcdefghi', 'xbj3kv35jrawxv32ysr'],
    [7, 10, key256, '', '0123456789', '6657667009'],
    [8, 10, key256, tweak, '0123456789', '1001623463'],
    [9, 36, key256, tweak36, '0123456789abcdefghi', 'xs8a0azh2avyalyzuwd'],
  ])('sample %i of NIST', (_, radix, key, tweakHex, plaintext, ciphertext) => {
    const permutation = ff1(radix, bytes(key), bytes(tweakHex));
    expect(text(permutation.encrypt(numerals(plaintext)))).toBe(ciphertext);
    expect(text(permutation.decrypt(numerals(ciphertext)))).toBe(plaintext);
  });

  it.each([
    [10, 5],
    [36, 3],
    [2, 19],
  ])('refuses radix %i with %i numerals: fewer than a million strings', (radix, length) => {
    const permutation = ff1(radix, bytes(key256), bytes(tweak));
    const few = Array.from({ length }, () => 1);
    expect(() => permutation.encrypt(few)).toThrow(RangeError);
    expect(() => permutation.decrypt(few)).toThrow(RangeError);
    expect(permutation.decrypt(permutation.encrypt([...few, 1]))).toEqual([...few, 1]);
  });

  it('goes back and changes nothing that it was given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 30 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 40 }),
        (digits, key, someTweak) => {
          const before = structuredClone([digits, key, someTweak]);
          const permutation = ff1(10, key, someTweak);
          expect(permutation.decrypt(permutation.encrypt(digits))).toEqual(digits);
          expect([digits, key, someTweak]).toEqual(before);
        },
      ),
    );
  });
});
