// Keys of records stand in memory that is used again: nothing of another record may stay in them.
import { describe, expect, it } from 'vitest';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { createFieldCipher, type Engine, generateKeyring, nobleEngine, type Suite } from 'waybill-privacy/field';
import { createRecordKeySource } from '../../../src/field/keySource.ts';
import { contextEncoder } from '../../../src/keys/derive.ts';
import { codeOf } from '../../support/thrown.ts';

const place = { recordId: 'order-1', field: 'recipient.name' };

/** An engine that passed its known-answer test and then changes. */
function turning(changes: (suite: Suite) => Partial<Suite>): { engine: Engine; turn(): void } {
  const suite = nobleEngine.suite(2) as Suite;
  const now: Suite = { ...suite };
  return { engine: { name: 'turning', suite: () => now }, turn: () => Object.assign(now, changes(suite)) };
}

describe('derivation', () => {
  it.each<[string, (suite: Suite) => Partial<Suite>]>([
    ['hash', ({ hash }) => ({ hash: (data) => hash(data).subarray(0, 31) })],
    ['MAC', ({ keyedMac }) => ({ keyedMac: (key) => ({ ...keyedMac(key), mac: () => new Uint8Array(16) }) })],
  ])('refuses a shorter %s', (_, changes) => {
    const { engine, turn } = turning(changes);
    const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }), engine });
    turn();
    expect(codeOf(() => cipher.encrypt('张三丰', place))).toBe('ERR_ENGINE');
  });

  it.each([nobleEngine, fastEngine])('keeps sources apart and gives the keys of a token again: $name', (engine) => {
    const sources = ['shop-1', 'shop-2'].map((tenant) => createRecordKeySource(generateKeyring({ tenant }), engine));
    const contexts = sources.map(({ tenant }) => contextEncoder(tenant, 'order', 'data')({ recordId: 'order-1' }));
    const written = sources.map((source, i) => source.forWriting(contexts[i] as Uint8Array));
    const copies = written.map(({ keys: { recordKey, commitment } }) => [recordKey.slice(), commitment.slice()]);
    expect(new Set(copies.flat().map(String)).size).toBe(4);
    sources.forEach((source, i) => {
      const { keyId, salt } = written[i] as (typeof written)[number];
      const token = Uint8Array.of(2, ...keyId, 0, 1, ...salt);
      const { recordKey, commitment } = source.forReading(token, contexts[i] as Uint8Array);
      expect([recordKey, commitment]).toEqual(copies[i]);
    });
  });
});
