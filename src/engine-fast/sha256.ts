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
const createSha256 = (): Pick<Suite, 'hash' | 'mac' | 'keyedMac'> => {
  /** FIPS 180-4 §4.1.2. */
  const choose = (x: number, y: number, z: number): number => z ^ (x & (y ^ z));
  const majority = (x: number, y: number, z: number): number => (x & y) | (z & (x | y));
  const sigma0 = (x: number): number => ((x >>> 2) | (x << 30)) ^ ((x >>> 13) | (x << 19)) ^ ((x >>> 22) | (x << 10));
  const sigma1 = (x: number): number => ((x >>> 6) | (x << 26)) ^ ((x >>> 11) | (x << 21)) ^ ((x >>> 25) | (x << 7));
  const smallSigma0 = (x: number): number => ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
  const smallSigma1 = (x: number): number => ((x >>> 17) | (x << 15)) ^ ((x >>> 19) | (x << 13)) ^ (x >>> 10);

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
  /** The block as 16 words, then what the rounds make of them. */
  const w = new Int32Array(rounds);
  const state = new Int32Array(hashWords);
  const innerOfMac = new Int32Array(hashWords);
  const outerOfMac = new Int32Array(hashWords);

  /** FIPS 180-4 §6.2.2: the block in `w`, into `into`. Four rounds in a row, so that fewer words change places. */
  function compress(into: Int32Array): void {
    for (let t = blockWords; t < rounds; t++) {
      const sum = smallSigma1(w[t - 2] as number) + (w[t - 7] as number) + smallSigma0(w[t - 15] as number);
      w[t] = (sum + (w[t - 16] as number)) | 0;
    }
    let a = into[0] as number;
    let b = into[1] as number;
    let c = into[2] as number;
    let d = into[3] as number;
    let e = into[4] as number;
    let f = into[5] as number;
    let g = into[6] as number;
    let h = into[7] as number;
    for (let t = 0; t < rounds; t += 4) {
      const t0 = (h + sigma1(e) + choose(e, f, g) + (k[t] as number) + (w[t] as number)) | 0;
      const e0 = (d + t0) | 0;
      const a0 = (t0 + sigma0(a) + majority(a, b, c)) | 0;
      const t1 = (g + sigma1(e0) + choose(e0, e, f) + (k[t + 1] as number) + (w[t + 1] as number)) | 0;
      const e1 = (c + t1) | 0;
      const a1 = (t1 + sigma0(a0) + majority(a0, a, b)) | 0;
      const t2 = (f + sigma1(e1) + choose(e1, e0, e) + (k[t + 2] as number) + (w[t + 2] as number)) | 0;
      const e2 = (b + t2) | 0;
      const a2 = (t2 + sigma0(a1) + majority(a1, a0, a)) | 0;
      const t3 = (e + sigma1(e2) + choose(e2, e1, e0) + (k[t + 3] as number) + (w[t + 3] as number)) | 0;
      e = (a + t3) | 0;
      a = (t3 + sigma0(a2) + majority(a2, a1, a0)) | 0;
      b = a2;
      c = a1;
      d = a0;
      f = e2;
      g = e1;
      h = e0;
    }
    into[0] = (into[0] as number) + a;
    into[1] = (into[1] as number) + b;
    into[2] = (into[2] as number) + c;
    into[3] = (into[3] as number) + d;
    into[4] = (into[4] as number) + e;
    into[5] = (into[5] as number) + f;
    into[6] = (into[6] as number) + g;
    into[7] = (into[7] as number) + h;
  }

  /** Takes a block of `bytes`, big-endian. */
  function loadWords(bytes: Uint8Array, from: number, count: number): void {
    for (let t = 0, i = from; t < count; t++, i += 4) {
      w[t] =
        ((bytes[i] as number) << 24) |
        ((bytes[i + 1] as number) << 16) |
        ((bytes[i + 2] as number) << 8) |
        (bytes[i + 3] as number);
    }
  }

  const clearFrom = (word: number): void => {
    for (let t = word; t < blockWords; t++) w[t] = 0;
  };

  const copy = (from: Int32Array, into: Int32Array): void => {
    for (let i = 0; i < hashWords; i++) into[i] = from[i] as number;
  };

  /** Ors a byte into the block. */
  const orByte = (at: number, byte: number): void => {
    w[at >> 2] = (w[at >> 2] as number) | (byte << (24 - 8 * (at & 3)));
  };

  /** Hashes `data` and the padding into `state`, from the state `start` on, which has seen `before` bytes. */
  function hashInto(start: Int32Array, before: number, data: Uint8Array): void {
    copy(start, state);
    let at = 0;
    for (; at + blockBytes <= data.length; at += blockBytes) {
      loadWords(data, at, blockWords);
      compress(state);
    }
    const rest = data.length - at;
    const words = rest >> 2;
    loadWords(data, at, words);
    clearFrom(words);
    for (let i = 4 * words; i < rest; i++) orByte(i, data[at + i] as number);
    orByte(rest, 0x80);
    // The length takes the last 8 bytes.
    if (rest >= blockBytes - 8) {
      compress(state);
      clearFrom(0);
    }
    writeBits(before + data.length);
    compress(state);
  }

  /** The length of the message, at the end of the last block. */
  function writeBits(bytes: number): void {
    w[14] = Math.floor(bytes / 2 ** 29);
    w[15] = bytes << 3;
  }

  /** The 32 bytes of `state`, big-endian; then nothing is left of the call. */
  function takeDigest(): Uint8Array {
    const digest = new Uint8Array(hashBytes);
    for (let i = 0; i < hashWords; i++) {
      const word = state[i] as number;
      digest[4 * i] = word >>> 24;
      digest[4 * i + 1] = word >>> 16;
      digest[4 * i + 2] = word >>> 8;
      digest[4 * i + 3] = word;
      state[i] = 0;
    }
    for (let t = 0; t < rounds; t++) w[t] = 0;
    return digest;
  }

  /** SHA-256: 32 bytes. */
  function sha256(data: Uint8Array): Uint8Array {
    hashInto(initialState, 0, data);
    return takeDigest();
  }

  /** The states behind the block of the key: one block less for each of the two hashes of every message. */
  function keyStates(key: Uint8Array, inner: Int32Array, outer: Int32Array): void {
    const short = key.length > blockBytes ? sha256(key) : key;
    stateBehind(short, 0x36, inner);
    stateBehind(short, 0x5c, outer);
    if (short !== key) short.fill(0);
  }

  function stateBehind(key: Uint8Array, mask: number, into: Int32Array): void {
    clearFrom(0);
    for (let i = 0; i < blockBytes; i++) orByte(i, (i < key.length ? (key[i] as number) : 0) ^ mask);
    copy(initialState, into);
    compress(into);
  }

  function macFrom(inner: Int32Array, outer: Int32Array, data: Uint8Array): Uint8Array {
    hashInto(inner, blockBytes, data);
    for (let i = 0; i < hashWords; i++) w[i] = state[i] as number;
    clearFrom(hashWords);
    orByte(hashBytes, 0x80);
    writeBits(blockBytes + hashBytes);
    copy(outer, state);
    compress(state);
    return takeDigest();
  }

  /** HMAC-SHA-256: 32 bytes. */
  function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
    keyStates(key, innerOfMac, outerOfMac);
    const mac = macFrom(innerOfMac, outerOfMac, data);
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
    w.fill(0);
    return Object.freeze({
      mac(data: Uint8Array) {
        // With states of zero it would be a MAC that everybody can compute.
        if (isWiped) throw new TypeError('the key of this MAC was wiped');
        return macFrom(inner, outer, data);
      },
      wipe() {
        isWiped = true;
        inner.fill(0);
        outer.fill(0);
      },
    });
  }

  return { hash: sha256, mac: hmacSha256, keyedMac: keyedHmacSha256 };
};

export const sha2: Pick<Suite, 'hash' | 'mac' | 'keyedMac'> = /* @__PURE__ */ createSha256();
