import { describe, expect, it } from 'vitest';
import { type ComplianceProfile, type LintKind, lintMasked, maskAddress } from 'waybill-privacy';
import { shownBy, thrownBy } from '../../support/thrown.ts';

const flat = '栖柏花园3栋2单元501室';

const pass: readonly (readonly [string, string])[] = [
  [flat, '栖柏花园3栋**单元**室'],
  [flat, '栖柏花园3栋*单元*室'],
  [flat, '栖柏花园****'],
  [flat, '**'],
  [flat, '栖柏花园3栋■■单元■■室'],
  ['栖柏花园3-2-501', '栖柏花园3-**-**'],
  ['栖柏花园3-2-501', '栖柏花园*-*-*'],
  ['栖柏路12号', '栖柏路12号'],
  ['栖柏路12号', '栖柏路**号'],
  ['栖柏花园3栋501室（放门口）', '栖柏花园3栋**室（**）'],
  ['栖柏花园3栋501室13812345678', '栖柏花园3栋**室**'],
  // 501 stands twice; the visible one is the gate.
  ['栖柏路501号501室', '栖柏路501号**室'],
  ['', ''],
];

const fail: readonly (readonly [string, string, readonly (readonly [number, number])[]])[] = [
  [flat, '栖柏花园3栋2单元**室', [[6, 7]]],
  [
    flat,
    flat,
    [
      [6, 7],
      [9, 10],
    ],
  ],
  [flat, '栖柏花园3栋**单元501室', [[10, 11]]],
  [flat, '栖柏花园3栋**单元5**室', [[10, 11]]],
  [flat, '栖柏花园3栋**单元**1室', [[12, 13]]],
  ['栖柏花园3-2-501', '栖柏花园3-2-**', [[6, 7]]],
  ['栖柏大厦A座12F', '栖柏大厦A座12F', [[6, 7]]],
  ['栖柏花园八号楼二单元三零一室', '栖柏花园八号楼**单元三**室', [[11, 12]]],
  ['栖柏花园3栋501室（放门口）', '栖柏花园3栋**室（放**）', [[10, 11]]],
  ['栖柏花园3栋501室13812345678', '栖柏花园3栋**室138****5678', [[9, 10]]],
  // 501号 and the mask end alike: the room is what can be read.
  ['栖柏路501号501室', '栖柏路**501室', [[5, 6]]],
  // Of another address.
  [flat, '别处5栋**单元**室', [[0, 11]]],
  [flat, '', [[0, 0]]],
  [flat, '栖柏花园4栋**单元**室', [[0, 13]]],
  ['栖柏路12号', '望江路99号', [[0, 6]]],
];

describe('C3', () => {
  it.each(pass)('%j may show as %j', (original, masked) => {
    expect(lintMasked('address', original, masked)).toEqual({
      ok: true,
      profile: 'cn-gbt41833',
      findings: [],
      warnings: [],
    });
  });

  it.each(fail)('%j must not show as %j', (original, masked, positions) => {
    const { ok, findings } = lintMasked('address', original, masked);
    expect(ok).toBe(false);
    expect(findings.map(({ rule }) => rule)).toEqual(positions.map(() => 'C3'));
    expect(findings.map(({ start, end }) => [start, end])).toEqual(positions);
  });

  it.each([flat, '栖柏花园3-2-501', '栖柏花园３栋２单元５０１室', '栖柏花园3栋501室（张阿姨代收13812345678）'])(
    'passes our own mask of %s',
    (address) => {
      expect(lintMasked('address', address, maskAddress(address)).findings).toEqual([]);
    },
  );
});

describe('lintMasked', () => {
  it('quotes no value in its findings', () => {
    const findings = [
      ...lintMasked('name', '喻晓刚', '喻晓刚').findings,
      ...lintMasked('phone', '13812345678', '138****5678').findings,
      ...lintMasked('address', flat, flat).findings,
    ];
    expect(findings.length).toBeGreaterThan(3);
    expect(JSON.stringify(findings)).not.toMatch(/喻|栖柏|1381234|501/u);
  });

  it.each<[string, unknown[]]>([
    ['kind', [1, 'a', 'b']],
    ['original', ['name', 13812345678, 'b']],
    ['masked', ['name', 'a', null]],
    ['profile', ['name', 'a', 'b', 13812345678]],
    ['region', ['phone', 'a', 'b', 'kr-pipc', 13812345678]],
  ])('TypeError that names "%s"', (parameter, args) => {
    const error = thrownBy(() => lintMasked(...(args as [LintKind, string, string])));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(`"${parameter}"`);
    expect(shownBy(error)).not.toContain('1381234');
  });

  it.each<[string, string, unknown[]]>([
    ['kind', 'plate', ['13812345678', 'a', 'b']],
    ['kind', 'name', ['text', 'a', 'b']],
    ['profile', 'kr-pipc', ['name', 'a', 'b', '13812345678']],
    ['region', 'CN', ['phone', 'a', 'b', 'kr-pipc', '13812345678']],
  ])('RangeError that names "%s" and what is known', (parameter, known, args) => {
    const error = thrownBy(() => lintMasked(...(args as [LintKind, string, string, ComplianceProfile])));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toContain(`"${parameter}"`);
    expect((error as Error).message).toContain(known);
    expect(shownBy(error)).not.toContain('1381234');
  });
});
