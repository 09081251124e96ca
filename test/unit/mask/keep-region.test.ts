import { describe, expect, it } from 'vitest';
import { createMasker, lintPolicies, type Policy, policies } from 'waybill-privacy';

type Level = NonNullable<Policy['address']['keep']>;
const levels: readonly Level[] = ['province', 'city', 'district', 'street'];
const keeping = (keep: Level): Policy => ({ ...policies.public, name: keep, address: { hide: [], keep } });

const table: readonly (readonly [string, readonly [string, string, string, string]])[] = [
  [
    '浙江省杭州市西湖区听澜街道云栖路8号3-2-501',
    ['浙江省**', '浙江省杭州市**', '浙江省杭州市西湖区**', '浙江省杭州市西湖区听澜街道**'],
  ],
  // A level that is not there: as far as the one above it.
  ['北京市海淀区听澜路8号', ['北京市**', '北京市**', '北京市海淀区**', '北京市海淀区**']],
  ['浙江省诸暨市云栖镇8号', ['浙江省**', '浙江省**', '浙江省诸暨市**', '浙江省诸暨市云栖镇**']],
  // Nothing as coarse as asked.
  ['西湖区听澜路8号', ['**', '**', '西湖区**', '西湖区**']],
  ['听澜路8号', ['**', '**', '**', '**']],
  ['五常街道8号', ['**', '**', '**', '五常街道**']],
  // What is typed twice is not finer for that.
  [
    '浙江省杭州市浙江省杭州市西湖区听澜路8号',
    ['浙江省**', '浙江省杭州市**', '浙江省杭州市浙江省杭州市西湖区**', '浙江省杭州市浙江省杭州市西湖区**'],
  ],
  ['浙江省', ['浙江省**', '浙江省**', '浙江省**', '浙江省**']],
  ['  中国浙江省杭州市8号', ['  中国浙江省**', '  中国浙江省杭州市**', '  中国浙江省杭州市**', '  中国浙江省杭州市**']],
  // A person or a street in front is no part of it.
  [
    '喻晓岚13812345678浙江省杭州市听澜路8号',
    ['**浙江省**', '**浙江省杭州市**', '**浙江省杭州市**', '**浙江省杭州市**'],
  ],
  ['东京都', ['**', '**', '**', '**']],
  ['東京都千代田区丸の内1-1', ['東京都**', '東京都**', '東京都**', '東京都**']],
];

describe('a policy that keeps the region', () => {
  it.each(table)('%s', (address, masks) => {
    expect(levels.map((level) => createMasker(keeping(level)).address(address))).toEqual(masks);
  });

  it.each(['#', '路', '🔒'])('reads its own masks with the glyph %s', (glyph) => {
    for (const level of levels) {
      const masker = createMasker(keeping(level), { glyph });
      const masked = masker.address('喻晓岚13812345678浙江杭州市西湖区听澜街道8号');
      expect(masked).toContain(glyph);
      expect(masker.address(masked)).toBe(masked);
    }
  });

  it('accounts for all that it hides', () => {
    expect(createMasker(keeping('city')).inspect('address', '喻晓岚13812345678浙江省杭州市听澜路8号').hidden).toEqual([
      { start: 0, end: 14, role: 'other', why: 'only the region down to the city stays' },
      { start: 20, end: 25, role: 'other', why: 'only the region down to the city stays' },
    ]);
  });

  it('follows the hiding rules without naming roles', () => {
    for (const level of levels) expect(() => createMasker(keeping(level))).not.toThrow();
    expect(() => createMasker({ ...keeping('city'), profile: 'jp-tokumei' })).toThrow('C3');
  });

  it('refuses a level that does not exist', () => {
    const address = { hide: [], keep: 'village' as Level };
    expect(() => createMasker({ ...keeping('street'), address })).toThrow('address.keep');
  });

  it('is nested: each level in the next one, and all in a policy that names roles', () => {
    expect(lintPolicies([...levels.map(keeping), 'public', 'label']).findings).toEqual([]);
  });
});
