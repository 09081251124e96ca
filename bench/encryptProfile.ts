import { createRequire } from 'node:module';
import { fastEngine } from 'waybill-privacy/engine-fast';
import {
  type Engine,
  generateKeyring,
  nobleEngine,
  type SodiumNative,
  type Suite,
  type SuiteId,
  sodiumEngine,
} from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher } from 'waybill-privacy/record';
import { decodeBase64url, encodeBase64url } from '../src/bytes/base64url.ts';
import { createRandomSource } from '../src/bytes/random.ts';
import { contextEncoder, saltBytes } from '../src/keys/derive.ts';
import { fieldNonce } from '../src/token/fieldToken.ts';
import { decodePlaintext, encodePlaintext } from '../src/token/plaintext.ts';
import { bareSchema, maskingSchema, order, place, recipientValues } from './encryptOrder.ts';
import { type Contender, measure } from './rounds.ts';

const callsPerRun = 5_000;
const kinds = ['name', 'phone', 'address'] as const;
const aad = new Uint8Array(8);
const key = new Uint8Array(32).fill(7);
const derivationInput = new Uint8Array(54);

/** One step of an order by its name, and what is measured whole. */
type Steps = Readonly<Record<string, () => unknown>>;

/** A suite may seal in place; then that is what a record does. */
function sealing(suite: Suite): (id: number, plaintext: Uint8Array) => unknown {
  if (suite.sealInPlace === undefined) return (id, plaintext) => suite.seal(key, fieldNonce(id), aad, plaintext);
  const token = new Uint8Array(512);
  return (id, plaintext) => {
    token.set(plaintext);
    suite.sealInPlace?.(key, fieldNonce(id), aad, token, 0, plaintext.length + 16);
  };
}

function stepsOf(engine: Engine, suiteId: SuiteId): { encrypt: Steps; decrypt: Steps } {
  const suite = engine.suite(suiteId) as Suite;
  const keyring = generateKeyring({ tenant: 'bench', suite: suiteId });
  const cipher = createRecordCipher({ keyring, schema: bareSchema, engine });
  const masking = createRecordCipher({ keyring, schema: maskingSchema, engine });
  const encrypted = cipher.encrypt(order, place);
  const token = encrypted.privacy.token as string;
  const bytes = decodeBase64url(token, 5) as Uint8Array;
  const contextOf = contextEncoder('bench', 'order', 'data');
  const context = contextOf(place);
  const schedule = suite.keyedMac(key);
  const random = createRandomSource();
  const seal = sealing(suite);
  const plaintexts = recipientValues.map((value, i) => encodePlaintext(value, kinds[i] as 'name', true));
  const sealed = plaintexts.map((plaintext, i) => suite.seal(key, fieldNonce(i + 1), aad, plaintext));
  const derivation: Steps = {
    'context, checked and encoded': () => contextOf(place),
    'hash of the context': () => suite.hash(context),
    'record key (HMAC)': () => schedule.mac(derivationInput),
    'commitment (HMAC)': () => schedule.mac(derivationInput),
  };
  return {
    encrypt: {
      ...derivation,
      'salt, from a pool': () => random(saltBytes),
      'UTF-8 and padding, 3 fields': () =>
        recipientValues.map((value, i) => encodePlaintext(value, kinds[i] as 'name', true)),
      'AEAD, 3 fields': () => plaintexts.map((plaintext, i) => seal(i + 1, plaintext)),
      base64url: () => encodeBase64url(bytes),
      [whole]: () => cipher.encrypt(order, place),
      [withMasks]: () => masking.encrypt(order, place),
    },
    decrypt: {
      ...derivation,
      base64url: () => decodeBase64url(token, 5),
      'AEAD, 3 fields': () => sealed.map((piece, i) => suite.open(key, fieldNonce(i + 1), aad, piece)),
      'padding and UTF-8, 3 fields': () => plaintexts.map((plaintext) => decodePlaintext(plaintext, true)),
      [whole]: () => cipher.decrypt(encrypted, place),
    },
  };
}

const whole = 'order';
const withMasks = 'order with masks';

const repeat = (work: () => unknown) => (): unknown => {
  let last: unknown;
  for (let i = 0; i < callsPerRun; i++) last = work();
  return last;
};

/** Where the time of an order goes, engine by engine: each step alone, and the rest as the difference to the whole. */
export async function printProfile(): Promise<void> {
  const engines: [string, Engine, SuiteId][] = [
    ['fast, suite 2', fastEngine, 2],
    ['noble, suite 2', nobleEngine, 2],
    ['node, suite 1', nodeEngine, 1],
  ];
  try {
    const native = createRequire(import.meta.url)('sodium-native') as SodiumNative;
    engines.push(['sodium-native, suite 2', sodiumEngine(native), 2]);
  } catch {
    // Its absence was printed with the table.
  }
  for (const [name, engine, suite] of engines) {
    const steps = stepsOf(engine, suite);
    await printSteps(`encrypt, ${name}`, steps.encrypt);
    await printSteps(`decrypt, ${name}`, steps.decrypt);
  }
}

async function printSteps(title: string, steps: Steps): Promise<void> {
  const contenders: Contender[] = Object.entries(steps).map(([name, work]) => ({ name, run: repeat(work) }));
  const measured = await measure(contenders, [], callsPerRun);
  const micros = new Map(measured.map(({ name, itemsPerSecond }) => [name, 1e6 / itemsPerSecond]));
  const total = micros.get(whole) as number;
  const masked = micros.get(withMasks);
  micros.delete(whole);
  micros.delete(withMasks);
  const parts = [...micros.values()].reduce((sum, part) => sum + part, 0);
  const print = (name: string, time: number): void =>
    console.log(
      `  ${name.padEnd(40)} ${time.toFixed(2).padStart(7)} µs ${((100 * time) / total).toFixed(0).padStart(4)} %`,
    );
  console.log(`\n${title}: µs an order by CPU time, medians of 9`);
  for (const [name, time] of micros) print(name, time);
  print('the rest: order walk, checks, copies', total - parts);
  print('all', total);
  if (masked !== undefined) print('masks beside the token, where wanted', masked - total);
}
