import { readWord } from './words.ts';

// Poly1305 (RFC 8439 §2.5) over whole blocks, as the AEAD uses it: it pads with zeros, so that every block gets the same high
// bit. Numbers modulo 2^130 - 5 are ten limbs of 13 bits, so that products and their sums stay in 32-bit integers: no floating
// point, no branch and no index that depends on a secret. The layout of the limbs is that of poly1305-donna-16 by Andrew Moon.

export const macBlockBytes = 16;
const limbs = 10;
const limbBits = 13;
const limbMask = 0x1fff;
/** 2^128, the bit behind a block of 16 bytes, in the last limb. */
const highBit = 1 << 11;

// One state for all calls: everything here is synchronous, and finishPoly wipes it.
/** The key `r`, clamped, and five times it: 2^130 is 5. */
const r = /* @__PURE__ */ new Int32Array(limbs);
const r5 = /* @__PURE__ */ new Int32Array(limbs);
const accumulator = /* @__PURE__ */ new Int32Array(limbs);
const masked = /* @__PURE__ */ new Int32Array(limbs);
/** The key `s`, added at the end. */
const s = /* @__PURE__ */ new Int32Array(4);
const lastBlock = /* @__PURE__ */ new Uint8Array(macBlockBytes);

/** Takes the one-time key as 8 words: `r`, then `s`. */
export function startPoly(key: Int32Array): void {
  const w0 = (key[0] as number) & 0x0fffffff;
  const w1 = (key[1] as number) & 0x0ffffffc;
  const w2 = (key[2] as number) & 0x0ffffffc;
  const w3 = (key[3] as number) & 0x0ffffffc;
  r[0] = w0 & limbMask;
  r[1] = (w0 >>> 13) & limbMask;
  r[2] = ((w0 >>> 26) | (w1 << 6)) & limbMask;
  r[3] = (w1 >>> 7) & limbMask;
  r[4] = ((w1 >>> 20) | (w2 << 12)) & limbMask;
  r[5] = (w2 >>> 1) & limbMask;
  r[6] = (w2 >>> 14) & limbMask;
  r[7] = ((w2 >>> 27) | (w3 << 5)) & limbMask;
  r[8] = (w3 >>> 8) & limbMask;
  r[9] = w3 >>> 21;
  for (let i = 0; i < limbs; i++) {
    r5[i] = 5 * (r[i] as number);
    accumulator[i] = 0;
  }
  for (let i = 0; i < 4; i++) s[i] = key[4 + i] as number;
}

/** Takes `length` bytes from the start of `bytes`, and zeros up to a whole block. */
export function absorb(bytes: Uint8Array, length: number): void {
  let at = 0;
  for (; at + macBlockBytes <= length; at += macBlockBytes) absorbBytes(bytes, at);
  if (at === length) return;
  for (let i = 0; i < macBlockBytes; i++) lastBlock[i] = at + i < length ? (bytes[at + i] as number) : 0;
  absorbBytes(lastBlock, 0);
}

function absorbBytes(bytes: Uint8Array, at: number): void {
  absorbBlock(readWord(bytes, at), readWord(bytes, at + 4), readWord(bytes, at + 8), readWord(bytes, at + 12));
}

