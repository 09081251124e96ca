import { readWord, writeWord } from './words.ts';

// Poly1305 (RFC 8439 §2.5) over whole blocks, as the AEAD uses it: it pads with zeros, so that every block gets the same high
// bit. Numbers modulo 2^130 - 5 are ten limbs of 13 bits, so that products and their sums stay in 32-bit integers: no floating
// point, no branch and no index that depends on a secret. The layout of the limbs is that of poly1305-donna-16 by Andrew Moon.

/** One state for all calls: everything is synchronous, and `finish` wipes it. */
export interface Poly1305 {
  /** Takes the one-time key as 8 words: `r`, then `s`. */
  start(key: Int32Array): void;
  /** Takes `length` bytes of `bytes` from `from` on, and zeros up to a whole block. */
  absorb(bytes: Uint8Array, from: number, length: number): void;
  /** Takes the two lengths that end a message, as u64, little-endian. */
  absorbLengths(first: number, second: number): void;
  /** Writes the tag as four words and wipes everything. */
  finish(tag: Int32Array): void;
}

// In a function for the reason that sha256.ts gives.
const createPoly1305 = (): Poly1305 => {
  const macBlockBytes = 16;
  const limbs = 10;
  const limbBits = 13;
  const limbMask = 0x1fff;
  /** 2^128, the bit behind a block of 16 bytes, in the last limb. */
  const highBit = 1 << 11;

  /** The key `r`, clamped. */
  const r = new Int32Array(limbs);
  const accumulator = new Int32Array(limbs);
  const masked = new Int32Array(limbs);
  /** The key `s`, added at the end. */
  const s = new Int32Array(4);
  const lastBlock = new Uint8Array(macBlockBytes);

  function start(key: Int32Array): void {
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
    accumulator.fill(0);
    for (let i = 0; i < 4; i++) s[i] = key[4 + i] as number;
  }

  function absorb(bytes: Uint8Array, from: number, length: number): void {
    const rest = length % macBlockBytes;
    const whole = from + length - rest;
    if (whole > from) absorbBlocks(bytes, from, whole);
    if (rest === 0) return;
    for (let i = 0; i < rest; i++) lastBlock[i] = bytes[whole + i] as number;
    for (let i = rest; i < macBlockBytes; i++) lastBlock[i] = 0;
    absorbBlocks(lastBlock, 0, macBlockBytes);
  }

  function absorbLengths(first: number, second: number): void {
    writeWord(lastBlock, 0, first);
    writeWord(lastBlock, 4, Math.floor(first / 2 ** 32));
    writeWord(lastBlock, 8, second);
    writeWord(lastBlock, 12, Math.floor(second / 2 ** 32));
    absorbBlocks(lastBlock, 0, macBlockBytes);
  }

  /** Adds each block and multiplies by `r`. In variables, not in arrays: that is most of the speed. */
  function absorbBlocks(bytes: Uint8Array, start: number, end: number): void {
    const r0 = r[0] as number;
    const r1 = r[1] as number;
    const r2 = r[2] as number;
    const r3 = r[3] as number;
    const r4 = r[4] as number;
    const r5 = r[5] as number;
    const r6 = r[6] as number;
    const r7 = r[7] as number;
    const r8 = r[8] as number;
    const r9 = r[9] as number;
    const t1 = 5 * r1;
    const t2 = 5 * r2;
    const t3 = 5 * r3;
    const t4 = 5 * r4;
    const t5 = 5 * r5;
    const t6 = 5 * r6;
    const t7 = 5 * r7;
    const t8 = 5 * r8;
    const t9 = 5 * r9;
    let h0 = accumulator[0] as number;
    let h1 = accumulator[1] as number;
    let h2 = accumulator[2] as number;
    let h3 = accumulator[3] as number;
    let h4 = accumulator[4] as number;
    let h5 = accumulator[5] as number;
    let h6 = accumulator[6] as number;
    let h7 = accumulator[7] as number;
    let h8 = accumulator[8] as number;
    let h9 = accumulator[9] as number;
    for (let at = start; at < end; at += macBlockBytes) {
      const w0 = readWord(bytes, at);
      const w1 = readWord(bytes, at + 4);
      const w2 = readWord(bytes, at + 8);
      const w3 = readWord(bytes, at + 12);
      h0 += w0 & limbMask;
      h1 += (w0 >>> 13) & limbMask;
      h2 += ((w0 >>> 26) | (w1 << 6)) & limbMask;
      h3 += (w1 >>> 7) & limbMask;
      h4 += ((w1 >>> 20) | (w2 << 12)) & limbMask;
      h5 += (w2 >>> 1) & limbMask;
      h6 += (w2 >>> 14) & limbMask;
      h7 += ((w2 >>> 27) | (w3 << 5)) & limbMask;
      h8 += (w3 >>> 8) & limbMask;
      h9 += (w3 >>> 21) | highBit;
      // Five products of 14 and 16 bits and a carry fit in 32 bits, ten do not: so each limb carries twice.
      let carry = 0;
      let d0 =
        carry + Math.imul(h0, r0) + Math.imul(h1, t9) + Math.imul(h2, t8) + Math.imul(h3, t7) + Math.imul(h4, t6);
      carry = d0 >>> limbBits;
      d0 =
        (d0 & limbMask) +
        Math.imul(h5, t5) +
        Math.imul(h6, t4) +
        Math.imul(h7, t3) +
        Math.imul(h8, t2) +
        Math.imul(h9, t1);
      carry += d0 >>> limbBits;
      let d1 =
        carry + Math.imul(h0, r1) + Math.imul(h1, r0) + Math.imul(h2, t9) + Math.imul(h3, t8) + Math.imul(h4, t7);
      carry = d1 >>> limbBits;
      d1 =
        (d1 & limbMask) +
        Math.imul(h5, t6) +
        Math.imul(h6, t5) +
        Math.imul(h7, t4) +
        Math.imul(h8, t3) +
        Math.imul(h9, t2);
      carry += d1 >>> limbBits;
      let d2 =
        carry + Math.imul(h0, r2) + Math.imul(h1, r1) + Math.imul(h2, r0) + Math.imul(h3, t9) + Math.imul(h4, t8);
      carry = d2 >>> limbBits;
      d2 =
        (d2 & limbMask) +
        Math.imul(h5, t7) +
        Math.imul(h6, t6) +
        Math.imul(h7, t5) +
        Math.imul(h8, t4) +
        Math.imul(h9, t3);
      carry += d2 >>> limbBits;
      let d3 =
        carry + Math.imul(h0, r3) + Math.imul(h1, r2) + Math.imul(h2, r1) + Math.imul(h3, r0) + Math.imul(h4, t9);
      carry = d3 >>> limbBits;
      d3 =
        (d3 & limbMask) +
        Math.imul(h5, t8) +
        Math.imul(h6, t7) +
        Math.imul(h7, t6) +
        Math.imul(h8, t5) +
        Math.imul(h9, t4);
      carry += d3 >>> limbBits;
      let d4 =
        carry + Math.imul(h0, r4) + Math.imul(h1, r3) + Math.imul(h2, r2) + Math.imul(h3, r1) + Math.imul(h4, r0);
      carry = d4 >>> limbBits;
      d4 =
        (d4 & limbMask) +
        Math.imul(h5, t9) +
        Math.imul(h6, t8) +
        Math.imul(h7, t7) +
        Math.imul(h8, t6) +
        Math.imul(h9, t5);
      carry += d4 >>> limbBits;
      let d5 =
        carry + Math.imul(h0, r5) + Math.imul(h1, r4) + Math.imul(h2, r3) + Math.imul(h3, r2) + Math.imul(h4, r1);
      carry = d5 >>> limbBits;
      d5 =
        (d5 & limbMask) +
        Math.imul(h5, r0) +
        Math.imul(h6, t9) +
        Math.imul(h7, t8) +
        Math.imul(h8, t7) +
        Math.imul(h9, t6);
      carry += d5 >>> limbBits;
      let d6 =
        carry + Math.imul(h0, r6) + Math.imul(h1, r5) + Math.imul(h2, r4) + Math.imul(h3, r3) + Math.imul(h4, r2);
      carry = d6 >>> limbBits;
      d6 =
        (d6 & limbMask) +
        Math.imul(h5, r1) +
        Math.imul(h6, r0) +
        Math.imul(h7, t9) +
        Math.imul(h8, t8) +
        Math.imul(h9, t7);
      carry += d6 >>> limbBits;
      let d7 =
        carry + Math.imul(h0, r7) + Math.imul(h1, r6) + Math.imul(h2, r5) + Math.imul(h3, r4) + Math.imul(h4, r3);
      carry = d7 >>> limbBits;
      d7 =
        (d7 & limbMask) +
        Math.imul(h5, r2) +
        Math.imul(h6, r1) +
        Math.imul(h7, r0) +
        Math.imul(h8, t9) +
        Math.imul(h9, t8);
      carry += d7 >>> limbBits;
      let d8 =
        carry + Math.imul(h0, r8) + Math.imul(h1, r7) + Math.imul(h2, r6) + Math.imul(h3, r5) + Math.imul(h4, r4);
      carry = d8 >>> limbBits;
      d8 =
        (d8 & limbMask) +
        Math.imul(h5, r3) +
        Math.imul(h6, r2) +
        Math.imul(h7, r1) +
        Math.imul(h8, r0) +
        Math.imul(h9, t9);
      carry += d8 >>> limbBits;
      let d9 =
        carry + Math.imul(h0, r9) + Math.imul(h1, r8) + Math.imul(h2, r7) + Math.imul(h3, r6) + Math.imul(h4, r5);
      carry = d9 >>> limbBits;
      d9 =
        (d9 & limbMask) +
        Math.imul(h5, r4) +
        Math.imul(h6, r3) +
        Math.imul(h7, r2) +
        Math.imul(h8, r1) +
        Math.imul(h9, r0);
      carry += d9 >>> limbBits;
      // What is above 2^130 comes back five times; what that carries stays in the second limb.
      d0 = (d0 & limbMask) + 5 * carry;
      h0 = d0 & limbMask;
      h1 = (d1 & limbMask) + (d0 >>> limbBits);
      h2 = d2 & limbMask;
      h3 = d3 & limbMask;
      h4 = d4 & limbMask;
      h5 = d5 & limbMask;
      h6 = d6 & limbMask;
      h7 = d7 & limbMask;
      h8 = d8 & limbMask;
      h9 = d9 & limbMask;
    }
    accumulator[0] = h0;
    accumulator[1] = h1;
    accumulator[2] = h2;
    accumulator[3] = h3;
    accumulator[4] = h4;
    accumulator[5] = h5;
    accumulator[6] = h6;
    accumulator[7] = h7;
    accumulator[8] = h8;
    accumulator[9] = h9;
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

  function finish(tag: Int32Array): void {
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
      accumulator[i] = 0;
      masked[i] = 0;
    }
    for (let i = 0; i < macBlockBytes; i++) lastBlock[i] = 0;
  }

  return { start, absorb, absorbLengths, finish };
};

export const poly1305: Poly1305 = /* @__PURE__ */ createPoly1305();
