import { describe, expect, it } from 'vitest';
import { createMasker, maskAddress, maskName, maskPhone } from 'waybill-privacy';

// Found by the properties of test/property/mask.test.ts.
describe('masking twice changes nothing', () => {
  it.each(['张三', '欧阳娜娜', '司徒', '李', '李先生', '阿卜杜拉·买买提', '云禾有限公司', 'John', '𠮷田', 'e\u0301a'])(
    'name %s',
    (name) => {
      expect(maskName(maskName(name))).toBe(maskName(name));
    },
  );

  it.each([
    '13812345678',
    '+86 138 1234 5678',
    '0571-88886666转8012',
    '0371-6234567-8',
    '13812345678/13912345679',
    '138 1234',
    '95338 95338 95338',
    '400-123-4567',
    '北京88886666',
    '打这个座机0755-2000000',
    '张三13812345678收',
    'l38l2345678',
    '街2026-11-11',
  ])('phone %s', (phone) => {
    expect(maskPhone(maskPhone(phone))).toBe(maskPhone(phone));
  });

  it.each([
    '栖柏花园3栋2单元501室',
    '栖柏花园3-2-501',
    '栖柏花园12 3 501',
    '栖柏花园3号楼五0一室',
    '栖柏花园3栋2单元五零1',
    '栖柏花园3栋501室（放门口）13812345678',
    '1#二#',
    '栋wpf1.1**',
  ])('address %s', (address) => {
    expect(maskAddress(maskAddress(address))).toBe(maskAddress(address));
  });

  it.each(['＊', '●', '█', '■', '□', '#', 'x', '•', '隐', '🌸', '𠮷'])('with %s', (glyph) => {
    const { name, phone, address } = createMasker('label', { glyph });
    expect(name(name('张三'))).toBe(name('张三'));
    expect(phone(phone('0571-88886666转8012'))).toBe(phone('0571-88886666转8012'));
    expect(address(address('3栋2单元501室'))).toBe(address('3栋2单元501室'));
  });
});

describe('one digit behind a dash is an extension', () => {
  it('of a number with seven', () => {
    expect(maskPhone('0371-6234567-8')).toBe('0371-*******-**');
  });
});
