import type { Keyring } from '../../keys/keyring.ts';
import { inBatches, takeFirst } from '../../node/jobs/batches.ts';
import { inOrder } from '../../node/jobs/inOrder.ts';
import { processRow, type RowResult } from '../../stream/rows.ts';
import type { ReadRow, UnreadableRow } from '../files/codec.ts';
import { startWorkers } from '../jobs/workers.ts';
import { createProcessor, type RowPlan } from './plan.ts';

/** Rows to process, what to do with them, and where they go. */
export interface RowWork {
  readonly source: AsyncIterable<ReadRow | UnreadableRow>;
  readonly plan: RowPlan;
  /** For the ciphers. */
  readonly keyring?: Keyring | undefined;
  /** Threads, from 1: the thread of the caller alone. */
  readonly jobs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Takes one result for each row, in their order; the next row is read when it has settled. */
  readonly sink: (result: RowResult | UnreadableRow) => Promise<void>;
}

/** Of so few rows one thread is through before another has started. */
const fewRows = 2000;
/** As `processInPool` has it. */
const batchRows = 200;
/** Batches for each thread: one that it works on, and more while the caller writes. */
const batchesPerJob = 2;

/**
 * Processes rows, one by one or on several threads. The only place where rows meet a processor.
 *
 * @throws what {@link createProcessor}, the workers, the source and the sink throw; never for a row.
 */
export async function processSource({ source, plan, keyring, jobs = 1, signal, sink }: RowWork): Promise<void> {
  const processor = createProcessor(plan, keyring);
  const processHere = async (rows: AsyncIterable<ReadRow | UnreadableRow> | Iterable<ReadRow | UnreadableRow>) => {
    for await (const read of rows) {
      await sink(read.status === 'read' ? processRow(processor, read.value, read.row) : read);
    }
  };
  if (jobs === 1) return processHere(source);
  const { head, rest } = await takeFirst(source, fewRows + 1);
  if (head.length <= fewRows) return processHere(head);
  const workers = await startWorkers(plan, keyring, jobs);
  try {
    const batches = inBatches(rest, batchRows);
    const options = { inFlight: jobs * batchesPerJob, signal };
    for await (const results of inOrder(batches, (batch, inner) => workers.run(batch, { signal: inner }), options)) {
      for (const result of results) await sink(result);
    }
  } finally {
    await workers.destroy();
  }
}
