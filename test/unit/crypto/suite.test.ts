// The suite against published vectors: RFC 8439, RFC 4231, FIPS 180-4 and, where the files are there, Wycheproof.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nobleEngine } from 'waybill-privacy/field';

const suite = nobleEngine.suite(2)!;
const gcmSuite = nobleEngine.suite(1)!;
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('nobleEngine', () => {
  it('has suites 1 and 2 and no other', () => {
    expect(nobleEngine.name).toBe('noble');
    expect(suite.id).toBe(2);
    expect(gcmSuite.id).toBe(1);
    for (const id of [-1, 0, 3, 255, Number.NaN]) expect(nobleEngine.suite(id)).toBeUndefined();
  });

  it('hashes as FIPS 180-4', () => {
    expect(toHex(suite.hash(Buffer.from('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('ChaCha20-Poly1305, RFC 8439 §2.8.2', () => {
  const key = hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
  const nonce = hex('070000004041424344454647');
  const aad = hex('50515253c0c1c2c3c4c5c6c7');
  const plaintext = Buffer.from(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  );
  const sealed = hex(
    'd31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b29' +
      '05d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b' +
      '61161ae10b594f09e26a7e902ecbd0600691',
  );

  it('seals and opens', () => {
    expect(toHex(suite.seal(key, nonce, aad, plaintext))).toBe(toHex(sealed));
    expect(toHex(suite.open(key, nonce, aad, sealed)!)).toBe(toHex(plaintext));
  });

  it('does not open with any changed bit, with another key, nonce or associated data, cut or longer', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = sealed.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(suite.open(key, nonce, aad, changed), `bit ${bit}`).toBeUndefined();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(suite.open(key, nonce, aad, sealed.subarray(0, length)), `length ${length}`).toBeUndefined();
    }
    const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte));
    expect(suite.open(flipped(key), nonce, aad, sealed)).toBeUndefined();
    expect(suite.open(key, flipped(nonce), aad, sealed)).toBeUndefined();
    expect(suite.open(key, nonce, flipped(aad), sealed)).toBeUndefined();
    expect(suite.open(key, nonce, new Uint8Array(0), sealed)).toBeUndefined();
    expect(suite.open(key, nonce, aad, new Uint8Array([...sealed, 0]))).toBeUndefined();
  });
});

describe('HMAC-SHA-256, RFC 4231', () => {
  it.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    [
      '0102030405060708090a0b0c0d0e0f10111213141516171819',
      'cd'.repeat(50),
      '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
    ],
    [
      'aa'.repeat(131),
      Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First').toString('hex'),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      'aa'.repeat(131),
      Buffer.from(
        'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be ' +
          'hashed before being used by the HMAC algorithm.',
      ).toString('hex'),
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('key %s', (key, message, tag) => {
    expect(toHex(suite.mac(hex(key), hex(message)))).toBe(tag);
  });
});

interface WycheproofTest {
  readonly tcId: number;
  readonly key: string;
  readonly msg: string;
  readonly tag: string;
  readonly iv: string;
  readonly aad: string;
  readonly ct: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

interface WycheproofFile {
  readonly numberOfTests: number;
  readonly testGroups: readonly { readonly tagSize: number; readonly tests: readonly WycheproofTest[] }[];
}

// The files are no part of this repository; they lie beside it where it is developed.
const wycheproof = (name: string): URL =>
  new URL(`../../../../shared/data/vectors/wycheproof_${name}.json`, import.meta.url);
const read = (file: URL): WycheproofFile => JSON.parse(readFileSync(file, 'utf8')) as WycheproofFile;
const aeadFile = wycheproof('chacha20_poly1305');
const macFile = wycheproof('hmac_sha256');

describe('Wycheproof', () => {
  it.skipIf(!existsSync(aeadFile))('ChaCha20-Poly1305 (skipped where ../shared/data/vectors is absent)', () => {
    const file = read(aeadFile);
    let count = 0;
    for (const { tests } of file.testGroups) {
      for (const test of tests) {
        const [key, iv, aad] = [hex(test.key), hex(test.iv), hex(test.aad)];
        const opened = suite.open(key, iv, aad, hex(test.ct + test.tag));
        expect(opened && toHex(opened), `test ${test.tcId}`).toBe(test.result === 'valid' ? test.msg : undefined);
        if (test.result === 'valid') {
          expect(toHex(suite.seal(key, iv, aad, hex(test.msg))), `test ${test.tcId}`).toBe(test.ct + test.tag);
        }
        count++;
      }
    }
    expect(count).toBe(file.numberOfTests);
  });

  it.skipIf(!existsSync(macFile))('HMAC-SHA-256 (skipped where ../shared/data/vectors is absent)', () => {
    const file = read(macFile);
    let count = 0;
    for (const { tests, tagSize } of file.testGroups) {
      for (const test of tests) {
        const tag = toHex(suite.mac(hex(test.key), hex(test.msg)).subarray(0, tagSize / 8));
        expect(tag === test.tag, `test ${test.tcId}`).toBe(test.result === 'valid');
        count++;
      }
    }
    expect(count).toBe(file.numberOfTests);
  });
});
