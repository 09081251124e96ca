// What the engine promises beside the right bytes: nothing is left of a call, and calls do not mix.
import { describe, expect, it } from 'vitest';
import { createRecordCipher, defineSchema, generateKeyring, nobleEngine, type Suite } from 'waybill-privacy';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { chacha20 } from '../../../src/engine-fast/chacha20.ts';

const suite = fastEngine.suite(2) as Suite;
const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
const [key, nonce, aad, plaintext] = [filled(32, 1), filled(12, 2), filled(8, 3), filled(100, 4)] as const;

/** What a block makes of an empty state is nothing; of anything that was left there it is not. */
function stateIsWiped(): boolean {
  const before = chacha20.keyStream.every((word) => word === 0);
  chacha20.block(0);
  const after = chacha20.keyStream.every((word) => word === 0);
  chacha20.keyStream.fill(0);
  return before && after;
}

describe('fastEngine', () => {
  it('leaves nothing of a call in its cipher, whether it seals, opens or refuses', () => {
    const sealed = suite.seal(key, nonce, aad, plaintext);
    expect(stateIsWiped()).toBe(true);
    expect(suite.open(key, nonce, aad, sealed)).toEqual(plaintext);
    expect(stateIsWiped()).toBe(true);
    sealed[0]! ^= 1;
    expect(suite.open(key, nonce, aad, sealed)).toBeUndefined();
    expect(stateIsWiped()).toBe(true);
  });

  it('gives the same bytes whatever was computed before', () => {
    const work = [
      () => suite.seal(key, nonce, aad, plaintext),
      () => suite.seal(filled(32, 9), nonce, new Uint8Array(0), filled(7, 9)),
      () => suite.open(key, nonce, aad, filled(40, 0)),
      () => suite.hash(filled(70, 5)),
      () => suite.mac(filled(80, 6), filled(60, 7)),
      () => suite.keyedMac(key).mac(filled(3, 8)),
    ];
    const alone = work.map((each) => each());
    for (const first of work) {
      work.forEach((second, i) => {
        first();
        expect(second()).toEqual(alone[i]);
      });
    }
  });

  it('gives memory of its own and leaves its arguments alone', () => {
    const sealed = suite.seal(key, nonce, aad, plaintext);
    const [copy, hash] = [sealed.slice(), suite.hash(key)];
    const opened = suite.open(key, nonce, aad, sealed);
    suite.seal(filled(32, 9), nonce, aad, filled(100, 9));
    suite.hash(nonce);
    expect(sealed).toEqual(copy);
    expect(opened).toEqual(plaintext);
    expect(hash).toEqual(suite.hash(key));
    expect([key, nonce, aad, plaintext]).toEqual([filled(32, 1), filled(12, 2), filled(8, 3), filled(100, 4)]);
  });

  it('keeps MACs under several keys apart', () => {
    const keys = [filled(32, 1), filled(32, 2), filled(100, 3)];
    const macs = keys.map((each) => suite.keyedMac(each));
    for (let round = 0; round < 3; round++) {
      macs.forEach((each, i) => {
        expect(each.mac(plaintext)).toEqual(nobleEngine.suite(2)!.mac(keys[i]!, plaintext));
      });
    }
    macs[0]!.wipe();
    expect(() => macs[0]!.mac(plaintext)).toThrow(TypeError);
    expect(() => macs[0]!.macInto?.(plaintext, new Uint8Array(32))).toThrow(TypeError);
    expect(macs[1]!.mac(plaintext)).toEqual(suite.mac(keys[1]!, plaintext));
  });

  it.each([
    ['a short key', filled(31, 1), nonce],
    ['a long key', filled(33, 1), nonce],
    ['no key', filled(0, 1), nonce],
    ['a short nonce', key, filled(11, 1)],
    ['a long nonce', key, filled(24, 1)],
  ])('refuses %s, and leaves the text as it was', (_, k, n) => {
    const buffer = filled(50, 7);
    expect(() => suite.seal(k, n, aad, plaintext)).toThrow(RangeError);
    expect(() => suite.sealInPlace?.(k, n, aad, buffer, 0, 50)).toThrow(RangeError);
    expect(() => suite.open(k, n, aad, buffer)).toThrow(RangeError);
    expect(() => suite.openInPlace?.(k, n, aad, buffer, 0, 50)).toThrow(RangeError);
    expect(buffer).toEqual(filled(50, 7));
    expect(stateIsWiped()).toBe(true);
  });

  it('refuses to seal and to open where the tag has no room', () => {
    for (const [start, end] of [
      [0, 15],
      [10, 25],
      [10, 51],
      [-1, 40],
      [Number.NaN, 40],
    ] as const) {
      const buffer = filled(50, 7);
      expect(() => suite.sealInPlace?.(key, nonce, aad, buffer, start, end)).toThrow(RangeError);
      expect(() => suite.openInPlace?.(key, nonce, aad, buffer, start, end)).toThrow(RangeError);
      expect(buffer).toEqual(filled(50, 7));
    }
  });

  it('does not mix the records of two ciphers that take turns', async () => {
    const schema = defineSchema({
      name: 'order',
      fields: { name: { action: 'encrypt', id: 1, kind: 'name' }, remark: { action: 'encrypt', id: 2, kind: 'text' } },
    });
    const parties = ['shop-1', 'shop-2'].map((tenant) => {
      const keyring = generateKeyring({ tenant });
      return {
        tenant,
        cipher: createRecordCipher({ keyring, schema, engine: fastEngine }),
        reference: createRecordCipher({ keyring, schema, engine: nobleEngine }),
      };
    });
    const turns = Array.from({ length: 40 }, async (_, i) => {
      const { tenant, cipher, reference } = parties[i % 2]!;
      const order = { name: `${tenant}-${i}`, remark: 'x'.repeat(3 * i) };
      const place = { recordId: `order-${i}` };
      // As many waits as it takes for the turns to cross.
      for (let wait = 0; wait < i % 5; wait++) await Promise.resolve();
      const encrypted = cipher.encrypt(order, place);
      await Promise.resolve();
      expect(reference.decrypt(encrypted, place)).toEqual(order);
      const other = reference.encrypt(order, place);
      await Promise.resolve();
      expect(cipher.decrypt(other, place)).toEqual(order);
      expect(() => parties[(i + 1) % 2]!.cipher.decrypt(encrypted, place)).toThrow();
    });
    await Promise.all(turns);
  });

  it.each([1, 3] as const)('has no suite %d', (id) => {
    const schema = defineSchema({ name: 'order', fields: { name: { action: 'encrypt', id: 1, kind: 'name' } } });
    const keyring = generateKeyring({ tenant: 'shop-1', suite: id });
    expect(() =>
      createRecordCipher({ keyring, schema, engine: fastEngine }).encrypt({ name: 'x' }, { recordId: '1' }),
    ).toThrow(expect.objectContaining({ code: 'ERR_UNSUPPORTED_SUITE' }));
  });
});
