// Our composition of ChaCha20-Poly1305 against noble's own: same bytes, same refusals, and nothing left over between two calls.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openChaChaPoly, sealChaChaPoly } from '../../../src/crypto/chachaPoly.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const nonce = fc.uint8Array({ minLength: 12, maxLength: 12 });
// Around the blocks of 16 and 64 bytes, and around what the scratch memory holds.
const length = fc.oneof(
  fc.nat(200),
  fc.constantFrom(0, 15, 16, 17, 63, 64, 65, 127, 128, 943, 944, 959, 960, 961, 1023, 1024, 1025, 5000),
);
const bytes = length.chain((size) => fc.uint8Array({ minLength: size, maxLength: size }));

it('seals and opens as noble does', () => {
  fc.assert(
    fc.property(key, nonce, bytes, bytes, (k, n, aad, plaintext) => {
      const sealed = sealChaChaPoly(k, n, aad, plaintext);
      expect(sealed).toEqual(chacha20poly1305(k, n, aad).encrypt(plaintext));
      expect(openChaChaPoly(k, n, aad, sealed)).toEqual(plaintext);
    }),
  );
});

it('opens nothing that was changed or cut', () => {
  fc.assert(
    fc.property(key, nonce, bytes, bytes, fc.nat(), (k, n, aad, plaintext, seed) => {
      const sealed = sealChaChaPoly(k, n, aad, plaintext);
      const bit = seed % (sealed.length * 8);
      const changed = sealed.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(openChaChaPoly(k, n, aad, changed)).toBeUndefined();
      expect(openChaChaPoly(k, n, Uint8Array.of(...aad, 0), sealed)).toBeUndefined();
      for (const cut of [1, 4, 12, 15, 16]) {
        expect(openChaChaPoly(k, n, aad, sealed.subarray(0, -cut))).toBeUndefined();
      }
      // A failure leaves nothing behind either.
      expect(openChaChaPoly(k, n, aad, sealed)).toEqual(plaintext);
    }),
  );
});

it('gives memory of its own and leaves its arguments alone', () => {
  const [k, n, aad, plaintext] = [32, 12, 8, 40].map((size) => new Uint8Array(size).fill(size)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const sealed = sealChaChaPoly(k, n, aad, plaintext);
  const copy = sealed.slice();
  const opened = openChaChaPoly(k, n, aad, sealed);
  sealChaChaPoly(k, n, aad, new Uint8Array(40));
  expect(sealed).toEqual(copy);
  expect(opened).toEqual(plaintext);
  expect([k[0], n[0], aad[0], plaintext[0]]).toEqual([32, 12, 8, 40]);
});

it('wipes its memory when a key is refused', () => {
  const plaintext = new Uint8Array(40).fill(1);
  expect(() => sealChaChaPoly(new Uint8Array(31), new Uint8Array(12), new Uint8Array(0), plaintext)).toThrow();
  const [k, n, aad] = [new Uint8Array(32), new Uint8Array(12), new Uint8Array(0)];
  // What was left would be in the first block, which the MAC key comes from.
  expect(sealChaChaPoly(k, n, aad, plaintext)).toEqual(chacha20poly1305(k, n, aad).encrypt(plaintext));
  expect(sealChaChaPoly(k, n, aad, new Uint8Array(0))).toEqual(chacha20poly1305(k, n, aad).encrypt(new Uint8Array(0)));
});
