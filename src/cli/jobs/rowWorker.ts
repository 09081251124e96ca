// Runs in a worker thread: the processor of a run, for parts of its file.
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { PartProcessor } from '../rows/processPart.ts';
import { copyInto } from './outputMemory.ts';
import { processorOf } from './setup.ts';
import type { WorkerPart } from './workers.ts';

/** Made from the first part: a thread works for one run. */
let processor: Promise<PartProcessor> | undefined;

/** @returns a `PartResult`, its bytes handed over; nothing for no part, which asks whether the thread has loaded. */
export default async function processPart(given: WorkerPart | undefined): Promise<unknown> {
  if (given === undefined) return undefined;
  const { setup, part, begun, spare } = given;
  processor ??= processorOf(setup);
  const process = await processor;
  const result = process(part, begun);
  const { output } = result;
  if (!(output instanceof Uint8Array)) return result;
  // Never as it is: a small one may lie in memory that others share, which cannot be handed over.
  const own = copyInto(spare, output);
  return move({ [transferableSymbol]: [own.buffer], [valueSymbol]: { ...result, output: own } });
}
