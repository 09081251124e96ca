import { stat } from 'node:fs/promises';
import { startWorkers, type Workers } from '../jobs/workers.ts';
import type { ExitCode } from '../problem.ts';
import type { RowPlan } from '../rows/plan.ts';
import type { RowFileWork } from '../rows/processRowFile.ts';
import type { Session } from '../session.ts';

export interface RowCommandOptions extends RowFileWork {
  /** Threads, from 1: this one, and workers beside it. */
  readonly jobs?: number;
}

/** Masks, encrypts or decrypts a file of rows. */
export async function processFile(
  session: Session,
  verb: RowPlan['verb'],
  file: string,
  options: RowCommandOptions,
): Promise<ExitCode> {
  // First of all: workers load the same modules as this thread does below.
  const workers = await workersFor(session, file, options);
  try {
    const { processRowFile } = await import('../rows/processRowFile.ts');
    return await processRowFile(session, verb, file, { ...options, ...(workers && { workers }) });
  } finally {
    await workers?.destroy();
  }
}

/** With so little this thread is through before another has loaded. */
const fewBytes = 1024 * 1024;

async function workersFor(
  session: Session,
  file: string,
  { jobs = 1 }: RowCommandOptions,
): Promise<Workers | undefined> {
  if (jobs === 1) return undefined;
  const found = file === '-' ? undefined : await stat(session.path(file)).catch(() => undefined);
  if (found?.isFile() && found.size < fewBytes) return undefined;
  return startWorkers(jobs - 1);
}
