import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRecordCipher, defineSchema, type Keyring } from 'waybill-privacy';
import { decode, editBytes, encode, readRecord, saltOf, splitFields, writeRecord } from '../support/referenceToken.ts';
import { context, orderContext, referenceKey, shopKeyring } from '../support/samples.ts';
import { decryptFailure, faceOf, thrownBy } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

// Kinds for which a mask glyph is just a character, so that every text is taken.
const schema = defineSchema({
  name: 'order',
  fields: {
    remark: { action: 'encrypt', id: 3, kind: 'text' },
    'buyer.account': { action: 'encrypt', id: 9, kind: 'opaque' },
    'items[].remark': { action: 'encrypt', id: 20, kind: 'text', mask: true },
    'items[].tags[]': { action: 'encrypt', id: 255, kind: 'opaque' },
  },
});

const options = fc.record({
  form: fc.constantFrom('fields' as const, 'sealed' as const),
  pad: fc.constantFrom('bucket' as const, 'none' as const),
});
const text = wellFormed(40);
const item = fc.record(
  { title: fc.string(), remark: fc.option(text), tags: fc.array(text, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const order = fc.record(
  {
    id: fc.string(),
    remark: fc.option(text),
    buyer: fc.record({ account: text, level: fc.nat() }),
    items: fc.array(item, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
// Trees whose objects may be shared or without prototype are made plain first.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('records', () => {
  it('come back as they were, also through JSON, and are not changed', () => {
    fc.assert(
      fc.property(order, options, (generated, how) => {
        const original = plain(generated);
        const cipher = createRecordCipher({ keyring, schema, ...how });
        const encrypted = cipher.encrypt(original, orderContext);
        expect(original).toEqual(plain(generated));
        expect(cipher.decrypt(encrypted, orderContext)).toEqual(original);
        expect(cipher.decrypt(plain(encrypted), orderContext)).toEqual(original);
        expect(cipher.decrypt(cipher.reencrypt(encrypted, orderContext), orderContext)).toEqual(original);
      }),
    );
  });

  it('are what the reference implementation writes and reads', () => {
    const values = fc.record({ remark: text, account: text });
    fc.assert(
      fc.property(values, options, ({ remark, account }, how) => {
        const cipher = createRecordCipher({ keyring, schema, ...how });
        const { token } = cipher.encrypt({ remark, buyer: { account } }, orderContext).privacy;
        const fields = [
          { id: 3, value: remark, bucket: 48 },
          { id: 9, value: account, bucket: 16 },
        ].filter(({ value }) => value !== '');
        if (token === null) {
          expect(fields).toEqual([]);
          return;
        }
        expect([...readRecord(token, referenceKey, context)]).toEqual(fields.map(({ id, value }) => [id, value]));
        const salt = saltOf(token).toString('hex');
        const forms = { isPadded: how.pad === 'bucket', isSealed: how.form === 'sealed' };
        expect(writeRecord({ key: referenceKey, context, salt, fields, ...forms })).toBe(token);
      }),
    );
  });

  it('decryptField gives what decrypt gives', () => {
    fc.assert(
      fc.property(text, text, options, (remark, account, how) => {
        const cipher = createRecordCipher({ keyring, schema, ...how });
        const items = [{ remark: account }, { remark }];
        const encrypted = cipher.encrypt({ remark, buyer: { account }, items }, orderContext);
        const one = (path: string): string | undefined => cipher.decryptField(encrypted, path, orderContext);
        expect(one('remark')).toBe(remark || undefined);
        expect(one('buyer.account')).toBe(account || undefined);
        expect(one('items[0].remark')).toBe(account || undefined);
        expect(one('items[1].remark')).toBe(remark || undefined);
        expect(one('items[2].remark')).toBeUndefined();
      }),
    );
  });

  it('say one thing whatever bit is changed', () => {
    fc.assert(
      fc.property(text, options, fc.nat(), (remark, how, seed) => {
        const cipher = createRecordCipher({ keyring, schema, ...how });
        const encrypted = cipher.encrypt({ remark: `x${remark}`, buyer: { account: 'y' } }, orderContext);
        const token = encrypted.privacy.token!;
        const bit = seed % (decode(token).length * 8);
        const changed = editBytes(token, (bytes) => {
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          return bytes;
        });
        const open = (): unknown =>
          cipher.decrypt({ ...encrypted, privacy: { token: changed as never, masks: {} } }, orderContext);
        expect(faceOf(thrownBy(open))).toEqual({ name: 'PrivacyError', ...decryptFailure });
      }),
    );
  });

  it('open only with exactly their fields: no subset, order or repetition of them', () => {
    const cipher = () => createRecordCipher({ keyring, schema });
    const picks = fc.array(fc.nat(2), { maxLength: 5 });
    fc.assert(
      fc.property(picks, fc.nat(5), fc.constantFrom('remark', 'buyer.account', undefined), (pick, n, path) => {
        const original = { remark: 'a', buyer: { account: 'b' }, items: [{ remark: 'c' }] };
        const encrypted = cipher().encrypt(original, orderContext);
        const bytes = decode(encrypted.privacy.token!);
        const parts = splitFields(bytes.subarray(55), 16).map(({ whole }) => whole);
        bytes[6] = n;
        const token = encode('wpr1.', bytes.subarray(0, 55), ...pick.map((i) => parts[i]!)) as never;
        const forged = { ...encrypted, privacy: { token, masks: {} } };
        const open = (): unknown =>
          path === undefined
            ? cipher().decrypt(forged, orderContext)
            : cipher().decryptField(forged as never, path, orderContext);
        if (n === 3 && pick.join() === '0,1,2') expect(open).not.toThrow();
        else expect(faceOf(thrownBy(open))).toMatchObject(decryptFailure);
      }),
    );
  });
});
