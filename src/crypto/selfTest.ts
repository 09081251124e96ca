import { equalBytes } from '../bytes/buffer.ts';
import { PrivacyError } from '../errors.ts';
import {
  type Engine,
  isSuiteId,
  type KnownAnswers,
  keyBytes,
  macBytes,
  nonceBytes,
  type Suite,
  type SuiteId,
  tagBytes,
} from './suite.ts';

/** Bytes that count up from `start`. */
const counted = (length: number, start: number): Uint8Array => Uint8Array.from({ length }, (_, i) => start + i);

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));

const plaintext =
  "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";

/** Key, nonce, associated data and text of RFC 8439 §2.8.2, and what each suite makes of them. */
const aead = {
  key: /* @__PURE__ */ counted(keyBytes, 0x80),
  nonce: /* @__PURE__ */ Uint8Array.of(7, 0, 0, 0, ...counted(nonceBytes - 4, 0x40)),
  aad: /* @__PURE__ */ fromHex('50515253c0c1c2c3c4c5c6c7'),
  plaintext: /* @__PURE__ */ ascii(plaintext),
};

const sealedBySuite: Readonly<Partial<Record<SuiteId, string>>> = {
  // RFC 8439 has no AES; made with OpenSSL 3, the suite itself is tested with the vectors of SP 800-38D's authors.
  1:
    '7c0df61c33f0c998dbe516797c7908dcdfd52f1f10ec0b5ae2e4de9942ced85eeec8b953385268b2f9fb8414d169f7f4b24a93c0b5d29afb' +
    'e1b442dc4077e8f48f22ad0a409f977cac9fcaf05be1ba04040f8b04667362fff434a71b9f2d09a3e14283372d3c5946111486e8c1a155a2' +
    '8965029f36e34e07302fbf985597bca58e5f',
  2:
    'd31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b29' +
    '05d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b' +
    '61161ae10b594f09e26a7e902ecbd0600691',
};

/** FIPS 180-4 "abc". */
const hash: KnownAnswers['hash'] = {
  data: /* @__PURE__ */ ascii('abc'),
  hash: /* @__PURE__ */ fromHex('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
};

/** RFC 4231, test case 2. */
const mac: KnownAnswers['mac'] = {
  key: /* @__PURE__ */ ascii('Jefe'),
  data: /* @__PURE__ */ ascii('what do ya want for nothing?'),
  mac: /* @__PURE__ */ fromHex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
};

/** The answers of the core where it has them; a suite must not bring easier ones. */
function answersFor(suite: Suite, id: SuiteId): KnownAnswers | undefined {
  const sealed = sealedBySuite[id];
  return sealed === undefined ? suite.knownAnswers : { aead: { ...aead, sealed: fromHex(sealed) }, hash, mac };
}

/** Whether a suite computes what the standards print, twice in a row, and opens nothing that was changed. */
function passes(suite: Suite, id: SuiteId): boolean {
  const answers = answersFor(suite, id);
  if (answers === undefined) return false;
  const { key, nonce, aad, plaintext: text, sealed } = answers.aead;
  const is = (bytes: Uint8Array | undefined, expected: Uint8Array): boolean =>
    bytes instanceof Uint8Array && equalBytes(bytes, expected);
  const keyed = suite.keyedMac(answers.mac.key);
  const { data } = answers.mac;
  const macs = [suite.mac(answers.mac.key, data), keyed.mac(data), keyed.mac(data)];
  const macWritten = new Uint8Array(macBytes);
  keyed.macInto?.(data, macWritten);
  if (keyed.macInto !== undefined) macs.push(macWritten);
  keyed.wipe();
  // In the middle of other bytes, which have to stay.
  const start = 3;
  const end = start + sealed.length;
  const around = (part: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(end + 2).fill(0xa5);
    bytes.set(part, start);
    return bytes;
  };
  const hashWritten = around(new Uint8Array(0));
  const hashAround = hashWritten.slice();
  suite.hashInto?.(answers.hash.data, hashWritten, start);
  hashAround.set(answers.hash.hash, start);
  const inPlace = around(text);
  suite.sealInPlace?.(key, nonce, aad, inPlace, start, end);
  const opensInPlace = (bytes: Uint8Array, becomes: Uint8Array | undefined): boolean => {
    if (suite.openInPlace === undefined) return true;
    const buffer = around(bytes);
    const isOpen = suite.openInPlace(key, nonce, aad, buffer, start, end);
    return (
      isOpen === (becomes !== undefined) &&
      is(buffer.subarray(0, end - tagBytes), around(becomes ?? bytes).subarray(0, end - tagBytes))
    );
  };
  const changed = (at: number): Uint8Array => sealed.map((byte, i) => (i === at ? byte ^ 1 : byte));
  return (
    suite.id === id &&
    is(suite.hash(answers.hash.data), answers.hash.hash) &&
    (suite.hashInto === undefined || is(hashWritten, hashAround)) &&
    macs.every((bytes) => is(bytes, answers.mac.mac)) &&
    is(suite.seal(key, nonce, aad, text), sealed) &&
    (suite.sealInPlace === undefined || is(inPlace, around(sealed))) &&
    opensInPlace(sealed, text) &&
    opensInPlace(changed(0), undefined) &&
    opensInPlace(changed(sealed.length - 1), undefined) &&
    is(suite.open(key, nonce, aad, sealed), text) &&
    suite.open(key, nonce, aad, changed(0)) === undefined &&
    suite.open(key, nonce, aad, changed(sealed.length - 1)) === undefined &&
    suite.open(key, nonce, aad.subarray(1), sealed) === undefined
  );
}

const proven = /* @__PURE__ */ new WeakSet<Suite>();

/**
 * The suite of an engine, after a known-answer test: once for each suite, before its first use. A build of libsodium or
 * OpenSSL that computes something else, or a wrong object that was handed in, must not write a single token.
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE` when the engine does not have it, `ERR_ENGINE` when it fails the test.
 */
export function provenSuite(engine: Engine, id: number): Suite {
  const suite = isSuiteId(id) ? engine.suite(id) : undefined;
  if (suite === undefined) {
    throw new PrivacyError('ERR_UNSUPPORTED_SUITE', `the engine ${engine.name} does not have suite ${id}`);
  }
  if (!proven.has(suite)) {
    if (!passesSafely(suite, id as SuiteId)) {
      throw new PrivacyError('ERR_ENGINE', `the engine ${engine.name} fails the known-answer test of suite ${id}`);
    }
    proven.add(suite);
  }
  return suite;
}

function passesSafely(suite: Suite, id: SuiteId): boolean {
  try {
    return passes(suite, id);
  } catch {
    return false;
  }
}
