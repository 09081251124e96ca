import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import type { Codec } from '../files/codec.ts';
import { at, usage } from '../problem.ts';
import type { RowOutput } from '../rows/rowOutput.ts';
import type { Session } from '../session.ts';
import { packageVersion } from '../version.ts';
import { identityOf } from './journal.ts';
import { openJournaledOutput } from './journaledOutput.ts';
import { lockOutput, type OutputLock } from './outputLock.ts';

/** A run that can be taken up again. Files as typed. */
export interface JournalOptions {
  readonly file: string;
  readonly out?: string | undefined;
  readonly rejects?: string | undefined;
  readonly target: Codec;
  /** All that the output depends on besides the input. */
  readonly task: object;
}

/** What came of a run. */
interface Counts {
  readonly rows: number;
  readonly done: number;
  readonly rejected: number;
  readonly codes: Readonly<Record<string, number>>;
}

/**
 * Runs `work` with an output that goes on where the last run was ended, and that appears under its name when it is whole.
 *
 * @throws {Problem} `ERR_RESUME`, `ERR_LOCKED`, and what `openJournaledOutput` throws.
 */
export async function withJournal(
  session: Session,
  { file, out, rejects, target, task }: JournalOptions,
  work: (output: RowOutput) => Promise<Counts>,
): Promise<Counts> {
  // What was written must be a beginning of the whole: a list in JSON or a workbook is none until it is closed.
  if (file === '-' || out === undefined || out === '-' || rejects === '-' || target.parts === undefined) {
    throw usage('ERR_RESUME', {}, { file });
  }
  const outPath = session.path(out);
  const paths = [outPath, ...(rejects === undefined ? [] : [session.path(rejects)])];
  for (const path of paths) {
    const existing = await stat(path).catch(() => undefined);
    if (existing !== undefined && !existing.isFile()) throw usage('ERR_RESUME', {}, { file });
  }
  const locks: OutputLock[] = [];
  try {
    for (const path of paths) {
      locks.push(await at({ file: out }, async () => lockOutput(await realpath(path).catch(() => path))));
    }
    return await runLocked();
  } finally {
    for (const lock of locks) await lock.release();
  }

  async function runLocked(): Promise<Counts> {
    const identity = await at({ file }, () => identityOf(session.path(file)));
    const whole = { version: packageVersion(), hasRejects: rejects !== undefined, ...task };
    const output = await at({ file: out }, () =>
      openJournaledOutput({
        file,
        output: outPath,
        rejects: rejects === undefined ? undefined : session.path(rejects),
        input: identity,
        task: createHash('sha256').update(JSON.stringify(whole)).digest('hex'),
      }),
    );
    try {
      const { rows, done, codes, isWhole } = output.from;
      const counts = isWhole === true ? { rows, done, rejected: rows - done, codes } : await work(output);
      await at({ file: out }, () => output.commit());
      return counts;
    } finally {
      await output.close();
    }
  }
}
