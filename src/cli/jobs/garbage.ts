import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const mib = 1024 * 1024;
/** New objects that may pile up. V8 waits for 16 MB of them (Node 20; 24 for more), and holds as much again to move survivors to. */
const maxNewBytes = 4 * mib;
/** What may outlive them before all is gone through: the short texts of JSON, for one, of which V8 keeps a table. */
const maxOldBytes = 4 * mib;

/**
 * Clears garbage away between two parts of a file, when next to nothing is alive: it takes a quarter of a millisecond then. Left to
 * itself, V8 lets memory grow for the first millions of rows, and collects in the midst of a part, whose rows all outlive it.
 *
 * A full collection is dearer, because shapes of objects go with the last of them, and with the shapes V8's optimized code: it
 * comes first of all, for what loading left behind, and then only when enough has piled up.
 *
 * @returns to be called after each part, once this thread needs nothing of it. Does nothing where the runtime cannot be asked.
 */
export function createCollector(): () => void {
  let collect: NodeJS.GCFunction | undefined;
  let low = usedBytes();
  let kept = 0;
  return () => {
    const used = usedBytes();
    // It collects by itself as well.
    low = Math.min(low, used);
    if (used - low < maxNewBytes) return;
    collect ??= exposedCollector();
    collect({ type: 'minor' });
    low = usedBytes();
    if (low - kept < maxOldBytes) return;
    collect();
    low = usedBytes();
    kept = low;
  };
}

/** Of this thread. */
const usedBytes = (): number => getHeapStatistics().used_heap_size;

/** As jest-leak-detector gets it. The flag stays: taken back, it would be gone for a thread that is about to use it. */
function exposedCollector(): NodeJS.GCFunction {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc');
  } catch {
    return (() => undefined) as NodeJS.GCFunction;
  }
}
