const scratchBytes = 4096;

/** The memory that {@link withScratch} lends. */
export const lentMemory: Uint8Array<ArrayBuffer> = /* @__PURE__ */ new Uint8Array(scratchBytes);
let isTaken = false;

/**
 * Lends memory of at least `length` bytes, with whatever is in it, for one synchronous piece of work, and wipes what was used of
 * it. The same memory each time, because a new array of some hundred bytes costs as much as a cipher over them; work within
 * the work gets its own.
 */
export function withScratch<T>(length: number, work: (memory: Uint8Array) => T): T {
  if (isTaken || length > scratchBytes) {
    const own = new Uint8Array(length);
    try {
      return work(own);
    } finally {
      own.fill(0);
    }
  }
  isTaken = true;
  try {
    return work(lentMemory);
  } finally {
    lentMemory.fill(0, 0, length);
    isTaken = false;
  }
}
