// SM4-GCM as NIST SP 800-38D writes it down, over Node's sm4-ctr, slow and without tables. It shares nothing with src, which
// takes GHASH from @noble and counts the blocks itself.
import { createCipheriv } from 'node:crypto';

const zeros = Buffer.alloc(16);

/** Counter mode from this block on. */
const ctr = (key: Uint8Array, counter: Uint8Array, data: Uint8Array): Buffer =>
  createCipheriv('sm4-ctr', key, counter).update(data);

const toNumber = (block: Uint8Array): bigint => BigInt(`0x${Buffer.from(block).toString('hex')}`);
const toBlock = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(32, '0'), 'hex');

/** Algorithm 1: the product of two blocks, most significant bit first, R = e1 ‖ 0…0. */
function product(x: bigint, y: bigint): bigint {
  let z = 0n;
  let v = y;
  for (let bit = 127n; bit >= 0n; bit--) {
    if (((x >> bit) & 1n) === 1n) z ^= v;
    v = (v & 1n) === 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
  }
  return z;
}

const filled = (data: Uint8Array): Buffer => Buffer.concat([data, Buffer.alloc((16 - (data.length % 16)) % 16)]);

/** Algorithm 2 over A ‖ 0 ‖ C ‖ 0 ‖ lengths, and the tag that follows from it. */
function tagOf(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Buffer {
  const lengths = (BigInt(aad.length * 8) << 64n) | BigInt(ciphertext.length * 8);
  const blocks = Buffer.concat([filled(aad), filled(ciphertext), toBlock(lengths)]);
  const h = toNumber(ctr(key, zeros, zeros));
  let y = 0n;
  for (let at = 0; at < blocks.length; at += 16) y = product(y ^ toNumber(blocks.subarray(at, at + 16)), h);
  return ctr(key, counterOf(nonce, 1), toBlock(y));
}

const counterOf = (nonce: Uint8Array, count: number): Buffer => Buffer.concat([nonce, Buffer.of(0, 0, 0, count)]);

/** Ciphertext ‖ tag; key of 16 bytes, nonce of 12. */
export function sealSm4Gcm(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Buffer {
  const ciphertext = ctr(key, counterOf(nonce, 2), plaintext);
  return Buffer.concat([ciphertext, tagOf(key, nonce, aad, ciphertext)]);
}

/** The plaintext; throws when the tag is wrong. */
export function openSm4Gcm(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer {
  const end = Math.max(0, sealed.length - 16);
  const ciphertext = sealed.subarray(0, end);
  if (!tagOf(key, nonce, aad, ciphertext).equals(sealed.subarray(end))) throw new Error('tag');
  return ctr(key, counterOf(nonce, 2), ciphertext);
}
