import type { Row } from '../../stream/rows.ts';
import { rejectLine } from '../files/rejects.ts';
import type { Checkpoint } from '../jobs/journal.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import type { Session } from '../session.ts';
import { pour } from '../streams.ts';
import type { PartResult } from './processPart.ts';

/** Where the results of a file of rows go. */
export interface RowOutput {
  /** What was done before, by a run that was ended. */
  readonly from: Pick<Checkpoint, 'rows' | 'done' | 'codes' | 'output' | 'columns' | 'input'>;
  /** Takes what became of a part. */
  write(result: PartResult): Promise<void>;
}

/** Where, and how rows become bytes. */
export interface RowOutputOptions extends Pick<OutputOptions, 'dryRun'> {
  readonly out?: string | undefined;
  readonly rejects?: string | undefined;
  /** For results that are rows still. */
  readonly openWriter: () => ReadableWritablePair<Uint8Array, Row>;
}

const start: RowOutput['from'] = { rows: 0, done: 0, codes: {}, output: 0 };

/** Runs `work` with an output that appears whole or not at all. */
export function withRowOutput<T>(
  session: Session,
  { out, rejects, dryRun, openWriter }: RowOutputOptions,
  work: (output: RowOutput) => Promise<T>,
): Promise<T> {
  // Without a rejects file nothing is written behind it.
  return withOutput(session, { file: rejects ?? '-', dryRun: dryRun || rejects === undefined }, (writeReject) =>
    withOutput(session, { file: out, dryRun }, async (write) => {
      let rows: RowWriter | undefined;
      async function writeResult({ output, rejected }: PartResult): Promise<void> {
        if (output instanceof Uint8Array) {
          if (output.length > 0) await write(output);
        } else {
          rows ??= openRows(openWriter(), write);
          for (const row of output) await rows.write(row);
        }
        if (rejected.length > 0) await writeReject(rejected.map(rejectLine).join(''));
      }
      try {
        const result = await work({ from: start, write: writeResult });
        await rows?.close();
        return result;
      } catch (error) {
        await rows?.abort(error);
        throw error;
      }
    }),
  );
}

interface RowWriter {
  write(row: Row): Promise<void>;
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}

function openRows(
  { readable, writable }: ReadableWritablePair<Uint8Array, Row>,
  write: (bytes: Uint8Array) => Promise<void>,
): RowWriter {
  const written = pour(readable, write);
  written.catch(() => undefined);
  const writer: WritableStreamDefaultWriter<Row> = writable.getWriter();
  writer.closed.catch(() => undefined);
  // A writer whose reader has gone says nothing of why: a full disk is known to the other side.
  const orWhy = (error: unknown): Promise<void> => written.then(() => Promise.reject(error));
  return {
    write: (row) => writer.write(row).catch(orWhy),
    async close() {
      await writer.close().catch(orWhy);
      await written;
    },
    abort: (reason) => writer.abort(reason).catch(() => undefined),
  };
}
