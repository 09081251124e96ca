import { describe, expect, it } from 'vitest';
import { decodePlaintext, encodePlaintext } from '../../../src/token/plaintext.ts';
import type { FieldKind } from '../../../src/types.ts';
import { codeOf } from '../../support/thrown.ts';

describe('padding', () => {
  it.each<[FieldKind, number]>([
    ['name', 24],
    ['phone', 16],
    ['address', 48],
    ['text', 48],
    ['idNumber', 24],
    ['email', 48],
    ['account', 24],
    ['bankCard', 24],
    ['plate', 16],
    ['opaque', 16],
  ])('%s: UTF-8 ‖ 80 ‖ 00… to a multiple of %i bytes, at every edge', (kind, bucket) => {
    for (const length of [0, 1, bucket - 2, bucket - 1, bucket, bucket + 1, 2 * bucket - 1, 2 * bucket]) {
      const value = 'a'.repeat(length);
      const bytes = encodePlaintext(value, kind, true);
      expect(bytes.length, `${length}`).toBe((Math.floor(length / bucket) + 1) * bucket);
      expect(bytes[length]).toBe(0x80);
      expect(bytes.subarray(length + 1).every((byte) => byte === 0)).toBe(true);
      expect(decodePlaintext(bytes, true)).toBe(value);
    }
  });

  it('keeps what looks like padding', () => {
    for (const value of ['\0', 'a\0\0', '\u0080', '\u0080\0', '𠀀', '\ufeff', '\0'.repeat(16)]) {
      expect(decodePlaintext(encodePlaintext(value, 'phone', true), true)).toBe(value);
    }
  });

  it.each([
    ['nothing', ''],
    ['only zeros', '00000000'],
    ['no 80', '61620000'],
    ['something behind the 80', '618001'],
    ['text to the last byte', '61626364'],
  ])('refuses %s', (_, hex) => {
    expect(decodePlaintext(Buffer.from(hex, 'hex'), true)).toBeUndefined();
  });

  it('refuses bytes that are not UTF-8, padded or not', () => {
    expect(decodePlaintext(Buffer.from('e5bc80', 'hex'), true)).toBeUndefined();
    expect(decodePlaintext(Buffer.from('eda080', 'hex'), false)).toBeUndefined();
  });

  it('without padding is just UTF-8', () => {
    expect(encodePlaintext('张三', 'name', false)).toEqual(Uint8Array.from(Buffer.from('张三')));
    expect(decodePlaintext(new Uint8Array(0), false)).toBe('');
  });
});

describe('limits', () => {
  it('without padding: 65,535 bytes', () => {
    expect(encodePlaintext('a'.repeat(65_535), 'text', false)).toHaveLength(65_535);
    for (const value of ['a'.repeat(65_536), '张'.repeat(21_846), 'a'.repeat(1_000_000)]) {
      expect(codeOf(() => encodePlaintext(value, 'text', false))).toBe('ERR_LIMIT_EXCEEDED');
    }
  });

  it.each<[FieldKind]>([
    ['name'],
    ['phone'],
    ['address'],
    ['text'],
    ['idNumber'],
    ['email'],
    ['account'],
    ['bankCard'],
    ['plate'],
    ['opaque'],
  ])('%s: 65,520 bytes after padding', (kind) => {
    expect(encodePlaintext('a'.repeat(65_519), kind, true)).toHaveLength(65_520);
    expect(codeOf(() => encodePlaintext('a'.repeat(65_520), kind, true))).toBe('ERR_LIMIT_EXCEEDED');
  });

  it('refuses a lone surrogate', () => {
    expect(codeOf(() => encodePlaintext('\ud800', 'name', true))).toBe('ERR_UNICODE');
  });
});
