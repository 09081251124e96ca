// Runs in a worker thread: the processor of a task, for parts of a file.
import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { importKeyring } from '../../keys/file.ts';
import { rawKeyProvider } from '../../keys/rawKey.ts';
import { createPartProcessor } from '../rows/processPart.ts';
import { copyInto } from './outputMemory.ts';
import type { WorkerData, WorkerPart } from './workers.ts';

const { task, keyring } = workerData as WorkerData;
const process = createPartProcessor(
  task,
  keyring && (await importKeyring(keyring.wrapped, rawKeyProvider({ key: keyring.key }))),
);

/** @returns a `PartResult`, its bytes handed over; nothing for no part, which asks whether the thread has loaded. */
export default function processPart(given: WorkerPart | undefined): unknown {
  if (given === undefined) return undefined;
  const result = process(given.part, given.begun);
  const { output } = result;
  if (!(output instanceof Uint8Array)) return result;
  // Never as it is: a small one may lie in memory that others share, which cannot be handed over.
  const own = copyInto(given.spare, output);
  return move({ [transferableSymbol]: [own.buffer], [valueSymbol]: { ...result, output: own } });
}
