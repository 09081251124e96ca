import type { KeyedMac, Suite } from '../crypto/suite.ts';

// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104). All scratch is shared by the calls and wiped by each: what is
// hashed may be a key.

const blockBytes = 64;
const blockWords = 16;
const hashBytes = 32;
const hashWords = 8;
const rounds = 64;

/**
 * Its memory is made inside a function, here and in the files beside it: bundlers turn the constants of a module into
 * variables, and what V8 does not know to be constant it loads and checks at every access. In a bundle that took a third of
 * the time.
 */
const createSha256 = (): Pick<Suite, 'hash' | 'hashInto' | 'mac' | 'keyedMac'> => {
  /** FIPS 180-4 §4.2.2. */
  // biome-ignore format: eight in a row, as the standard prints them
  const k = Int32Array.of(
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  );
  /** FIPS 180-4 §5.3.3. */
  // biome-ignore format: all in one row
  const initialState = Int32Array.of(
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  );
  /** The block as words. */
  const block = new Int32Array(blockWords);
  const state = new Int32Array(hashWords);
  const innerOfMac = new Int32Array(hashWords);
  const outerOfMac = new Int32Array(hashWords);

  /**
   * FIPS 180-4 §6.2.2: the block, from one state `into` the next. Sixteen rounds in a row, so that no word changes places, and Σ0, Σ1, σ0, σ1, Ch and
   * Maj of §4.1.2 written out: V8 does not inline so many calls into one function. A quarter faster than four rounds with calls.
   */
  function compress(from: Int32Array, into: Int32Array): void {
    let w0 = block[0] as number;
    let w1 = block[1] as number;
    let w2 = block[2] as number;
    let w3 = block[3] as number;
    let w4 = block[4] as number;
    let w5 = block[5] as number;
    let w6 = block[6] as number;
    let w7 = block[7] as number;
    let w8 = block[8] as number;
    let w9 = block[9] as number;
    let w10 = block[10] as number;
    let w11 = block[11] as number;
    let w12 = block[12] as number;
    let w13 = block[13] as number;
    let w14 = block[14] as number;
    let w15 = block[15] as number;
    let a = from[0] as number;
    let b = from[1] as number;
    let c = from[2] as number;
    let d = from[3] as number;
    let e = from[4] as number;
    let f = from[5] as number;
    let g = from[6] as number;
    let h = from[7] as number;
    // biome-ignore format: a step in a row
    for (let t = 0; ; t += blockWords) {
      h = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + (k[t] as number) + w0) | 0;
      d = (d + h) | 0;
      h = (h + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)))) | 0;
      g = (g + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + (k[t + 1] as number) + w1) | 0;
      c = (c + g) | 0;
      g = (g + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) | (b & (h | a)))) | 0;
      f = (f + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + (k[t + 2] as number) + w2) | 0;
      b = (b + f) | 0;
      f = (f + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) | (a & (g | h)))) | 0;
      e = (e + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + (k[t + 3] as number) + w3) | 0;
      a = (a + e) | 0;
      e = (e + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) | (h & (f | g)))) | 0;
      d = (d + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + (k[t + 4] as number) + w4) | 0;
      h = (h + d) | 0;
      d = (d + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) | (g & (e | f)))) | 0;
      c = (c + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + (k[t + 5] as number) + w5) | 0;
      g = (g + c) | 0;
      c = (c + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) | (f & (d | e)))) | 0;
      b = (b + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + (k[t + 6] as number) + w6) | 0;
      f = (f + b) | 0;
      b = (b + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) | (e & (c | d)))) | 0;
      a = (a + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + (k[t + 7] as number) + w7) | 0;
      e = (e + a) | 0;
      a = (a + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) | (d & (b | c)))) | 0;
      h = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + (k[t + 8] as number) + w8) | 0;
      d = (d + h) | 0;
      h = (h + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)))) | 0;
      g = (g + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + (k[t + 9] as number) + w9) | 0;
      c = (c + g) | 0;
      g = (g + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) | (b & (h | a)))) | 0;
      f = (f + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + (k[t + 10] as number) + w10) | 0;
      b = (b + f) | 0;
      f = (f + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) | (a & (g | h)))) | 0;
      e = (e + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + (k[t + 11] as number) + w11) | 0;
      a = (a + e) | 0;
      e = (e + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) | (h & (f | g)))) | 0;
      d = (d + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + (k[t + 12] as number) + w12) | 0;
      h = (h + d) | 0;
      d = (d + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) | (g & (e | f)))) | 0;
      c = (c + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + (k[t + 13] as number) + w13) | 0;
      g = (g + c) | 0;
      c = (c + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) | (f & (d | e)))) | 0;
      b = (b + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + (k[t + 14] as number) + w14) | 0;
      f = (f + b) | 0;
      b = (b + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) | (e & (c | d)))) | 0;
      a = (a + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + (k[t + 15] as number) + w15) | 0;
      e = (e + a) | 0;
      a = (a + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) | (d & (b | c)))) | 0;
      if (t === rounds - blockWords) break;
      // The next sixteen words of the schedule.
      w0 = (w0 + (((w1 >>> 7) | (w1 << 25)) ^ ((w1 >>> 18) | (w1 << 14)) ^ (w1 >>> 3)) + w9 + (((w14 >>> 17) | (w14 << 15)) ^ ((w14 >>> 19) | (w14 << 13)) ^ (w14 >>> 10))) | 0;
      w1 = (w1 + (((w2 >>> 7) | (w2 << 25)) ^ ((w2 >>> 18) | (w2 << 14)) ^ (w2 >>> 3)) + w10 + (((w15 >>> 17) | (w15 << 15)) ^ ((w15 >>> 19) | (w15 << 13)) ^ (w15 >>> 10))) | 0;
      w2 = (w2 + (((w3 >>> 7) | (w3 << 25)) ^ ((w3 >>> 18) | (w3 << 14)) ^ (w3 >>> 3)) + w11 + (((w0 >>> 17) | (w0 << 15)) ^ ((w0 >>> 19) | (w0 << 13)) ^ (w0 >>> 10))) | 0;
      w3 = (w3 + (((w4 >>> 7) | (w4 << 25)) ^ ((w4 >>> 18) | (w4 << 14)) ^ (w4 >>> 3)) + w12 + (((w1 >>> 17) | (w1 << 15)) ^ ((w1 >>> 19) | (w1 << 13)) ^ (w1 >>> 10))) | 0;
      w4 = (w4 + (((w5 >>> 7) | (w5 << 25)) ^ ((w5 >>> 18) | (w5 << 14)) ^ (w5 >>> 3)) + w13 + (((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10))) | 0;
      w5 = (w5 + (((w6 >>> 7) | (w6 << 25)) ^ ((w6 >>> 18) | (w6 << 14)) ^ (w6 >>> 3)) + w14 + (((w3 >>> 17) | (w3 << 15)) ^ ((w3 >>> 19) | (w3 << 13)) ^ (w3 >>> 10))) | 0;
      w6 = (w6 + (((w7 >>> 7) | (w7 << 25)) ^ ((w7 >>> 18) | (w7 << 14)) ^ (w7 >>> 3)) + w15 + (((w4 >>> 17) | (w4 << 15)) ^ ((w4 >>> 19) | (w4 << 13)) ^ (w4 >>> 10))) | 0;
      w7 = (w7 + (((w8 >>> 7) | (w8 << 25)) ^ ((w8 >>> 18) | (w8 << 14)) ^ (w8 >>> 3)) + w0 + (((w5 >>> 17) | (w5 << 15)) ^ ((w5 >>> 19) | (w5 << 13)) ^ (w5 >>> 10))) | 0;
      w8 = (w8 + (((w9 >>> 7) | (w9 << 25)) ^ ((w9 >>> 18) | (w9 << 14)) ^ (w9 >>> 3)) + w1 + (((w6 >>> 17) | (w6 << 15)) ^ ((w6 >>> 19) | (w6 << 13)) ^ (w6 >>> 10))) | 0;
      w9 = (w9 + (((w10 >>> 7) | (w10 << 25)) ^ ((w10 >>> 18) | (w10 << 14)) ^ (w10 >>> 3)) + w2 + (((w7 >>> 17) | (w7 << 15)) ^ ((w7 >>> 19) | (w7 << 13)) ^ (w7 >>> 10))) | 0;
      w10 = (w10 + (((w11 >>> 7) | (w11 << 25)) ^ ((w11 >>> 18) | (w11 << 14)) ^ (w11 >>> 3)) + w3 + (((w8 >>> 17) | (w8 << 15)) ^ ((w8 >>> 19) | (w8 << 13)) ^ (w8 >>> 10))) | 0;
      w11 = (w11 + (((w12 >>> 7) | (w12 << 25)) ^ ((w12 >>> 18) | (w12 << 14)) ^ (w12 >>> 3)) + w4 + (((w9 >>> 17) | (w9 << 15)) ^ ((w9 >>> 19) | (w9 << 13)) ^ (w9 >>> 10))) | 0;
      w12 = (w12 + (((w13 >>> 7) | (w13 << 25)) ^ ((w13 >>> 18) | (w13 << 14)) ^ (w13 >>> 3)) + w5 + (((w10 >>> 17) | (w10 << 15)) ^ ((w10 >>> 19) | (w10 << 13)) ^ (w10 >>> 10))) | 0;
      w13 = (w13 + (((w14 >>> 7) | (w14 << 25)) ^ ((w14 >>> 18) | (w14 << 14)) ^ (w14 >>> 3)) + w6 + (((w11 >>> 17) | (w11 << 15)) ^ ((w11 >>> 19) | (w11 << 13)) ^ (w11 >>> 10))) | 0;
      w14 = (w14 + (((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)) + w7 + (((w12 >>> 17) | (w12 << 15)) ^ ((w12 >>> 19) | (w12 << 13)) ^ (w12 >>> 10))) | 0;
      w15 = (w15 + (((w0 >>> 7) | (w0 << 25)) ^ ((w0 >>> 18) | (w0 << 14)) ^ (w0 >>> 3)) + w8 + (((w13 >>> 17) | (w13 << 15)) ^ ((w13 >>> 19) | (w13 << 13)) ^ (w13 >>> 10))) | 0;
    }
    into[0] = (from[0] as number) + a;
    into[1] = (from[1] as number) + b;
    into[2] = (from[2] as number) + c;
    into[3] = (from[3] as number) + d;
    into[4] = (from[4] as number) + e;
    into[5] = (from[5] as number) + f;
    into[6] = (from[6] as number) + g;
    into[7] = (from[7] as number) + h;
  }

  /** Takes a block of `bytes`, big-endian. */
  function loadWords(bytes: Uint8Array, from: number, count: number): void {
    for (let t = 0, i = from; t < count; t++, i += 4) {
      block[t] =
        ((bytes[i] as number) << 24) |
        ((bytes[i + 1] as number) << 16) |
        ((bytes[i + 2] as number) << 8) |
        (bytes[i + 3] as number);
    }
  }

  const clear = (words: Int32Array, from: number): void => {
    for (let t = from; t < words.length; t++) words[t] = 0;
  };

  /** Hashes `data` and the padding `into` a state, from the state `start` on, which has seen `before` bytes. */
  function absorb(start: Int32Array, before: number, data: Uint8Array, into: Int32Array): void {
    let from = start;
    let at = 0;
    for (; at + blockBytes <= data.length; at += blockBytes) {
      loadWords(data, at, blockWords);
      compress(from, state);
      from = state;
    }
    const rest = data.length - at;
    const words = rest >> 2;
    loadWords(data, at, words);
    clear(block, words);
    let last = 0x80 << (24 - 8 * (rest & 3));
    for (let i = 4 * words; i < rest; i++) last |= (data[at + i] as number) << (24 - 8 * (i & 3));
    block[words] = last;
    // The length takes the last 8 bytes.
    if (rest >= blockBytes - 8) {
      compress(from, state);
      from = state;
      clear(block, 0);
    }
    writeBits(before + data.length);
    compress(from, into);
  }

  /** The length of the message, at the end of the last block. */
  function writeBits(bytes: number): void {
    block[14] = Math.floor(bytes / 2 ** 29);
    block[15] = bytes << 3;
  }

  /** Writes the 32 bytes of `state`, big-endian; then nothing is left of the call. */
  function takeDigest(into: Uint8Array, from: number): void {
    for (let i = 0, at = from; i < hashWords; i++, at += 4) {
      const word = state[i] as number;
      into[at] = word >>> 24;
      into[at + 1] = word >>> 16;
      into[at + 2] = word >>> 8;
      into[at + 3] = word;
    }
    clear(state, 0);
    clear(block, 0);
  }

  function sha256Into(data: Uint8Array, into: Uint8Array, at: number): void {
    absorb(initialState, 0, data, state);
    takeDigest(into, at);
  }

  /** SHA-256: 32 bytes. */
  function sha256(data: Uint8Array): Uint8Array {
    const digest = new Uint8Array(hashBytes);
    sha256Into(data, digest, 0);
    return digest;
  }

  /** The states behind the block of the key: one block less for each of the two hashes of every message. */
  function keyStates(key: Uint8Array, inner: Int32Array, outer: Int32Array): void {
    const short = key.length > blockBytes ? sha256(key) : key;
    stateBehind(short, 0x36, inner);
    stateBehind(short, 0x5c, outer);
    if (short !== key) short.fill(0);
  }

  function stateBehind(key: Uint8Array, mask: number, into: Int32Array): void {
    clear(block, 0);
    for (let i = 0; i < blockBytes; i++) {
      const byte = (i < key.length ? (key[i] as number) : 0) ^ mask;
      block[i >> 2] = (block[i >> 2] as number) | (byte << (24 - 8 * (i & 3)));
    }
    compress(initialState, into);
  }

  function macInto(inner: Int32Array, outer: Int32Array, data: Uint8Array, into: Uint8Array): void {
    // The inner hash is the beginning of the outer block.
    absorb(inner, blockBytes, data, block);
    clear(block, hashWords);
    block[hashWords] = 0x80 << 24;
    writeBits(blockBytes + hashBytes);
    compress(outer, state);
    takeDigest(into, 0);
  }

  /** HMAC-SHA-256: 32 bytes. */
  function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
    keyStates(key, innerOfMac, outerOfMac);
    const mac = new Uint8Array(hashBytes);
    macInto(innerOfMac, outerOfMac, data, mac);
    innerOfMac.fill(0);
    outerOfMac.fill(0);
    return mac;
  }

  /** The same for many messages under one key. */
  function keyedHmacSha256(key: Uint8Array): KeyedMac {
    const inner = new Int32Array(hashWords);
    const outer = new Int32Array(hashWords);
    let isWiped = false;
    keyStates(key, inner, outer);
    clear(block, 0);
    const write = (data: Uint8Array, into: Uint8Array): void => {
      // With states of zero it would be a MAC that everybody can compute.
      if (isWiped) throw new TypeError('the key of this MAC was wiped');
      macInto(inner, outer, data, into);
    };
    return Object.freeze({
      mac(data: Uint8Array) {
        const mac = new Uint8Array(hashBytes);
        write(data, mac);
        return mac;
      },
      macInto: write,
      wipe() {
        isWiped = true;
        inner.fill(0);
        outer.fill(0);
      },
    });
  }

  return { hash: sha256, hashInto: sha256Into, mac: hmacSha256, keyedMac: keyedHmacSha256 };
};

export const sha2: Pick<Suite, 'hash' | 'hashInto' | 'mac' | 'keyedMac'> = /* @__PURE__ */ createSha256();
