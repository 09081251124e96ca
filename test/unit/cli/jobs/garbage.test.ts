import { getHeapStatistics } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';

const mib = 1024 * 1024;
const usedMib = (): number => getHeapStatistics().used_heap_size / mib;

interface Asked {
  readonly type?: string;
}

/** With a runtime that tells what it is asked for, and whose heap is as large as it is told. */
async function collectorOf(heap: { used: number }, asked: Asked[], clear: (given: Asked) => void) {
  vi.doMock('node:v8', () => ({
    getHeapStatistics: () => ({ used_heap_size: heap.used * mib }),
    setFlagsFromString: () => undefined,
  }));
  vi.doMock('node:vm', () => ({
    runInNewContext:
      () =>
      (given: Asked = {}) => {
        asked.push(given);
        clear(given);
      },
  }));
  const { createCollector } = await import('../../../../src/cli/jobs/garbage.ts');
  return createCollector();
}

afterEach(() => {
  vi.doUnmock('node:v8');
  vi.doUnmock('node:vm');
  vi.resetModules();
});

describe('createCollector', () => {
  it('clears away what is not needed any more, in the heap of Node', async () => {
    const { createCollector } = await import('../../../../src/cli/jobs/garbage.ts');
    const collect = createCollector();
    const rows = Array.from({ length: 300_000 }, (_, i) => ({ id: `${i}`, cells: [i, i + 1, i + 2] }));
    const full = usedMib();
    rows.length = 0;
    collect();
    expect(full - usedMib()).toBeGreaterThan(15);
  });

  it('asks when 4 MB of new objects have piled up, and not before', async () => {
    const heap = { used: 20 };
    const asked: Asked[] = [];
    const collect = await collectorOf(heap, asked, () => {
      heap.used = 10;
    });
    heap.used = 23.9;
    collect();
    expect(asked).toEqual([]);
    heap.used = 24;
    collect();
    // The first time in full, for what loading left behind.
    expect(asked).toEqual([{ type: 'minor' }, {}]);
    heap.used = 13.9;
    collect();
    expect(asked).toHaveLength(2);
    heap.used = 14;
    collect();
    expect(asked.slice(2)).toEqual([{ type: 'minor' }]);
  });

  it('counts from what the runtime has cleared away by itself', async () => {
    const heap = { used: 20 };
    const asked: Asked[] = [];
    const collect = await collectorOf(heap, asked, () => undefined);
    heap.used = 10;
    collect();
    heap.used = 14;
    collect();
    expect(asked).not.toEqual([]);
  });

  it('asks for a full collection once 4 MB have outlived the others', async () => {
    const heap = { used: 10 };
    const asked: Asked[] = [];
    // Of each 4 MB, 1 outlives a collection of new objects.
    const collect = await collectorOf(heap, asked, ({ type }) => {
      heap.used = type === 'minor' ? heap.used - 3 : 10;
    });
    const kinds = Array.from({ length: 9 }, () => {
      heap.used += 4;
      const before = asked.length;
      collect();
      return asked.length - before;
    });
    expect(kinds).toEqual([2, 1, 1, 1, 2, 1, 1, 1, 2]);
  });

  it('lets a runtime be that cannot be asked', async () => {
    const heap = { used: 10 };
    const collect = await collectorOf(heap, [], () => undefined);
    vi.resetModules();
    vi.doMock('node:vm', () => ({
      runInNewContext: () => {
        throw new ReferenceError('gc is not defined');
      },
    }));
    const { createCollector } = await import('../../../../src/cli/jobs/garbage.ts');
    const without = createCollector();
    heap.used = 30;
    expect(without).not.toThrow();
    expect(collect).not.toThrow();
  });
});
