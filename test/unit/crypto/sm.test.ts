// The engines of suite 3: what they take, what they refuse, and that nobody but us judges a tag.
import * as smCrypto from 'sm-crypto-v2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFieldCipher, generateKeyring } from 'waybill-privacy';
import { type SmCrypto, smEngine } from 'waybill-privacy/sm';
import { codeOf, thrownBy } from '../../support/thrown.ts';

const keyring = generateKeyring({ tenant: 'shop-1', suite: 3 });
const place = { recordId: 'order-1', field: 'recipient.phone' };
const [key, nonce, aad] = [new Uint8Array(32).fill(1), new Uint8Array(12), Uint8Array.of(1, 2, 3)];

/** The package, and how often its cipher was called. */
function counting(): { parts: SmCrypto; calls: () => number } {
  let calls = 0;
  const encrypt: SmCrypto['sm4']['encrypt'] = (...args) => {
    calls++;
    return smCrypto.sm4.encrypt(...args);
  };
  return { parts: { sm3: smCrypto.sm3, sm4: { encrypt } }, calls: () => calls };
}

describe('smEngine', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['no SM4', { sm3: smCrypto.sm3 }],
    ['no SM3', { sm4: smCrypto.sm4 }],
    ['a module as its default export', { default: smCrypto }],
  ])('refuses %s', (_, parts) => {
    expect(thrownBy(() => smEngine(parts as unknown as SmCrypto))).toBeInstanceOf(TypeError);
  });

  it.each<[string, Partial<SmCrypto>]>([
    ['an SM3 that gives bytes', { sm3: (() => new Uint8Array(32)) as unknown as SmCrypto['sm3'] }],
    ['an SM3 that leaves the key out', { sm3: (data) => smCrypto.sm3(data) }],
    [
      'an SM4 in another mode',
      { sm4: { encrypt: (blocks, its, options) => smCrypto.sm4.encrypt(blocks, its, { ...options, mode: 'cbc' }) } },
    ],
    [
      'an SM4 that gives text',
      { sm4: { encrypt: ((b: Uint8Array, k: Uint8Array) => smCrypto.sm4.encrypt(b, k)) as never } },
    ],
  ])('refuses %s at the known-answer test', (_, part) => {
    const engine = smEngine({ ...smCrypto, ...part });
    expect(codeOf(() => createFieldCipher({ keyring, engine }))).toBe('ERR_ENGINE');
  });

  it('needs nothing but the encryption of blocks and SM3', () => {
    const cipher = createFieldCipher({ keyring, engine: smEngine(counting().parts) });
    expect(cipher.decrypt(cipher.encrypt('13800138000', place), place)).toBe('13800138000');
  });

  it('asks the block cipher nothing before a whole tag is there, and once a message', () => {
    const { parts, calls } = counting();
    const suite = smEngine(parts).suite(3)!;
    for (let length = 0; length < 16; length++) {
      expect(suite.open(key, nonce, aad, new Uint8Array(length))).toBeUndefined();
    }
    expect(calls()).toBe(0);
    const sealed = suite.seal(key, nonce, aad, new Uint8Array(40));
    suite.open(key, nonce, aad, sealed);
    expect(calls()).toBe(2);
  });

  it('leaves no text as it is where the block cipher stops early', () => {
    const encrypt: SmCrypto['sm4']['encrypt'] = (...args) => smCrypto.sm4.encrypt(...args).subarray(0, 16 * 20);
    const engine = smEngine({ ...smCrypto, sm4: { encrypt } });
    const cipher = createFieldCipher({ keyring, engine });
    expect(
      cipher.decrypt(cipher.encrypt('短'.repeat(50), { ...place, field: 'remark' }), { ...place, field: 'remark' }),
    ).toBe('短'.repeat(50));
    expect(codeOf(() => cipher.encrypt('长'.repeat(500), { ...place, field: 'remark' }))).toBe('ERR_ENGINE');
  });

  it('opens nothing without its tag, which the GCM of the package does', () => {
    const suite = smEngine(smCrypto).suite(3)!;
    const sealed = suite.seal(key, nonce, aad, new Uint8Array(40));
    const ciphertext = sealed.subarray(0, 40);
    const options = { mode: 'gcm', iv: nonce, associatedData: aad, output: 'array' } as const;
    expect(smCrypto.sm4.decrypt(ciphertext, key.subarray(0, 16), options)).toEqual(new Uint8Array(40));
    expect(suite.open(key, nonce, aad, ciphertext)).toBeUndefined();
  });
});

describe('nodeSmEngine', () => {
  afterEach(() => {
    vi.doUnmock('node:crypto');
    vi.resetModules();
  });

  /** What a fresh copy of the engine says where these functions of node:crypto fail for these names. */
  async function codeWithout(names: readonly string[]): Promise<string | undefined> {
    vi.resetModules();
    vi.doMock('node:crypto', async (importOriginal) => {
      const crypto = await importOriginal<typeof import('node:crypto')>();
      const refusing =
        (name: 'createCipheriv' | 'createHash' | 'createHmac') =>
        (algorithm: string, ...rest: unknown[]): unknown => {
          if (names.includes(algorithm)) throw new Error('unsupported');
          return (crypto[name] as (...args: unknown[]) => unknown)(algorithm, ...rest);
        };
      return {
        ...crypto,
        createCipheriv: refusing('createCipheriv'),
        createHash: refusing('createHash'),
        createHmac: refusing('createHmac'),
      };
    });
    const { nodeSmEngine } = await import('../../../src/node/smEngine.ts');
    const create = (): unknown => createFieldCipher({ keyring, engine: nodeSmEngine });
    return nodeSmEngine.suite(3) === undefined ? codeOf(create) : void create();
  }

  it('has suite 3 where OpenSSL has its parts, with or without SM4-GCM', async () => {
    expect(await codeWithout([])).toBeUndefined();
    expect(await codeWithout(['sm4-gcm'])).toBeUndefined();
  });

  it.each([[['sm3']], [['sm4-gcm', 'sm4-ecb']], [['sm3', 'sm4-gcm', 'sm4-ecb']]])(
    'is refused and breaks nothing where OpenSSL has no %s',
    async (names) => {
      expect(await codeWithout(names)).toBe('ERR_UNSUPPORTED_SUITE');
    },
  );
});
