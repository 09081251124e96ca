import { processRows, type Row, type RowProcessor, type RowResult } from '../../stream/rows.ts';
import { inBatches, takeFirst } from './batches.ts';
import { inOrder } from './inOrder.ts';

/** A part of an export, as a worker gets it. Plain data: it can be cloned, and what it holds is as private as the export. */
export interface RowBatch {
  /** Number of the first of the rows in the export, from 1. */
  readonly firstRow: number;
  /** The rows. */
  readonly rows: readonly Row[];
}

/**
 * Whatever runs batches somewhere else: an instance of `Piscina` is one. It loads worker files with `require()`, and Node (20 to 26)
 * aborts when a thread is ended while it does so with an ES module: give it a CommonJS file that `import()`s the worker where the
 * pool may be destroyed before all threads have loaded.
 */
export interface RowPool {
  /** One result for each row, in their order, as `processRows` gives them. Rejects where the worker is lost. */
  run(batch: RowBatch, options: { readonly signal: AbortSignal }): Promise<readonly RowResult[]>;
}

/** Rows, and what works on them. */
export interface ProcessInPoolOptions {
  /** In their order; pulled only as fast as the pool takes them. */
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
  /** The pool, or a function that starts it: called once, and only where the rows are not {@link ProcessInPoolOptions.few}. */
  readonly pool: RowPool | (() => RowPool | Promise<RowPool>);
  /** Processes few rows here: to start workers would take longer. Default: everything goes to the pool. */
  readonly processor?: RowProcessor;
  /** Most rows that `processor` is given. Default 2,000: about what one core does while a worker starts. */
  readonly few?: number;
  /** Rows in a batch, from 1. Default 200: small enough to share out evenly, large enough that handing it over costs little. */
  readonly batchRows?: number;
  /** Batches that are out at once, from 1. Default 8: two for each of four workers. */
  readonly inFlight?: number;
  /** Ends the run. */
  readonly signal?: AbortSignal;
}

/**
 * Processes the rows of an export on several cores or machines: batches of results, in the order of the rows. Reads on only as
 * results are taken, and holds at most `inFlight` batches.
 *
 * A batch that fails as a whole, such as by a worker that crashed, ends the run with its error; rows that are refused are results.
 *
 * @throws what the rows, the pool and the signal throw. @throws {RangeError} for wrong numbers.
 * @example
 * // In the worker: export default ({ rows, firstRow }) => processRows(maskRows({ columns }), rows, firstRow);
 * const processor = maskRows({ columns: { 手机: 'phone' } });
 * const pool = { run: async ({ rows, firstRow }) => processRows(processor, rows, firstRow) }; // new Piscina({ filename })
 * const phones = [];
 * for await (const results of processInPool({ rows: [{ 手机: '13812345678' }], pool })) phones.push(...results);
 * phones; // [{ status: 'done', row: 1, value: { 手机: '138******78' } }]
 */
export async function* processInPool(options: ProcessInPoolOptions): AsyncGenerator<readonly RowResult[], void> {
  const { rows, pool, processor, few = 2000, batchRows = 200, inFlight = 8, signal } = options;
  for (const [name, value] of Object.entries({ batchRows, inFlight })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`"${name}" expected an integer from 1`);
  }
  if (processor !== undefined) {
    const { head, rest } = await takeFirst(rows, few + 1);
    if (head.length <= few) {
      for await (const batch of numbered(head, batchRows)) {
        signal?.throwIfAborted();
        yield processRows(processor, batch.rows, batch.firstRow);
      }
      return;
    }
    yield* inPool(rest);
  } else yield* inPool(rows);

  async function* inPool(all: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<readonly RowResult[], void> {
    const started = typeof pool === 'function' ? await pool() : pool;
    yield* inOrder(numbered(all, batchRows), (batch, inner) => run(started, batch, inner), { inFlight, signal });
  }
}

async function* numbered(rows: AsyncIterable<Row> | Iterable<Row>, size: number): AsyncGenerator<RowBatch, void> {
  let firstRow = 1;
  for await (const batch of inBatches(rows, size)) {
    yield { firstRow, rows: batch };
    firstRow += batch.length;
  }
}

async function run(pool: RowPool, batch: RowBatch, signal: AbortSignal): Promise<readonly RowResult[]> {
  const results = await pool.run(batch, { signal });
  // A worker of another version, or a lost answer: half a batch must not pass for a whole one.
  const isWhole = Array.isArray(results) && results.length === batch.rows.length;
  if (!isWhole || results.some(({ row }: RowResult, i: number) => row !== batch.firstRow + i)) {
    throw new TypeError('"pool" expected one result for each row, in their order');
  }
  return results;
}
