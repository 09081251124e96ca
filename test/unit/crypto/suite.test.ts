// Every engine against published vectors: RFC 8439, SP 800-38D (McGrew and Viega), RFC 8998, RFC 4231, FIPS 180-4, GB/T 32905,
// GM/T 0042 and, where the files are there, Wycheproof.
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nobleEngine, type Suite, type SuiteId } from 'waybill-privacy/field';
import { engines, native, suiteIds, wrappers } from '../../support/engines.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Names and suites of all engines that have this one. */
const withSuite = (id: SuiteId): [string, Suite][] =>
  engines.flatMap(([name, engine]) => {
    const suite = engine.suite(id);
    return suite === undefined ? [] : [[name, suite] as [string, Suite]];
  });
/** All suites whose hash is SHA-256. */
const all: [string, Suite][] = ([1, 2] as const).flatMap((id) =>
  withSuite(id).map(([name, suite]) => [`${name}, suite ${id}`, suite] as [string, Suite]),
);

describe('engines', () => {
  it('have the suites they say and no other', () => {
    const suites = engines.map(([name, engine]) => [name, suiteIds.filter((id) => engine.suite(id)?.id === id)]);
    expect(Object.fromEntries(suites)).toMatchObject({
      noble: [1, 2],
      node: [1, 2],
      fast: [2],
      'libsodium-wrappers-like': [2],
      'sodium-native-like': [2],
      'sm-crypto': [3],
      'node-sm': [3],
    });
    for (const [, engine] of engines) {
      for (const id of [-1, 0, 4, 255, Number.NaN]) expect(engine.suite(id)).toBeUndefined();
    }
    expect(nobleEngine.name).toBe('noble');
  });

  it.skipIf(wrappers === undefined)('libsodium-wrappers is among them (skipped where it is not installed)', () => {
    expect(engines.map(([name]) => name)).toContain('libsodium-wrappers');
  });

  it.skipIf(native === undefined)('sodium-native is among them (skipped where it is not installed)', () => {
    expect(engines.map(([name]) => name)).toContain('sodium-native');
  });
});

interface AeadExample {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly aad: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly sealed: Uint8Array;
}

/** RFC 8439 §2.8.2. */
const chachaExample: AeadExample = {
  key: hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  nonce: hex('070000004041424344454647'),
  aad: hex('50515253c0c1c2c3c4c5c6c7'),
  plaintext: Buffer.from(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  ),
  sealed: hex(
    'd31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b29' +
      '05d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b' +
      '61161ae10b594f09e26a7e902ecbd0600691',
  ),
};

/** RFC 8439 §A.5. */
const chachaDecryption: AeadExample = {
  key: hex('1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0'),
  nonce: hex('000000000102030405060708'),
  aad: hex('f33388860000000000004e91'),
  plaintext: Buffer.from(
    'Internet-Drafts are draft documents valid for a maximum of six months and may be updated, replaced, or obsoleted by ' +
      'other documents at any time. It is inappropriate to use Internet-Drafts as reference material or to cite them other ' +
      'than as /\u201cwork in progress./\u201d',
  ),
  sealed: hex(
    '64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb24c6cfc18755d43eea09ee94e382d26b0bdb7b73c321b0100' +
      'd4f03b7f355894cf332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f982b1ff37c8559797a06ef4f0ef61c186324e2b350638' +
      '3606907b6a7c02b0f9f6157b53c867e4b9166c767b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523eaf4534d7f83fa115' +
      '5b0047718cbc546a0d072b04b3564eea1b422273f548271a0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a10' +
      '49e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38',
  ),
};

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16. */
const gcmExample: AeadExample = {
  key: hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: hex('cafebabefacedbaddecaf888'),
  aad: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plaintext: hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  ),
  sealed: hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b',
  ),
};

/** RFC 8998 A.1: the key of 16 bytes is the first half of ours. */
const sm4Example: AeadExample = {
  key: hex('0123456789abcdeffedcba987654321000000000000000000000000000000000'),
  nonce: hex('00001234567800000000abcd'),
  aad: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plaintext: hex(
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeee' +
      'aaaaaaaaaaaaaaaa',
  ),
  sealed: hex(
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397' +
      'b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec',
  ),
};

