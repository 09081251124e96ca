import { decodeHex } from '../bytes/buffer.ts';
import type { KnownAnswers } from '../crypto/suite.ts';

const hex = (text: string): Uint8Array => decodeHex(text) as Uint8Array;
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/**
 * What suite 3 must compute: RFC 8998 A.1 (SM4-GCM), GB/T 32905-2016 A.1 (SM3), GM/T 0042-2015 D.3 (HMAC-SM3). For the
 * `knownAnswers` of a suite 3 of your own.
 */
export const smKnownAnswers: KnownAnswers = /* @__PURE__ */ Object.freeze({
  aead: /* @__PURE__ */ Object.freeze({
    // The second half belongs to no key of SM4: whoever takes another half than the first fails.
    key: /* @__PURE__ */ hex(`0123456789abcdeffedcba9876543210${'5a'.repeat(16)}`),
    nonce: /* @__PURE__ */ hex('00001234567800000000abcd'),
    aad: /* @__PURE__ */ hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    plaintext: /* @__PURE__ */ hex(
      ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((byte) => byte.repeat(8)).join(''),
    ),
    sealed: /* @__PURE__ */ hex(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397' +
        'b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec',
    ),
  }),
  hash: /* @__PURE__ */ Object.freeze({
    data: /* @__PURE__ */ ascii('abc'),
    hash: /* @__PURE__ */ hex('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'),
  }),
  mac: /* @__PURE__ */ Object.freeze({
    key: /* @__PURE__ */ hex('0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20'),
    data: /* @__PURE__ */ ascii('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)),
    mac: /* @__PURE__ */ hex('ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a'),
  }),
});
