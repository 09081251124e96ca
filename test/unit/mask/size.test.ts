import { describe, expect, it } from 'vitest';
import { findAddressParts, isMasked, lintMasked, maskAddress, maskName, maskPhone, maskText } from 'waybill-privacy';
import { findPhones } from '../../../src/detect/phone/index.ts';
import { fold } from '../../../src/text/fold.ts';
import { graphemes } from '../../../src/text/graphemes.ts';

// Anything slower than linear in these sizes runs into the timeout of the test.
const units = [
  '号',
  '7',
  '13812345678 ',
  '一',
  '（',
  'a',
  'ab ',
  '3-',
  '1 ',
  '*',
  '00 ',
  '张三13812345678',
  '收件人',
  '\ud842',
  '1️⃣',
];
const fill = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));

describe.each(units)('1 MB of %j', (unit) => {
  const text = fill(unit, 1_000_000);

  it('is hidden whole', () => {
    expect(maskName(text)).toBe('**');
    expect(maskPhone(text)).toBe('******');
    expect(maskAddress(text)).toBe('**');
    expect(maskText(text)).toBe('**');
  });

  it('can be folded and asked about', () => {
    expect(fold(text)).toHaveLength(text.length);
    expect(isMasked(text)).toBe(unit.includes('*'));
  });
});

describe.each(units)('100 kB of %j', (unit) => {
  const text = fill(unit, 100_000);

  it('findAddressParts', () => {
    expect(findAddressParts(text).every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  });

  it('findPhones', () => {
    for (const reading of ['field', 'text'] as const) {
      const phones = findPhones(text, { reading, region: 'CN' });
      expect(phones.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
    }
  });
});

// Intl.Segmenter itself is slower than linear; what calls it takes fields of at most 512 units.
describe.each(units)('20 kB of %j', (unit) => {
  const text = fill(unit, 20_000);

  it('graphemes', () => {
    expect(graphemes(text).join('') === text).toBe(true);
  });
});

describe.each(units)('the longest remark of %j', (unit) => {
  const text = fill(unit, 65_536).slice(0, 65_536);

  it('maskText', () => {
    expect(maskText(text)).not.toBe('');
  });
});

describe('lintMasked', () => {
  it.each(['name', 'phone', 'address'] as const)('answers for a %s of 100 kB', (kind) => {
    const text = `栖柏花园3栋501室${'云'.repeat(100_000)}`;
    expect(lintMasked(kind, text, text).ok).toBe(false);
    expect(lintMasked(kind, text, '**').ok).toBe(true);
  });
});