describe.each([
  ...withSuite(1).map(([name, suite]) => ['AES-256-GCM, test case 16', name, suite, gcmExample] as const),
  ...withSuite(2).map(([name, suite]) => ['ChaCha20-Poly1305, RFC 8439 §2.8.2', name, suite, chachaExample] as const),
  ...withSuite(2).map(([name, suite]) => ['ChaCha20-Poly1305, RFC 8439 §A.5', name, suite, chachaDecryption] as const),
  ...withSuite(3).map(([name, suite]) => ['SM4-GCM, RFC 8998 A.1', name, suite, sm4Example] as const),
])('%s, %s', (_, __, suite, { key, nonce, aad, plaintext, sealed }) => {
  it('seals and opens', () => {
    expect(toHex(suite.seal(key, nonce, aad, plaintext))).toBe(toHex(sealed));
    expect(toHex(suite.open(key, nonce, aad, sealed)!)).toBe(toHex(plaintext));
  });

  it('seals and opens nothing at all', () => {
    const tag = suite.seal(key, nonce, aad, new Uint8Array(0));
    expect(tag).toHaveLength(16);
    expect(suite.open(key, nonce, aad, tag)).toEqual(new Uint8Array(0));
  });

  it('does not open with any changed bit, with another key, nonce or associated data, cut or longer', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += bit < sealed.length * 8 - 128 ? 7 : 1) {
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

describe.each(all)('%s', (_, suite) => {
  it('hashes as FIPS 180-4', () => {
    expect(toHex(suite.hash(Buffer.from('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

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
  ])('HMAC-SHA-256, RFC 4231, key %s', (key, message, tag) => {
    const keyed = suite.keyedMac(hex(key));
    const macs = [suite.mac(hex(key), hex(message)), keyed.mac(hex(message)), keyed.mac(hex(message))];
    expect(macs.map(toHex)).toEqual([tag, tag, tag]);
  });

  it('takes messages of any length under one key, in any order', () => {
    const key = new Uint8Array(32).fill(0x5a);
    const keyed = suite.keyedMac(key);
    for (const length of [0, 54, 54, 1, 55, 56, 63, 64, 65, 54, 0, 128, 200, 3]) {
      const message = Uint8Array.from({ length }, (_, i) => i);
      expect(toHex(keyed.mac(message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }
  });

  it('keeps no key of a MAC that was wiped', () => {
    const [key, message] = [new Uint8Array(32).fill(1), Uint8Array.of(1)];
    const right = toHex(suite.mac(key, message));
    const keyed = suite.keyedMac(key);
    key.fill(9);
    expect(toHex(keyed.mac(message))).toBe(right);
    keyed.wipe();
    let after = '';
    try {
      after = toHex(keyed.mac(message));
    } catch {
      // Of the two ways to be unusable this is the louder one.
    }
    expect(after).not.toBe(right);
  });
});

describe.each(withSuite(3))('%s', (_, suite) => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('SM3, GB/T 32905-2016 appendix A, %s', (message, digest) => {
    expect(toHex(suite.hash(Buffer.from(message)))).toBe(digest);
  });

  it.each([
    [
      '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20',
      Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)).toString('hex'),
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    ],
    [
      '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425',
      'cd'.repeat(50),
      '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae',
    ],
  ])('HMAC-SM3, GM/T 0042-2015 D.3, key %s', (key, message, tag) => {
    const keyed = suite.keyedMac(hex(key));
    const macs = [suite.mac(hex(key), hex(message)), keyed.mac(hex(message)), keyed.mac(hex(message))];
    expect(macs.map(toHex)).toEqual([tag, tag, tag]);
  });

  it('keeps no key of a MAC that was wiped', () => {
    const [key, message] = [new Uint8Array(32).fill(1), Uint8Array.of(1)];
    const keyed = suite.keyedMac(key);
    key.fill(9);
    expect(keyed.mac(message)).toEqual(suite.mac(new Uint8Array(32).fill(1), message));
    keyed.wipe();
    expect(keyed.mac(message)).toEqual(suite.mac(new Uint8Array(32), message));
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
  readonly testGroups: readonly {
    readonly keySize: number;
    readonly ivSize?: number;
    readonly tagSize: number;
    readonly tests: readonly WycheproofTest[];
  }[];
}

// The files are no part of this repository; they lie beside it where it is developed.
const wycheproof = (name: string): URL =>
  new URL(`../../../../shared/data/vectors/wycheproof_${name}.json`, import.meta.url);
const read = (file: URL): WycheproofFile => JSON.parse(readFileSync(file, 'utf8')) as WycheproofFile;
const why = '(skipped where ../shared/data/vectors is absent)';

function checkAead(suite: Suite, file: URL): number {
  const ourKeySize = suite.id === 3 ? 128 : 256;
  let count = 0;
  for (const { tests, keySize, ivSize, tagSize } of read(file).testGroups) {
    // Our formats have no other sizes; for those the file tests what a caller here cannot ask for.
    if (keySize !== ourKeySize || ivSize !== 96 || tagSize !== 128) continue;
    for (const test of tests) {
      const [key, iv, aad] = [hex(test.key.padEnd(64, '0')), hex(test.iv), hex(test.aad)];
      const opened = suite.open(key, iv, aad, hex(test.ct + test.tag));
      expect(opened && toHex(opened), `test ${test.tcId}`).toBe(test.result === 'valid' ? test.msg : undefined);
      if (test.result === 'valid') {
        expect(toHex(suite.seal(key, iv, aad, hex(test.msg))), `test ${test.tcId}`).toBe(test.ct + test.tag);
      }
      count++;
    }
  }
  return count;
}

describe.each([
  ...withSuite(1).map(([name, suite]) => [name, 'AES-256-GCM', 'HMAC-SHA-256', suite, 'aes_gcm', 60] as const),
  ...withSuite(2).map(
    ([name, suite]) => [name, 'ChaCha20-Poly1305', 'HMAC-SHA-256', suite, 'chacha20_poly1305', 250] as const,
  ),
  ...withSuite(3).map(([name, suite]) => [name, 'SM4-GCM', 'HMAC-SM3', suite, 'sm4_gcm', 60] as const),
])('Wycheproof, %s', (_, cipher, mac, suite, aeadName, atLeast) => {
  const file = wycheproof(aeadName);
  const macFile = wycheproof(mac.toLowerCase().replace('sha-', 'sha').replace('-', '_'));

  it.skipIf(!existsSync(file))(`${cipher} ${why}`, () => {
    expect(checkAead(suite, file)).toBeGreaterThanOrEqual(atLeast);
  });

  it.skipIf(!existsSync(macFile))(`${mac} ${why}`, () => {
    let count = 0;
    for (const { tests, tagSize } of read(macFile).testGroups) {
      for (const test of tests) {
        const tag = toHex(
          suite
            .keyedMac(hex(test.key))
            .mac(hex(test.msg))
            .subarray(0, tagSize / 8),
        );
        expect(tag === test.tag, `test ${test.tcId}`).toBe(test.result === 'valid');
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  });
});
