/** The 32-bit word at `at`, little-endian, whatever the machine has and wherever the bytes lie. */
export const readWord = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24);

/** Writes the same. */
export function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word;
  bytes[at + 1] = word >>> 8;
  bytes[at + 2] = word >>> 16;
  bytes[at + 3] = word >>> 24;
}

/** XORs the word at `at` with another. */
export function xorWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = (bytes[at] as number) ^ word;
  bytes[at + 1] = (bytes[at + 1] as number) ^ (word >>> 8);
  bytes[at + 2] = (bytes[at + 2] as number) ^ (word >>> 16);
  bytes[at + 3] = (bytes[at + 3] as number) ^ (word >>> 24);
}
