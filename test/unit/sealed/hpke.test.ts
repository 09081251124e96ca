/** HPKE comes from a library; here it is the code that we call, in the one suite that we use, that is tested. */
import { existsSync, readFileSync } from 'node:fs';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { XWing } from '@hpke/hybridkem-x-wing';
import * as noble from '@panva/hpke-noble';
import { AEAD_AES_256_GCM, CipherSuite as HpkeSuite } from 'hpke';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/buffer.ts';
import { hpkeSuite } from '../../../src/sealed/kem.ts';

interface Vector {
  readonly mode: number;
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly info: string;
  readonly ikmR: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly encryptions: readonly { readonly aad: string; readonly ct: string; readonly pt: string }[];
  readonly exports: readonly {
    readonly exporter_context: string;
    readonly L: number;
    readonly exported_value: string;
  }[];
}

const file = new URL('../../../../shared/data/vectors/rfc9180_x25519_sha256.json', import.meta.url);
const hex = (text: string): Uint8Array => decodeHex(text) as Uint8Array;

describe('RFC 9180', () => {
  it.skipIf(!existsSync(file))(
    'base mode with AES-256-GCM (skipped where ../shared/data/vectors is absent)',
    async () => {
      const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];
      // Mode 0 is the only one we use: who sent is what the Ed25519 signature says.
      const ours = vectors.filter(
        ({ mode, kem_id, kdf_id, aead_id }) => mode === 0 && kem_id === 0x20 && kdf_id === 1 && aead_id === 2,
      );
      expect(ours).toHaveLength(1);
      const suite = hpkeSuite('x25519');
      for (const vector of ours) {
        const pair = await suite.DeriveKeyPair(hex(vector.ikmR), true);
        expect(encodeHex(await suite.SerializePublicKey(pair.publicKey))).toBe(vector.pkRm);
        expect(encodeHex(await suite.SerializePrivateKey(pair.privateKey))).toBe(vector.skRm);
        const context = await suite.SetupRecipient(pair, hex(vector.enc), { info: hex(vector.info) });
        for (const { aad, ct, pt } of vector.encryptions) {
          expect(encodeHex(await context.Open(hex(ct), hex(aad)))).toBe(pt);
        }
        for (const { exporter_context, L, exported_value } of vector.exports) {
          expect(encodeHex(await context.Export(hex(exporter_context), L))).toBe(exported_value);
        }
      }
    },
  );
});

const text = new TextEncoder().encode('batch keys');
const info = new TextEncoder().encode('wpb1');

describe.each([
  ['x25519', () => new DhkemX25519HkdfSha256(), hpkeSuite('x25519')],
  ['x-wing', () => new XWing(), hpkeSuite('x-wing', noble.KEM_MLKEM768_X25519)],
] as const)('%s, with a second library', (_, kem, suite) => {
  const other = new CipherSuite({ kem: kem(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

  it('opens what the other sealed', async () => {
    const pair = await suite.GenerateKeyPair();
    const publicKey = await other.kem.deserializePublicKey(await suite.SerializePublicKey(pair.publicKey));
    const { enc, ct } = await other.seal({ recipientPublicKey: publicKey, info }, text);
    const opened = await suite.Open(pair, new Uint8Array(enc), new Uint8Array(ct), { info });
    expect(opened).toStrictEqual(text);
  });

  it('seals what the other opens', async () => {
    const pair = await other.kem.generateKeyPair();
    const publicKey = await suite.DeserializePublicKey(
      new Uint8Array(await other.kem.serializePublicKey(pair.publicKey)),
    );
    const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, text, { info });
    const opened = await other.open({ recipientKey: pair, enc: encapsulatedSecret, info }, ciphertext);
    expect(new Uint8Array(opened)).toStrictEqual(text);
  });
});

describe('x25519, with the KEM and KDF of a third library, on @noble', () => {
  const suite = hpkeSuite('x25519');
  const third = new HpkeSuite(noble.KEM_DHKEM_X25519_HKDF_SHA256, noble.KDF_HKDF_SHA256, AEAD_AES_256_GCM);

  it('opens what it sealed, and the other way round', async () => {
    for (const [sealing, opening] of [
      [third, suite],
      [suite, third],
    ] as const) {
      const pair = await opening.GenerateKeyPair();
      const publicKey = await sealing.DeserializePublicKey(await opening.SerializePublicKey(pair.publicKey));
      const { encapsulatedSecret, ciphertext } = await sealing.Seal(publicKey, text, { info });
      expect(await opening.Open(pair, encapsulatedSecret, ciphertext, { info })).toStrictEqual(text);
    }
  });
});
