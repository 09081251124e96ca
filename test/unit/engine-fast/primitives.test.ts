// The parts of the engine against the standards: the AEAD as a whole is in ../crypto/suite.test.ts, with all other engines.
import { createHash } from 'node:crypto';
import { poly1305 as noblePoly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20 as nobleChaCha20 } from '@noble/ciphers/chacha.js';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { chacha20 } from '../../../src/engine-fast/chacha20.ts';
import { poly1305 } from '../../../src/engine-fast/poly1305.ts';
import { sha2 } from '../../../src/engine-fast/sha256.ts';
import { readWord, writeWord } from '../../../src/engine-fast/words.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (words: Int32Array): Uint8Array => {
  const bytes = new Uint8Array(4 * words.length);
  words.forEach((word, i) => {
    writeWord(bytes, 4 * i, word);
  });
  return bytes;
};

describe('ChaCha20', () => {
  afterEach(chacha20.wipe);

  it.each([
    [
      '§2.3.2',
      '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
      '000000090000004a00000000',
      1,
      '10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e',
    ],
    [
      'A.1 #1',
      '00'.repeat(32),
      '00'.repeat(12),
      0,
      '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586',
    ],
    [
      'A.1 #2',
      '00'.repeat(32),
      '00'.repeat(12),
      1,
      '9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f',
    ],
    [
      'A.1 #3',
      `${'00'.repeat(31)}01`,
      '00'.repeat(12),
      1,
      '3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0',
    ],
    [
      'A.1 #4',
      `00ff${'00'.repeat(30)}`,
      '00'.repeat(12),
      2,
      '72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096',
    ],
    [
      'A.1 #5',
      '00'.repeat(32),
      `${'00'.repeat(11)}02`,
      0,
      'c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c78a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d',
    ],
  ])('block, RFC 8439 %s', (_, key, nonce, counter, block) => {
    chacha20.start(hex(key), hex(nonce));
    chacha20.block(counter);
    expect(toHex(bytesOf(chacha20.keyStream))).toBe(block);
  });

  it.each([
    ['#1', '00'.repeat(32), '00'.repeat(12), '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7'],
    [
      '#2',
      `${'00'.repeat(31)}01`,
      `${'00'.repeat(11)}02`,
      'ecfa254f845f647473d3cb140da9e87606cb33066c447b87bc2666dde3fbb739',
    ],
    [
      '#3',
      '1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0',
      `${'00'.repeat(11)}02`,
      '965e3bc6f9ec7ed9560808f4d229f94b137ff275ca9b3fcbdd59deaad23310ae',
    ],
  ])('key of the MAC, RFC 8439 A.4 %s', (_, key, nonce, macKey) => {
    chacha20.start(hex(key), hex(nonce));
    chacha20.block(0);
    expect(toHex(bytesOf(chacha20.keyStream).subarray(0, 32))).toBe(macKey);
  });

  it('goes on through many blocks as @noble does', () => {
    for (const length of [0, 1, 63, 64, 65, 128, 300 * 64 + 5]) {
      const [key, nonce, text] = [
        new Uint8Array(32).fill(3),
        new Uint8Array(12).fill(4),
        new Uint8Array(length).fill(5),
      ];
      const place = new Uint8Array(length + 3).fill(5);
      chacha20.start(key, nonce);
      chacha20.xor(place, 1, length);
      expect(place).toEqual(Uint8Array.of(5, ...nobleChaCha20(key, nonce, text, undefined, 1), 5, 5));
    }
  });
});

/** Poly1305 of whole blocks. */
function mac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const words = Int32Array.from({ length: 8 }, (_, i) => readWord(key, 4 * i));
  const tag = new Int32Array(4);
  poly1305.start(words);
  poly1305.absorb(message, 0, message.length);
  poly1305.finish(tag);
  return bytesOf(tag);
}

describe('Poly1305', () => {
  const zeros = '00'.repeat(16);
  const ones = 'ff'.repeat(16);
  const low = (first: string): string => first + '00'.repeat(15);

  // Those of A.3 whose message has whole blocks; the AEAD has no other. They are the edges of the reduction.
  it.each([
    ['#1', zeros + zeros, '00'.repeat(64), zeros],
    ['#7', low('02') + zeros, ones, low('03')],
    ['#8', low('02') + ones, low('02'), low('03')],
    ['#9', low('01') + zeros, `${ones}f0${'ff'.repeat(15)}11${'00'.repeat(15)}`, low('05')],
    ['#10', low('01') + zeros, `${ones}fb${'fe'.repeat(15)}${'01'.repeat(16)}`, zeros],
    ['#11', low('02') + zeros, `fd${'ff'.repeat(15)}`, `fa${'ff'.repeat(15)}`],
    [
      '#12',
      `0100000000000000040000000000000000${'00'.repeat(15)}`,
      'e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001000000000000000000000000000000',
      '14000000000000005500000000000000',
    ],
    [
      '#13',
      `0100000000000000040000000000000000${'00'.repeat(15)}`,
      'e33594d7505e43b900000000000000003394d7505e4379cd010000000000000000000000000000000000000000000000',
      '13000000000000000000000000000000',
    ],
  ])('RFC 8439 A.3 %s', (_, key, message, tag) => {
    expect(toHex(mac(hex(key), hex(message)))).toBe(tag);
  });

  it('is that of @noble, also where limbs are full', () => {
    const byte = fc.oneof(fc.constantFrom(0, 0xff, 0xfe, 0xfb, 1), fc.nat(255));
    const key = fc.array(byte, { minLength: 32, maxLength: 32 });
    const block = fc.array(byte, { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(key, fc.array(block, { maxLength: 20 }), (k, blocks) => {
        const [keyBytes, message] = [Uint8Array.from(k), Uint8Array.from(blocks.flat())];
        expect(mac(keyBytes, message)).toEqual(noblePoly1305(message, keyBytes));
      }),
    );
  });

  it('takes lengths above 4 GiB as 64 bits', () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1);
    const tag = new Int32Array(4);
    poly1305.start(Int32Array.from({ length: 8 }, (_, i) => readWord(key, 4 * i)));
    poly1305.absorbLengths(2 ** 32 + 5, 3 * 2 ** 32 + 2 ** 31);
    poly1305.finish(tag);
    expect(bytesOf(tag)).toEqual(noblePoly1305(hex('05000000010000000000008003000000'), key));
  });
});

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('FIPS 180-4 and its examples, %#', (message, digest) => {
    expect(toHex(sha2.hash(Buffer.from(message)))).toBe(digest);
  });

  it('is that of OpenSSL at every length up to four blocks', () => {
    for (let length = 0; length <= 256; length++) {
      const data = Uint8Array.from({ length }, (_, i) => 31 * i + length);
      expect(toHex(sha2.hash(data))).toBe(createHash('sha256').update(data).digest('hex'));
    }
  });
});
