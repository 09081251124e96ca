import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { at, Problem } from './problem.ts';
import type { Session } from './session.ts';

/** Where a command writes. */
export interface OutputOptions {
  /** The file; stdout without one and for `-`. */
  readonly file?: string | undefined;
  /** Reads everything and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Mode of a new file. Default: as the umask says. */
  readonly mode?: number;
  /** Whether a file that exists may be replaced. Default `true`. */
  readonly replace?: boolean;
}

/** Takes the next part of the output; settles when there is room for more. */
export type Write = (data: string | Uint8Array) => Promise<void>;

/**
 * Runs `work` with somewhere to write. A file appears under its name only when `work` has ended well, whole and stored: a failure
 * leaves what was there before.
 */
export async function withOutput<T>(
  session: Session,
  options: OutputOptions,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const { file, dryRun = false, mode = 0o666, replace = true } = options;
  if (dryRun) {
    const result = await work(async () => session.signal.throwIfAborted());
    if (file !== undefined && file !== '-') session.say('dry.notWritten', { file });
    return result;
  }
  if (file === undefined || file === '-') return work((data) => session.print(data));
  const target = session.path(file);
  const existing = await at({ file }, () => statOf(target));
  if (existing !== undefined && !replace) throw new Problem('ERR_FILE_EXISTS', {}, { file });
  // A device or a pipe cannot be replaced.
  if (existing !== undefined && !existing.isFile()) {
    return at({ file }, () => writing(session, target, 'w', mode, file, work));
  }
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const result = await writing(
      session,
      draft,
      'wx',
      existing === undefined ? mode : existing.mode & 0o777,
      file,
      work,
    );
    await at({ file }, () => rename(draft, target));
    return result;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writing<T>(
  session: Session,
  path: string,
  flags: string,
  mode: number,
  file: string,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const handle = await at({ file }, () => open(path, flags, mode));
  try {
    const result = await work(async (data) => {
      session.signal.throwIfAborted();
      await at({ file }, () => handle.appendFile(data));
    });
    await at({ file }, () => stored(handle));
    return result;
  } finally {
    await handle.close();
  }
}

async function stored(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } catch (error) {
    // Pipes and most devices have nothing to store.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
