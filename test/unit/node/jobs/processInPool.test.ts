import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processInPool, type RowBatch, type RowPool } from 'waybill-privacy/node';
import { processRows, type Row, type RowResult } from 'waybill-privacy/stream';

const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ id: i + 1 }));
const same = (row: Row): Row => row;
const results = (batch: RowBatch): readonly RowResult[] => processRows(same, batch.rows, batch.firstRow);
const ticks = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

async function all(source: AsyncIterable<readonly RowResult[]>): Promise<RowResult[]> {
  const found: RowResult[] = [];
  for await (const batch of source) found.push(...batch);
  return found;
}

describe('processInPool', () => {
  it('keeps the order and loses no row, whichever batch is done first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat({ max: 30 }), { minLength: 1 }),
        fc.option(fc.nat({ max: 60 }), { nil: undefined }),
        async (count, batchRows, inFlight, delays, few) => {
          let out = 0;
          let most = 0;
          let called = 0;
          const pool: RowPool = {
            async run(batch) {
              most = Math.max(most, ++out);
              await ticks(delays[called++ % delays.length] ?? 0);
              out--;
              return results(batch);
            },
          };
          const here = few === undefined ? {} : { few, processor: same };
          const found = await all(processInPool({ rows: rowsOf(count), pool, batchRows, inFlight, ...here }));
          expect(found).toEqual(processRows(same, rowsOf(count), 1));
          expect(most).toBeLessThanOrEqual(inFlight);
          expect(called > 0).toBe(count > (few ?? 0));
        },
      ),
    );
  });

  it('reads on only as results are taken', async () => {
    let read = 0;
    function* endless(): Generator<Row> {
      for (;;) yield { id: ++read };
    }
    const pool = { run: async (batch: RowBatch) => results(batch) };
    const source = processInPool({ rows: endless(), pool, batchRows: 10, inFlight: 3 });
    for (let taken = 1; taken <= 5; taken++) {
      await source.next();
      await ticks(50);
      expect(read).toBeLessThanOrEqual((taken + 3) * 10);
    }
    await source.return();
  });

  it('keeps nothing of a batch that is through', async () => {
    const abort = new AbortController();
    const held: number[] = [];
    const pool: RowPool = {
      async run(batch, { signal }) {
        held.push(getEventListeners(signal, 'abort').length);
        return results(batch);
      },
    };
    await all(processInPool({ rows: rowsOf(400), pool, batchRows: 1, signal: abort.signal }));
    expect(Math.max(...held)).toBeLessThanOrEqual(2);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });

  it('releases the rows when the loop is left', async () => {
    let isReleased = false;
    function* endless(): Generator<Row> {
      try {
        for (;;) yield {};
      } finally {
        isReleased = true;
      }
    }
    const pool = { run: async (batch: RowBatch) => results(batch) };
    for await (const _ of processInPool({ rows: endless(), pool })) break;
    expect(isReleased).toBe(true);
  });

  it('starts no pool for few rows, and one for more', async () => {
    let starts = 0;
    const pool = (): RowPool => {
      starts++;
      return { run: async (batch) => results(batch) };
    };
    await all(processInPool({ rows: rowsOf(2000), pool, processor: same }));
    expect(starts).toBe(0);
    await all(processInPool({ rows: rowsOf(2001), pool, processor: same }));
    expect(starts).toBe(1);
  });

  it('ends with the error of the first batch that fails, gives up the others and yields nothing behind it', async () => {
    let givenUp = 0;
    const pool: RowPool = {
      run: (batch, { signal }) => {
        if (batch.firstRow === 1) return Promise.resolve(results(batch));
        if (batch.firstRow === 3) return Promise.reject(new Error('worker exited'));
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            givenUp++;
            reject(new Error('given up'));
          });
        });
      },
    };
    const found: RowResult[] = [];
    const run = async (): Promise<void> => {
      for await (const batch of processInPool({ rows: rowsOf(20), pool, batchRows: 2, inFlight: 3 })) {
        found.push(...batch);
      }
    };
    await expect(run()).rejects.toThrow('worker exited');
    expect(found.map(({ row }) => row)).toEqual([1, 2]);
    expect(givenUp).toBe(2);
  });

  it('says once that it was aborted, where the rows fail by the same signal', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const unhandled: unknown[] = [];
    const listen = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', listen);
    async function* rows(): AsyncGenerator<Row> {
      yield {};
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new Error('the input is closed');
    }
    const pool = { run: async (batch: RowBatch) => results(batch) };
    const run = async (): Promise<void> => {
      for await (const _ of processInPool({ rows: rows(), pool, batchRows: 1, inFlight: 1, signal: abort.signal })) {
        abort.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });

  it.each(['before', 'while a batch is out', 'while a row is waited for'])(
    'ends when it is aborted %s',
    async (when) => {
      const abort = new AbortController();
      const reason = new Error('enough');
      async function* rows(): AsyncGenerator<Row> {
        yield* rowsOf(2);
        if (when === 'while a row is waited for') {
          setImmediate(() => abort.abort(reason));
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
      const pool: RowPool = {
        run: (batch, { signal }) =>
          when === 'while a batch is out'
            ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
            : Promise.resolve(results(batch)),
      };
      if (when === 'before') abort.abort(reason);
      else if (when === 'while a batch is out') setImmediate(() => abort.abort(reason));
      const source = processInPool({ rows: rows(), pool, batchRows: 2, signal: abort.signal });
      await expect(all(source)).rejects.toBe(reason);
    },
  );

  it.each<[string, (batch: RowBatch) => unknown]>([
    ['too few results', (batch) => results(batch).slice(1)],
    ['results of other rows', (batch) => processRows(same, batch.rows, batch.firstRow + 1)],
    ['no list', () => ({})],
  ])('refuses %s', async (_, answer) => {
    const pool = { run: async (batch: RowBatch) => answer(batch) as RowResult[] };
    await expect(all(processInPool({ rows: rowsOf(3), pool }))).rejects.toThrow('one result for each row');
  });

  it.each([{ batchRows: 0 }, { inFlight: 0 }, { batchRows: 1.5 }])('refuses %j', async (options) => {
    const pool = { run: async (batch: RowBatch) => results(batch) };
    await expect(all(processInPool({ rows: [], pool, ...options }))).rejects.toThrow(RangeError);
  });
});
