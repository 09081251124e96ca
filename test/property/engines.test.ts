// Engines may differ in speed only: same bytes for the same salt, and each opens what any other wrote.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Engine, type Keyring, type SuiteId } from 'waybill-privacy';
import { deriveRecordKeys } from '../../src/keys/derive.ts';
import { writeFieldToken } from '../../src/token/fieldToken.ts';
import { encodePlaintext } from '../../src/token/plaintext.ts';
import { writeRecordToken } from '../../src/token/recordToken.ts';
import { enginesOf, suiteIds } from '../support/engines.ts';
import { keyA, knownKeyring, otherSecret, shop } from '../support/keyrings.ts';
import { decode, editBytes, writeField, writeRecord } from '../support/referenceToken.ts';
import { decryptFailure, faceOf, thrownBy } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

const keyrings = new Map<SuiteId, Keyring>();
/** Keyrings that must open nothing of {@link keyrings}. */
const strangers = new Map<SuiteId, readonly Keyring[]>();
beforeAll(async () => {
  for (const suite of suiteIds) {
    keyrings.set(suite, await knownKeyring({ ...shop, suite }));
    strangers.set(suite, [
      await knownKeyring({ ...shop, suite, tenant: 'shop-2' }),
      await knownKeyring({ ...shop, suite, keys: [otherSecret] }),
      await knownKeyring({ ...shop, suite, keys: [{ ...keyA, id: '0a0b0c0e' }] }),
    ]);
  }
});

const keyringOf = (suite: SuiteId): Keyring => keyrings.get(suite)!;

const suite = fc.constantFrom<SuiteId[]>(...suiteIds);
const recordId = wellFormed(12).filter((id) => id !== '');
const recordVersion = fc.oneof(fc.constant(0), fc.maxSafeNat());
const text = wellFormed(120);
const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });
const secret = Uint8Array.from(Buffer.from(keyA.secret, 'hex'));
const keyId = Uint8Array.from(Buffer.from(keyA.id, 'hex'));

