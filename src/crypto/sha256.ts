import type { KeyedMac } from './suite.ts';

// For engines whose library has no SHA-256 that is cheap for the one or two blocks of a key derivation: a native call costs
// more than the hash. The reference engine does not use it, so the differential tests compare two implementations.

const blockBytes = 64;
const hashBytes = 32;

/** Constants of FIPS 180-4 §4.2.2 and §5.3.3: 32 bits behind the point of the cube and square roots of the first primes. */
const roundConstants = /* @__PURE__ */ fractions(Math.cbrt, 64);
const initialState = /* @__PURE__ */ fractions(Math.sqrt, 8);

function fractions(root: (prime: number) => number, count: number): Int32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (isPrime(n)) found.push(((root(n) % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(found);
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}

// Scratch, wiped after every call: what is hashed may be a key.
const schedule = /* @__PURE__ */ new Int32Array(64);
const state = /* @__PURE__ */ new Int32Array(8);
const block = /* @__PURE__ */ new Uint8Array(blockBytes);

/** FIPS 180-4 §6.2.2: one block of `bytes` from `at` on, into `h`. */
function compress(h: Int32Array, bytes: Uint8Array, at: number): void {
  const w = schedule;
  for (let t = 0, i = at; t < 16; t++, i += 4) {
    w[t] =
      ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number);
  }
  for (let t = 16; t < 64; t++) {
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
  for (let t = 0; t < 64; t++) {
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

/** Hashes `data` and the padding behind it from the state `start`, which has seen `before` bytes, into `digest`. */
function hashFrom(start: Int32Array, before: number, data: Uint8Array, digest: Uint8Array): Uint8Array {
  state.set(start);
  let at = 0;
  for (; at + blockBytes <= data.length; at += blockBytes) compress(state, data, at);
  const rest = data.length - at;
  for (let i = 0; i < rest; i++) block[i] = data[at + i] as number;
  block[rest] = 0x80;
  // The length takes the last 8 bytes.
  if (rest >= blockBytes - 8) {
    compress(state, block, 0);
    block.fill(0);
  }
  const bytes = before + data.length;
  const bitsHigh = Math.floor(bytes / 2 ** 29);
  const bitsLow = bytes << 3;
  for (let i = 0; i < 4; i++) {
    block[56 + i] = bitsHigh >>> (24 - 8 * i);
    block[60 + i] = bitsLow >>> (24 - 8 * i);
  }
  compress(state, block, 0);
  block.fill(0);
  for (let i = 0; i < 8; i++) {
    const word = state[i] as number;
    digest[4 * i] = word >>> 24;
    digest[4 * i + 1] = word >>> 16;
    digest[4 * i + 2] = word >>> 8;
    digest[4 * i + 3] = word;
  }
  schedule.fill(0);
  state.fill(0);
  return digest;
}

/** SHA-256, FIPS 180-4: 32 bytes. */
export const sha256 = (data: Uint8Array): Uint8Array => hashFrom(initialState, 0, data, new Uint8Array(hashBytes));

/** HMAC-SHA-256, RFC 2104, with the state behind the key's block kept: one block less for each of its two hashes. */
export function hmacSha256(key: Uint8Array): KeyedMac {
  const padded = new Uint8Array(blockBytes);
  padded.set(key.length > blockBytes ? sha256(key) : key);
  const stateBehind = (mask: number): Int32Array => {
    const behind = initialState.slice();
    const masked = padded.map((byte) => byte ^ mask);
    compress(behind, masked, 0);
    masked.fill(0);
    return behind;
  };
  const inner = stateBehind(0x36);
  const outer = stateBehind(0x5c);
  padded.fill(0);
  schedule.fill(0);
  return Object.freeze({
    mac(data: Uint8Array) {
      const digest = hashFrom(inner, blockBytes, data, new Uint8Array(hashBytes));
      return hashFrom(outer, blockBytes, digest, digest);
    },
    wipe() {
      inner.fill(0);
      outer.fill(0);
    },
  });
}
