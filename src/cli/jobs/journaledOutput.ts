import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { rejectLine } from '../files/rejects.ts';
import { usage } from '../problem.ts';
import type { PartResult } from '../rows/processPart.ts';
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
  /** As typed, for messages. */
  readonly file: string;
  /** Rows between two checkpoints, at least. Default 5,000: less than a second of work, for two or three writes that wait for the disk. */
  readonly checkpointRows?: number;
}

/** An output that a killed run can be taken up from. */
export interface JournaledOutput {
  /** Where the run begins: at its start, or where one before it was ended. */
  readonly from: Checkpoint;
  /** Takes what became of a part of the input. */
  write(result: PartResult): Promise<void>;
  /** Puts the files under their names. */
  commit(): Promise<void>;
  /** Lets go of the files; what the journal tells of stays for the next run. */
  close(): Promise<void>;
}

const start: Checkpoint = { rows: 0, done: 0, codes: {}, output: 0, rejects: 0 };

/**
 * Opens an output with a journal beside it. Both are hidden files of mode 0600, and stay when the run is ended before `commit`.
 * One run at a time, which `lockOutput` sees to: two that write the same output would spoil it.
 *
 * @throws {Problem} `ERR_JOURNAL_INPUT`, `ERR_JOURNAL_TASK`: the journal is that of another input or task.
 */
export async function openJournaledOutput(options: JournaledOutputOptions): Promise<JournaledOutput> {
  const { output, rejects, input, task, file, checkpointRows = 5000 } = options;
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
    return { from: last, write: tooLate, commit: finish, close: async () => undefined };
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

  async function finish(): Promise<void> {
    if (drafts.rejects !== undefined && rejectsTarget !== undefined) await renameIfThere(drafts.rejects, rejectsTarget);
    await renameIfThere(drafts.output, target);
    await syncFolder(dirname(target));
    await rm(journalPath, { force: true });
  }

  /** Everything so far to the disk, then a line that says so: never the other way round. */
  async function save(isWhole: boolean): Promise<void> {
    if (isWhole) point = { ...point, isWhole };
    await handle.sync();
    await rejectsHandle?.sync();
    await journal.append(point);
    unsaved = 0;
  }

  async function close(): Promise<void> {
    await Promise.all([handle.close(), rejectsHandle?.close(), journal.close()]);
  }

  return {
    from,
    close,
    async write({ output: bytes, done, rejected, columns, reached }) {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('rows that are no bytes cannot be added to a file');
      const lines = Buffer.from(rejected.map(rejectLine).join(''));
      await handle.appendFile(bytes);
      await rejectsHandle?.appendFile(lines);
      const codes = { ...point.codes };
      for (const { code } of rejected) codes[code] = (codes[code] ?? 0) + 1;
      const rows = done + rejected.length;
      point = {
        rows: point.rows + rows,
        done: point.done + done,
        codes,
        output: point.output + bytes.length,
        rejects: point.rejects + lines.length,
        ...(reached && { input: reached }),
        ...((point.columns ?? columns) && { columns: point.columns ?? columns }),
      };
      unsaved += rows;
      if (unsaved >= checkpointRows) await save(false);
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
