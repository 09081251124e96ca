import { access } from 'node:fs/promises';
import { openOutput } from './files/outputFile.ts';
import { at, Problem } from './problem.ts';
import type { Session } from './session.ts';

/** Where a command writes. */
export interface OutputOptions {
  /** The file; stdout without one and for `-`. */
  readonly file?: string | undefined;
  /** Reads everything and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Whether a file that exists may be replaced. Default `true`. */
  readonly replace?: boolean;
}

/** Takes the next part of the output; settles when there is room for more. */
export type Write = (data: string | Uint8Array) => Promise<void>;

/**
 * Runs `work` with somewhere to write. A file, of mode 0600, appears under its name only when `work` has ended well, whole and
 * stored: a failure leaves what was there before.
 */
export async function withOutput<T>(
  session: Session,
  options: OutputOptions,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const { file, dryRun = false, replace = true } = options;
  const isFile = file !== undefined && file !== '-';
  if (isFile && !replace && (await exists(session.path(file)))) throw new Problem('ERR_FILE_EXISTS', {}, { file });
  if (dryRun) {
    const result = await work(async () => session.signal.throwIfAborted());
    if (isFile) session.say('dry.notWritten', { file });
    return result;
  }
  return isFile ? withFile(session, file, !replace, work) : work((data) => session.print(data));
}

async function withFile<T>(
  session: Session,
  file: string,
  isNew: boolean,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const output = await at({ file }, () => openOutput(session.path(file), undefined, { isNew }));
  const writer = output.writable.getWriter();
  writer.closed.catch(() => undefined);
  try {
    const result = await work(async (data) => {
      session.signal.throwIfAborted();
      await at({ file }, () => writer.write(typeof data === 'string' ? Buffer.from(data) : data));
    });
    await at({ file }, () => writer.close());
    await at({ file }, () => output.commit());
    return result;
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    await output.discard();
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
