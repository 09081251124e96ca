import { describe, expect, it } from 'vitest';
import { copyInto, createOutputMemory } from '../../../../src/cli/jobs/outputMemory.ts';

const kib = 1024;
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

describe('copyInto', () => {
  it.each([0, 1, 100, 64 * kib, 64 * kib + 1, 300_000])(
    'copies %i bytes into new memory and into used memory',
    (length) => {
      const bytes = bytesOf(length);
      const first = copyInto(undefined, bytes);
      expect(first).toEqual(bytes);
      first.fill(0xff);
      const again = copyInto(first.buffer, bytes);
      expect(again).toEqual(bytes);
      expect(again.buffer).toBe(first.buffer);
    },
  );

  it('takes new memory where they have no room', () => {
    const small = new ArrayBuffer(10);
    const copy = copyInto(small, bytesOf(11));
    expect(copy).toEqual(bytesOf(11));
    expect(copy.buffer).not.toBe(small);
  });

  it('leaves room for outputs that are a little longer', () => {
    expect(copyInto(undefined, bytesOf(40_000)).buffer.byteLength).toBe(64 * kib);
    expect(copyInto(undefined, bytesOf(64 * kib + 1)).buffer.byteLength).toBe(128 * kib);
  });
});

describe('createOutputMemory', () => {
  it('gives each piece of memory to one output at a time', () => {
    const memory = createOutputMemory(2);
    const [a, b, c] = [new ArrayBuffer(1), new ArrayBuffer(2), new ArrayBuffer(3)];
    expect(memory.take()).toBeUndefined();
    for (const given of [a, b, c]) memory.giveBack(given);
    expect(new Set([memory.take(), memory.take()])).toEqual(new Set([a, b]));
    expect(memory.take()).toBeUndefined();
  });

  it('lets go of what a long row took', () => {
    const memory = createOutputMemory(2);
    memory.giveBack(new ArrayBuffer(1024 * kib + 1));
    expect(memory.take()).toBeUndefined();
    memory.giveBack(new ArrayBuffer(1024 * kib));
    expect(memory.take()?.byteLength).toBe(1024 * kib);
  });
});
