import { describe, expect, it } from 'vitest';
import {
  createMasker,
  findAddressParts,
  inspectMask,
  type MaskOptions,
  maskAddress,
  maskName,
  maskPhone,
  maskText,
} from 'waybill-privacy';
import { thrownBy } from '../../support/thrown.ts';

const masker = createMasker();
const functions: readonly (readonly [string, string, (value: never) => unknown])[] = [
  ['maskName', 'name', maskName],
  ['maskPhone', 'phone', maskPhone],
  ['maskAddress', 'address', maskAddress],
  ['maskText', 'text', maskText],
  ['masker.name', 'name', masker.name],
  ['masker.phone', 'phone', masker.phone],
  ['masker.address', 'address', masker.address],
  ['masker.text', 'text', masker.text],
  ['masker.value', 'phone', (value) => masker.value('phone', value)],
  ['masker.inspect', 'name', (value) => masker.inspect('name', value)],
  ['inspectMask', 'input', (value) => inspectMask('name', value)],
];
const values: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['number', 13812345678],
  ['bigint', 13812345678n],
  ['boolean', true],
  ['object', { toString: () => '13812345678' }],
  ['array', ['13812345678']],
  ['object', new String('13812345678')],
  ['function', () => '13812345678'],
  ['symbol', Symbol('13812345678')],
];

describe.each(functions)('%s', (_, parameter, call) => {
  it.each(values)('refuses %s and shows the type, not the value', (type, value) => {
    const error = thrownBy(() => call(value as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(`"${parameter}" expected string, got ${type}`);
  });
});

describe('findAddressParts', () => {
  it.each(values)('refuses %s and shows the type, not the value', (type, value) => {
    const error = thrownBy(() => findAddressParts(value as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(`"address" expected string, got ${type}`);
  });
});

const allKinds: readonly (readonly [string, (options: MaskOptions) => string])[] = [
  ['maskName', (options) => maskName('张三', options)],
  ['maskPhone', (options) => maskPhone('13812345678', options)],
  ['maskAddress', (options) => maskAddress('3栋501室', options)],
  ['maskText', (options) => maskText('打13812345678', options)],
  ['inspectMask', (options) => inspectMask('name', '张三', options).masked],
];

describe.each(allKinds)('%s options', (name, call) => {
  it.each([{ polcy: 'label' }, { glyph: '*', audience: 'public' }, { POLICY: 'label' }])(
    'refuses the unknown key of %j',
    (options) => {
      expect(() => call(options as MaskOptions)).toThrow(TypeError);
    },
  );

  it.each([null, 1, 'label', [], true])('refuses %j instead of options', (options) => {
    expect(() => call(options as unknown as MaskOptions)).toThrow(TypeError);
  });

  it.each(['', '**', 'xx', '1', '１', '①', '三', '〇', ' ', '\u3000', '\n', '\u200b', '\ud842'])(
    'refuses the glyph %j',
    (glyph) => {
      expect(() => call({ glyph })).toThrow(RangeError);
    },
  );

  it('refuses a glyph that is no string', () => {
    expect(() => call({ glyph: 42 as unknown as string })).toThrow(TypeError);
  });

  it.each(['＊', '●', '█', '■', '□', '#', 'x', '•', '隐', '🌸', '𠮷'])('draws with %s', (glyph) => {
    const masked = call({ glyph });
    expect(masked).toContain(glyph + glyph);
    expect(masked).not.toContain('*');
    expect(masked.replaceAll(glyph, '*')).toBe(call({}));
  });

  it.each([undefined, {}, { policy: 'label' }, { glyph: '*' }] as const)(`${name} takes %j`, (options) => {
    expect(call(options as MaskOptions)).toBe(call({}));
  });
});
