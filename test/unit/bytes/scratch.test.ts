import { describe, expect, it } from 'vitest';
import { withScratch } from '../../../src/bytes/scratch.ts';

const isBlank = (): boolean => withScratch(100, (memory) => memory.every((byte) => byte === 0));

describe('withScratch', () => {
  it('lends at least what was asked for, and wipes it', () => {
    expect(
      withScratch(100, (memory) => {
        memory.fill(7, 0, 100);
        return memory.length >= 100;
      }),
    ).toBe(true);
    expect(isBlank()).toBe(true);
  });

  it('wipes after an error too, and lends again', () => {
    const failing = () =>
      withScratch(100, (memory) => {
        memory.fill(7, 0, 100);
        throw new Error('stop');
      });
    expect(failing).toThrow('stop');
    expect(isBlank()).toBe(true);
  });

  it('gives work within the work memory of its own', () => {
    const outer = withScratch(10, (memory) => {
      memory.fill(1, 0, 10);
      withScratch(10, (inner) => inner.fill(2));
      return memory.slice(0, 10);
    });
    expect(outer).toEqual(new Uint8Array(10).fill(1));
    expect(withScratch(100_000, (memory) => memory.length)).toBe(100_000);
  });

  it('wipes memory of its own too', () => {
    const lent: Uint8Array[] = [];
    withScratch(100_000, (memory) => lent.push(memory.fill(3)));
    expect(lent[0]?.every((byte) => byte === 0)).toBe(true);
  });
});
