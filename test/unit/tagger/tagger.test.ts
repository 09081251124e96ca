import { describe, expect, it } from 'vitest';
import { maskAddress } from 'waybill-privacy';
import { createAddressTagger, taggedRoles } from 'waybill-privacy/tagger';
import { readNumbers } from '../../../scripts/tagger/reading.ts';

const tagger = createAddressTagger();

/** Text of each number with its probabilities by role. */
function tag(address: string) {
  const { text, numbers } = readNumbers(address);
  const probabilities = tagger.probabilities(text, numbers);
  return numbers.map(({ start, end }, i) => ({
    number: address.slice(start, end),
    of: (...roles: (typeof taggedRoles)[number][]) =>
      roles.reduce((sum, role) => sum + probabilities[i * taggedRoles.length + taggedRoles.indexOf(role)]!, 0),
  }));
}

const numberOf = (address: string, number: string) => tag(address).find((tagged) => tagged.number === number)!;

describe('the address tagger', () => {
  it.each([
    ['栖柏大厦1203岚禾网络', '1203'],
    ['栖柏路88号澜汀国际1806岚禾服饰', '1806'],
    ['栖柏小商品城1180岚禾饰品', '1180'],
    ['栖柏商务楼518号', '518'],
    ['栖柏水果市场126号', '126'],
    ['栖柏五金城6街88号', '88'],
    ['栖柏小商品城3楼12街31045商位', '31045'],
    ['栖柏路66号416办公室', '416'],
    ['栖柏公寓1115号', '1115'],
  ])('suspects a room or stall: %s', (address, number) => {
    expect(numberOf(address, number).of('unit', 'floor', 'room')).toBeGreaterThan(0.1);
  });

  it.each([
    ['栖柏路88号', '88'],
    ['栖柏路88', '88'],
    ['栖柏路711弄', '711'],
    ['沁塘村126号', '126'],
    ['沁塘村3组26号', '26'],
    ['栖柏路66号莫泰168酒店', '168'],
    ['栖柏路66号七匹狼男装', '七'],
    ['栖柏汽车4S店', '4S'],
    ['栖柏市第一人民医院', '一'],
    ['五星路18号', '五'],
    ['三门县海润街道', '三'],
  ])('leaves a gate or a name: %s', (address, number) => {
    // Where the tokenizer sees no number in a name there is nothing to leave alone.
    expect(numberOf(address, number)?.of('unit', 'floor', 'room') ?? 0).toBeLessThan(0.1);
  });

  it.each([
    ['栖柏花园36号', '36'],
    ['栖柏路711弄26号', '26'],
    ['栖柏花园3栋501室', '3'],
  ])('suspects a building: %s', (address, number) => {
    expect(numberOf(address, number).of('building')).toBeGreaterThan(0.1);
  });

  it('never looks at the value of a number', () => {
    const read = (address: string) => tag(address).flatMap(({ of }) => taggedRoles.map((role) => of(role)));
    for (const room of ['2301', '5678', '9044']) expect(read(`栖柏大厦${room}`)).toEqual(read('栖柏大厦1203'));
    expect(read('栖柏大厦1203')).not.toEqual(read('栖柏大厦12'));
  });

  it('reuses its array for addresses and makes one for longer texts', () => {
    const call = (address: string) => {
      const { text, numbers } = readNumbers(address);
      return tagger.probabilities(text, numbers);
    };
    expect(call('栖柏大厦1203')).toBe(call('栖柏路88号'));
    expect(call('3栋'.repeat(100))).toHaveLength(6 * 100);
    expect(call('3栋'.repeat(100))).not.toBe(call('3栋'.repeat(100)));
  });

  it('hides what the grammar can only guess', () => {
    const address = '栖柏天下1206号';
    expect(maskAddress(address)).toBe(address);
    expect(maskAddress(address, { tagger })).toBe('栖柏天下**号');
  });

  it('has nothing to say about a text without numbers', () => {
    expect(tag('没有数字的地址')).toEqual([]);
  });
});
