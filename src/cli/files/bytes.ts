// Of whatever size chunks come, at most this much of one is turned into rows before the first of them is handed on.
const maxPieceBytes = 64 * 1024;

/** The bytes of a stream in pieces of at most 64 KiB. The stream is cancelled when they are no longer asked for. */
export async function* piecesOf(input: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = input.getReader();
  let hasEnded = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (let start = 0; start < value.length; start += maxPieceBytes) {
        yield value.subarray(start, start + maxPieceBytes);
      }
    }
    hasEnded = true;
  } finally {
    // After an error of the stream itself there is nothing left to cancel.
    if (!hasEnded) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** Two pieces of bytes as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  return Buffer.concat(parts);
}
