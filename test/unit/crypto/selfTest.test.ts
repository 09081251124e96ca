// An engine that computes anything else than the standards is not used at all.
import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  type Engine,
  generateKeyring,
  nobleEngine,
  type Sodium,
  type Suite,
  type SuiteId,
  sodiumEngine,
} from 'waybill-privacy';
import { nodeEngine } from 'waybill-privacy/node';
import { smKnownAnswers } from 'waybill-privacy/sm';
import { enginesOf, nativeLike, suiteIds, wrappersLike } from '../../support/engines.ts';
import { codeOf, thrownBy } from '../../support/thrown.ts';

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte));

const engineOf = (id: SuiteId, changes: (suite: Suite) => Partial<Suite>): Engine => {
  const suite = enginesOf(id)[0]!.suite(id)!;
  const changed = { ...suite, ...changes(suite) };
  return { name: 'changed', suite: () => changed };
};

const faults: readonly (readonly [string, (suite: Suite) => Partial<Suite>])[] = [
  ['another id', ({ id }) => ({ id: id === 1 ? 2 : 1 })],
  ['a wrong hash', ({ hash }) => ({ hash: (data) => flipped(hash(data)) })],
  ['a wrong MAC', ({ mac }) => ({ mac: (key, data) => flipped(mac(key, data)) })],
  ['a cut MAC', ({ mac }) => ({ mac: (key, data) => mac(key, data).subarray(0, 16) })],
  ['a wrong keyed MAC', (suite) => ({ keyedMac: (key) => ({ ...suite.keyedMac(flipped(key)) }) })],
  [
    'a keyed MAC that is right once',
    ({ keyedMac }) => ({
      keyedMac(key) {
        const keyed = keyedMac(key);
        let calls = 0;
        return { ...keyed, mac: (data) => (calls++ === 0 ? keyed.mac(data) : new Uint8Array(32)) };
      },
    }),
  ],
  ['a wrong hash in its place', ({ hash }) => ({ hashInto: (data, into, at) => into.set(flipped(hash(data)), at) })],
  ['a hash beside its place', ({ hash }) => ({ hashInto: (data, into, at) => into.set(hash(data), at + 1) })],
  [
    'writing behind a hash',
    ({ hash }) => ({
      hashInto(data, into, at) {
        into.set(hash(data), at);
        into[at + 32]! ^= 1;
      },
    }),
  ],
  [
    'a wrong keyed MAC in its place',
    ({ keyedMac }) => ({
      keyedMac(key) {
        const keyed = keyedMac(key);
        return { ...keyed, macInto: (data, into) => into.set(flipped(keyed.mac(data))) };
      },
    }),
  ],
  ['a wrong tag', ({ seal }) => ({ seal: (...args) => flipped(seal(...args)) })],
  ['no tag', ({ seal }) => ({ seal: (...args) => seal(...args).slice(0, -16) })],
  [
    'a wrong tag in place',
    ({ seal }) => ({
      sealInPlace(key, nonce, aad, buffer, start, end) {
        buffer.set(flipped(seal(key, nonce, aad, buffer.subarray(start, end - 16))), start);
      },
    }),
  ],
  [
    'writing behind its place',
    ({ seal }) => ({
      sealInPlace(key, nonce, aad, buffer, start, end) {
        buffer.set(seal(key, nonce, aad, buffer.subarray(start, end - 16)), start);
        buffer[end] = 0;
      },
    }),
  ],
  ['opening nothing in place', () => ({ openInPlace: () => true })],
  [
    'opening a changed text in place',
    ({ seal }) => ({
      openInPlace(key, nonce, aad, buffer, start, end) {
        buffer.set(seal(key, nonce, aad, buffer.subarray(start, end - 16)).subarray(0, -16), start);
        return true;
      },
    }),
  ],
  [
    'leaving what a wrong tag stands behind changed',
    ({ open }) => ({
      openInPlace(key, nonce, aad, buffer, start, end) {
        const text = open(key, nonce, aad, buffer.subarray(start, end));
        buffer.set(text ?? new Uint8Array(1), start);
        return text !== undefined;
      },
    }),
  ],
  ['sealing nothing in place', () => ({ sealInPlace: () => undefined })],
  ['text instead of bytes', () => ({ seal: () => 'sealed' as unknown as Uint8Array })],
  [
    'associated data left out',
    ({ open, seal }) => ({
      open: (key, nonce, _, sealed) => open(key, nonce, new Uint8Array(0), sealed),
      seal: (key, nonce, _, plaintext) => seal(key, nonce, new Uint8Array(0), plaintext),
    }),
  ],
  ['opening nothing', () => ({ open: () => undefined })],
  [
    'a tag that is not checked',
    ({ open, seal }) => ({
      open: (key, nonce, aad, sealed) => {
        const text = seal(key, nonce, aad, sealed.subarray(0, -16)).subarray(0, -16);
        return open(key, nonce, aad, seal(key, nonce, aad, text));
      },
    }),
  ],
  [
    'an error where a tag is wrong',
    ({ open }) => ({
      open(...args) {
        const opened = open(...args);
        if (opened === undefined) throw new Error('bad tag');
        return opened;
      },
    }),
  ],
];

