import type { Keyring } from '../../keys/keyring.ts';
import { takeFirst } from '../../node/jobs/batches.ts';
import { inOrder } from '../../node/jobs/inOrder.ts';
import { placed, placedFailure, type RowPlace } from '../files/parts.ts';
import { copyInto, createOutputMemory } from '../jobs/outputMemory.ts';
import { createSetup } from '../jobs/setup.ts';
import type { Workers } from '../jobs/workers.ts';
import {
  type Begun,
  createPartProcessor,
  emptyOutput,
  type PartResult,
  type PartTask,
  type RowPart,
} from './processPart.ts';

/** A file to process, what to do with it, and where it goes. */
export interface PartWork {
  readonly parts: AsyncIterable<RowPart>;
  readonly task: PartTask;
  /** For the ciphers. */
  readonly keyring?: Keyring | undefined;
  /** Threads beside that of the caller. The signal ends them, and so does a failure. */
  readonly workers?: Workers | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What stands before the first part: the lines of a header, or all that a run before has done. */
  readonly start?: RowPlace | undefined;
  /** How many rows of the file were done by a run before: those behind `start` are read and left out. */
  readonly rowsBefore?: number;
  /** What the output holds already. */
  readonly begun?: Begun | undefined;
  /** Takes what became of each part, in order, by the numbers of the file. Bytes of the output are used again when it has settled. */
  readonly sink: (result: PartResult) => Promise<void>;
}

/** What is to be known of a part once it is processed. Its bytes may go, while its result waits for an earlier one. */
interface PartPlace {
  /** Whether its rows were read already. */
  readonly isRead: boolean;
  /** See `FilePart`. */
  readonly end?: number;
}

const placeOf = (part: RowPart): PartPlace =>
  'rows' in part ? { isRead: true } : { isRead: false, ...(part.end !== undefined && { end: part.end }) };

/** Parts for each thread, finished ones included: so many that the caller finds something to do while it waits for the earliest. */
const partsPerThread = 4;

/**
 * Processes a file in parts, one by one or on several threads.
 *
 * @throws {FileError} where the file breaks off, behind the rows before it. @throws what `createProcessor`, the workers, the parts
 * and the sink throw; never for a row.
 */
export async function processParts(work: PartWork): Promise<void> {
  const { task, keyring, workers, signal, start, rowsBefore = 0, sink } = work;
  const process = await createPartProcessor(task, keyring);
  let { begun } = work;
  let place: RowPlace = start ?? { row: 0, line: 0 };

  async function take(part: PartPlace, result: PartResult): Promise<void> {
    signal?.throwIfAborted();
    const { rows, lines, rejected, columns, failure } = result;
    // Rows that were read already have the numbers of the file.
    const offset = part.isRead ? { row: 0, line: 0 } : place;
    if (result.done + rejected.length > 0) {
      // A part that was not done to its end, or whose refused row ends the run, has to be read again.
      const isRefused = task.isStrict && rejected.length > 0;
      const isDone = failure === undefined && !isRefused && result.done + rejected.length === rows;
      const end = isDone ? part.end : undefined;
      const reached = end === undefined ? undefined : { lines: place.line + lines, offset: end };
      await sink({ ...result, rejected: rejected.map((row) => placed(row, offset)), reached });
    }
    if (failure !== undefined) throw placedFailure(failure, offset);
    if (result.done > 0) begun ??= columns === undefined ? {} : { columns };
    place = { row: place.row + rows, line: place.line + lines };
  }
  const takeHere = (part: RowPart): Promise<void> =>
    take(placeOf(part), process(part, begun, Math.max(rowsBefore - place.row, 0)));

  if (workers === undefined) {
    for await (const part of work.parts) await takeHere(part);
  } else {
    const setup = await createSetup(task, keyring);
    const { rest } = await takeFirst(work.parts, 0);
    try {
      // What comes first settles the columns; what was done before is only counted; and nobody else works until workers have loaded.
      while (begun === undefined || place.row < rowsBefore || !workers.areReady()) {
        const next = await rest.next();
        if (next.done === true) break;
        await takeHere(next.value);
      }
      const options = { inFlight: (workers.count + 1) * partsPerThread, signal };
      const memory = createOutputMemory(options.inFlight);
      const run = async (part: RowPart, inner: AbortSignal): Promise<[PartPlace, PartResult]> => {
        const spare = memory.take();
        const at = placeOf(part);
        if (workers.hasRoom()) return [at, await workers.run({ setup, part, begun, spare }, { signal: inner })];
        // To wait for workers would leave a core to nobody.
        const result = process(part, begun);
        const { output } = result;
        return [at, output instanceof Uint8Array ? { ...result, output: copyInto(spare, output) } : result];
      };
      for await (const [at, result] of inOrder(rest, run, options)) {
        await take(at, result);
        if (result.output instanceof Uint8Array) memory.giveBack(result.output.buffer as ArrayBuffer);
      }
    } finally {
      await rest.return();
    }
  }
  if (begun === undefined) await sink({ rows: 0, lines: 0, done: 0, rejected: [], output: await emptyOutput(task) });
}
