import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { orderSchema } from '../../../src/record/index.ts';
import { exportJwe, importJwe } from '../../../src/sealed/index.ts';
import { orderOf } from '../../support/sealed.ts';
import { rejectionCodeOf, rejectionOf } from '../../support/thrown.ts';

const order = orderOf(1);
const grants = { fields: ['recipient.phone'], masks: ['recipient.name'], regions: ['recipient.address'] };
const common = { jose, keyId: 'carrier-2026', schema: orderSchema, recordId: 'A1', ...grants };

describe.each([
  ['ECDH-ES+A256KW', { crv: 'X25519' }],
  ['ECDH-ES+A256KW', { crv: 'P-256' }],
  ['RSA-OAEP-256', {}],
] as const)('%s %j', async (algorithm, options) => {
  const { publicKey, privateKey } = await jose.generateKeyPair(algorithm, options);
  const other = await jose.generateKeyPair(algorithm, options);
  const jwe = await exportJwe(order, { ...common, publicKey, algorithm });
  const opening = { jose, privateKey, recordId: 'A1', schema: 'order' };

  it('gives the recipient what it was granted', async () => {
    expect(await importJwe(jwe, opening)).toStrictEqual({
      id: 'A1',
      recipient: { name: '张**', phone: '13812345601', address: '浙江省杭州市西湖区**' },
      sender: {},
      items: [{ sku: 'S-1', count: 1 }],
    });
  });

  it('opens with any JOSE library', async () => {
    const { plaintext, protectedHeader } = await jose.compactDecrypt(jwe, privateKey);
    expect(protectedHeader).toMatchObject({ alg: algorithm, enc: 'A256GCM', kid: 'carrier-2026' });
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject({ recordId: 'A1', schema: 'order' });
  });

  it('is refused with another key, for another order, and changed', async () => {
    const code = (text: string, more: object = {}) => rejectionCodeOf(importJwe(text, { ...opening, ...more }));
    expect(await code(jwe, { privateKey: other.privateKey })).toBe('ERR_DECRYPT_FAILED');
    expect(await code(jwe, { recordId: 'A2' })).toBe('ERR_DECRYPT_FAILED');
    expect(await code(jwe, { schema: 'other' })).toBe('ERR_DECRYPT_FAILED');
    for (const at of [0, Math.floor(jwe.length / 2), jwe.length - 30]) {
      const changed = jwe.slice(0, at) + (jwe[at] === 'A' ? 'B' : 'A') + jwe.slice(at + 1);
      expect(await code(changed)).toBe('ERR_DECRYPT_FAILED');
    }
    expect(await code('')).toBe('ERR_DECRYPT_FAILED');
    expect(await code('a'.repeat(4_194_305))).toBe('ERR_LIMIT_EXCEEDED');
  });

  it('is refused in another content type or encryption', async () => {
    const content = new TextEncoder().encode('{"recordId":"A1","schema":"order","order":{}}');
    const write = (header: object) =>
      new jose.CompactEncrypt(content)
        .setProtectedHeader({ alg: algorithm, enc: 'A256GCM', ...header })
        .encrypt(publicKey);
    expect(await rejectionCodeOf(importJwe(await write({}), opening))).toBe('ERR_DECRYPT_FAILED');
    const weaker = await write({ enc: 'A128CBC-HS256', cty: 'waybill-privacy-order+json' });
    expect(await rejectionCodeOf(importJwe(weaker, opening))).toBe('ERR_DECRYPT_FAILED');
  });
});

it('takes no key without grants and no other algorithm', async () => {
  const { publicKey } = await jose.generateKeyPair('RSA-OAEP-256');
  const { fields, masks, regions, ...bare } = common;
  expect([fields, masks, regions]).toHaveLength(3);
  expect(await rejectionOf(exportJwe(order, { ...bare, publicKey }))).toBeInstanceOf(TypeError);
  const weak = { ...common, publicKey, algorithm: 'RSA1_5' as 'RSA-OAEP-256' };
  expect(await rejectionOf(exportJwe(order, weak))).toBeInstanceOf(TypeError);
});
