// Suite 3, computed in every way that is at hand, gives one result: the bytes of a peer that shares no code with ours too.
import fc from 'fast-check';
import { sm4 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import type { Suite } from 'waybill-privacy';
import type { Aead } from '../../src/crypto/gcm.ts';
import { blockwiseSm4Gcm, nativeSm4Gcm } from '../../src/node/smEngine.ts';
import { smSuiteOf } from '../../src/sm/suite.ts';
import { enginesOf } from '../support/engines.ts';
import { openSm4Gcm, sealSm4Gcm } from '../support/referenceSm4Gcm.ts';

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });

const hasNative = await import('node:crypto').then(({ getCiphers }) => getCiphers().includes('sm4-gcm'));

const [first] = enginesOf(3).map((engine) => engine.suite(3)!);
const suiteOf = (aead: Aead): Suite => smSuiteOf({ aead, hash: first!.hash, mac: first!.mac });

/** Suite 3, each by another hand: both ways of OpenSSL, whichever the engine takes here. */
const ways: readonly (readonly [string, Suite])[] = [
  ...enginesOf(3).map((engine) => [engine.name, engine.suite(3)!] as const),
  ['OpenSSL block by block', suiteOf(blockwiseSm4Gcm)],
  ...(hasNative ? [['OpenSSL SM4-GCM', suiteOf(nativeSm4Gcm)] as const] : []),
];

/** The GCM of sm-crypto-v2, for encryption only: its decryption checks no tag that is left out. */
function peer(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): string {
  const options = { mode: 'gcm', iv: nonce, associatedData: aad, output: 'array', outputTag: true } as const;
  const { output, tag } = sm4.encrypt(plaintext, key, options);
  return toHex(output) + toHex(tag!);
}

const data = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.integer({ min: 0, max: 20 }).chain((blocks) => bytesOf(16 * blocks)),
  fc.integer({ min: 1, max: 20 }).chain((blocks) => bytesOf(16 * blocks - 1)),
  fc.integer({ min: 0, max: 20 }).chain((blocks) => bytesOf(16 * blocks + 1)),
);

describe('SM4-GCM', () => {
  it.skipIf(hasNative)('of OpenSSL itself is missing in this Node (it is compared from Node 26 on)', () => {
    expect(() =>
      nativeSm4Gcm.seal(new Uint8Array(16), new Uint8Array(12), new Uint8Array(0), new Uint8Array(0)),
    ).toThrow();
  });

  it('is the same by every hand', () => {
    fc.assert(
      fc.property(bytesOf(32), bytesOf(12), data, data, (key, nonce, aad, plaintext) => {
        const sealed = peer(key.subarray(0, 16), nonce, aad, plaintext);
        expect(toHex(sealSm4Gcm(key.subarray(0, 16), nonce, aad, plaintext))).toBe(sealed);
        for (const [name, way] of ways) {
          expect(toHex(way.seal(key, nonce, aad, plaintext)), name).toBe(sealed);
          expect(toHex(way.open(key, nonce, aad, Buffer.from(sealed, 'hex'))!), name).toBe(toHex(plaintext));
        }
        expect(toHex(openSm4Gcm(key.subarray(0, 16), nonce, aad, Buffer.from(sealed, 'hex')))).toBe(toHex(plaintext));
      }),
    );
  });

  it('is the same for the longest field and for a sealed record', () => {
    const [key, nonce, aad] = [new Uint8Array(32).fill(1), new Uint8Array(12).fill(2), new Uint8Array(8)];
    for (const length of [0xffff, 200_000]) {
      const plaintext = Uint8Array.from({ length }, (_, i) => (i * i) >> 8);
      const sealed = peer(key.subarray(0, 16), nonce, aad, plaintext);
      for (const [name, suite] of ways) {
        expect(toHex(suite.seal(key, nonce, aad, plaintext)) === sealed, name).toBe(true);
        expect(suite.open(key, nonce, aad, Buffer.from(sealed, 'hex'))).toHaveLength(length);
      }
    }
  });

  it('opens with no changed bit and no other length', () => {
    const forging = fc.tuple(fc.nat(), fc.integer({ min: -40, max: 20 }));
    fc.assert(
      fc.property(bytesOf(16), bytesOf(12), data, data, forging, (key, nonce, aad, plaintext, [seed, longer]) => {
        const sealed = sealSm4Gcm(key, nonce, aad, plaintext);
        const bit = seed % (sealed.length * 8);
        const changed = Uint8Array.from(sealed, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const resized = longer < 0 ? sealed.subarray(0, longer) : Buffer.concat([sealed, Buffer.alloc(longer + 1)]);
        const whole = Buffer.concat([key, Buffer.alloc(16)]);
        for (const [name, suite] of ways) {
          for (const bad of [changed, resized]) expect(suite.open(whole, nonce, aad, bad), name).toBeUndefined();
          expect(suite.open(whole, nonce, Buffer.concat([aad, Buffer.alloc(1)]), sealed), name).toBeUndefined();
        }
      }),
    );
  });
});

describe('SM3 and HMAC-SM3', () => {
  it('are the same by every hand', () => {
    const [one, other] = enginesOf(3).map((engine) => engine.suite(3)!);
    const key = fc.uint8Array({ maxLength: 130 });
    fc.assert(
      fc.property(key, fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 3 }), (secret, messages) => {
        const [mine, its] = [one!.keyedMac(secret), other!.keyedMac(secret)];
        for (const message of messages) {
          expect(one!.hash(message)).toEqual(other!.hash(message));
          const macs = [one!.mac(secret, message), mine.mac(message), its.mac(message)];
          for (const mac of macs) expect(mac).toEqual(other!.mac(secret, message));
        }
      }),
    );
  });
});
