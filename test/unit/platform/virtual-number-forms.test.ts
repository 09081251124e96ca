import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatVirtualNumber, parseVirtualNumber, recognize, type VirtualNumberForm } from 'waybill-privacy';
import { shownBy, thrownBy } from '../../support/thrown.ts';
import { anyText } from '../../support/unicode.ts';

const forms = ['dash', 'words', 'dollar', 'hash', 'memo', 'notice', 'name', 'note'] as const;
const address = '海德三道199号';

describe('parseVirtualNumber', () => {
  it.each<[string, string, string, VirtualNumberForm, string | undefined]>([
    ['18412345678-123', '18412345678', '123', 'dash', undefined],
    ['18412345678-7576', '18412345678', '7576', 'dash', undefined],
    ['13212345678-9647', '13212345678', '9647', 'dash', undefined],
    ['132123457749-1234', '132123457749', '1234', 'dash', undefined],
    ['+86 18412345678-123', '18412345678', '123', 'dash', undefined],
    ['18412345678,1234', '18412345678', '1234', 'dash', undefined],
    ['１８４１２３４５６７８－１２３４', '18412345678', '1234', 'dash', undefined],
    ['18412345678转1234', '18412345678', '1234', 'words', undefined],
    ['18412345678 转 1234', '18412345678', '1234', 'words', undefined],
    ['18412345678轉1234', '18412345678', '1234', 'words', undefined],
    ['$18412345678$#1234#', '18412345678', '1234', 'dollar', 'pdd'],
    ['$9521312$#12345678#', '9521312', '12345678', 'dollar', 'pdd'],
    ['18412345678#1234#', '18412345678', '1234', 'hash', 'pdd'],
    ['9521312#12345678#', '9521312', '12345678', 'hash', 'pdd'],
    ['[配送请拨打18412345678转1234]', '18412345678', '1234', 'memo', undefined],
    ['【配送请拨打18412345678转1234】', '18412345678', '1234', 'memo', undefined],
    ['【号码保护中,配送请拨打18412345678转1234】', '18412345678', '1234', 'notice', undefined],
    ['【号码保护中，配送请拨打18412345678转1234】', '18412345678', '1234', 'notice', undefined],
    ['店小二(转3639)', '', '3639', 'name', 'weixin'],
    ['店小二（转3639）', '', '3639', 'name', 'weixin'],
    ['如需联系用户，请转3639', '', '3639', 'note', 'weixin'],
  ])('%s', (value, number, extension, form, platform) => {
    const expected = { number, extension, form, rest: '', ...(platform && { platform }) };
    expect(parseVirtualNumber(value)).toEqual(expected);
    expect(parseVirtualNumber(`\n${value} `)).toEqual(expected);
    expect(recognize(value).kind).toBe('virtual-number');
  });

  it.each([
    [`【号码保护中,配送请拨打18412345678转1234】${address}`, 'notice'],
    [`[配送请拨打18412345678转1234] ${address}`, 'memo'],
    [`${address} [配送请拨打18412345678转1234]`, 'memo'],
    [`${address}，如需联系用户，请转3639`, 'note'],
  ])('in an address: %s', (value, form) => {
    expect(parseVirtualNumber(value)).toMatchObject({ form, rest: address });
    // The address is as readable as before.
    expect(recognize(value).kind).toBe('plain');
  });

  it.each([
    '',
    '13812345678',
    '0571-88886666',
    '0571-88886666-8012',
    '95338-1',
    '18412345678-',
    '18412345678-123456789',
    '18412345678$#1234#',
    '$18412345678#1234#',
    '$18412345678$#12#',
    '18412345678#1234',
    '$138****5678$#1234#',
    '184****5678-1234',
    '店小二',
    '店小二(转)',
    '张三(转3639)',
    '配送请拨打18412345678转1234',
    '[配送请拨打18412345678转1234',
    '请转交门卫',
    '海德三道199号#1234#',
    `${'1'.repeat(2_000)}-1234`,
  ])('not %j', (value) => {
    expect(parseVirtualNumber(value)).toBeUndefined();
  });

  it('is total, and refuses what is no string', () => {
    fc.assert(fc.property(anyText(0, 40), (text) => parseVirtualNumber(text)?.extension !== ''));
    expect(() => parseVirtualNumber(18412345678 as unknown as string)).toThrow('"value" expected string, got number');
  });
});

describe('formatVirtualNumber', () => {
  const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

  it('writes what parseVirtualNumber reads', () => {
    fc.assert(
      fc.property(digits(10, 10), digits(4, 8), fc.constantFrom(...forms), (rest, extension, form) => {
        const number = `1${rest}`;
        const written = formatVirtualNumber({ number, extension }, { form }) as string;
        const hasNumber = form !== 'name' && form !== 'note';
        expect(parseVirtualNumber(written)).toMatchObject({
          number: hasNumber ? number : '',
          extension,
          form,
          rest: '',
        });
        // Before and behind an address, too.
        if (form === 'notice') expect(parseVirtualNumber(written + address)?.rest).toBe(address);
        if (form === 'note') expect(parseVirtualNumber(`${address}，${written}`)?.rest).toBe(address);
      }),
    );
  });

  it.each([
    ['2026-11-11T12:00:01+08:00', '[配送请拨打18412345678转1234]'],
    ['2026-11-11T12:00:00+08:00', undefined],
    ['2026-11-11T11:59:59+08:00', undefined],
  ])('valid until %s', (until, expected) => {
    const virtual = { number: '18412345678', extension: '1234', validUntil: new Date(until) };
    expect(formatVirtualNumber(virtual, { now: new Date('2026-11-11T12:00:00+08:00') })).toBe(expected);
  });

  it('uses the clock when no time is given', () => {
    const virtual = { number: '18412345678', extension: '1234' };
    expect(formatVirtualNumber({ ...virtual, validUntil: new Date(Date.now() + 3_600_000) })).toBeDefined();
    expect(formatVirtualNumber({ ...virtual, validUntil: new Date(Date.now() - 3_600_000) })).toBeUndefined();
  });

  it.each<[string, object, object | undefined]>([
    ['letters', { number: '1841234567x', extension: '1' }, undefined],
    ['a masked number', { number: '184******78', extension: '1' }, undefined],
    ['a line break', { number: '18412345678\n', extension: '1' }, undefined],
    ['no extension', { number: '18412345678', extension: '' }, undefined],
    ['a long extension', { number: '18412345678', extension: '123456789' }, undefined],
    ['an unknown form', { number: '18412345678', extension: '1' }, { form: 'toString' }],
    ['an invalid date', { number: '18412345678', extension: '1', validUntil: new Date(Number.NaN) }, undefined],
  ])('RangeError for %s, without the value', (_, virtual, options) => {
    const error = thrownBy(() => formatVirtualNumber(virtual as never, options));
    expect(error).toBeInstanceOf(RangeError);
    expect(shownBy(error)).not.toMatch(/1841234567|184\*/u);
  });

  it.each<[unknown, unknown]>([
    [undefined, {}],
    [{ number: 18412345678, extension: '1' }, {}],
    [{ number: '18412345678', extension: 1 }, {}],
    [{ number: '18412345678', extension: '1' }, { until: 1 }],
    [{ number: '18412345678', extension: '1', validUntil: '2099-12-31' }, {}],
    [{ number: '18412345678', extension: '1' }, { form: 7 }],
  ])('TypeError for %j with %j', (virtual, options) => {
    expect(() => formatVirtualNumber(virtual as never, options as never)).toThrow(TypeError);
  });
});
