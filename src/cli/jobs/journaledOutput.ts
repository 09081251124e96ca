import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Row } from '../../stream/rows.ts';
import { usage } from '../problem.ts';
import { pour } from '../streams.ts';
import { type Checkpoint, type InputIdentity, openJournal, readJournal } from './journal.ts';

/** What is written where, and by which rules. */
export interface JournaledOutputOptions {
  /** The output file. */
  readonly output: string;
  /** The list of rejected rows, if there is one. */
  readonly rejects?: string | undefined;
  readonly input: InputIdentity;
  /** See `JournalHead`. */
  readonly task: string;
  /** Columns of a table whose first row this is; nothing for other formats. */
  readonly columnsOf: (row: Row) => readonly string[] | undefined;
  /** Makes a writer of rows: of the beginning of the file, or of more rows of a table with these columns. */
  readonly writer: (
    continued: { readonly columns?: readonly string[] } | undefined,
  ) => ReadableWritablePair<Uint8Array, Row>;
  /** As typed, for messages. */
  readonly file: string;
  /** Rows between two checkpoints. Default 5,000: less than a second of work, for two or three writes that wait for the disk. */
  readonly checkpointRows?: number;
}

/** An output that a killed run can be taken up from. */
export interface JournaledOutput {
  /** Where the run begins: at its start, or where one before it was ended. */
  readonly from: Checkpoint;
  /** Takes a row. */
  write(row: Row): Promise<void>;
  /** Takes a line of the list of rejected rows. */
  reject(line: string, code: string): Promise<void>;
  /** Puts the files under their names. */
  commit(): Promise<void>;
  /** Lets go of the files; what the journal tells of stays for the next run. */
  close(): Promise<void>;
}

const start: Checkpoint = { rows: 0, done: 0, codes: {}, output: 0, rejects: 0 };

/**
 * Opens an output with a journal beside it. Both are hidden files of mode 0600, and stay when the run is ended before `commit`.
 * One run at a time: two that write the same output would spoil it.
 *
 * @throws {Problem} `ERR_JOURNAL_INPUT`, `ERR_JOURNAL_TASK`: the journal is that of another input or task.
 */
export async function openJournaledOutput(options: JournaledOutputOptions): Promise<JournaledOutput> {
  const { output, rejects, input, task, columnsOf, writer, file, checkpointRows = 5000 } = options;
  const target = await realpath(output).catch(() => output);
  const rejectsTarget = rejects === undefined ? undefined : await realpath(rejects).catch(() => rejects);
  const drafts = { output: beside(target, 'part'), rejects: rejectsTarget && beside(rejectsTarget, 'part') };
  const journalPath = beside(target, 'journal');

  const { head, checkpoints, ends } = await readJournal(journalPath);
  if (head !== undefined) {
    if (!isSame(head.input, input)) throw usage('ERR_JOURNAL_INPUT', { journal: journalPath }, { file });
    if (head.task !== task) throw usage('ERR_JOURNAL_TASK', { journal: journalPath }, { file });
  }
  const last = checkpoints.at(-1);
  if (last?.isWhole === true) {
    return { from: last, write: tooLate, reject: tooLate, commit: finish, close: async () => undefined };
  }
  // A checkpoint counts as long as the drafts hold what it tells of.
  const lengths = { output: await lengthOf(drafts.output), rejects: await lengthOf(drafts.rejects) };
  const kept = checkpoints.findLastIndex((point) => point.output <= lengths.output && point.rejects <= lengths.rejects);
  const from = checkpoints[kept] ?? start;
  const journal = await openJournal(journalPath, ends[kept + 1] ?? 0, {
    format: 'waybill-privacy-journal',
    version: 1,
    input,
    task,
  });
  const handle = await openDraft(drafts.output, from.output);
  const rejectsHandle = drafts.rejects === undefined ? undefined : await openDraft(drafts.rejects, from.rejects);

  let point = from;
  let unsaved = 0;
  let part: Part | undefined;
  let rejectLines = '';

  async function finish(): Promise<void> {
    if (drafts.rejects !== undefined && rejectsTarget !== undefined) await renameIfThere(drafts.rejects, rejectsTarget);
    await renameIfThere(drafts.output, target);
    await syncFolder(dirname(target));
    await rm(journalPath, { force: true });
  }

  /** Everything so far to the disk, then a line that says so: never the other way round. */
  async function save(isWhole: boolean): Promise<void> {
    // Without a row there is still a head of a table.
    if (isWhole && point.output === 0) part ??= beginPart(handle, writer(undefined));
    const output = point.output + ((await part?.end()) ?? 0);
    part = undefined;
    const listed = Buffer.from(rejectLines);
    rejectLines = '';
    await rejectsHandle?.appendFile(listed);
    point = { ...point, output, rejects: point.rejects + listed.length, ...(isWhole && { isWhole }) };
    await handle.sync();
    await rejectsHandle?.sync();
    await journal.append(point);
    unsaved = 0;
  }

  async function counted(change: Partial<Checkpoint>): Promise<void> {
    point = { ...point, ...change, rows: point.rows + 1 };
    if (++unsaved === checkpointRows) await save(false);
  }

  async function close(): Promise<void> {
    await part?.abort();
    part = undefined;
    await Promise.all([handle.close(), rejectsHandle?.close(), journal.close()]);
  }

  return {
    from,
    close,
    async write(row) {
      if (part === undefined) {
        const columns = point.columns ?? columnsOf(row);
        part = beginPart(handle, writer(point.output === 0 ? undefined : { ...(columns && { columns }) }));
        if (columns !== undefined) point = { ...point, columns };
      }
      await part.write(row);
      await counted({ done: point.done + 1 });
    },
    async reject(line, code) {
      rejectLines += line;
      await counted({ codes: { ...point.codes, [code]: (point.codes[code] ?? 0) + 1 } });
    },
    async commit() {
      await save(true);
      await close();
      await finish();
    },
  };
}

const beside = (path: string, ending: string): string => join(dirname(path), `.${basename(path)}.${ending}`);

const isSame = (a: InputIdentity, b: InputIdentity): boolean =>
  a.size === b.size && a.mtimeMs === b.mtimeMs && a.head === b.head;

const tooLate = (): never => {
  throw new TypeError('all rows are written');
};

async function lengthOf(path: string | undefined): Promise<number> {
  if (path === undefined) return 0;
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

async function openDraft(path: string, length: number): Promise<FileHandle> {
  const handle = await open(path, 'a', 0o600);
  await handle.chmod(0o600);
  await handle.truncate(length);
  return handle;
}

/** Rows from one checkpoint to the next. */
interface Part {
  write(row: Row): Promise<void>;
  /** Writes what is held back. @returns the bytes of the part. */
  end(): Promise<number>;
  abort(): Promise<void>;
}

function beginPart(handle: FileHandle, { readable, writable }: ReadableWritablePair<Uint8Array, Row>): Part {
  let bytes = 0;
  const written = pour(readable, async (chunk) => {
    await handle.appendFile(chunk);
    bytes += chunk.length;
  });
  written.catch(() => undefined);
  const writer: WritableStreamDefaultWriter<Row> = writable.getWriter();
  writer.closed.catch(() => undefined);
  return {
    write: (row) => writer.write(row),
    async end() {
      await writer.close();
      await written;
      return bytes;
    },
    async abort() {
      await writer.abort().catch(() => undefined);
      await written.catch(() => undefined);
    },
  };
}

/** A run that was killed between two renames has done the first. */
async function renameIfThere(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A rename is on the disk when its folder is; systems without folders that can be opened store it by themselves. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
