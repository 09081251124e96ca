import type { Keyring } from '../../keys/keyring.ts';
import { processRow, type RowResult } from '../../stream/rows.ts';
import type { ReadRow, UnreadableRow } from '../files/codec.ts';
import { createProcessor, type RowPlan } from './plan.ts';

/** Rows to process, what to do with them, and where they go. */
export interface RowWork {
  readonly source: AsyncIterable<ReadRow | UnreadableRow>;
  readonly plan: RowPlan;
  /** For the ciphers. */
  readonly keyring?: Keyring | undefined;
  /** Takes one result for each row, in their order; the next row is read when it has settled. */
  readonly sink: (result: RowResult | UnreadableRow) => Promise<void>;
}

/**
 * Processes rows one by one. The only place where rows meet a processor: workers, and a journal to go on from, belong here.
 *
 * @throws what {@link createProcessor}, the source and the sink throw; never for a row.
 */
export async function processSource({ source, plan, keyring, sink }: RowWork): Promise<void> {
  const processor = createProcessor(plan, keyring);
  for await (const read of source) {
    await sink(read.status === 'read' ? processRow(processor, read.value, read.row) : read);
  }
}
