import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ResourceLimits } from 'node:worker_threads';
import { exportKeyring } from '../../keys/file.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { rawKeyProvider } from '../../keys/rawKey.ts';
import { Problem, usage } from '../problem.ts';
import type { Begun, PartResult, PartTask, RowPart } from '../rows/processPart.ts';

/** What a worker is given when it starts. Parts come without keys. */
export interface WorkerData {
  readonly task: PartTask;
  /** The keyring under a key of this run alone: whoever opened it was asked for a secret once, and scrypt took its memory once. */
  readonly keyring?: { readonly wrapped: string; readonly key: Uint8Array };
}

/** What a worker is given for each part. */
export interface WorkerPart {
  readonly part: RowPart;
  readonly begun: Begun | undefined;
  /** For the bytes of the output. */
  readonly spare?: ArrayBuffer | undefined;
}

/** Threads that process parts of a file, beside the one that starts them. */
export interface Workers {
  /** Whether all of them have loaded. @throws {Problem} `ERR_WORKER`. */
  areReady(): boolean;
  /** Whether one of them would have nothing to do before the caller, at work on a part itself, can hand over the next. */
  hasRoom(): boolean;
  /** Bytes of the part and spare memory are handed over: they are gone here. The signal ends all threads. @throws {Problem} `ERR_WORKER`. */
  run(part: WorkerPart, options: { readonly signal: AbortSignal }): Promise<PartResult>;
  destroy(): Promise<void>;
}

/** One that a thread works on, and more for as long as the caller works on one. */
const partsPerWorker = 3;

/**
 * Starts threads.
 *
 * @throws {Problem} `ERR_NO_PISCINA`, `ERR_WORKER`.
 */
export async function startWorkers(task: PartTask, keyring: Keyring | undefined, count: number): Promise<Workers> {
  const { Piscina } = await import('piscina').catch(() => {
    throw usage('ERR_NO_PISCINA');
  });
  const key = randomBytes(32);
  const workerData: WorkerData = {
    task,
    ...(keyring && { keyring: { wrapped: await exportKeyring(keyring, rawKeyProvider({ key })), key } }),
  };
  const pool = new Piscina({
    filename: workerFile(),
    workerData,
    minThreads: count,
    maxThreads: count,
    concurrentTasksPerWorker: partsPerWorker,
    // A thread that waits by them takes all parts at once, and gives no result before it is through with the last.
    atomics: 'disabled',
    resourceLimits: limitsOf(task),
  });
  let isLost = false;
  // Of a thread that dies between two parts; without a listener it would end the process with a trace.
  pool.on('error', () => {
    isLost = true;
  });
  function assertAlive(): void {
    if (isLost) throw new Problem('ERR_WORKER');
  }

  let loaded = 0;
  for (let i = 0; i < count; i++) {
    pool.run(undefined).then(
      () => loaded++,
      () => {
        isLost = true;
      },
    );
  }

  let ended: Promise<void> | undefined;
  function destroy(): Promise<void> {
    ended ??= pool.destroy();
    return ended;
  }

  let running = 0;
  return {
    areReady() {
      assertAlive();
      return loaded === count;
    },
    hasRoom: () => running < count * partsPerWorker,
    async run(given, { signal }) {
      assertAlive();
      // Not given to the pool: it would have each thread take one part at a time.
      signal.addEventListener('abort', destroy, { once: true });
      const transferList = [
        ...('rows' in given.part ? [] : [given.part.bytes.buffer]),
        ...(given.spare === undefined ? [] : [given.spare]),
      ];
      running++;
      try {
        return await pool.run(given, { transferList });
      } catch {
        signal.throwIfAborted();
        // What a worker says when it dies may quote data.
        throw new Problem('ERR_WORKER');
      } finally {
        running--;
      }
    },
    destroy,
  };
}

/**
 * Memory of a thread, tried on the files of `npm run bench -- files` alone. Rows are short-lived, and V8 lets a thread fill 48 MB with
 * new ones before it clears any away. Half of that is enough but for masks of tables, where most of the work is the parser's: they
 * took a fifth more CPU time with it.
 */
const limitsOf = ({ plan, source }: PartTask): ResourceLimits => ({
  maxYoungGenerationSizeMb: plan.verb === 'mask' && (source?.format === 'csv' || source?.format === 'tsv') ? 48 : 24,
  // Enough for the longest row, 16 MiB, as text, cells and text again.
  maxOldGenerationSizeMb: 512,
});

/** A thread runs a file of the build, also where the rest is run from its source: Node 20 reads no TypeScript. */
function workerFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('waybill-privacy/package.json'));
  return join(root, 'dist/cli/jobs/rowWorker.js');
}
