import { readWord, writeWord } from './words.ts';

// Poly1305 (RFC 8439 §2.5) over whole blocks, as the AEAD uses it: it pads with zeros, so that every block gets the same high
// bit. A number modulo 2^130 - 5 is six doubles that add up to it, each a multiple of its own power of 2^22: the floating-point
// arithmetic of D. J. Bernstein, "The Poly1305-AES message-authentication code" (2005), §4, with limbs small enough for 53 bits.
// Every result is a whole multiple below 2^53, so nothing is ever rounded but where a carry is cut off on purpose, and IEEE 754
// gives the same bits everywhere. Neither a branch nor an index depends on a secret, and no number is so small that a processor
// would take longer for it. It takes a third of the time of ten limbs of 13 bits in integers, of which JavaScript multiplies no
// longer ones.

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
  const limbs = 6;
  const limbBits = 22;
  const limbMask = 0x3fffff;
  /** The last limb has 20 bits: 6 × 22 is more than 130. */
  const lastBits = 20;
  const lastMask = 0xfffff;
  /** 2^128, the bit behind a block of 16 bytes, in the last limb. */
  const highBit = 1 << 18;

  /** What limbs are multiples of; the first of 1. */
  const unit1 = 2 ** 22;
  const unit2 = 2 ** 44;
  const unit3 = 2 ** 66;
  const unit4 = 2 ** 88;
  const unit5 = 2 ** 110;
  /** What is above 2^130 comes back five times at the bottom. */
  const wrap = 5 * 2 ** -130;
  /** Adding one and taking it away again rounds a limb to a multiple of the next unit: doubles of this size have no digits below. */
  const round1 = 1.5 * 2 ** 52 * unit1;
  const round2 = 1.5 * 2 ** 52 * unit2;
  const round3 = 1.5 * 2 ** 52 * unit3;
  const round4 = 1.5 * 2 ** 52 * unit4;
  const round5 = 1.5 * 2 ** 52 * unit5;
  const roundWrap = 1.5 * 2 ** 52 * 2 ** 130;

  /** The key `r`, clamped. */
  const r = new Float64Array(limbs);
  const accumulator = new Float64Array(limbs);
  /** The key `s`, added at the end. */
  const s = new Int32Array(4);
  const lengths = new Uint8Array(macBlockBytes);

  function start(key: Int32Array): void {
    const w0 = (key[0] as number) & 0x0fffffff;
    const w1 = (key[1] as number) & 0x0ffffffc;
    const w2 = (key[2] as number) & 0x0ffffffc;
    const w3 = (key[3] as number) & 0x0ffffffc;
    r[0] = w0 & limbMask;
    r[1] = (((w0 >>> 22) | (w1 << 10)) & limbMask) * unit1;
    r[2] = (((w1 >>> 12) | (w2 << 20)) & limbMask) * unit2;
    r[3] = ((w2 >>> 2) & limbMask) * unit3;
    r[4] = (((w2 >>> 24) | (w3 << 8)) & limbMask) * unit4;
    r[5] = (w3 >>> 14) * unit5;
    s[0] = key[4] as number;
    s[1] = key[5] as number;
    s[2] = key[6] as number;
    s[3] = key[7] as number;
    accumulator[0] = 0;
    accumulator[1] = 0;
    accumulator[2] = 0;
    accumulator[3] = 0;
    accumulator[4] = 0;
    accumulator[5] = 0;
  }

  /** The word at `at`, with zeros for what is behind `end`. */
  function lastWord(bytes: Uint8Array, at: number, end: number): number {
    if (at + 4 <= end) return readWord(bytes, at);
    let word = 0;
    for (let i = at, shift = 0; i < end; i++, shift += 8) word |= (bytes[i] as number) << shift;
    return word;
  }

  /** Adds each block and multiplies by `r`. In variables, not in arrays: that is most of the speed. */
  function absorb(bytes: Uint8Array, from: number, length: number): void {
    const end = from + length;
    const r0 = r[0] as number;
    const r1 = r[1] as number;
    const r2 = r[2] as number;
    const r3 = r[3] as number;
    const r4 = r[4] as number;
    const r5 = r[5] as number;
    const s1 = r1 * wrap;
    const s2 = r2 * wrap;
    const s3 = r3 * wrap;
    const s4 = r4 * wrap;
    const s5 = r5 * wrap;
    let h0 = accumulator[0] as number;
    let h1 = accumulator[1] as number;
    let h2 = accumulator[2] as number;
    let h3 = accumulator[3] as number;
    let h4 = accumulator[4] as number;
    let h5 = accumulator[5] as number;
    for (let at = from; at < end; at += macBlockBytes) {
      const isWhole = at + macBlockBytes <= end;
      const w0 = isWhole ? readWord(bytes, at) : lastWord(bytes, at, end);
      const w1 = isWhole ? readWord(bytes, at + 4) : lastWord(bytes, at + 4, end);
      const w2 = isWhole ? readWord(bytes, at + 8) : lastWord(bytes, at + 8, end);
      const w3 = isWhole ? readWord(bytes, at + 12) : lastWord(bytes, at + 12, end);
      h0 += w0 & limbMask;
      h1 += (((w0 >>> 22) | (w1 << 10)) & limbMask) * unit1;
      h2 += (((w1 >>> 12) | (w2 << 20)) & limbMask) * unit2;
      h3 += ((w2 >>> 2) & limbMask) * unit3;
      h4 += (((w2 >>> 24) | (w3 << 8)) & limbMask) * unit4;
      h5 += ((w3 >>> 14) | highBit) * unit5;
      // In units: limbs of h are below 2^22.6, those of r below 2^22, and those of s, as 2^132 is 20, below 20 × 2^22: four of the
      // largest products and two small ones stay below 2^51.5.
      let d0 = h0 * r0 + h1 * s5 + (h2 * s4 + h3 * s3) + (h4 * s2 + h5 * s1);
      let d1 = h0 * r1 + h1 * r0 + (h2 * s5 + h3 * s4) + (h4 * s3 + h5 * s2);
      let d2 = h0 * r2 + h1 * r1 + (h2 * r0 + h3 * s5) + (h4 * s4 + h5 * s3);
      let d3 = h0 * r3 + h1 * r2 + (h2 * r1 + h3 * r0) + (h4 * s5 + h5 * s4);
      let d4 = h0 * r4 + h1 * r3 + (h2 * r2 + h3 * r1) + (h4 * r0 + h5 * s5);
      let d5 = h0 * r5 + h1 * r4 + (h2 * r3 + h3 * r2) + (h4 * r1 + h5 * r0);
      // Two chains of carries at a time, from the first limb and from the fourth: one waits while the other computes.
      let carry = d0 + round1 - round1;
      let other = d3 + round4 - round4;
      d0 -= carry;
      d1 += carry;
      d3 -= other;
      d4 += other;
      carry = d1 + round2 - round2;
      other = d4 + round5 - round5;
      h1 = d1 - carry;
      d2 += carry;
      h4 = d4 - other;
      d5 += other;
      carry = d2 + round3 - round3;
      other = d5 + roundWrap - roundWrap;
      h2 = d2 - carry;
      d3 += carry;
      h5 = d5 - other;
      d0 += other * wrap;
      carry = d0 + round1 - round1;
      other = d3 + round4 - round4;
      h0 = d0 - carry;
      h1 += carry;
      h3 = d3 - other;
      h4 += other;
    }
    accumulator[0] = h0;
    accumulator[1] = h1;
    accumulator[2] = h2;
    accumulator[3] = h3;
    accumulator[4] = h4;
    accumulator[5] = h5;
  }

  function absorbLengths(first: number, second: number): void {
    writeWord(lengths, 0, first);
    writeWord(lengths, 4, Math.floor(first / 2 ** 32));
    writeWord(lengths, 8, second);
    writeWord(lengths, 12, Math.floor(second / 2 ** 32));
    absorb(lengths, 0, macBlockBytes);
  }

  function finish(tag: Int32Array): void {
    // The limbs as integers in their units, which may be negative: shifts round down, so that all but the last get positive.
    let h0 = accumulator[0] as number;
    let h1 = (accumulator[1] as number) / unit1;
    let h2 = (accumulator[2] as number) / unit2;
    let h3 = (accumulator[3] as number) / unit3;
    let h4 = (accumulator[4] as number) / unit4;
    let h5 = (accumulator[5] as number) / unit5;
    // Once round for the limbs, once more for what came back at the bottom.
    for (let round = 0; round < 2; round++) {
      h1 += h0 >> limbBits;
      h2 += h1 >> limbBits;
      h3 += h2 >> limbBits;
      h4 += h3 >> limbBits;
      h5 += h4 >> limbBits;
      h0 = (h0 & limbMask) + 5 * (h5 >> lastBits);
      h1 &= limbMask;
      h2 &= limbMask;
      h3 &= limbMask;
      h4 &= limbMask;
      h5 &= lastMask;
    }
    h1 += h0 >> limbBits;
    h0 &= limbMask;
    // h - p where that is not negative, else h: p is 2^130 - 5, so h + 5 has the bit 2^130 exactly when h >= p.
    const g0 = h0 + 5;
    const g1 = h1 + (g0 >> limbBits);
    const g2 = h2 + (g1 >> limbBits);
    const g3 = h3 + (g2 >> limbBits);
    const g4 = h4 + (g3 >> limbBits);
    const g5 = h5 + (g4 >> limbBits);
    const isReduced = -(g5 >> lastBits);
    h0 = (h0 & ~isReduced) | (g0 & isReduced & limbMask);
    h1 = (h1 & ~isReduced) | (g1 & isReduced & limbMask);
    h2 = (h2 & ~isReduced) | (g2 & isReduced & limbMask);
    h3 = (h3 & ~isReduced) | (g3 & isReduced & limbMask);
    h4 = (h4 & ~isReduced) | (g4 & isReduced & limbMask);
    h5 = (h5 & ~isReduced) | (g5 & isReduced & lastMask);
    // The four words plus `s`, modulo 2^128.
    const sum0 = ((h0 | (h1 << 22)) >>> 0) + ((s[0] as number) >>> 0);
    const sum1 = (((h1 >>> 10) | (h2 << 12)) >>> 0) + ((s[1] as number) >>> 0) + Math.floor(sum0 / 2 ** 32);
    const sum2 = (((h2 >>> 20) | (h3 << 2) | (h4 << 24)) >>> 0) + ((s[2] as number) >>> 0) + Math.floor(sum1 / 2 ** 32);
    tag[0] = sum0;
    tag[1] = sum1;
    tag[2] = sum2;
    tag[3] = ((h4 >>> 8) | (h5 << 14)) + (s[3] as number) + Math.floor(sum2 / 2 ** 32);
    for (let i = 0; i < limbs; i++) {
      r[i] = 0;
      accumulator[i] = 0;
    }
    for (let i = 0; i < 4; i++) s[i] = 0;
  }

  return { start, absorb, absorbLengths, finish };
};

export const poly1305: Poly1305 = /* @__PURE__ */ createPoly1305();
