const scratchBytes = 4096;
const scratch = /* @__PURE__ */ new Uint8Array(scratchBytes);
let isTaken = false;

/**
 * Lends memory of at least `length` bytes, with whatever is in it, for one synchronous piece of work, and wipes what was used of
 * it. The same memory each time, because a new array of some hundred bytes costs as much as a cipher over them; work within
 * the work gets its own.
 */
export function withScratch<T>(length: number, work: (memory: Uint8Array) => T): T {
  if (isTaken || length > scratchBytes) return work(new Uint8Array(length));
  isTaken = true;
  try {
    return work(scratch);
  } finally {
    scratch.fill(0, 0, length);
    isTaken = false;
  }
}
