import { keyBytes, nonceBytes, tagBytes } from '../crypto/suite.ts';
import { chachaBlock, keyStream, startChaCha, wipeChaCha, xorKeyStream } from './chacha20.ts';
import { absorb, absorbLengths, finishPoly, startPoly } from './poly1305.ts';
import { readWord, writeWord } from './words.ts';

// AEAD_CHACHA20_POLY1305, RFC 8439 §2.8. The only memory that a call takes is its output.

const tag = /* @__PURE__ */ new Int32Array(tagBytes / 4);

/** Turns plaintext ‖ 16 free bytes into ciphertext ‖ tag where it lies. */
export function sealInPlace(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, buffer: Uint8Array): void {
  const length = buffer.length - tagBytes;
  if (length < 0) throw new RangeError('"buffer" has no room for the tag');
  start(key, nonce);
  xorKeyStream(buffer, buffer, length);
  computeTag(aad, buffer, length);
  for (let i = 0; i < tag.length; i++) writeWord(buffer, length + 4 * i, tag[i] as number);
  wipe();
}

/** Ciphertext ‖ tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(plaintext.length + tagBytes);
  sealed.set(plaintext);
  sealInPlace(key, nonce, aad, sealed);
  return sealed;
}

/** The plaintext, or `undefined` when the tag is wrong; then nothing was decrypted. */
export function open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  const length = sealed.length - tagBytes;
  if (length < 0) return undefined;
  const plaintext = new Uint8Array(length);
  start(key, nonce);
  computeTag(aad, sealed, length);
  // Without leaving early: the time must not tell how much of a guess is right.
  let difference = 0;
  for (let i = 0; i < tag.length; i++) difference |= (tag[i] as number) ^ readWord(sealed, length + 4 * i);
  const isRight = difference === 0;
  if (isRight) xorKeyStream(sealed, plaintext, length);
  wipe();
  return isRight ? plaintext : undefined;
}

/** Block 0 of the key stream is the key of the MAC. */
function start(key: Uint8Array, nonce: Uint8Array): void {
  // Behind the end of a short key there would be zeros.
  if (key.length !== keyBytes) throw new RangeError(`"key" expected ${keyBytes} bytes`);
  if (nonce.length !== nonceBytes) throw new RangeError(`"nonce" expected ${nonceBytes} bytes`);
  startChaCha(key, nonce);
  chachaBlock(0);
  startPoly(keyStream);
}

/** Of AAD ‖ pad16 ‖ ciphertext ‖ pad16 ‖ u64 length of the AAD ‖ u64 length of the ciphertext, little-endian. */
function computeTag(aad: Uint8Array, ciphertext: Uint8Array, length: number): void {
  absorb(aad, aad.length);
  absorb(ciphertext, length);
  absorbLengths(aad.length, length);
  finishPoly(tag);
}

function wipe(): void {
  wipeChaCha();
  tag.fill(0);
}
