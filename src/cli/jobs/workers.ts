import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ResourceLimits } from 'node:worker_threads';
import { Problem, usage } from '../problem.ts';
import type { Begun, PartResult, RowPart } from '../rows/processPart.ts';
import type { Setup } from './setup.ts';

/** What a worker is given for each part. */
export interface WorkerPart {
  /** The same for all parts. With each of them, because workers load before it is known. */
  readonly setup: Setup;
  readonly part: RowPart;
  readonly begun: Begun | undefined;
  /** For the bytes of the output. */
  readonly spare?: ArrayBuffer | undefined;
}

/** Threads that process parts of one file, beside the one that starts them. */
export interface Workers {
  readonly count: number;
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

/** Memory of a thread: enough for the longest row, 16 MiB, as text, cells and text again. */
const limits: ResourceLimits = { maxOldGenerationSizeMb: 512 };

/**
 * Starts threads, which load what processes parts. Imports nothing of it here: then they need not wait for this thread to load it.
 *
 * @throws {Problem} `ERR_NO_PISCINA`.
 */
export async function startWorkers(count: number): Promise<Workers> {
  const { Piscina } = await import('piscina').catch(() => {
    throw usage('ERR_NO_PISCINA');
  });
  const pool = new Piscina({
    filename: workerFile(),
    minThreads: count,
    maxThreads: count,
    concurrentTasksPerWorker: partsPerWorker,
    // A thread that waits by them takes all parts at once, and gives no result before it is through with the last.
    atomics: 'disabled',
    resourceLimits: limits,
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
    count,
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

/** A thread runs a file of the build, also where the rest is run from its source: Node 20 reads no TypeScript. */
function workerFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('waybill-privacy/package.json'));
  return join(root, 'dist/cli/jobs/workerEntry.cjs');
}
