import type { Row } from '../../stream/rows.ts';
import type { Checkpoint } from '../jobs/journal.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import type { Session } from '../session.ts';
import { pour } from '../streams.ts';

/** Where the results of a file of rows go. */
export interface RowOutput {
  /** What was done before, by a run that was ended. */
  readonly from: Pick<Checkpoint, 'rows' | 'done' | 'codes'>;
  /** Takes a row. */
  write(row: Row): Promise<void>;
  /** Takes a line of the list of rejected rows. */
  reject(line: string, code: string): Promise<void>;
}

/** Where, and how rows become bytes. */
export interface RowOutputOptions extends Pick<OutputOptions, 'dryRun'> {
  readonly out?: string | undefined;
  readonly rejects?: string | undefined;
  readonly openWriter: () => ReadableWritablePair<Uint8Array, Row>;
}

/** Runs `work` with an output that appears whole or not at all. */
export function withRowOutput<T>(
  session: Session,
  { out, rejects, dryRun, openWriter }: RowOutputOptions,
  work: (output: RowOutput) => Promise<T>,
): Promise<T> {
  // Without a rejects file nothing is written behind it.
  return withOutput(session, { file: rejects ?? '-', dryRun: dryRun || rejects === undefined }, (writeReject) =>
    withOutput(session, { file: out, dryRun }, async (write) => {
      const { readable, writable } = openWriter();
      const written = pour(readable, write);
      written.catch(() => undefined);
      const writer: WritableStreamDefaultWriter<Row> = writable.getWriter();
      writer.closed.catch(() => undefined);
      try {
        const result = await work({
          from: { rows: 0, done: 0, codes: {} },
          write: (row) => writer.write(row),
          reject: writeReject,
        });
        await writer.close();
        await written;
        return result;
      } catch (error) {
        await writer.abort(error).catch(() => undefined);
        throw error;
      }
    }),
  );
}
