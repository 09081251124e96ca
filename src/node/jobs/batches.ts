/** Items in lists of a size, the last of them shorter. */
export async function* inBatches<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[], void> {
  let held: T[] = [];
  for await (const item of items) {
    held.push(item);
    if (held.length < size) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

/** Reads the first items, fewer where there are no more. `rest` gives all of them, these included, once. */
export async function takeFirst<T>(
  items: AsyncIterable<T> | Iterable<T>,
  count: number,
): Promise<{ head: readonly T[]; rest: AsyncGenerator<T, void> }> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const head: T[] = [];
  while (head.length < count) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
  }
  async function* rest(): AsyncGenerator<T, void> {
    try {
      yield* head;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, rest: rest() };
}