describe.each(suiteIds)('the known-answer test of suite %i', (id) => {
  const keyring = generateKeyring({ tenant: 'shop-1', suite: id });

  it('passes the engines that have it', () => {
    const able = enginesOf(id);
    expect(able.length).toBeGreaterThanOrEqual(2);
    for (const engine of able) expect(() => createFieldCipher({ keyring, engine })).not.toThrow();
    expect(() => createFieldCipher({ keyring, engine: engineOf(id, () => ({})) })).not.toThrow();
  });

  it.each(faults)('refuses %s', (_, changes) => {
    const engine = engineOf(id, changes);
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
    expect(codeOf(() => createRecordCipher({ keyring, engine }))).toBe('ERR_ENGINE');
    // Not only the first time.
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
  });
});

describe('known answers', () => {
  it('that a suite of the core brings along are not looked at', () => {
    const keyring = generateKeyring({ tenant: 'shop-1', suite: 2 });
    const hash = { data: new Uint8Array(0), hash: new Uint8Array(32) };
    const knownAnswers = { ...smKnownAnswers, hash };
    const good = engineOf(2, () => ({ knownAnswers }));
    expect(() => createFieldCipher({ keyring, engine: good })).not.toThrow();
    const bad = engineOf(2, () => ({ knownAnswers, hash: () => hash.hash }));
    expect(codeOf(() => createFieldCipher({ keyring, engine: bad }))).toBe('ERR_ENGINE');
  });

  it('are needed for suite 3', () => {
    const { knownAnswers: _, ...suite } = enginesOf(3)[0]!.suite(3)!;
    const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
    const engine: Engine = { name: 'silent', suite: () => suite };
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
  });

  it('of suite 3 refuse the second half of a key', () => {
    const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
    const swap = (key: Uint8Array): Uint8Array => Uint8Array.of(...key.subarray(16), ...key.subarray(0, 16));
    const engine = engineOf(3, ({ open, seal }) => ({
      open: (key, ...rest) => open(swap(key), ...rest),
      seal: (key, ...rest) => seal(swap(key), ...rest),
    }));
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
  });
});

it('an engine without the suite of the keyring is refused', () => {
  const keyring = generateKeyring({ tenant: 'shop-1', suite: 1 });
  for (const sodium of [wrappersLike, nativeLike]) {
    expect(codeOf(() => createFieldCipher({ keyring, engine: sodiumEngine(sodium) }))).toBe('ERR_UNSUPPORTED_SUITE');
  }
});

it('the engines of the core do not have suite 3, and those of suite 3 nothing else', () => {
  const sm = generateKeyring({ tenant: 'shop-1', suite: 3 });
  for (const engine of [nobleEngine, nodeEngine, sodiumEngine(nativeLike)]) {
    expect(codeOf(() => createFieldCipher({ keyring: sm, engine }))).toBe('ERR_UNSUPPORTED_SUITE');
    expect(codeOf(() => createRecordCipher({ keyring: sm, engine }))).toBe('ERR_UNSUPPORTED_SUITE');
  }
  expect(codeOf(() => createFieldCipher({ keyring: sm }))).toBe('ERR_UNSUPPORTED_SUITE');
  for (const engine of enginesOf(3)) {
    for (const suite of [1, 2] as const) {
      const keyring = generateKeyring({ tenant: 'shop-1', suite });
      expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_UNSUPPORTED_SUITE');
    }
  }
});

describe('sodiumEngine', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a module that is not ready', { ready: Promise.resolve() }],
    ['half of a module', { ...wrappersLike, crypto_aead_chacha20poly1305_ietf_decrypt: undefined }],
  ])('refuses %s', (_, sodium) => {
    expect(thrownBy(() => sodiumEngine(sodium as unknown as Sodium))).toBeInstanceOf(TypeError);
  });

  it('refuses a module that takes its arguments in another order', () => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const engine = sodiumEngine({ ...nativeLike, ready: Promise.resolve() } as unknown as Sodium);
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
  });
});
