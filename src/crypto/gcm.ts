import { ghash } from '@noble/ciphers/_polyval.js';
import { equalBytes } from '../bytes/buffer.ts';
import { PrivacyError } from '../errors.ts';
import { nonceBytes, type Suite, tagBytes } from './suite.ts';

const blockBytes = 16;

/** A block cipher of 16-byte blocks: encrypts each of `blocks` on its own, as many as there are. */
export type EncryptBlocks = (key: Uint8Array, blocks: Uint8Array) => Uint8Array;

/** The authenticated encryption of a suite. */
export type Aead = Pick<Suite, 'seal' | 'open'>;

/**
 * GCM (NIST SP 800-38D) over a block cipher, with nonces of 12 bytes and tags of 16. For ciphers whose own GCM cannot be
 * trusted with the tag, or that have none; `encryptBlocks` is called once a message.
 */
export function gcmOf(encryptBlocks: EncryptBlocks): Aead {
  function streamFor(key: Uint8Array, nonce: Uint8Array, length: number): Uint8Array {
    const blocks = counterBlocks(nonce, length);
    const stream = encryptBlocks(key, blocks);
    // A key stream that ends early would leave the rest of the text as it is.
    if (stream.length < blocks.length) throw new PrivacyError('ERR_ENGINE', 'the block cipher gave too few bytes');
    return stream;
  }
  return Object.freeze({
    seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) {
      const stream = streamFor(key, nonce, plaintext.length);
      const sealed = new Uint8Array(plaintext.length + tagBytes);
      addKeyStream(sealed, plaintext, stream);
      sealed.set(tagOf(stream, aad, sealed.subarray(0, plaintext.length)), plaintext.length);
      return sealed;
    },
    open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array) {
      const end = sealed.length - tagBytes;
      if (end < 0) return undefined;
      const stream = streamFor(key, nonce, end);
      const ciphertext = sealed.subarray(0, end);
      if (!equalBytes(tagOf(stream, aad, ciphertext), sealed.subarray(end))) return undefined;
      const plaintext = new Uint8Array(end);
      addKeyStream(plaintext, ciphertext, stream);
      return plaintext;
    },
  });
}

/** 00…00 ‖ J0 ‖ J0 + 1 ‖ …: encrypted they are the key of GHASH, the mask of the tag and the key stream. */
function counterBlocks(nonce: Uint8Array, length: number): Uint8Array {
  const blocks = new Uint8Array(blockBytes * (2 + Math.ceil(length / blockBytes)));
  const view = new DataView(blocks.buffer);
  for (let at = blockBytes, counter = 1; at < blocks.length; at += blockBytes, counter++) {
    blocks.set(nonce, at);
    view.setUint32(at + nonceBytes, counter);
  }
  return blocks;
}

function addKeyStream(to: Uint8Array, from: Uint8Array, stream: Uint8Array): void {
  for (let i = 0; i < from.length; i++) to[i] = (from[i] as number) ^ (stream[2 * blockBytes + i] as number);
}

function tagOf(stream: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  // noble's GHASH fills up what each update gets with zeros, as GCM does with associated data and ciphertext.
  const tag = ghash
    .create(stream.subarray(0, blockBytes))
    .update(aad)
    .update(ciphertext)
    .update(lengthBlock(aad.length, ciphertext.length))
    .digest();
  for (let i = 0; i < tagBytes; i++) tag[i] = (tag[i] as number) ^ (stream[blockBytes + i] as number);
  return tag;
}

/** Both lengths in bits, as 64-bit numbers. */
function lengthBlock(aadBytes: number, ciphertextBytes: number): Uint8Array {
  const block = new Uint8Array(blockBytes);
  const view = new DataView(block.buffer);
  view.setBigUint64(0, BigInt(aadBytes) * 8n);
  view.setBigUint64(8, BigInt(ciphertextBytes) * 8n);
  return block;
}
