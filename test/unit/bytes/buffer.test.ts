import { describe, expect, it } from 'vitest';
import { concatBytes, decodeHex, encodeHex, equalBytes } from '../../../src/bytes/buffer.ts';

describe('concatBytes', () => {
  it('joins in order and copies', () => {
    const a = Uint8Array.of(1, 2);
    const joined = concatBytes(a, new Uint8Array(0), Uint8Array.of(3));
    a[0] = 9;
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(concatBytes()).toEqual(new Uint8Array(0));
  });
});

describe('equalBytes', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => i);

  it('finds equal bytes equal', () => {
    expect(equalBytes(bytes, bytes.slice())).toBe(true);
    expect(equalBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });

  it('sees every single bit and every length', () => {
    for (let bit = 0; bit < 256; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(equalBytes(bytes, changed), `bit ${bit}`).toBe(false);
    }
    for (let length = 0; length < 32; length++) {
      expect(equalBytes(bytes, bytes.subarray(0, length))).toBe(false);
      expect(equalBytes(bytes.subarray(0, length), bytes)).toBe(false);
    }
  });
});

describe('hexadecimal', () => {
  it('writes lower case and reads it back', () => {
    expect(encodeHex(Uint8Array.of(0, 0x0f, 0xab))).toBe('000fab');
    expect(decodeHex('000fab')).toEqual(Uint8Array.of(0, 0x0f, 0xab));
    expect(decodeHex('')).toEqual(new Uint8Array(0));
  });

  it.each(['0', '0G', 'AB', '0x', ' 00', '00\n', '+1', '０0'])('refuses %j', (text) => {
    expect(decodeHex(text)).toBeUndefined();
  });
});
