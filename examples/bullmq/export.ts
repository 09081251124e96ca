import { FlowProducer, type Job, QueueEvents, Worker } from 'bullmq';
import type { FieldToken } from 'waybill-privacy/field';
import type { Row, RowResult } from 'waybill-privacy/stream';
import { type ChunkCipher, chunkQueue, exportQueue } from './chunks.ts';

/** An export over several processes. */
export interface ExportOptions {
  /** Name of the export: the same name is the same export, and is not begun twice. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly cipher: ChunkCipher;
  readonly port: number;
  /** Default 500. */
  readonly chunkRows?: number;
}

/**
 * Gives the rows of an export to the workers, waits for all, and gives the results in the order of the rows.
 *
 * One flow: the job of the export waits for those of its chunks.
 */
export async function runExport({ name, rows, cipher, port, chunkRows = 500 }: ExportOptions): Promise<RowResult[]> {
  const connection = { host: '127.0.0.1', port };
  const ids: string[] = [];
  const children = [];
  for (let start = 0; start < rows.length; start += chunkRows) {
    const id = `${name}-${ids.length}`;
    ids.push(id);
    children.push({
      name: 'chunk',
      queueName: chunkQueue,
      data: cipher.sealRows(id, start + 1, rows.slice(start, start + chunkRows)),
      opts: { jobId: id, attempts: 5, backoff: 200, failParentOnFailure: true },
    });
  }
  const results = new Map<string, readonly RowResult[]>();
  const collector = new Worker(
    exportQueue,
    async (job: Job) => {
      for (const [key, tokens] of Object.entries(await job.getChildrenValues<readonly FieldToken[]>())) {
        // The key is `bull:chunks:ID`.
        const id = key.slice(key.lastIndexOf(':') + 1);
        results.set(id, cipher.openResults(id, tokens));
      }
    },
    { connection },
  );
  const events = new QueueEvents(exportQueue, { connection });
  const flow = new FlowProducer({ connection });
  try {
    await events.waitUntilReady();
    const { job } = await flow.add({
      name: 'export',
      queueName: exportQueue,
      data: {},
      opts: { jobId: name },
      children,
    });
    await job.waitUntilFinished(events);
  } finally {
    await Promise.all([collector.close(), events.close(), flow.close()]);
  }
  const all = ids.flatMap((id) => results.get(id) ?? []);
  // Tokens that were taken away from the end of a chunk leave no other trace.
  if (all.length !== rows.length) throw new Error('the export has not as many results as rows');
  return all;
}