/** Adds a block of four words and multiplies by `r`. */
export function absorbBlock(w0: number, w1: number, w2: number, w3: number): void {
  const h0 = (accumulator[0] as number) + (w0 & limbMask);
  const h1 = (accumulator[1] as number) + ((w0 >>> 13) & limbMask);
  const h2 = (accumulator[2] as number) + (((w0 >>> 26) | (w1 << 6)) & limbMask);
  const h3 = (accumulator[3] as number) + ((w1 >>> 7) & limbMask);
  const h4 = (accumulator[4] as number) + (((w1 >>> 20) | (w2 << 12)) & limbMask);
  const h5 = (accumulator[5] as number) + ((w2 >>> 1) & limbMask);
  const h6 = (accumulator[6] as number) + ((w2 >>> 14) & limbMask);
  const h7 = (accumulator[7] as number) + (((w2 >>> 27) | (w3 << 5)) & limbMask);
  const h8 = (accumulator[8] as number) + ((w3 >>> 8) & limbMask);
  const h9 = (accumulator[9] as number) + ((w3 >>> 21) | highBit);
  // Five products of 14 and 16 bits fit in 32 bits, ten do not: so the carry is taken twice for each limb.
  let carry = 0;
  let sum = 0;
  sum =
    carry +
    Math.imul(h0, r[0] as number) +
    Math.imul(h1, r5[9] as number) +
    Math.imul(h2, r5[8] as number) +
    Math.imul(h3, r5[7] as number) +
    Math.imul(h4, r5[6] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r5[5] as number) +
    Math.imul(h6, r5[4] as number) +
    Math.imul(h7, r5[3] as number) +
    Math.imul(h8, r5[2] as number) +
    Math.imul(h9, r5[1] as number);
  carry += sum >>> limbBits;
  accumulator[0] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[1] as number) +
    Math.imul(h1, r[0] as number) +
    Math.imul(h2, r5[9] as number) +
    Math.imul(h3, r5[8] as number) +
    Math.imul(h4, r5[7] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r5[6] as number) +
    Math.imul(h6, r5[5] as number) +
    Math.imul(h7, r5[4] as number) +
    Math.imul(h8, r5[3] as number) +
    Math.imul(h9, r5[2] as number);
  carry += sum >>> limbBits;
  accumulator[1] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[2] as number) +
    Math.imul(h1, r[1] as number) +
    Math.imul(h2, r[0] as number) +
    Math.imul(h3, r5[9] as number) +
    Math.imul(h4, r5[8] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r5[7] as number) +
    Math.imul(h6, r5[6] as number) +
    Math.imul(h7, r5[5] as number) +
    Math.imul(h8, r5[4] as number) +
    Math.imul(h9, r5[3] as number);
  carry += sum >>> limbBits;
  accumulator[2] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[3] as number) +
    Math.imul(h1, r[2] as number) +
    Math.imul(h2, r[1] as number) +
    Math.imul(h3, r[0] as number) +
    Math.imul(h4, r5[9] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r5[8] as number) +
    Math.imul(h6, r5[7] as number) +
    Math.imul(h7, r5[6] as number) +
    Math.imul(h8, r5[5] as number) +
    Math.imul(h9, r5[4] as number);
  carry += sum >>> limbBits;
  accumulator[3] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[4] as number) +
    Math.imul(h1, r[3] as number) +
    Math.imul(h2, r[2] as number) +
    Math.imul(h3, r[1] as number) +
    Math.imul(h4, r[0] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r5[9] as number) +
    Math.imul(h6, r5[8] as number) +
    Math.imul(h7, r5[7] as number) +
    Math.imul(h8, r5[6] as number) +
    Math.imul(h9, r5[5] as number);
  carry += sum >>> limbBits;
  accumulator[4] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[5] as number) +
    Math.imul(h1, r[4] as number) +
    Math.imul(h2, r[3] as number) +
    Math.imul(h3, r[2] as number) +
    Math.imul(h4, r[1] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r[0] as number) +
    Math.imul(h6, r5[9] as number) +
    Math.imul(h7, r5[8] as number) +
    Math.imul(h8, r5[7] as number) +
    Math.imul(h9, r5[6] as number);
  carry += sum >>> limbBits;
  accumulator[5] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[6] as number) +
    Math.imul(h1, r[5] as number) +
    Math.imul(h2, r[4] as number) +
    Math.imul(h3, r[3] as number) +
    Math.imul(h4, r[2] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r[1] as number) +
    Math.imul(h6, r[0] as number) +
    Math.imul(h7, r5[9] as number) +
    Math.imul(h8, r5[8] as number) +
    Math.imul(h9, r5[7] as number);
  carry += sum >>> limbBits;
  accumulator[6] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[7] as number) +
    Math.imul(h1, r[6] as number) +
    Math.imul(h2, r[5] as number) +
    Math.imul(h3, r[4] as number) +
    Math.imul(h4, r[3] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r[2] as number) +
    Math.imul(h6, r[1] as number) +
    Math.imul(h7, r[0] as number) +
    Math.imul(h8, r5[9] as number) +
    Math.imul(h9, r5[8] as number);
  carry += sum >>> limbBits;
  accumulator[7] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[8] as number) +
    Math.imul(h1, r[7] as number) +
    Math.imul(h2, r[6] as number) +
    Math.imul(h3, r[5] as number) +
    Math.imul(h4, r[4] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r[3] as number) +
    Math.imul(h6, r[2] as number) +
    Math.imul(h7, r[1] as number) +
    Math.imul(h8, r[0] as number) +
    Math.imul(h9, r5[9] as number);
  carry += sum >>> limbBits;
  accumulator[8] = sum & limbMask;
  sum =
    carry +
    Math.imul(h0, r[9] as number) +
    Math.imul(h1, r[8] as number) +
    Math.imul(h2, r[7] as number) +
    Math.imul(h3, r[6] as number) +
    Math.imul(h4, r[5] as number);
  carry = sum >>> limbBits;
  sum =
    (sum & limbMask) +
    Math.imul(h5, r[4] as number) +
    Math.imul(h6, r[3] as number) +
    Math.imul(h7, r[2] as number) +
    Math.imul(h8, r[1] as number) +
    Math.imul(h9, r[0] as number);
  carry += sum >>> limbBits;
  accumulator[9] = sum & limbMask;
  // What is above 2^130 comes back five times; what that carries stays in the second limb.
  sum = (accumulator[0] as number) + 5 * carry;
  accumulator[0] = sum & limbMask;
  accumulator[1] = (accumulator[1] as number) + (sum >>> limbBits);
}

