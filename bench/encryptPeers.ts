import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import {
  type Engine,
  generateKeyring,
  nobleEngine,
  type Sodium,
  type SuiteId,
  sodiumEngine,
} from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher, defineSchema, orderSchema, type RecordCipherOptions } from 'waybill-privacy/record';
import { type Contender, measure, printMeasured } from './rounds.ts';

const orderCount = 2_000;
const naive = 'naive node:crypto aes-256-gcm';
const context = { recordId: 'order-1' };

/** Invented; in UTF-8 the name has 9 bytes, the phone 11, the address 120. */
const recipient = {
  name: '张小明',
  phone: '13800138000',
  address: `云溪省星河市望江区梧桐大道八号幸福小区十二幢三单元一五〇二室请放在门口的柜子里谢谢`.slice(0, 40),
};
const order = { recipient };
const values = Object.values(recipient);

/** The peers encrypt three values and make no masks, so beside them neither do we. */
const bareSchema = defineSchema({
  name: 'order',
  fields: {
    'recipient.name': { action: 'encrypt', id: 1, kind: 'name', mask: false },
    'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone', mask: false },
    'recipient.address': { action: 'encrypt', id: 3, kind: 'address', mask: false },
  },
});

const require = createRequire(import.meta.url);

/** The module of an optional peer, or `undefined` with a line that says so. */
async function optional<T>(name: string): Promise<T | undefined> {
  try {
    const found = require(name) as T & { readonly ready?: Promise<void> };
    await found.ready;
    return found;
  } catch {
    console.log(`${name}: not installed, left out`);
    return undefined;
  }
}

interface Peer {
  readonly name: string;
  encrypt(value: string): string;
  decrypt(token: string): string;
}

/** What is often done instead: one key, a random nonce, bound to nothing. */
function naivePeer(): Peer {
  const key = randomBytes(32);
  return {
    name: naive,
    encrypt(value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    decrypt(token) {
      const bytes = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** The same over a bare AEAD of bytes. */
function barePeer(
  name: string,
  seal: (plaintext: Uint8Array, nonce: Uint8Array) => Uint8Array,
  open: (sealed: Uint8Array, nonce: Uint8Array) => Uint8Array,
): Peer {
  return {
    name,
    encrypt(value) {
      const nonce = randomBytes(12);
      return Buffer.concat([nonce, seal(Buffer.from(value, 'utf8'), nonce)]).toString('base64url');
    },
    decrypt(token) {
      const bytes = Buffer.from(token, 'base64url');
      return Buffer.from(open(bytes.subarray(12), bytes.subarray(0, 12))).toString('utf8');
    },
  };
}

function peersOf(sodium: SodiumAead | undefined): Peer[] {
  const key = new Uint8Array(randomBytes(32));
  const noble = barePeer(
    '@noble/ciphers chacha20poly1305, bare',
    (plaintext, nonce) => chacha20poly1305(key, nonce).encrypt(plaintext),
    (sealed, nonce) => chacha20poly1305(key, nonce).decrypt(sealed),
  );
  if (sodium === undefined) return [naivePeer(), noble];
  const bare = barePeer(
    'libsodium-wrappers chacha20, bare',
    (plaintext, nonce) => sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key),
    (sealed, nonce) => sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key),
  );
  return [naivePeer(), noble, bare];
}

interface SodiumAead {
  crypto_aead_chacha20poly1305_ietf_encrypt(
    message: Uint8Array,
    aad: null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
  crypto_aead_chacha20poly1305_ietf_decrypt(
    secretNonce: null,
    sealed: Uint8Array,
    aad: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): Uint8Array;
}

interface Work {
  readonly encrypt: Contender;
  readonly decrypt: Contender;
}

const repeat = (work: () => unknown) => (): unknown => {
  let last: unknown;
  for (let i = 0; i < orderCount; i++) last = work();
  return last;
};

function workOfPeer({ name, encrypt, decrypt }: Peer): Work {
  const tokens = values.map(encrypt);
  return {
    encrypt: { name, run: repeat(() => values.map(encrypt)) },
    decrypt: { name, run: repeat(() => tokens.map(decrypt)) },
  };
}

function ourWork(name: string, engine: Engine, suite: SuiteId, options: Partial<RecordCipherOptions> = {}): Work {
  const keyring = generateKeyring({ tenant: 'bench', suite });
  const cipher = createRecordCipher({ keyring, schema: bareSchema, engine, ...options });
  const encrypted = cipher.encrypt(order, context);
  return {
    encrypt: { name, run: repeat(() => cipher.encrypt(order, context)) },
    decrypt: { name, run: repeat(() => cipher.decrypt(encrypted, context)) },
  };
}

/**
 * Orders of three fields (9, 11, 120 bytes) beside the usual ways, which bind a value to nothing. Peers whose calls are
 * asynchronous (jose) are not timed here: process CPU time of a round would count their queueing.
 */
export async function encryptPeers(): Promise<void> {
  const wrappers = await optional<SodiumAead & Sodium>('libsodium-wrappers');
  const native = await optional<Sodium>('sodium-native');
  const both = (name: string, engine: Engine, suite: SuiteId): Work[] => [
    ourWork(`${name}, suite ${suite}, record`, engine, suite),
    ourWork(`${name}, suite ${suite}, sealed`, engine, suite, { form: 'sealed' }),
  ];
  const works = [
    ...peersOf(wrappers).map(workOfPeer),
    ...both('noble', nobleEngine, 2),
    ...both('node', nodeEngine, 1),
    ...both('node', nodeEngine, 2),
    ...(wrappers === undefined ? [] : both('libsodium-wrappers', sodiumEngine(wrappers), 2)),
    ...(native === undefined ? [] : both('sodium-native', sodiumEngine(native), 2)),
    ourWork('noble, suite 2, record, with masks', nobleEngine, 2, { schema: orderSchema }),
  ];
  for (const verb of ['encrypt', 'decrypt'] as const) {
    const contenders = works.map((work) => work[verb]);
    printMeasured(`${verb}, three fields`, 'orders', [naive], measure(contenders, [naive], orderCount));
  }
}
