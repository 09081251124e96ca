import { keyBytes, nonceBytes, tagBytes } from '../crypto/suite.ts';
import { chacha20 } from './chacha20.ts';
import { poly1305 } from './poly1305.ts';
import { readWord, writeWord } from './words.ts';

// AEAD_CHACHA20_POLY1305, RFC 8439 §2.8. The only memory that a call takes is its output.

const tagWords = tagBytes / 4;
const tag = /* @__PURE__ */ new Int32Array(tagWords);

/** Turns plaintext ‖ 16 free bytes, from `start` to `end` of `buffer`, into ciphertext ‖ tag where it lies. */
export function sealInPlace(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  buffer: Uint8Array,
  start: number,
  end: number,
): void {
  const length = ciphertextLength(buffer, start, end);
  begin(key, nonce);
  chacha20.xor(buffer, start, length);
  computeTag(aad, buffer, start, length);
  for (let i = 0; i < tagWords; i++) writeWord(buffer, start + length + 4 * i, tag[i] as number);
  wipe();
}

/** Turns ciphertext ‖ tag into plaintext ‖ tag where it lies, or leaves it and gives `false` when the tag is wrong. */
export function openInPlace(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  buffer: Uint8Array,
  start: number,
  end: number,
): boolean {
  const length = ciphertextLength(buffer, start, end);
  begin(key, nonce);
  computeTag(aad, buffer, start, length);
  // Without leaving early: the time must not tell how much of a guess is right.
  let difference = 0;
  for (let i = 0; i < tagWords; i++) difference |= (tag[i] as number) ^ readWord(buffer, start + length + 4 * i);
  const isRight = difference === 0;
  if (isRight) chacha20.xor(buffer, start, length);
  wipe();
  return isRight;
}

/** Ciphertext ‖ tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(plaintext.length + tagBytes);
  sealed.set(plaintext);
  sealInPlace(key, nonce, aad, sealed, 0, sealed.length);
  return sealed;
}

/** The plaintext, or `undefined` when the tag is wrong; then nothing was decrypted. */
export function open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < tagBytes) return undefined;
  const buffer = sealed.slice();
  return openInPlace(key, nonce, aad, buffer, 0, buffer.length) ? buffer.slice(0, -tagBytes) : undefined;
}

function ciphertextLength(buffer: Uint8Array, start: number, end: number): number {
  if (!(start >= 0 && start + tagBytes <= end && end <= buffer.length)) {
    throw new RangeError('"buffer" has no room for the tag');
  }
  return end - start - tagBytes;
}

/** Block 0 of the key stream is the key of the MAC. */
function begin(key: Uint8Array, nonce: Uint8Array): void {
  // Behind the end of a short key there would be zeros.
  if (key.length !== keyBytes) throw new RangeError(`"key" expected ${keyBytes} bytes`);
  if (nonce.length !== nonceBytes) throw new RangeError(`"nonce" expected ${nonceBytes} bytes`);
  chacha20.start(key, nonce);
  chacha20.block(0);
  poly1305.start(chacha20.keyStream);
}

/** Of AAD ‖ pad16 ‖ ciphertext ‖ pad16 ‖ u64 length of the AAD ‖ u64 length of the ciphertext, little-endian. */
function computeTag(aad: Uint8Array, buffer: Uint8Array, start: number, length: number): void {
  poly1305.absorb(aad, 0, aad.length);
  poly1305.absorb(buffer, start, length);
  poly1305.absorbLengths(aad.length, length);
  poly1305.finish(tag);
}

function wipe(): void {
  chacha20.wipe();
  for (let i = 0; i < tagWords; i++) tag[i] = 0;
}
