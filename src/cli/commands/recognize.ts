import { takeFirst } from '../../node/jobs/batches.ts';
import { recognize } from '../../platform/recognize.ts';
import type { Platform, Recognition, RecognizeHint } from '../../platform/types.ts';
import { formatOf } from '../files/formats.ts';
import { inputFiles, readLines } from '../input.ts';
import { at, type ExitCode, eachAt, exitCodes, Problem, problemLine } from '../problem.ts';
import { unreadable } from '../rows/rejection.ts';
import { openRowFile, type RowFileOptions } from '../rows/rowFile.ts';
import { type ShapeOptions, sampleRows, settleShape } from '../rows/shape.ts';
import { type ColumnCount, createTally } from '../rows/tally.ts';
import type { Session } from '../session.ts';

export interface RecognizeOptions
  extends Omit<RowFileOptions, 'onWarning'>,
    Pick<ShapeOptions, 'columns' | 'mapping' | 'preset'> {
  readonly json?: boolean;
  readonly platform?: Platform;
  /** Of lines; columns say it themselves. */
  readonly field?: NonNullable<RecognizeHint['field']>;
}

type Counts = Map<string, number>;

/** What each line of a text is, and how many values of each column of a file of rows are what. Never prints a value. */
export async function recognizeFiles(
  session: Session,
  files: readonly string[],
  options: RecognizeOptions,
): Promise<ExitCode> {
  const counts: Counts = new Map();
  let unread = 0;
  for await (const file of inputFiles(session, files)) {
    if (hasRows(file, options)) unread += await recognizeRows(session, file, options, counts);
    else await recognizeLines(session, file, options, counts);
  }
  const values = [...counts.values()].reduce((sum, count) => sum + count, 0);
  session.say('recognize.total', { values, total: [...counts].map((pair) => pair.join(' ')).join(', ') || '-' });
  return unread === 0 ? exitCodes.ok : exitCodes.data;
}

const hasRows = (file: string, { format, columns, mapping, preset }: RecognizeOptions): boolean =>
  formatOf(file) !== undefined || [format, columns, mapping, preset].some((given) => given !== undefined);

async function recognizeLines(
  session: Session,
  file: string,
  options: RecognizeOptions,
  counts: Counts,
): Promise<void> {
  const { platform, field, encoding, json } = options;
  const hint = { ...(platform && { platform }), ...(field && { field }) };
  for await (const { text, row } of readLines(session, file, encoding)) {
    const recognition = recognize(text, hint);
    count(counts, recognition.kind, 1);
    await session.print(json ? jsonOf({ file, row, ...recognition }) : lineOf(file, row, recognition));
  }
}

/** @returns how many rows cannot be read. */
async function recognizeRows(
  session: Session,
  file: string,
  options: RecognizeOptions,
  counts: Counts,
): Promise<number> {
  const { opened } = await openRowFile(session, file, options);
  try {
    const { head, rest } = await at({ file }, () => takeFirst(opened.rows, sampleRows));
    const rows = head.flatMap((read) => (read.status === 'read' ? [read.value] : []));
    const { shape } = await settleShape(session, 'recognize', { file, header: opened.columns, rows }, options);
    const tally = createTally(shape, options.platform);
    let unread = 0;
    for await (const read of eachAt({ file }, rest)) {
      try {
        if (read.status === 'rejected') throw unreadable(file, read);
        await at({ file, row: read.row }, () => tally.add(read.value));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // The wrong preset fits no row of a million: one message is enough.
        if (unread === 0) session.stderr.write(`${problemLine(session, error)}\n`);
        unread++;
      }
    }
    for (const found of tally.counts()) {
      count(counts, found.kind, found.count);
      await session.print(options.json ? jsonOf({ file, ...found }) : columnLine(file, found));
    }
    if (unread > 0) session.say('recognize.unread', { file, rows: unread });
    return unread;
  } finally {
    await opened.close();
  }
}

const count = (counts: Counts, kind: string, more: number): void =>
  void counts.set(kind, (counts.get(kind) ?? 0) + more);

const jsonOf = (line: object): string => `${JSON.stringify(line)}\n`;

const lineOf = (file: string, row: number, { kind, platform, field, confidence }: Recognition): string =>
  `${file}:${row}\t${kind}\t${platform ?? '-'}\t${field ?? '-'}\t${confidence}\n`;

const columnLine = (file: string, { column, kind, platform, count: values }: ColumnCount): string =>
  `${file}\t${column}\t${kind}\t${platform ?? '-'}\t${values}\n`;
