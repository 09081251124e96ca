import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CallbackProviderOptions, callbackProvider } from 'waybill-privacy';
import { PrivacyError } from 'waybill-privacy/errors';
import { faceOf, rejectionCodeOf, rejectionOf, shownBy, thrownBy } from '../../support/thrown.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const aad = Uint8Array.of(1, 2, 3);
const digest = Uint8Array.from(createHash('sha256').update(aad).digest());
const bound = Uint8Array.of(...digest, ...key);

/** Stands for encryption. */
const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);

const provider = (changes: Partial<CallbackProviderOptions> = {}) =>
  callbackProvider({ name: 'test', wrap: flip, unwrap: flip, ...changes });

describe('callbackProvider', () => {
  it('hands out SHA-256(aad) ‖ key and the digest, and takes promises or values', async () => {
    const seen: unknown[] = [];
    const wrap = async (bytes: Uint8Array, given: Uint8Array) => {
      seen.push(bytes, given);
      return flip(bytes);
    };
    const wrapped = await provider({ wrap }).wrap(key, aad);
    expect(seen).toEqual([bound, digest]);
    expect(wrapped).toEqual(flip(bound));
    expect(await provider({ unwrap: async (bytes) => flip(bytes) }).unwrap(wrapped, aad)).toEqual(key);
  });

  it('a service that gives another key, or one of another place, does not open', async () => {
    const other = Uint8Array.of(...digest.map((byte) => byte ^ 1), ...key);
    for (const answer of [other, key, new Uint8Array(0), undefined]) {
      expect(await rejectionCodeOf(provider({ unwrap: () => answer }).unwrap(bound, aad))).toBe('ERR_KEY_UNWRAP');
    }
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'vault:v1:abc'],
    ['too little', new Uint8Array(31)],
    ['what it was given', bound],
    ['the key behind something', Uint8Array.of(1, ...key)],
    ['the key before something', Uint8Array.of(...key, 1)],
  ])('refuses a wrap that answers with %s', async (_, answer) => {
    const failing = provider({ wrap: () => answer as Uint8Array });
    expect(await rejectionCodeOf(failing.wrap(key, aad))).toBe('ERR_KEY_PROVIDER');
  });

  it.each([null, 'text', 1, {}])('refuses an unwrap that answers with %j', async (answer) => {
    const failing = provider({ unwrap: () => answer as never });
    expect(await rejectionCodeOf(failing.unwrap(bound, aad))).toBe('ERR_KEY_PROVIDER');
  });

  it('a failing unwrap keeps its error as cause; a failing wrap does not, it may hold the request', async () => {
    const failure = Object.assign(new Error('no answer'), { config: { data: Buffer.from(key).toString('base64') } });
    const fail = (): never => {
      throw failure;
    };
    const reject = () => Promise.reject(failure);
    for (const call of [fail, reject]) {
      const unwrapError = await rejectionOf(provider({ unwrap: call }).unwrap(bound, aad));
      expect(faceOf(unwrapError)).toMatchObject({ code: 'ERR_KEY_PROVIDER', cause: failure });
      const wrapError = await rejectionOf(provider({ wrap: call }).wrap(key, aad));
      expect(faceOf(wrapError)).toMatchObject({ code: 'ERR_KEY_PROVIDER' });
      expect(shownBy(wrapError)).not.toContain(Buffer.from(key).toString('base64'));
    }
  });

  it('an error of the library goes through', async () => {
    const error = new PrivacyError('ERR_KEY_UNWRAP', 'mine');
    const unwrap = () => Promise.reject(error);
    expect(await rejectionOf(provider({ unwrap }).unwrap(bound, aad))).toBe(error);
  });

  it.each<[string, object]>([
    ['no name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['no wrap', { wrap: undefined }],
    ['an unwrap that is no function', { unwrap: {} }],
    ['an unknown option', { wrapp: flip }],
  ])('%s is a mistake of the programmer', (_, changes) => {
    expect(thrownBy(() => provider(changes))).toBeInstanceOf(TypeError);
  });
});
