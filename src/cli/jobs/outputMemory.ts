/** Rounded up: outputs of parts differ a little, and memory that fits one is to fit the next. */
const stepBytes = 64 * 1024;
/** Larger memory is let go: one long row must not be held for ever. */
const maxKeptBytes = 1024 * 1024;

/** Copies bytes into memory that was used before, or into new memory where they have no room in it. */
export function copyInto(spare: ArrayBuffer | undefined, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const memory =
    spare !== undefined && spare.byteLength >= bytes.length
      ? spare
      : new ArrayBuffer(Math.ceil(bytes.length / stepBytes) * stepBytes);
  const copy = new Uint8Array(memory, 0, bytes.length);
  copy.set(bytes);
  return copy;
}

/**
 * Memory of outputs that are written, for the next ones. An output waits for those before it, and outlives young objects meanwhile:
 * left to the collector, all of them would stay until the next full collection, which is seconds away.
 */
export interface OutputMemory {
  take(): ArrayBuffer | undefined;
  /** Gives memory back of which nobody needs the bytes any more. */
  giveBack(memory: ArrayBuffer): void;
}

/** @param count - How much is kept at most. */
export function createOutputMemory(count: number): OutputMemory {
  const kept: ArrayBuffer[] = [];
  return {
    take: () => kept.pop(),
    giveBack(memory) {
      if (kept.length < count && memory.byteLength <= maxKeptBytes) kept.push(memory);
    },
  };
}
