import type { DecryptClock } from './clock.ts';
import type { DecryptedAnswer } from './request.ts';

/** Plaintext in memory, for a time. */
export interface ResultMemory {
  get(item: string): DecryptedAnswer | undefined;
  put(item: string, answer: DecryptedAnswer): void;
  clear(): void;
}

/** With a time of 0 it keeps nothing. */
export function createResultMemory(keepMs: number, clock: DecryptClock): ResultMemory {
  const kept = new Map<string, { readonly answer: DecryptedAnswer; readonly until: number }>();
  return {
    get(item) {
      const found = kept.get(item);
      return found !== undefined && clock.now() < found.until ? found.answer : undefined;
    },
    put(item, answer) {
      if (keepMs === 0) return;
      const entry = { answer, until: clock.now() + keepMs };
      kept.set(item, entry);
      // By a timer, not at the next look: there may be none. It must not keep a process alive.
      const timer: unknown = setTimeout(() => kept.get(item) === entry && kept.delete(item), keepMs);
      if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') {
        timer.unref();
      }
    },
    clear: () => kept.clear(),
  };
}
