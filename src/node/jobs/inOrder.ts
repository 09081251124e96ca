/** How {@link inOrder} runs. */
export interface InOrderOptions {
  /** Items that are worked on at once, finished ones that wait for an earlier one included: what bounds the memory. */
  readonly inFlight: number;
  /** Ends the run: the loop over the results throws its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works on items at the same time and gives the results in the order of the items. Takes an item only when there is room for it.
 * The first failure ends the run: no result behind it comes out, and `run` is told by its signal to give up the others.
 */
export async function* inOrder<I, O>(
  items: AsyncIterable<I> | Iterable<I>,
  run: (item: I, signal: AbortSignal) => Promise<O>,
  { inFlight, signal }: InOrderOptions,
): AsyncGenerator<O, void> {
  const ended = new AbortController();
  // Not AbortSignal.any: it is kept by the outer signal as long as that lives.
  const abort = (): void => ended.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort, { once: true });
  const started: Promise<O>[] = [];
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let isOpen = true;
  try {
    for (;;) {
      while (isOpen && started.length < inFlight) {
        const next = await unlessAborted(iterator.next(), ended.signal);
        if (next.done === true) {
          isOpen = false;
          break;
        }
        const result = run(next.value, ended.signal);
        // It may fail while an earlier one is waited for; it is thrown when it is its turn.
        result.catch(() => undefined);
        started.push(result);
      }
      const first = started.shift();
      if (first === undefined) return;
      yield await unlessAborted(first, ended.signal);
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    ended.abort();
    await Promise.allSettled(started);
    if (isOpen) await iterator.return?.();
  }
}

/** Not a race with one promise of the abort: that would hold on to every result until the end of the run. */
function unlessAborted<T>(value: T | Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    // Also where it comes too late: a failure that nobody waits for would end the process.
    Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