/** Carries limb by limb from `first` on; what leaves the last one is given back. */
function propagate(number: Int32Array, first: number, carryIn: number): number {
  let carry = carryIn;
  for (let i = first; i < limbs; i++) {
    const sum = (number[i] as number) + carry;
    number[i] = sum & limbMask;
    carry = sum >> limbBits;
  }
  return carry;
}

const limb = (i: number): number => accumulator[i] as number;

/** Writes the tag as four words and wipes everything. */
export function finishPoly(tag: Int32Array): void {
  const h = accumulator;
  propagate(h, 0, 5 * propagate(h, 0, 0));
  // h - p where that is not negative, else h: p is 2^130 - 5, so h + 5 has the bit 2^130 exactly when h >= p.
  for (let i = 0; i < limbs; i++) masked[i] = h[i] as number;
  const isReduced = -propagate(masked, 0, 5);
  for (let i = 0; i < limbs; i++) h[i] = ((h[i] as number) & ~isReduced) | ((masked[i] as number) & isReduced);
  tag[0] = limb(0) | (limb(1) << 13) | (limb(2) << 26);
  tag[1] = (limb(2) >>> 6) | (limb(3) << 7) | (limb(4) << 20);
  tag[2] = (limb(4) >>> 12) | (limb(5) << 1) | (limb(6) << 14) | (limb(7) << 27);
  tag[3] = (limb(7) >>> 5) | (limb(8) << 8) | (limb(9) << 21);
  let carry = 0;
  for (let i = 0; i < 4; i++) {
    const a = tag[i] as number;
    const b = s[i] as number;
    const sum = (a + b + carry) | 0;
    // The carry of a 32-bit addition, from its top bits.
    carry = ((a & b) | ((a | b) & ~sum)) >>> 31;
    tag[i] = sum;
    s[i] = 0;
  }
  for (let i = 0; i < limbs; i++) {
    r[i] = 0;
    r5[i] = 0;
    accumulator[i] = 0;
    masked[i] = 0;
  }
  lastBlock.fill(0);
}
