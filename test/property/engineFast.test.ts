// The engine `fast` against the reference and OpenSSL: same bytes, same refusals, for any length and wherever the bytes lie.
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { nobleEngine, type Suite } from 'waybill-privacy/field';

const fast = fastEngine.suite(2) as Suite;
const noble = nobleEngine.suite(2) as Suite;

const boundaries = [16, 32, 48, 64, 128, 192, 256, 512, 1024, 4096].flatMap((size) => [size - 1, size, size + 1]);
const length = fc.oneof(
  { weight: 3, arbitrary: fc.nat(200) },
  { weight: 2, arbitrary: fc.constantFrom(...boundaries) },
  fc.nat(4096),
);
/** Bytes that start anywhere in their buffer; made from a seed, as drawing each of 4096 would take most of the time. */
const bytes = fc.tuple(length, fc.nat(7), fc.integer()).map(([size, offset, seed]) => fill(size, offset, seed));
const sized = (size: number) => fc.tuple(fc.nat(7), fc.integer()).map(([offset, seed]) => fill(size, offset, seed));

function fill(size: number, offset: number, seed: number): Uint8Array {
  const filled = new Uint8Array(new ArrayBuffer(size + offset + 1), offset, size);
  // One in eight is all ones or zeros: there carries go the farthest.
  if (seed % 8 === 0) return filled.fill(seed % 16 === 0 ? 0xff : 0);
  let state = seed;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    filled[i] = state >>> 24;
  }
  return filled;
}

const same = (actual: Uint8Array | undefined, expected: Uint8Array): boolean =>
  actual !== undefined && Buffer.compare(actual, expected) === 0;

function openssl(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: plaintext.length });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

// Ten times as many as other properties: 100,000 with FC_RUNS=10000.
const numRuns = 10 * Number(process.env['FC_RUNS'] ?? 100);

describe('engine fast', () => {
  it('seals as the reference and OpenSSL do, and opens it', () => {
    fc.assert(
      fc.property(sized(32), sized(12), bytes, bytes, fc.nat(7), (key, nonce, aad, plaintext, offset) => {
        const expected = openssl(key, nonce, aad, plaintext);
        const sealed = fast.seal(key, nonce, aad, plaintext);
        const place = new Uint8Array(offset + expected.length + 1).fill(0xaa);
        const buffer = place.subarray(offset, offset + expected.length);
        buffer.set(plaintext);
        fast.sealInPlace?.(key, nonce, aad, place, offset, offset + expected.length);
        const around = [...place.subarray(0, offset), place.at(-1)];
        return (
          same(sealed, expected) &&
          same(noble.seal(key, nonce, aad, plaintext), expected) &&
          same(buffer, expected) &&
          around.every((byte) => byte === 0xaa) &&
          same(fast.open(key, nonce, aad, buffer), plaintext) &&
          fast.openInPlace?.(key, nonce, aad, place, offset, offset + expected.length) === true &&
          same(buffer.subarray(0, plaintext.length), plaintext) &&
          same(buffer.subarray(plaintext.length), expected.subarray(plaintext.length)) &&
          [...place.subarray(0, offset), place.at(-1)].every((byte) => byte === 0xaa)
        );
      }),
      { numRuns },
    );
  });

  it('opens nothing that was changed, cut or made for another key, nonce or associated data', () => {
    fc.assert(
      fc.property(sized(32), sized(12), bytes, bytes, fc.nat(), (key, nonce, aad, plaintext, at) => {
        const flip = (of: Uint8Array, bit: number): Uint8Array =>
          of.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const anyOf = (of: Uint8Array): Uint8Array => flip(of, at % (8 * of.length));
        const sealed = fast.seal(key, nonce, aad, plaintext);
        const before = sealed.slice();
        const inPlace = anyOf(sealed);
        const changed = inPlace.slice();
        const isOpen = fast.openInPlace?.(key, nonce, aad, inPlace, 0, inPlace.length);
        const refused = [
          fast.open(key, nonce, aad, anyOf(sealed)),
          // In the tag.
          fast.open(key, nonce, aad, flip(sealed, 8 * plaintext.length + (at % 128))),
          fast.open(key, nonce, aad, sealed.subarray(0, at % sealed.length)),
          fast.open(anyOf(key), nonce, aad, sealed),
          fast.open(key, anyOf(nonce), aad, sealed),
          fast.open(key, nonce, Uint8Array.of(...aad, 0), sealed),
          ...(aad.length === 0 ? [] : [fast.open(key, nonce, anyOf(aad), sealed)]),
        ];
        return (
          refused.every((opened) => opened === undefined) &&
          isOpen === false &&
          same(inPlace, changed) &&
          same(sealed, before) &&
          same(fast.open(key, nonce, aad, sealed), plaintext)
        );
      }),
      { numRuns },
    );
  });

  it('hashes and makes MACs as the reference and OpenSSL do', () => {
    fc.assert(
      fc.property(fc.oneof(sized(32), bytes), bytes, bytes, (key, data, other) => {
        const expected = createHmac('sha256', key).update(data).digest();
        const keyed = fast.keyedMac(key);
        const first = keyed.mac(data);
        keyed.mac(other);
        const written = new Uint8Array(40);
        fast.hashInto?.(data, written, 5);
        const mac = new Uint8Array(32);
        keyed.macInto?.(data, mac);
        return (
          same(written.subarray(5, 37), fast.hash(data)) &&
          written.every((byte, i) => byte === 0 || (i >= 5 && i < 37)) &&
          same(mac, expected) &&
          same(fast.hash(data), createHash('sha256').update(data).digest()) &&
          same(noble.mac(key, data), expected) &&
          same(fast.mac(key, data), expected) &&
          same(first, expected) &&
          same(keyed.mac(data), expected)
        );
      }),
      { numRuns },
    );
  });
});
