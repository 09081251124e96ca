import type { KeyedMac } from '../crypto/suite.ts';

// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104). All scratch is shared by the calls and wiped by each: what is
// hashed may be a key.

const blockBytes = 64;
const blockWords = 16;
const hashBytes = 32;
const hashWords = 8;
const rounds = 64;

/** FIPS 180-4 §4.2.2. */
// biome-ignore format: eight in a row, as the standard prints them
const roundConstants = /* @__PURE__ */ Int32Array.of(
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
const initialState = /* @__PURE__ */ Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
);

/** The block as 16 words, then what the rounds make of them. */
const schedule = /* @__PURE__ */ new Int32Array(rounds);
const state = /* @__PURE__ */ new Int32Array(hashWords);
const innerOfMac = /* @__PURE__ */ new Int32Array(hashWords);
const outerOfMac = /* @__PURE__ */ new Int32Array(hashWords);

/** FIPS 180-4 §6.2.2: the block in {@link schedule}, into `h`. */
function compress(h: Int32Array): void {
  const w = schedule;
  for (let t = 16; t < rounds; t++) {
    const x = w[t - 15] as number;
    const y = w[t - 2] as number;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (sigma1 + (w[t - 7] as number) + sigma0 + (w[t - 16] as number)) | 0;
  }
  let a = h[0] as number;
  let b = h[1] as number;
  let c = h[2] as number;
  let d = h[3] as number;
  let e = h[4] as number;
  let f = h[5] as number;
  let g = h[6] as number;
  let last = h[7] as number;
  for (let t = 0; t < rounds; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (last + sum1 + ((e & f) ^ (~e & g)) + (roundConstants[t] as number) + (w[t] as number)) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    last = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  h[0] = (h[0] as number) + a;
  h[1] = (h[1] as number) + b;
  h[2] = (h[2] as number) + c;
  h[3] = (h[3] as number) + d;
  h[4] = (h[4] as number) + e;
  h[5] = (h[5] as number) + f;
  h[6] = (h[6] as number) + g;
  h[7] = (h[7] as number) + last;
}

/** Takes a block of `bytes`, big-endian. */
function loadBlock(bytes: Uint8Array, at: number): void {
  for (let t = 0, i = at; t < blockWords; t++, i += 4) {
    schedule[t] =
      ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number);
  }
}

const clearBlock = (): void => {
  for (let t = 0; t < blockWords; t++) schedule[t] = 0;
};

const copy = (from: Int32Array, into: Int32Array): void => {
  for (let i = 0; i < hashWords; i++) into[i] = from[i] as number;
};

/** Ors a byte into the block. */
const orByte = (at: number, byte: number): void => {
  schedule[at >> 2] = (schedule[at >> 2] as number) | (byte << (24 - 8 * (at & 3)));
};

/** Hashes `data` and the padding into {@link state}, from the state `start` on, which has seen `before` bytes. */
function hashInto(start: Int32Array, before: number, data: Uint8Array): void {
  copy(start, state);
  let at = 0;
  for (; at + blockBytes <= data.length; at += blockBytes) {
    loadBlock(data, at);
    compress(state);
  }
  const rest = data.length - at;
  clearBlock();
  for (let i = 0; i < rest; i++) orByte(i, data[at + i] as number);
  orByte(rest, 0x80);
  // The length takes the last 8 bytes.
  if (rest >= blockBytes - 8) {
    compress(state);
    clearBlock();
  }
  writeBits(before + data.length);
  compress(state);
}

/** The length of the message, at the end of the last block. */
function writeBits(bytes: number): void {
  schedule[14] = Math.floor(bytes / 2 ** 29);
  schedule[15] = bytes << 3;
}

/** The 32 bytes of {@link state}, big-endian; then nothing is left of the call. */
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
  for (let t = 0; t < rounds; t++) schedule[t] = 0;
  return digest;
}

/** SHA-256: 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
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
  clearBlock();
  for (let i = 0; i < blockBytes; i++) orByte(i, (i < key.length ? (key[i] as number) : 0) ^ mask);
  copy(initialState, into);
  compress(into);
}

function macFrom(inner: Int32Array, outer: Int32Array, data: Uint8Array): Uint8Array {
  hashInto(inner, blockBytes, data);
  clearBlock();
  for (let i = 0; i < hashWords; i++) schedule[i] = state[i] as number;
  orByte(hashBytes, 0x80);
  writeBits(blockBytes + hashBytes);
  copy(outer, state);
  compress(state);
  return takeDigest();
}

/** HMAC-SHA-256: 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  keyStates(key, innerOfMac, outerOfMac);
  const mac = macFrom(innerOfMac, outerOfMac, data);
  innerOfMac.fill(0);
  outerOfMac.fill(0);
  return mac;
}

/** The same for many messages under one key. */
export function keyedHmacSha256(key: Uint8Array): KeyedMac {
  const inner = new Int32Array(hashWords);
  const outer = new Int32Array(hashWords);
  let isWiped = false;
  keyStates(key, inner, outer);
  schedule.fill(0);
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
