import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { assertString, PrivacyError } from '../errors.ts';
import {
  createLedgerState,
  type DecryptLedger,
  entryOf,
  type LedgerAsk,
  type LedgerDecision,
  type LedgerEntry,
  type LedgerSettlement,
  type LedgerState,
} from '../platform/broker/ledger.ts';

/** A ledger in a file. */
export interface FileDecryptLedger extends DecryptLedger {
  /** Waits for what is being written and closes the file. */
  close(): Promise<void>;
}

/** Options of {@link openDecryptLedger}. */
export interface FileDecryptLedgerOptions {
  /** Tells what may be forgotten, in milliseconds since 1970. Default: the time of the machine. */
  readonly now?: () => number;
}

const header = { format: 'waybill-privacy-decrypt-ledger', version: 1 };

/**
 * A decrypt ledger in an append-only file of JSON lines, each synced to the disk before a promise settles. It holds hashes,
 * times, shop ids and outcomes; it is made readable to its owner alone.
 *
 * **After a crash** a torn last line is dropped: it was never acted upon. Any other line that cannot be read is `ERR_LEDGER`: a
 * ledger that forgets in silence would ask twice. Opening writes the file anew without what is past its window and its day
 * (`<path>.new`, then renamed), so it does not grow for ever.
 *
 * **One process at a time.** There is no lock to get stuck: who finds that somebody else wrote to or replaced the file stops with
 * `ERR_LEDGER` before anything is sent. The last one to open it goes on. Not meant for network file systems.
 *
 * @param path - Made when it does not exist; its folder must.
 * @throws {PrivacyError} `ERR_LEDGER` for a file that is no ledger of a known version, or a damaged one. Errors of the file system
 * go through. After a failed write every call rejects until the file is opened again.
 * @example
 * const { mkdtemp } = await import('node:fs/promises');
 * const folder = await mkdtemp('/tmp/ledger-');
 * const ledger = await openDecryptLedger(`${folder}/decrypt.jsonl`);
 * await ledger.used('douyin/my-erp/shop-1/2026-03-15'); // => 0
 * await ledger.close();
 */
export async function openDecryptLedger(
  path: string,
  options: FileDecryptLedgerOptions = {},
): Promise<FileDecryptLedger> {
  assertString(path, 'path');
  const { now = Date.now } = options;
  const state = createLedgerState();
  restore(state, await readLines(path));
  await rewrite(path, state.entriesAt(now()));
  const file = await open(path, 'a', 0o600);
  const place = await stat(path);
  let expectedBytes = place.size;
  let isBroken = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other: the file's order is the order of decisions. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(async () => {
      if (isBroken) throw unusable();
      try {
        return await work();
      } catch (error) {
        isBroken = true;
        throw error;
      }
    });
    queue = done.catch(() => {});
    return done;
  }

  async function assertOurs(): Promise<void> {
    const found = await stat(path);
    if (found.ino !== place.ino || found.dev !== place.dev || found.size !== expectedBytes) throw unusable();
  }

  async function append(line: object): Promise<void> {
    await assertOurs();
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    await writeAll(file, bytes);
    expectedBytes += bytes.length;
    await file.sync();
    await assertOurs();
  }

  return Object.freeze({
    reserve: (asks: readonly LedgerAsk[]): Promise<readonly LedgerDecision[]> =>
      inTurn(async () => {
        const decisions = asks.map((ask) => state.reserve(ask));
        const granted = asks.filter((_, i) => decisions[i]?.granted).map(entryOf);
        if (granted.length > 0) await append({ asks: granted });
        return decisions;
      }),
    settle: (settlements: readonly LedgerSettlement[]): Promise<void> =>
      inTurn(async () => {
        const settled = settlements.map(({ id, outcome, counted }) => ({ id, outcome, counted }));
        if (settled.length > 0) await append({ settled });
        for (const settlement of settled) state.settle(settlement);
      }),
    used: (counter: string): Promise<number> => inTurn(async () => state.used(counter)),
    close: async (): Promise<void> => {
      await queue;
      isBroken = true;
      await file.close();
    },
  });
}

const unusable = (): PrivacyError =>
  new PrivacyError(
    'ERR_LEDGER',
    'the decrypt ledger was written to by another process, or a write failed: open it again',
  );

const damaged = (line: number): PrivacyError =>
  new PrivacyError('ERR_LEDGER', `line ${line} of the decrypt ledger cannot be read`);

/** Whole lines; what follows the last line feed was torn by a crash and never acted upon. */
async function readLines(path: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').slice(0, -1);
}

function restore(state: LedgerState, lines: readonly string[]): void {
  for (const [i, text] of lines.entries()) {
    const line = parse(text);
    if (i === 0) {
      if (line?.['format'] !== header.format || line['version'] !== header.version) throw damaged(1);
    } else if (isListOf(line?.['asks'], isEntry)) {
      for (const entry of line['asks']) state.restore(entry);
    } else if (isListOf(line?.['settled'], isSettlement)) {
      for (const settlement of line['settled']) state.settle(settlement);
    } else {
      throw damaged(i + 1);
    }
  }
}

async function rewrite(path: string, entries: readonly LedgerEntry[]): Promise<void> {
  const lines = entries.map((entry) => ({ asks: [entry] }));
  const text = [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  const fresh = await open(`${path}.new`, 'w', 0o600);
  try {
    await fresh.writeFile(text);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Makes the new name last. Windows cannot open folders, and its renames last without it. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await open(folder, 'r');
  } catch {
    return;
  }
  try {
    await handle.sync();
  } catch {
    // As above.
  } finally {
    await handle.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isListOf = <T>(value: unknown, isOne: (each: unknown) => each is T): value is readonly T[] =>
  Array.isArray(value) && value.every(isOne);

const hasTypes = (value: unknown, types: Readonly<Record<string, string>>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(types).every(([name, type]) => typeof (value as Record<string, unknown>)[name] === type);

const isCounter = (value: unknown): value is LedgerEntry['counters'][number] =>
  hasTypes(value, { name: 'string', unit: 'string', endsAt: 'number' });

const isEntry = (value: unknown): value is LedgerEntry =>
  hasTypes(value, { id: 'string', item: 'string', at: 'number', until: 'number' }) &&
  isListOf((value as LedgerEntry).counters, isCounter);

const isSettlement = (value: unknown): value is LedgerSettlement =>
  hasTypes(value, { id: 'string', outcome: 'string', counted: 'boolean' });
