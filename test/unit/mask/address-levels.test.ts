import { describe, expect, it } from 'vitest';
import { type AddressLevel, addressHiding, createMasker, type Policy, policies } from 'waybill-privacy';

const masked = (address: string, hide: Policy['address']['hide'], level?: AddressLevel): string =>
  createMasker({
    ...policies.label,
    name: 'tested',
    address: level === undefined ? { hide } : { hide, level },
    acknowledge: ['C3'],
  }).address(address);

describe('sets of roles', () => {
  it.each([
    [
      '栖柏路12号云锦苑3栋2单元501室',
      '栖柏路12号云锦苑3栋**单元**室',
      '栖柏路12号云锦苑**栋**单元**室',
      '栖柏路**号云锦苑**栋**单元**室',
    ],
    ['岚屿路123弄45号67室', '岚屿路123弄45号**室', '岚屿路123弄**号**室', '岚屿路**弄**号**室'],
    ['云禾村12号', '云禾村12号', '云禾村**号', '云禾村**号'],
    ['栖柏路298-300号', '栖柏路298-300号', '栖柏路298-**号', '栖柏路**-**号'],
    // Behind a place nobody knows N号 is a door or a building: who hides buildings hides both.
    ['栖柏路百禾汇6号', '栖柏路百禾汇6号', '栖柏路百禾汇**号', '栖柏路百禾汇**号'],
  ])('%s', (address, unit, building, door) => {
    expect(masked(address, addressHiding.unit)).toBe(unit);
    expect(masked(address, addressHiding.building)).toBe(building);
    expect(masked(address, addressHiding.door)).toBe(door);
  });

  it('have a switch for the house numbers of villages', () => {
    expect(masked('云禾村5组12号', addressHiding.unit)).toBe('云禾村5组12号');
    expect(masked('云禾村5组12号', [...addressHiding.unit, 'village-door'])).toBe('云禾村5组**号');
    expect(masked('栖柏路12号', [...addressHiding.unit, 'village-door'])).toBe('栖柏路12号');
  });

  it('may be any other set', () => {
    expect(masked('栖柏路12号云锦苑3栋2单元5层501室', ['floor'])).toBe('栖柏路12号云锦苑3栋2单元**层501室');
    expect(masked('栖柏路12号云锦苑3栋501室', ['building'])).toBe('栖柏路12号云锦苑**栋501室');
  });
});

describe('levels', () => {
  it.each([
    // Sure: the same on every level but the last.
    ['栖柏路12号云锦苑3栋501室', '栖柏路12号云锦苑3栋**室', '栖柏路12号云锦苑3栋**室', '栖柏路**号云锦苑**栋**室'],
    // In a village the house number is the household.
    ['云禾村12号', '云禾村12号', '云禾村**号', '云禾村**号'],
    // A building or a room.
    ['云锦苑6号', '云锦苑6号', '云锦苑**号', '云锦苑**号'],
    ['栖柏西路16-3', '栖柏西路16-3', '栖柏西路16-**', '栖柏西路**-**'],
    ['三墩镇中山一路12号', '三墩镇中山一路12号', '三墩镇中山一路12号', '三墩镇中山一路**号'],
    ['国贸360广场', '国贸360广场', '国贸360广场', '国贸**广场'],
  ])('%s', (address, balanced, strict, paranoid) => {
    expect(masked(address, addressHiding.unit)).toBe(balanced);
    expect(masked(address, addressHiding.unit, 'balanced')).toBe(balanced);
    expect(masked(address, addressHiding.unit, 'strict')).toBe(strict);
    expect(masked(address, addressHiding.unit, 'paranoid')).toBe(paranoid);
  });

  it('do nothing for a policy that hides no number', () => {
    expect(masked('云锦苑3栋501室', ['name', 'phone', 'note'], 'paranoid')).toBe('云锦苑3栋501室');
  });

  it('are checked', () => {
    expect(() => masked('云锦苑', addressHiding.unit, 'careful' as never)).toThrow('address.level');
  });
});