describe('all engines', () => {
  it('write the bytes of the reference implementation for the same salt', () => {
    fc.assert(
      fc.property(suite, text, text, recordId, recordVersion, salt, fc.boolean(), fc.boolean(), (...args) => {
        const [id, one, two, record, version, bytes, isPadded, isOther] = args;
        const place = { tenant: 'shop-1', recordId: record, schema: 'order', recordVersion: version };
        const context = { ...place, purpose: 'data' } as const;
        const making = { key: keyA, context: place, salt: Buffer.from(bytes).toString('hex'), isPadded, suite: id };
        const fields = [
          { id: 1, value: one, bucket: 24 },
          { id: 7, value: two, bucket: 48 },
        ] as const;
        const field = writeField({ ...making, field: fields[1], isCommitted: isOther });
        const whole = writeRecord({ ...making, fields, isSealed: isOther });
        const plaintext = encodePlaintext(two, 'text', isPadded);
        for (const engine of enginesOf(id)) {
          const its = engine.suite(id)!;
          const keys = deriveRecordKeys(its, secret, keyId, bytes, context);
          const parts = { suite: its, keyId, salt: bytes, isPadded };
          expect(writeFieldToken({ ...parts, fieldId: 7, plaintext, isCommitted: isOther }, keys)).toBe(field);
          const texts = [
            { id: 1, kind: 'name', type: 'string', text: one },
            { id: 7, kind: 'text', type: 'string', text: two },
          ] as const;
          expect(writeRecordToken({ ...parts, fields: texts, isSealed: isOther }, keys)).toBe(whole);
        }
      }),
    );
  });

  it('open what any other wrote: fields', () => {
    fc.assert(
      fc.property(suite, text, recordId, recordVersion, fc.boolean(), (id, value, record, version, commitment) => {
        const place = { recordId: record, recordVersion: version, field: 'remark' };
        const ciphers = enginesOf(id).map((engine) =>
          createFieldCipher({ keyring: keyringOf(id), engine, commitment }),
        );
        for (const writer of ciphers) {
          const token = writer.encrypt(value, place);
          for (const reader of ciphers) expect(reader.decrypt(token, place)).toBe(value);
        }
      }),
    );
  });

  it('open what any other wrote: records', () => {
    fc.assert(
      fc.property(suite, text, text, fc.constantFrom('fields', 'sealed'), (id, remark, address, form) => {
        const order = { recipient: { address }, remark };
        const place = { recordId: 'order-1' };
        const ciphers = enginesOf(id).map((engine) => createRecordCipher({ keyring: keyringOf(id), engine, form }));
        for (const writer of ciphers) {
          const encrypted = writer.encrypt(order, place);
          for (const reader of ciphers) expect(reader.decrypt(encrypted, place)).toEqual(order);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('say one thing whatever bit is changed, cut or added', () => {
    fc.assert(
      fc.property(suite, text, fc.boolean(), fc.nat(), fc.integer({ min: -20, max: 3 }), (...args) => {
        const [id, value, commitment, seed, longer] = args;
        const place = { recordId: '1', field: 'remark' };
        const [engine] = enginesOf(id) as [Engine];
        const token = createFieldCipher({ keyring: keyringOf(id), engine, commitment }).encrypt(value, place);
        const bit = seed % (decode(token).length * 8);
        const forged = [
          editBytes(token, (bytes) => {
            bytes[bit >> 3]! ^= 1 << (bit & 7);
            return bytes;
          }),
          ...(longer === 0
            ? []
            : [
                editBytes(token, (bytes) =>
                  longer < 0 ? bytes.subarray(0, longer) : Buffer.concat([bytes, Buffer.alloc(longer)]),
                ),
              ]),
        ];
        for (const engine of enginesOf(id)) {
          const reader = createFieldCipher({ keyring: keyringOf(id), engine, commitment });
          for (const bad of forged) {
            expect(faceOf(thrownBy(() => reader.decrypt(bad, place)))).toEqual({
              name: 'PrivacyError',
              ...decryptFailure,
            });
          }
        }
      }),
    );
  });

  it('say one thing whatever part of the place or the key is another', () => {
    fc.assert(
      fc.property(suite, text, fc.boolean(), recordId, recordVersion, (id, value, commitment, record, version) => {
        const place = { recordId: record, recordVersion: version, field: 'remark' };
        const elsewhere = [
          { ...place, recordId: `${record}1` },
          { ...place, recordVersion: version === 0 ? 1 : version - 1 },
          { ...place, field: 'recipient.name' },
        ];
        for (const engine of enginesOf(id)) {
          const cipher = createFieldCipher({ keyring: keyringOf(id), engine, commitment });
          const token = cipher.encrypt(value, place);
          const opens = [
            ...elsewhere.map((there) => () => cipher.decrypt(token, there)),
            ...(strangers.get(id) ?? []).map((keyring) => () => {
              return createFieldCipher({ keyring, engine, commitment }).decrypt(token, place);
            }),
          ];
          expect(opens).toHaveLength(6);
          for (const open of opens) expect(faceOf(thrownBy(open))).toMatchObject(decryptFailure);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('read no token of another suite under the same key', () => {
    const pair = fc.tuple(suite, suite).filter(([id, other]) => id !== other);
    fc.assert(
      fc.property(pair, text, ([id, other], value) => {
        const place = { recordId: '1', field: 'remark' };
        const [writer] = enginesOf(id) as [Engine];
        const token = createFieldCipher({ keyring: keyringOf(id), engine: writer }).encrypt(value, place);
        const relabelled = editBytes(token, (bytes) => {
          bytes.writeUInt8(other, 0);
          return bytes;
        });
        for (const engine of enginesOf(other)) {
          const reader = createFieldCipher({ keyring: keyringOf(other), engine });
          for (const bad of [token, relabelled]) {
            expect(faceOf(thrownBy(() => reader.decrypt(bad, place)))).toMatchObject(decryptFailure);
          }
        }
      }),
    );
  });
});
