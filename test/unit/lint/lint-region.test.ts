import { describe, expect, it } from 'vitest';
import { createMasker, lintMasked, maskAddress, type Policy, policies } from 'waybill-privacy';

const address = '浙江省杭州市西湖区听澜路8号3栋501室';

const pass: readonly (readonly [string, string])[] = [
  [address, '浙江省杭州市西湖区听澜路8号3栋**室'],
  [address, '浙江省杭州市西湖区**'],
  [address, '浙江省杭州市**'],
  [address, '浙江省**'],
  // Hidden whole, it shows no region at all.
  [address, '**'],
  [address, '(^_^)'],
  // What is no region may be hidden in any way.
  ['听澜路8号501室', '**路8号**室'],
  ['听澜街道望山路8号', '听**'],
  // Typed twice, the second copy is not needed.
  ['浙江省杭州市浙江省杭州市西湖区8号', '浙江省杭州市**'],
];

const fail: readonly (readonly [string, string, readonly [number, number], string])[] = [
  [address, '浙**杭州市西湖区听澜路8号3栋**室', [0, 1], 'the province is not shown as it was'],
  [address, '浙江省杭州市西**', [6, 7], 'the district is not shown as it was'],
  [address, '浙江省杭**市西湖区听澜路8号3栋**室', [3, 7], 'the city is not shown as it was'],
  [address, '**西湖区听澜路8号3栋**室', [2, 5], 'the district is shown, but not the province above it'],
  [address, '浙江省**西湖区听澜路8号3栋**室', [5, 8], 'the district is shown, but not the city above it'],
  [` ${address}`, '  浙江省杭州市西**', [8, 9], 'the district is not shown as it was'],
  // It reads alike, but is another text for a machine.
  ['浙江\u200b省杭州市8号', '浙江\u200c省杭州市8号', [0, 4], 'the province is not shown as it was'],
];

describe('C5', () => {
  it.each(pass)('%j may show as %j', (original, masked) => {
    expect(lintMasked('address', original, masked).findings).toEqual([]);
  });

  it.each(fail)('%j must not show as %j', (original, masked, [start, end], message) => {
    expect(lintMasked('address', original, masked).findings).toEqual([{ rule: 'C5', start, end, message }]);
  });

  it.each([
    '四川省乐山市五通桥区听澜街道8号3栋501室',
    '重庆市九龙坡区听澜路8号3栋501室',
    '河南省郑州市二七区听澜路8号3栋501室',
    '广西壮族自治区南宁市西乡塘区云栖路8号501室',
    '浙江省台州市三门县云栖镇8号3栋501室',
    '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市听澜路8号501室',
  ])('passes our own masks of %s', (original) => {
    expect(lintMasked('address', original, maskAddress(original)).findings).toEqual([]);
    for (const keep of ['province', 'city', 'district', 'street'] as const) {
      const policy: Policy = { ...policies.public, name: keep, address: { hide: [], keep } };
      expect(lintMasked('address', original, createMasker(policy).address(original)).findings).toEqual([]);
    }
  });

  it('passes a prefecture with something in front of it', () => {
    const original = '喻晓岚13812345678浙江省杭州市听澜路8号';
    const masked = createMasker('jp-tokumei').address(original);
    expect(masked).toBe('**浙江省**');
    expect(lintMasked('address', original, masked, 'jp-tokumei').findings).toEqual([]);
    expect(lintMasked('address', original, '**浙江省杭州市**', 'jp-tokumei').findings[0]).toMatchObject({
      rule: 'C3',
      start: 5,
    });
  });

  it('is a rule of labels in China only', () => {
    expect(lintMasked('address', address, '浙**杭州市**', 'kr-pipc').findings).toEqual([]);
  });

  it('quotes no value', () => {
    const { findings } = lintMasked('address', address, '浙江省杭州市西**');
    expect(JSON.stringify(findings)).not.toMatch(/浙江|杭州|西湖|听澜|501/u);
  });
});
