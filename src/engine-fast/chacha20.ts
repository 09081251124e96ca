import { readWord, xorWord } from './words.ts';

/** ChaCha20 (RFC 8439 §2.4) with one state for all calls: everything is synchronous, and the caller wipes before it returns. */
export interface ChaCha20 {
  /** The key stream of one block as words. */
  readonly keyStream: Int32Array;
  /** Takes key (32 bytes) and nonce (12 bytes). */
  start(key: Uint8Array, nonce: Uint8Array): void;
  /** RFC 8439 §2.3.1, into `keyStream`. */
  block(counter: number): void;
  /** XORs `length` bytes from `start` on with the key stream from block 1 on, where they lie. */
  xor(bytes: Uint8Array, start: number, length: number): void;
  wipe(): void;
}

// In a function for the reason that sha256.ts gives.
const createChaCha20 = (): ChaCha20 => {
  const blockWords = 16;
  const counterWord = 12;
  /** RFC 8439 §2.3: the constant, the key, the block counter, the nonce. */
  const memory = new Int32Array(2 * blockWords);
  const state = memory.subarray(0, blockWords);
  const keyStream = memory.subarray(blockWords);

  const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

  // In variables, not in an array: that is most of the speed.
  function block(counter: number): void {
    state[counterWord] = counter;
    let x0 = state[0] as number;
    let x1 = state[1] as number;
    let x2 = state[2] as number;
    let x3 = state[3] as number;
    let x4 = state[4] as number;
    let x5 = state[5] as number;
    let x6 = state[6] as number;
    let x7 = state[7] as number;
    let x8 = state[8] as number;
    let x9 = state[9] as number;
    let x10 = state[10] as number;
    let x11 = state[11] as number;
    let x12 = state[12] as number;
    let x13 = state[13] as number;
    let x14 = state[14] as number;
    let x15 = state[15] as number;
    for (let round = 0; round < 20; round += 2) {
      // The columns.
      x0 = (x0 + x4) | 0;
      x12 = rotate(x12 ^ x0, 16);
      x8 = (x8 + x12) | 0;
      x4 = rotate(x4 ^ x8, 12);
      x0 = (x0 + x4) | 0;
      x12 = rotate(x12 ^ x0, 8);
      x8 = (x8 + x12) | 0;
      x4 = rotate(x4 ^ x8, 7);
      x1 = (x1 + x5) | 0;
      x13 = rotate(x13 ^ x1, 16);
      x9 = (x9 + x13) | 0;
      x5 = rotate(x5 ^ x9, 12);
      x1 = (x1 + x5) | 0;
      x13 = rotate(x13 ^ x1, 8);
      x9 = (x9 + x13) | 0;
      x5 = rotate(x5 ^ x9, 7);
      x2 = (x2 + x6) | 0;
      x14 = rotate(x14 ^ x2, 16);
      x10 = (x10 + x14) | 0;
      x6 = rotate(x6 ^ x10, 12);
      x2 = (x2 + x6) | 0;
      x14 = rotate(x14 ^ x2, 8);
      x10 = (x10 + x14) | 0;
      x6 = rotate(x6 ^ x10, 7);
      x3 = (x3 + x7) | 0;
      x15 = rotate(x15 ^ x3, 16);
      x11 = (x11 + x15) | 0;
      x7 = rotate(x7 ^ x11, 12);
      x3 = (x3 + x7) | 0;
      x15 = rotate(x15 ^ x3, 8);
      x11 = (x11 + x15) | 0;
      x7 = rotate(x7 ^ x11, 7);
      // The diagonals.
      x0 = (x0 + x5) | 0;
      x15 = rotate(x15 ^ x0, 16);
      x10 = (x10 + x15) | 0;
      x5 = rotate(x5 ^ x10, 12);
      x0 = (x0 + x5) | 0;
      x15 = rotate(x15 ^ x0, 8);
      x10 = (x10 + x15) | 0;
      x5 = rotate(x5 ^ x10, 7);
      x1 = (x1 + x6) | 0;
      x12 = rotate(x12 ^ x1, 16);
      x11 = (x11 + x12) | 0;
      x6 = rotate(x6 ^ x11, 12);
      x1 = (x1 + x6) | 0;
      x12 = rotate(x12 ^ x1, 8);
      x11 = (x11 + x12) | 0;
      x6 = rotate(x6 ^ x11, 7);
      x2 = (x2 + x7) | 0;
      x13 = rotate(x13 ^ x2, 16);
      x8 = (x8 + x13) | 0;
      x7 = rotate(x7 ^ x8, 12);
      x2 = (x2 + x7) | 0;
      x13 = rotate(x13 ^ x2, 8);
      x8 = (x8 + x13) | 0;
      x7 = rotate(x7 ^ x8, 7);
      x3 = (x3 + x4) | 0;
      x14 = rotate(x14 ^ x3, 16);
      x9 = (x9 + x14) | 0;
      x4 = rotate(x4 ^ x9, 12);
      x3 = (x3 + x4) | 0;
      x14 = rotate(x14 ^ x3, 8);
      x9 = (x9 + x14) | 0;
      x4 = rotate(x4 ^ x9, 7);
    }
    keyStream[0] = x0 + (state[0] as number);
    keyStream[1] = x1 + (state[1] as number);
    keyStream[2] = x2 + (state[2] as number);
    keyStream[3] = x3 + (state[3] as number);
    keyStream[4] = x4 + (state[4] as number);
    keyStream[5] = x5 + (state[5] as number);
    keyStream[6] = x6 + (state[6] as number);
    keyStream[7] = x7 + (state[7] as number);
    keyStream[8] = x8 + (state[8] as number);
    keyStream[9] = x9 + (state[9] as number);
    keyStream[10] = x10 + (state[10] as number);
    keyStream[11] = x11 + (state[11] as number);
    keyStream[12] = x12 + (state[12] as number);
    keyStream[13] = x13 + (state[13] as number);
    keyStream[14] = x14 + (state[14] as number);
    keyStream[15] = x15 + (state[15] as number);
  }

  function start(key: Uint8Array, nonce: Uint8Array): void {
    // "expand 32-byte k"
    state[0] = 0x61707865;
    state[1] = 0x3320646e;
    state[2] = 0x79622d32;
    state[3] = 0x6b206574;
    for (let i = 0; i < 8; i++) state[4 + i] = readWord(key, 4 * i);
    for (let i = 0; i < 3; i++) state[counterWord + 1 + i] = readWord(nonce, 4 * i);
  }

  function wipe(): void {
    memory.fill(0);
  }

  function xor(bytes: Uint8Array, from: number, length: number): void {
    const end = from + length;
    let counter = 1;
    for (let at = from; at < end; ) {
      block(counter++);
      const words = Math.min((end - at) >> 2, blockWords);
      for (let i = 0; i < words; i++, at += 4) xorWord(bytes, at, keyStream[i] as number);
      if (words === blockWords) continue;
      const last = keyStream[words] as number;
      for (let shift = 0; at < end; at++, shift += 8) bytes[at] = (bytes[at] as number) ^ (last >>> shift);
    }
  }

  return { keyStream, start, block, xor, wipe };
};

export const chacha20: ChaCha20 = /* @__PURE__ */ createChaCha20();
