// One ciphertext that is authentic under two keys ("invisible salamander"). ChaCha20-Poly1305 does not commit to its key:
// its tag is a polynomial over the message, so one block of ciphertext can be solved for where the tags of two keys meet.
import { createCipheriv } from 'node:crypto';

const p = (1n << 130n) - 5n;
const blockSize = 1n << 128n;
const mod = (value: bigint): bigint => ((value % p) + p) % p;

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
  return value;
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(32, '0'), 'hex').reverse();
}

function inverse(value: bigint): bigint {
  // Fermat: value^(p - 2).
  let [result, base] = [1n, mod(value)];
  for (let exponent = p - 2n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % p;
    base = (base * base) % p;
  }
  return result;
}

/** Poly1305's r and s: the first block of the key stream. */
function oneTimeKey(key: Uint8Array, nonce: Uint8Array): { r: bigint; s: bigint } {
  const stream = createCipheriv('chacha20', key, Buffer.concat([Buffer.alloc(4), nonce])).update(Buffer.alloc(32));
  const clamp = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  return { r: littleEndian(stream.subarray(0, 16)) & clamp, s: littleEndian(stream.subarray(16)) };
}

/** 16 bytes of ciphertext and a tag that both keys accept, or `undefined`: about every second pair has one. */
export function salamander(
  keys: readonly [Uint8Array, Uint8Array],
  nonce: Uint8Array,
  aad: Uint8Array,
): Buffer | undefined {
  if (aad.length > 16) throw new Error('one block of associated data only');
  const [one, two] = keys.map((key) => oneTimeKey(key, nonce)) as [{ r: bigint; s: bigint }, { r: bigint; s: bigint }];
  const padded = Buffer.concat([aad, Buffer.alloc((16 - (aad.length % 16)) % 16)]);
  const lengths = Buffer.alloc(16);
  lengths.writeBigUInt64LE(BigInt(aad.length), 0);
  lengths.writeBigUInt64LE(16n, 8);
  // Each block counts with a 1 bit above it. The tag without the ciphertext block x, which adds x·r².
  const [first, last] = [littleEndian(padded) + blockSize, littleEndian(lengths) + blockSize];
  const rest = (r: bigint): bigint => first * r ** 3n + last * r;
  const slope = inverse(one.r ** 2n - two.r ** 2n);
  // Tags meet modulo 2^128, so the sums modulo p may differ by a few multiples of it.
  for (let k = -4n; k <= 4n; k++) {
    const x = mod((rest(two.r) - rest(one.r) + two.s - one.s + k * blockSize) * slope);
    const tagOf = ({ r, s }: { r: bigint; s: bigint }): bigint => (mod(rest(r) + x * r ** 2n) + s) % blockSize;
    if (x >= blockSize && x < 2n * blockSize && tagOf(one) === tagOf(two)) {
      return Buffer.concat([toBytes(x - blockSize), toBytes(tagOf(one))]);
    }
  }
  return undefined;
}
