import { describe, expect, it } from 'vitest';
import {
  type FieldKind,
  type HiddenRole,
  inspectMask,
  maskAddress,
  maskName,
  maskPhone,
  maskText,
} from 'waybill-privacy';

describe('inspectMask', () => {
  it.each<[FieldKind, string, string, [HiddenRole, number, number][]]>([
    ['name', '张三丰', '张**', [['given-name', 1, 3]]],
    ['name', ' 欧阳娜娜', '欧阳**', [['given-name', 3, 5]]],
    ['name', '𠮷田', '𠮷**', [['given-name', 2, 3]]],
    ['name', '李', '**', [['other', 0, 1]]],
    ['name', '云禾有限公司', '**有限公司', [['name', 0, 2]]],
    ['phone', '13812345678', '138******78', [['subscriber', 3, 9]]],
    ['phone', '+86 138-1234-5678', '+86 138******78', [['subscriber', 8, 15]]],
    ['phone', '95338', '******', [['subscriber', 0, 5]]],
    [
      'phone',
      '0571-88886666转8012',
      '0571-******66-**',
      [
        ['subscriber', 5, 11],
        ['extension', 14, 18],
      ],
    ],
    ['phone', 'abc', '******', [['other', 0, 3]]],
    [
      'address',
      '3栋2单元501室',
      '3栋**单元**室',
      [
        ['unit', 2, 3],
        ['room', 5, 8],
      ],
    ],
    [
      'address',
      '栖柏大厦A座12F（放前台，勿打电话）',
      '栖柏大厦A座**F（**）',
      [
        ['floor', 6, 8],
        ['note', 10, 18],
      ],
    ],
    ['address', '501', '**', [['other', 0, 3]]],
    ['address', '栖柏路12号', '栖柏路12号', []],
    [
      'text',
      '王姐，打13812345678，放3栋501室',
      '王**，打138******78，放3栋**室',
      [
        ['given-name', 1, 2],
        ['subscriber', 7, 13],
        ['room', 19, 22],
      ],
    ],
    ['text', '身份证110101199003077758', '身份证******', [['identity', 3, 21]]],
    ['text', '发顺丰', '发顺丰', []],
    ['opaque', '任何东西', '**', [['other', 0, 4]]],
    ['opaque', '', '', []],
    ['name', ' ', ' ', []],
    ['phone', '', '', []],
    ['address', '', '', []],
    ['text', '', '', []],
  ])('%s %j', (kind, input, masked, hidden) => {
    const inspection = inspectMask(kind, input);
    expect(inspection.masked).toBe(masked);
    expect(inspection.hidden.map(({ role, start, end }) => [role, start, end])).toEqual(hidden);
  });

  it('gives reasons that never quote the value', () => {
    const secrets = ['喻晓刚', '13812345678', '栖柏花园3栋2单元501室（喻晓刚收）', '喻晓刚 13812345678 放3栋501室'];
    for (const kind of ['name', 'phone', 'address', 'text'] as const) {
      for (const secret of secrets) {
        for (const { why } of inspectMask(kind, secret).hidden) {
          expect(why).not.toBe('');
          expect(why).not.toMatch(/喻|晓刚|1234|501/u);
        }
      }
    }
  });

  it('agrees with the functions for one kind', () => {
    expect(inspectMask('name', '张三').masked).toBe(maskName('张三'));
    expect(inspectMask('phone', '13812345678').masked).toBe(maskPhone('13812345678'));
    expect(inspectMask('address', '3栋501室').masked).toBe(maskAddress('3栋501室'));
    expect(inspectMask('text', '打13812345678').masked).toBe(maskText('打13812345678'));
  });

  it('refuses an unknown kind without quoting the value', () => {
    expect(() => inspectMask('person' as FieldKind, '喻晓刚')).toThrow(TypeError);
    expect(() => inspectMask('person' as FieldKind, '喻晓刚')).not.toThrow(/喻|person/u);
  });
});
