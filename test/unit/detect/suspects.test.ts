import { describe, expect, it } from 'vitest';
import type { NumberRole } from '../../../src/detect/address/grammar.ts';
import { suspicion, withSuspects } from '../../../src/detect/address/suspects.ts';

const flat = new Set<NumberRole>(['unit', 'floor', 'room']);
const building = new Set<NumberRole>([...flat, 'building']);

// other, door, building, unit, floor, room
const gate = [0.02, 0.93, 0.03, 0, 0, 0.02];
const stall = [0.05, 0.2, 0.15, 0.05, 0, 0.55];
const house = [0, 0.55, 0.44, 0, 0, 0.01];

describe('withSuspects', () => {
  it.each<[string, NumberRole, number[], ReadonlySet<NumberRole>, number, NumberRole]>([
    ['a gate that looks like one stays', 'door', gate, flat, suspicion.balanced, 'door'],
    ['a gate that may be a stall is one', 'door', stall, flat, suspicion.balanced, 'room'],
    ['a name that may be a stall is one', 'other', stall, flat, suspicion.balanced, 'room'],
    ['what the grammar hides keeps its role', 'unit', gate, flat, suspicion.balanced, 'unit'],
    ['a building that is shown is no suspect', 'door', house, flat, suspicion.balanced, 'door'],
    ['a building that is hidden is one', 'door', house, building, suspicion.balanced, 'building'],
    ['probabilities of hidden roles add up', 'door', [0, 0.9, 0, 0.04, 0.02, 0.04], flat, 0.099, 'unit'],
    ['the threshold itself is not above it', 'door', [0, 0.5, 0, 0, 0, 0.5], flat, 0.5, 'door'],
    ['strict suspects more', 'door', [0, 0.97, 0, 0, 0, 0.03], flat, suspicion.strict, 'room'],
    ['and balanced less', 'door', [0, 0.97, 0, 0, 0, 0.03], flat, suspicion.balanced, 'door'],
    ['nothing hidden, nothing suspected', 'door', stall, new Set(), suspicion.strict, 'door'],
  ])('%s', (_, role, probabilities, hidden, threshold, expected) => {
    expect(withSuspects([role], probabilities, hidden, threshold)).toEqual([expected]);
  });

  it('reads six probabilities for each number', () => {
    expect(withSuspects(['door', 'other', 'door'], [...gate, ...stall, ...gate], flat, suspicion.balanced)).toEqual([
      'door',
      'room',
      'door',
    ]);
  });

  it('hides a number whose probabilities are missing or not numbers', () => {
    expect(flat.has(withSuspects(['door'], [], flat, suspicion.balanced)[0]!)).toBe(true);
    expect(flat.has(withSuspects(['door'], Array(6).fill(Number.NaN), flat, suspicion.balanced)[0]!)).toBe(true);
  });
});
