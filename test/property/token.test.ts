import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, type Keyring, parseToken } from 'waybill-privacy';
import { isPrivacyError } from 'waybill-privacy/errors';
import { decodeBase64url, encodeBase64url } from '../../src/bytes/base64url.ts';
import { decodePlaintext, encodePlaintext } from '../../src/token/plaintext.ts';
import { knownKeyring, shop } from '../support/keyrings.ts';
import { decode, editBytes, readField, saltOf, writeField } from '../support/referenceToken.ts';
import { referenceKey, shopKeyring } from '../support/samples.ts';
import { codeOf, decryptFailure, faceOf, thrownBy } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const options = fc.record({ commitment: fc.boolean(), pad: fc.constantFrom('bucket' as const, 'none' as const) });
const recordId = wellFormed(12).filter((id) => id !== '');
const recordVersion = fc.oneof(fc.constant(0), fc.maxSafeNat());
const place = fc.record({ recordId, recordVersion, field: fc.constant('remark') });
const remark = wellFormed(120);

describe('base64url', () => {
  it('is one spelling for each byte string, Node’s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64url(text)).toEqual(bytes);
      }),
    );
  });

  it('is read only where writing it again gives the same', () => {
    const unit = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
      '=',
      '+',
      '/',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const bytes = decodeBase64url(text);
        const canonical = Buffer.from(text, 'base64url').toString('base64url') === text;
        expect(bytes !== undefined).toBe(canonical);
        if (bytes !== undefined) expect(encodeBase64url(bytes)).toBe(text);
      }),
    );
  });
});

describe('padding', () => {
  it('is reversed for every text, kind and length', () => {
    const kind = fc.constantFrom('name', 'phone', 'address', 'text', 'opaque');
    fc.assert(
      fc.property(remark, kind, fc.boolean(), (value, of, isPadded) => {
        expect(decodePlaintext(encodePlaintext(value, of, isPadded), isPadded)).toBe(value);
      }),
    );
  });
});

describe('field tokens', () => {
  it('open to what was encrypted, for all of Unicode', () => {
    fc.assert(
      fc.property(remark, place, options, (value, where, how) => {
        const cipher = createFieldCipher({ keyring, ...how });
        expect(cipher.decrypt(cipher.encrypt(value, where), where)).toBe(value);
      }),
    );
  });

  it('are what the reference implementation writes and reads', () => {
    fc.assert(
      fc.property(remark, place, options, (value, where, how) => {
        const token = createFieldCipher({ keyring, ...how }).encrypt(value, where);
        const context = { tenant: 'shop-1', schema: 'order', ...where };
        const forms = { isPadded: how.pad === 'bucket', isCommitted: how.commitment };
        const salt = saltOf(token).toString('hex');
        expect(readField(token, referenceKey, context)).toBe(value);
        expect(writeField({ key: referenceKey, context, salt, field: { id: 7, value, bucket: 48 }, ...forms })).toBe(
          token,
        );
      }),
    );
  });

  it('open in no other place', async () => {
    const places = fc.tuple(
      fc.record({
        tenant: fc.constantFrom('a', 'ab', 'b'),
        recordId: fc.constantFrom('b', 'bc', 'c', 'ab'),
        recordVersion: fc.nat(2),
      }),
      fc.record({
        tenant: fc.constantFrom('a', 'ab', 'b'),
        recordId: fc.constantFrom('b', 'bc', 'c', 'ab'),
        recordVersion: fc.nat(2),
      }),
    );
    await fc.assert(
      fc.asyncProperty(places, options, async ([here, there], how) => {
        const at = async ({ tenant, ...where }: typeof here) => ({
          cipher: createFieldCipher({ keyring: await knownKeyring({ ...shop, tenant }), ...how }),
          where: { ...where, field: 'remark' },
        });
        const [writer, reader] = [await at(here), await at(there)];
        const token = writer.cipher.encrypt('轻放', writer.where);
        const open = (): string => reader.cipher.decrypt(token, reader.where);
        if (JSON.stringify(here) === JSON.stringify(there)) expect(open()).toBe('轻放');
        else expect(faceOf(thrownBy(open))).toMatchObject(decryptFailure);
      }),
    );
  });

  it('say one thing whatever bit is changed', () => {
    fc.assert(
      fc.property(remark, options, fc.nat(), (value, how, seed) => {
        const cipher = createFieldCipher({ keyring, ...how });
        const where = { recordId: '1', field: 'remark' };
        const token = cipher.encrypt(value, where);
        const bit = seed % (decode(token).length * 8);
        const changed = editBytes(token, (bytes) => {
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          return bytes;
        });
        expect(faceOf(thrownBy(() => cipher.decrypt(changed, where)))).toEqual({
          name: 'PrivacyError',
          ...decryptFailure,
        });
      }),
    );
  });

  it('of any bytes behind a prefix never open and never break the reader', () => {
    const cipher = () => createFieldCipher({ keyring, commitment: false });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.boolean(), (bytes, isOurs) => {
        if (isOurs) bytes.set([2, 0x0a, 0x0b, 0x0c, 0x0d, 2, 7].slice(0, bytes.length));
        const token = `wpf1.${encodeBase64url(bytes)}`;
        expect(codeOf(() => cipher().decrypt(token, { recordId: '1', field: 'remark' }))).toBe('ERR_DECRYPT_FAILED');
      }),
    );
  });

  it('any text at all opens to an error of ours, or is parsed', () => {
    const prefix = fc.constantFrom('', 'wpf1.', 'wpr1.', 'wpf2.', 'wpf', 'wpr1');
    fc.assert(
      fc.property(prefix, fc.string({ unit: 'binary', maxLength: 40 }), (start, rest) => {
        try {
          parseToken(start + rest);
        } catch (error) {
          expect(isPrivacyError(error)).toBe(true);
        }
      }),
    );
  });
});
