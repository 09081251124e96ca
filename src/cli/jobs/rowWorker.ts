// Runs in a worker thread: the processor of a plan, for batches of rows.
import { workerData } from 'node:worker_threads';
import { importKeyring } from '../../keys/file.ts';
import { rawKeyProvider } from '../../keys/rawKey.ts';
import { processRow, type RowResult } from '../../stream/rows.ts';
import type { ReadRow, UnreadableRow } from '../files/codec.ts';
import { createProcessor } from '../rows/plan.ts';
import type { WorkerTask } from './workers.ts';

const { plan, keyring } = workerData as WorkerTask;
const processor = createProcessor(
  plan,
  keyring && (await importKeyring(keyring.wrapped, rawKeyProvider({ key: keyring.key }))),
);

export default function processBatch(batch: readonly (ReadRow | UnreadableRow)[]): (RowResult | UnreadableRow)[] {
  return batch.map((read) => (read.status === 'read' ? processRow(processor, read.value, read.row) : read));
}
