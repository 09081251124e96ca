import { fastEngine } from 'waybill-privacy/engine-fast';
import { type Engine, generateKeyring, nobleEngine, type SuiteId, sodiumEngine } from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher, type RecordCipherOptions } from 'waybill-privacy/record';
import { type Library, loadLibraries, naive, sodiumNative } from './encryptLibraries.ts';
import { bareSchema, place as context, maskingSchema, order, recipientValues as values } from './encryptOrder.ts';

export const ordersPerRun = 2_000;
const ordersInFlight = 32;
export const verbs = ['encrypt', 'decrypt'] as const;
export type Verb = (typeof verbs)[number];

/** One way to do both, with what it is held to: at least so many times the orders per second of another, by its name. */
export interface Row {
  readonly name: string;
  readonly binds: string;
  readonly bars?: Readonly<Record<string, number>>;
  readonly run: Readonly<Record<Verb, () => unknown>>;
}

const repeat = (work: () => unknown) => (): unknown => {
  let last: unknown;
  for (let i = 0; i < ordersPerRun; i++) last = work();
  return last;
};

/** Many at a time, as a server would: one after the other, every call would wait for a thread to wake. */
const repeatAsync = (work: () => Promise<unknown>) => async (): Promise<unknown> => {
  let last: unknown;
  for (let i = 0; i < ordersPerRun; i += ordersInFlight) {
    last = await Promise.all(Array.from({ length: ordersInFlight }, work));
  }
  return last;
};

async function rowOfLibrary({ name, binds, encrypt, decrypt }: Library): Promise<Row> {
  const first = values.map(encrypt);
  const tokens = await Promise.all(first);
  const texts = await Promise.all(tokens.map(decrypt));
  if (texts.join() !== values.join()) throw new Error(`${name} does not give back what it was given`);
  const isAsync = first.some((token) => typeof token !== 'string');
  const rounds = (work: () => unknown[]): (() => unknown) =>
    isAsync ? repeatAsync(() => Promise.all(work())) : repeat(work);
  return {
    name: isAsync ? `${name} (async)` : name,
    binds,
    run: { encrypt: rounds(() => values.map(encrypt)), decrypt: rounds(() => tokens.map(decrypt)) },
  };
}

function ourRow(
  name: string,
  engine: Engine,
  suite: SuiteId,
  form: 'fields' | 'sealed',
  bar?: number | Readonly<Record<string, number>>,
  options: Partial<RecordCipherOptions> = {},
): Row {
  const start = (): Row['run'] => {
    const keyring = generateKeyring({ tenant: 'bench', suite });
    const cipher = createRecordCipher({ keyring, schema: bareSchema, engine, form, ...options });
    const encrypted = cipher.encrypt(order, context);
    return {
      encrypt: repeat(() => cipher.encrypt(order, context)),
      decrypt: repeat(() => cipher.decrypt(encrypted, context)),
    };
  };
  // Not before it is run: code that has met every engine once is slower with each of them.
  let started: Row['run'] | undefined;
  const run = (verb: Verb) => (): unknown => {
    started ??= start();
    return started[verb]();
  };
  const row: Row = {
    name: `${name}, suite ${suite}, ${form === 'fields' ? 'record' : 'sealed'}`,
    binds: 'tenant, row, field, version',
    run: { encrypt: run('encrypt'), decrypt: run('decrypt') },
  };
  if (bar === undefined) return row;
  return { ...row, bars: typeof bar === 'number' ? { [naive]: bar } : bar };
}

const sodiumBar = 3;

export async function makeRows(): Promise<Row[]> {
  const { libraries, wrappers, native } = await loadLibraries();
  const sodium = (name: string, engine: Engine): Row[] => [
    ourRow(name, engine, 2, 'fields', sodiumBar),
    ourRow(name, engine, 2, 'sealed'),
  ];
  const masking = ourRow('noble', nobleEngine, 2, 'fields', undefined, { schema: maskingSchema });
  return [
    ...(await Promise.all(libraries.map(rowOfLibrary))),
    ourRow('noble', nobleEngine, 2, 'fields', 0.5),
    ourRow('noble', nobleEngine, 2, 'sealed', 0.85),
    ourRow('fast', fastEngine, 2, 'fields', native === undefined ? 4 : { [naive]: 4, [sodiumNative]: 1 }),
    ourRow('fast', fastEngine, 2, 'sealed'),
    ourRow('node', nodeEngine, 1, 'fields', 1.1),
    ourRow('node', nodeEngine, 1, 'sealed'),
    ourRow('node', nodeEngine, 2, 'fields', 1.1),
    ourRow('node', nodeEngine, 2, 'sealed'),
    ...(wrappers === undefined ? [] : sodium('libsodium-wrappers', sodiumEngine(wrappers))),
    ...(native === undefined ? [] : sodium('sodium-native', sodiumEngine(native))),
    { ...masking, name: `${masking.name}, with masks` },
  ];
}
