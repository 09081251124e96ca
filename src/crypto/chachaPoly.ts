import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { equalBytes } from '../bytes/buffer.ts';
import { tagBytes } from './suite.ts';

// noble's own chacha20poly1305 starts the stream cipher twice a message, once for the MAC key and once for the text. Counted
// from block 0, one call gives both, and scratch memory spares most of what a short field costs: the allocations.

const blockBytes = 64;
const macKeyBytes = 32;
const scratchBytes = 1024;
const streamScratch = /* @__PURE__ */ new Uint8Array(scratchBytes);
const messageScratch = /* @__PURE__ */ new Uint8Array(scratchBytes);

/** `length` zero bytes: of the scratch, which is zero between two calls, or fresh ones where it is too small. */
const zeros = (scratch: Uint8Array, length: number): Uint8Array =>
  length <= scratch.length ? scratch.subarray(0, length) : new Uint8Array(length);

/** AEAD_CHACHA20_POLY1305, RFC 8439 §2.8: ciphertext ‖ tag. */
export function sealChaChaPoly(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const stream = zeros(streamScratch, blockBytes + plaintext.length);
  try {
    stream.set(plaintext, blockBytes);
    chacha20(key, nonce, stream, stream);
    const sealed = new Uint8Array(plaintext.length + tagBytes);
    sealed.set(stream.subarray(blockBytes));
    sealed.set(tagOf(stream, aad, sealed.subarray(0, plaintext.length)), plaintext.length);
    return sealed;
  } finally {
    stream.fill(0);
  }
}

/** The plaintext, or `undefined` when the tag is wrong; then what was decrypted is wiped, not released. */
export function openChaChaPoly(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const length = sealed.length - tagBytes;
  if (length < 0) return undefined;
  const ciphertext = sealed.subarray(0, length);
  const stream = zeros(streamScratch, blockBytes + length);
  try {
    stream.set(ciphertext, blockBytes);
    chacha20(key, nonce, stream, stream);
    return equalBytes(tagOf(stream, aad, ciphertext), sealed.subarray(length)) ? stream.slice(blockBytes) : undefined;
  } finally {
    stream.fill(0);
  }
}

/** Poly1305 over AAD ‖ pad16 ‖ ciphertext ‖ pad16 ‖ u64 length of the AAD ‖ u64 length of the ciphertext, little-endian. */
function tagOf(stream: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const textStart = padded(aad.length);
  const lengthsStart = textStart + padded(ciphertext.length);
  const message = zeros(messageScratch, lengthsStart + 16);
  message.set(aad);
  message.set(ciphertext, textStart);
  writeLength(message, lengthsStart, aad.length);
  writeLength(message, lengthsStart + 8, ciphertext.length);
  const tag = poly1305(message, stream.subarray(0, macKeyBytes));
  message.fill(0);
  return tag;
}

const padded = (length: number): number => Math.ceil(length / 16) * 16;

/** The lower half of a little-endian u64; no message is longer than 4 GiB. */
function writeLength(into: Uint8Array, at: number, length: number): void {
  into[at] = length;
  into[at + 1] = length >> 8;
  into[at + 2] = length >> 16;
  into[at + 3] = length >>> 24;
}
