/** Hands everything that comes out to `take`, in order. */
export async function pour<T>(readable: ReadableStream<T>, take: (value: T) => Promise<void>): Promise<void> {
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) await take(next.value);
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}

/** Puts items into a stream, closes it and waits for what comes out; the first failure of either side is thrown. */
export async function feed<T, W>(
  writable: WritableStream<W>,
  items: AsyncIterable<T>,
  written: Promise<void>,
  put: (item: T, writer: WritableStreamDefaultWriter<W>) => Promise<void>,
): Promise<void> {
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  written.catch(() => undefined);
  try {
    for await (const item of items) await put(item, writer);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}

/** Items as a stream, each taken when it is asked for and none before: a chunk that waits outlives young objects, and stays for seconds. */
export function streamOf<T>(items: AsyncIterable<T>): ReadableStream<T> {
  const iterator = items[Symbol.asyncIterator]();
  const source: UnderlyingDefaultSource<T> = {
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  return new ReadableStream<T>(source, { highWaterMark: 0 });
}
