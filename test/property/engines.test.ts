// Engines may differ in speed only: same bytes for the same salt, and each opens what any other wrote.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Engine, type Keyring, type SuiteId } from 'waybill-privacy';
import { deriveRecordKeys } from '../../src/keys/derive.ts';
import { writeFieldToken } from '../../src/token/fieldToken.ts';
import { encodePlaintext } from '../../src/token/plaintext.ts';
import { writeRecordToken } from '../../src/token/recordToken.ts';
import { engines } from '../support/engines.ts';
import { keyA, knownKeyring, shop } from '../support/keyrings.ts';
import { decode, editBytes, writeField, writeRecord } from '../support/referenceToken.ts';
import { decryptFailure, faceOf, thrownBy } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

const keyrings = new Map<SuiteId, Keyring>();
beforeAll(async () => {
  for (const suite of [1, 2, 3] as const) keyrings.set(suite, await knownKeyring({ ...shop, suite }));
});

const keyringOf = (suite: SuiteId): Keyring => keyrings.get(suite)!;
const enginesOf = (suite: SuiteId): Engine[] =>
  engines.map(([, engine]) => engine).filter((engine) => engine.suite(suite) !== undefined);

const suite = fc.constantFrom<SuiteId[]>(1, 2, 3);
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
          const encoded = [
            { id: 1, bytes: encodePlaintext(one, 'name', isPadded) },
            { id: 7, bytes: plaintext },
          ];
          expect(writeRecordToken({ ...parts, fields: encoded, isSealed: isOther }, keys)).toBe(whole);
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
        const token = createFieldCipher({ keyring: keyringOf(id), commitment, engine: enginesOf(id)[0]! }).encrypt(
          value,
          place,
        );
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

  it('read no token of another suite under the same key', () => {
    fc.assert(
      fc.property(suite, text, (id, value) => {
        const other: SuiteId = id === 3 ? 1 : ((id + 1) as SuiteId);
        const place = { recordId: '1', field: 'remark' };
        const token = createFieldCipher({ keyring: keyringOf(id), engine: enginesOf(id)[0]! }).encrypt(value, place);
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
