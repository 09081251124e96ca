import { readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../problem.ts';

/** Keeps an output to one run. */
export interface OutputLock {
  release(): Promise<void>;
}

/** Locks of this process: its own number does not tell two runs in it apart. */
const held = new Set<string>();

/** Machines that share a disk know nothing of each other's processes; containers are machines of their own. */
const host = hostname().replaceAll(/[^\w-]/gu, '_');

/**
 * Locks an output by a hidden file beside it, `.NAME.HOST.PID.lock`, until it is released. Each run has a file of its own and looks
 * for others behind its own: of two that start at once one or both are refused, but never none, and no stale lock has to be taken over.
 * What a killed process left is removed.
 *
 * @param target - The file itself, not a link to it.
 * @throws {Problem} `ERR_LOCKED`, with the file that is in the way.
 */
export async function lockOutput(target: string): Promise<OutputLock> {
  const folder = dirname(target);
  const own = join(folder, `.${basename(target)}.${host}.${process.pid}.lock`);
  if (held.has(own)) throw locked(own);
  held.add(own);
  const release = async (): Promise<void> => {
    await rm(own, { force: true });
    held.delete(own);
  };
  try {
    await writeFile(own, '', { mode: 0o600 });
    for (const other of await othersIn(folder, target, own)) {
      if (other.isAlive) throw locked(other.path);
      await rm(other.path, { force: true });
    }
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

const locked = (lock: string): Problem => new Problem('ERR_LOCKED', { lock });

async function othersIn(
  folder: string,
  target: string,
  own: string,
): Promise<{ readonly path: string; readonly isAlive: boolean }[]> {
  const start = `.${basename(target)}.`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(start));
  return names.flatMap((name) => {
    const [, machine, pid] = /^([\w-]+)\.(\d{1,10})\.lock$/u.exec(name.slice(start.length)) ?? [];
    const path = join(folder, name);
    return pid === undefined || path === own ? [] : [{ path, isAlive: machine !== host || isAlive(Number(pid)) }];
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // That of another user is alive too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
