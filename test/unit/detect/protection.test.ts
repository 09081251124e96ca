import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMasked } from 'waybill-privacy';
import { protectionOf } from '../../../src/detect/protectedValue.ts';
import { ciphertextKind, isOwnToken, isPlainlyReadable } from '../../../src/detect/protection.ts';

describe('isMasked', () => {
  it.each([
    '138****5678',
    '138******78',
    '王**',
    '*明',
    '李＊',
    '张●●',
    '138████5678',
    '138■■■■5678',
    '138□□□□5678',
    '(^_^)',
    '138(^_^)5678',
    '138xxxx5678',
    '138-XXXX-5678',
    '栖柏路12号****',
    '+86 138******78',
    '**',
  ])('%s', (value) => {
    expect(isMasked(value)).toBe(true);
  });

  it.each([
    '13812345678',
    '张三',
    '阿卜杜拉•买买提',
    '栖柏花园3栋2单元501室',
    'xxx',
    'XXXL',
    '',
    ' ',
    '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~',
    `$138$${'QUJD'.repeat(6)}$1$`,
  ])('not %j', (value) => {
    expect(isMasked(value)).toBe(false);
  });

  it.each([undefined, null, 0, 138, {}, ['*'], new String('**')])('not %j', (value) => {
    expect(isMasked(value)).toBe(false);
  });
});

describe('isPlainlyReadable', () => {
  it.each(['张小明', '13800138000', '138 0013 8000', '栖柏路12号A座501室', '1#502'])('%j', (value) => {
    expect(isPlainlyReadable(value)).toBe(true);
  });

  it.each([
    '',
    '张*',
    '138****8000',
    '1(^_^)',
    '138xxxx5678',
    '138-XXXX-5678',
    '王＊',
    '1●',
    '1█',
    '1■',
    '1□',
    '1∗',
    '1﹡',
    'wpr1.AAAA',
    ' wpr1.AAAA',
    '~QUJD~1~',
    '$1$',
    '#1#',
    '\u00011\u0001',
    'AES:QUJD',
    'MD:QUJD',
    'Enc.QUJD',
  ])('not %j', (value) => {
    expect(isPlainlyReadable(value)).toBe(false);
  });

  it('takes nothing for readable that is a mask or a ciphertext', () => {
    const parts = [
      '张',
      '1',
      '138',
      ' ',
      '-',
      'x',
      'X',
      'xxx',
      '*',
      '＊',
      '●',
      '█',
      '■',
      '□',
      '∗',
      '﹡',
      '(^_^)',
      '(',
      'A',
    ];
    const starts = ['', '~', '$', '#', '\u0001', 'AES:', 'MD:', 'Enc.', 'wpf1.', 'wpr1.', ' ', '\ufeff'];
    const ends = ['', '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~', `$138$${'QUJD'.repeat(6)}$1$`, 'QUJD'.repeat(8)];
    const text = fc
      .tuple(
        fc.constantFrom(...starts),
        fc.array(fc.constantFrom(...parts), { maxLength: 6 }),
        fc.constantFrom(...ends),
      )
      .map(([start, middle, end]) => start + middle.join('') + end);
    fc.assert(
      fc.property(text, (value) => {
        const isProtected = ciphertextKind(value) !== undefined || isMasked(value);
        expect(isProtected && isPlainlyReadable(value)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isOwnToken', () => {
  it.each(['wpf1.AAAA', 'wpr1.AA-_', 'wpi2.x', 'wpf12.a.b'])('%s', (value) => {
    expect(isOwnToken(value)).toBe(true);
  });

  it.each(['wpf1.', 'wpf.AA', 'wpx1.AA', ' wpf1.AA', 'wpf1.张', 'WPF1.AA', 'wpf1 AA', ''])('not %j', (value) => {
    expect(isOwnToken(value)).toBe(false);
  });
});

describe('protectionOf', () => {
  it('calls a star in free text and in opaque values no mask', () => {
    expect(protectionOf('2*3 包', 'text')).toBeUndefined();
    expect(protectionOf('a*b', 'opaque')).toBeUndefined();
    expect(protectionOf('王*', 'name')).toBe('masked');
    expect(protectionOf('138****5678', 'phone')).toBe('masked');
    expect(protectionOf('栖柏路**号', 'address')).toBe('masked');
  });

  it.each(['name', 'phone', 'address', 'text', 'opaque'] as const)('knows tokens and ciphertexts in a %s', (kind) => {
    expect(protectionOf(' wpf1.AAAA ', kind)).toBe('token');
    expect(protectionOf('~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~', kind)).toBe('ciphertext');
    expect(protectionOf('明文', kind)).toBeUndefined();
  });
});
