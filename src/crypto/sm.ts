import { ghash } from '@noble/ciphers/_polyval.js';
import { concatBytes, equalBytes } from '../bytes/buffer.ts';
import { type Engine, nonceBytes, type Suite, tagBytes } from './suite.ts';

/** What suite 3 is made of: a block cipher and a hash. GCM around them is ours, so that its tag is checked here. */
export interface SmPrimitives {
  /** SM4 (GB/T 32907) of each block of 16 bytes on its own; `key` has 16 bytes. */
  encryptBlocks(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** SM3 (GB/T 32905): 32 bytes. */
  sm3(data: Uint8Array): Uint8Array;
  /** HMAC with SM3: 32 bytes. */
  hmacSm3(key: Uint8Array, data: Uint8Array): Uint8Array;
}

const blockBytes = 16;
const sm4KeyBytes = 16;

/** The hash key, the mask of the tag, and key stream for `length` bytes: SM4 of 0, J0, J0 + 1, … in one call. */
function streams({ encryptBlocks }: SmPrimitives, key: Uint8Array, nonce: Uint8Array, length: number) {
  const count = 2 + Math.ceil(length / blockBytes);
  const blocks = new Uint8Array(count * blockBytes);
  for (let i = 1; i < count; i++) {
    const at = i * blockBytes;
    blocks.set(nonce, at);
    // 32-bit counter from 1 on; a field of 64 KiB needs 4,096 of them.
    blocks[at + 12] = i >>> 24;
    blocks[at + 13] = i >>> 16;
    blocks[at + 14] = i >>> 8;
    blocks[at + 15] = i;
  }
  const output = encryptBlocks(key.subarray(0, sm4KeyBytes), blocks);
  if (!(output instanceof Uint8Array) || output.length !== blocks.length) throw new Error('SM4 gave no blocks');
  return {
    hashKey: output.subarray(0, blockBytes),
    tagMask: output.subarray(blockBytes, 2 * blockBytes),
    keyStream: output.subarray(2 * blockBytes),
  };
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = (a[i] as number) ^ (b[i] as number);
  return result;
}

/** GHASH over padded associated data, padded ciphertext and their lengths in bits (SP 800-38D §7.1). */
function tagOf(hashKey: Uint8Array, tagMask: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const lengths = new DataView(new ArrayBuffer(blockBytes));
  lengths.setBigUint64(0, BigInt(aad.length) * 8n);
  lengths.setBigUint64(8, BigInt(ciphertext.length) * 8n);
  const hash = ghash.create(hashKey);
  // Each update is padded with zeros to a whole block.
  const digest = hash.update(aad).update(ciphertext).update(new Uint8Array(lengths.buffer)).digest();
  return xor(digest, tagMask);
}

function smSuite(primitives: SmPrimitives): Suite {
  const { sm3, hmacSm3 } = primitives;
  return Object.freeze({
    id: 3,
    hash: sm3,
    mac: hmacSm3,
    keyedMac: (key: Uint8Array) =>
      Object.freeze({ mac: (data: Uint8Array) => hmacSm3(key, data), wipe: () => undefined }),
    seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) {
      if (nonce.length !== nonceBytes) throw new RangeError(`a nonce has ${nonceBytes} bytes`);
      const { hashKey, tagMask, keyStream } = streams(primitives, key, nonce, plaintext.length);
      const ciphertext = xor(plaintext, keyStream);
      return concatBytes(ciphertext, tagOf(hashKey, tagMask, aad, ciphertext));
    },
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
      const end = sealed.length - tagBytes;
      if (end < 0 || nonce.length !== nonceBytes) return undefined;
      const { hashKey, tagMask, keyStream } = streams(primitives, key, nonce, end);
      const ciphertext = sealed.subarray(0, end);
      if (!equalBytes(tagOf(hashKey, tagMask, aad, ciphertext), sealed.subarray(end))) return undefined;
      return xor(ciphertext, keyStream);
    },
  });
}

/** An engine that has suite 3 alone. */
export function createSmEngine(name: string, primitives: SmPrimitives): Engine {
  const suite = smSuite(primitives);
  return Object.freeze({ name, suite: (id: number) => (id === suite.id ? suite : undefined) });
}
