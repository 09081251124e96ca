import { describe, expect, it } from 'vitest';
import { lintMasked } from 'waybill-privacy';
import { lintFlatWords } from '../../../src/lint/flatWords.ts';

describe('C3, without the grammar', () => {
  it.each([
    ['栖柏花园3栋2单元**室', 5],
    ['栖柏花园3栋２單元**室', 5],
    ['栖柏花园3栋**单元501室', 9],
    ['栖柏花园3栋501 室', 6],
    ['栖柏花园3栋501A室', 6],
    ['栖柏花园三〇一室', 4],
    ['栖柏大厦12层', 4],
    ['栖柏大厦12F', 4],
    ['栖柏花园3栋5户', 5],
  ])('%s', (masked, last) => {
    const [finding] = lintFlatWords(masked, []);
    expect(finding?.rule).toBe('C3');
    expect(finding?.start).toBeGreaterThanOrEqual(last);
  });

  it.each(['栖柏花园3栋**单元**室', '三户村12号', '教室旁12号', '3栋八号楼', 'F座', '栖柏路12号', '**', ''])(
    'passes %s',
    (masked) => {
      expect(lintFlatWords(masked, [])).toEqual([]);
    },
  );

  it('does not repeat what the first check found', () => {
    expect(lintMasked('address', '栖柏花园3栋2单元501室', '栖柏花园3栋2单元501室').findings).toHaveLength(2);
  });

  it('sees a figure that stands nowhere in the original', () => {
    expect(lintMasked('address', '栖柏花园3栋501室', '别处7单元').ok).toBe(false);
  });
});

describe('warnings', () => {
  const warned = (address: string, masked: string): string[] =>
    lintMasked('address', address, masked).warnings.map(({ message }) => message);

  it.each([
    ['云锦苑6号', ['a number that may be a room is visible']],
    ['云禾村12号', ['a number that may be a room is visible']],
    ['栖柏路11-2', ['a number that may be a room is visible']],
    ['栖柏花园12-503', ['a number that may be a unit is visible']],
    ['栖柏路12号3栋501室', []],
  ])('%s', (address, messages) => {
    expect(warned(address, address)).toEqual(messages);
  });

  it('are gone where the mask hides the number', () => {
    expect(warned('云锦苑6号', '云锦苑**号')).toEqual([]);
    expect(warned('云锦苑6号', '**')).toEqual([]);
  });

  it('belong to the profile that hides flats', () => {
    expect(lintMasked('address', '云锦苑6号', '云锦苑6号', 'kr-pipc').warnings).toEqual([]);
  });
});
