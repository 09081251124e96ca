import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exportKeyring } from '../../keys/file.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { rawKeyProvider } from '../../keys/rawKey.ts';
import type { RowResult } from '../../stream/rows.ts';
import type { ReadRow, UnreadableRow } from '../files/codec.ts';
import { Problem, usage } from '../problem.ts';
import type { RowPlan } from '../rows/plan.ts';

/** What a worker is given when it starts. Batches come without keys. */
export interface WorkerTask {
  readonly plan: RowPlan;
  /** The keyring under a key of this run alone: whoever opened it was asked for a secret once, and scrypt took its memory once. */
  readonly keyring?: { readonly wrapped: string; readonly key: Uint8Array };
}

/** Threads that process rows. */
export interface Workers {
  run(
    batch: readonly (ReadRow | UnreadableRow)[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly (RowResult | UnreadableRow)[]>;
  destroy(): Promise<void>;
}

/**
 * Starts threads.
 *
 * @throws {Problem} `ERR_NO_PISCINA`, `ERR_WORKER`.
 */
export async function startWorkers(plan: RowPlan, keyring: Keyring | undefined, jobs: number): Promise<Workers> {
  const { Piscina } = await import('piscina').catch(() => {
    throw usage('ERR_NO_PISCINA');
  });
  const key = randomBytes(32);
  const workerData: WorkerTask = {
    plan,
    ...(keyring && { keyring: { wrapped: await exportKeyring(keyring, rawKeyProvider({ key })), key } }),
  };
  const pool = new Piscina({
    filename: workerFile(),
    workerData,
    minThreads: jobs,
    maxThreads: jobs,
    // Rows are short-lived: with V8's default each thread would fill 48 MiB before it clears away any.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  return {
    async run(batch, options) {
      try {
        return await pool.run(batch, options);
      } catch (error) {
        if (options.signal.aborted) throw error;
        // What a worker says when it dies may quote data.
        throw new Problem('ERR_WORKER');
      }
    },
    destroy: () => pool.destroy(),
  };
}

/** A thread runs a file of the build, also where the rest is run from its source: Node 20 reads no TypeScript. */
function workerFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('waybill-privacy/package.json'));
  return join(root, 'dist/cli/jobs/rowWorker.js');
}
