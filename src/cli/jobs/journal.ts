import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';

/** What a file was when a run began: enough to see that it is another one now, without reading it whole. */
export interface InputIdentity {
  /** In bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** SHA-256 of its first 64 KiB, in hex. */
  readonly head: string;
}

/** First line of a journal: what the run is about. */
export interface JournalHead {
  readonly format: 'waybill-privacy-journal';
  readonly version: 1;
  readonly input: InputIdentity;
  /** SHA-256 of what is done with the rows and how they are written, in hex. */
  readonly task: string;
}

/** How far a run has come; what it tells of is on the disk before it is. Counts and lengths only, never a value of a row. */
export interface Checkpoint {
  /** Rows of the input that are done or rejected. */
  readonly rows: number;
  /** Rows that went through. */
  readonly done: number;
  /** Rejected rows by code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Length of the output, in bytes. */
  readonly output: number;
  /** Length of the list of rejected rows, in bytes. */
  readonly rejects: number;
  /** Columns of the output, where it is a table that has begun. */
  readonly columns?: readonly string[];
  /** Lines and bytes of the input up to the last of these rows, where it can be gone on from there without reading them again. */
  readonly input?: { readonly lines: number; readonly offset: number };
  /** Whether all rows are in it: only the drafts have to get their names. */
  readonly isWhole?: boolean;
}

/** A journal as far as it can be read. */
export interface ReadJournal {
  readonly head?: JournalHead;
  readonly checkpoints: readonly Checkpoint[];
  /** Length in bytes up to each checkpoint, itself included; the first is that of the head. */
  readonly ends: readonly number[];
}

/** Reads a journal up to the first line that is not whole: what a run that was killed wrote last may be a part of a line. */
export function parseJournal(bytes: Uint8Array): ReadJournal {
  const checkpoints: Checkpoint[] = [];
  const ends: number[] = [];
  let head: JournalHead | undefined;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    const line = parsed(Buffer.from(bytes.subarray(start, end)).toString());
    if (ends.length === 0) {
      if (!isHead(line)) break;
      head = line;
    } else {
      if (!isCheckpoint(line)) break;
      checkpoints.push(line);
    }
    start = end + 1;
    ends.push(start);
  }
  return { ...(head && { head }), checkpoints, ends };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isHead(line: unknown): line is JournalHead {
  const { format, version } = (line ?? {}) as Partial<JournalHead>;
  return format === 'waybill-privacy-journal' && version === 1;
}

function isCheckpoint(line: unknown): line is Checkpoint {
  const { rows, done, codes, output, rejects, input } = (line ?? {}) as Partial<Checkpoint>;
  const numbers = [rows, done, output, rejects, ...(input === undefined ? [] : [input?.lines, input?.offset])];
  return numbers.every(Number.isSafeInteger) && typeof codes === 'object' && codes !== null;
}

/** A journal that is being written. Each line is on the disk when its promise settles. */
export interface Journal {
  append(checkpoint: Checkpoint): Promise<void>;
  close(): Promise<void>;
}

/** Reads a journal from the disk; an empty one where there is none. */
export async function readJournal(path: string): Promise<ReadJournal> {
  try {
    return parseJournal(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { checkpoints: [], ends: [] };
    throw error;
  }
}

/** Opens a journal to go on behind the first `keptBytes` of it; with none, begins it with a head. */
export async function openJournal(path: string, keptBytes: number, head: JournalHead): Promise<Journal> {
  const handle = await open(path, 'a', 0o600);
  await handle.truncate(keptBytes);
  const add = async (line: object): Promise<void> => {
    await handle.appendFile(`${JSON.stringify(line)}\n`);
    await handle.sync();
  };
  if (keptBytes === 0) await add(head);
  return { append: add, close: () => handle.close() };
}

const headBytes = 64 * 1024;

/** What a file is now. */
export async function identityOf(path: string): Promise<InputIdentity> {
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    return {
      size,
      mtimeMs,
      head: createHash('sha256')
        .update(await firstBytes(handle))
        .digest('hex'),
    };
  } finally {
    await handle.close();
  }
}

async function firstBytes(handle: FileHandle): Promise<Uint8Array> {
  const bytes = Buffer.alloc(headBytes);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, headBytes - length, length);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
}
