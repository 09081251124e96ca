import { type Engine, generateKeyring, nobleEngine, type SuiteId, sodiumEngine } from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher, defineSchema, type RecordCipherOptions } from 'waybill-privacy/record';
import { type Library, loadLibraries, naive } from './encryptLibraries.ts';
import { type Contender, measure } from './rounds.ts';

const ordersPerRun = 2_000;
const ordersInFlight = 32;
const context = { recordId: 'order-1' };

/** Invented; in UTF-8 the name has 9 bytes, the phone 11, the address 120. */
export const order = {
  recipient: {
    name: '张小明',
    phone: '13800138000',
    address: '云溪省星河市望江区梧桐大道八号幸福小区十二幢三单元一五〇二室请放在门口的柜子里谢谢'.slice(0, 40),
  },
};
const values = Object.values(order.recipient);

/** The other libraries encrypt three values and make no masks, so beside them neither do we. */
const schemaWith = (mask: boolean) =>
  defineSchema({
    name: 'order',
    fields: {
      'recipient.name': { action: 'encrypt', id: 1, kind: 'name', mask },
      'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone', mask },
      'recipient.address': { action: 'encrypt', id: 3, kind: 'address', mask },
    },
  });

export const bareSchema = schemaWith(false);
const maskingSchema = schemaWith(true);

type Verb = 'encrypt' | 'decrypt';

/** One way to do both, with what it is held to: at least `bar` times the orders per second of the naive way. */
interface Row {
  readonly name: string;
  readonly binds: string;
  readonly bar?: number;
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
  bar?: number,
  options: Partial<RecordCipherOptions> = {},
): Row {
  const keyring = generateKeyring({ tenant: 'bench', suite });
  const cipher = createRecordCipher({ keyring, schema: bareSchema, engine, form, ...options });
  const encrypted = cipher.encrypt(order, context);
  const row: Row = {
    name: `${name}, suite ${suite}, ${form === 'fields' ? 'record' : 'sealed'}`,
    binds: 'tenant, row, field, version',
    run: {
      encrypt: repeat(() => cipher.encrypt(order, context)),
      decrypt: repeat(() => cipher.decrypt(encrypted, context)),
    },
  };
  return bar === undefined ? row : { ...row, bar };
}

const sodiumBar = 3;

/** Orders of three fields (9, 11, 120 bytes) beside the usual ways. */
export async function encryptPeers(): Promise<void> {
  const { libraries, wrappers, native } = await loadLibraries();
  const sodium = (name: string, engine: Engine): Row[] => [
    ourRow(name, engine, 2, 'fields', sodiumBar),
    ourRow(name, engine, 2, 'sealed'),
  ];
  const rows: Row[] = [
    ...(await Promise.all(libraries.map(rowOfLibrary))),
    ourRow('noble', nobleEngine, 2, 'fields', 0.5),
    ourRow('noble', nobleEngine, 2, 'sealed', 0.85),
    ourRow('node', nodeEngine, 1, 'fields', 1.1),
    ourRow('node', nodeEngine, 1, 'sealed'),
    ourRow('node', nodeEngine, 2, 'fields', 1.1),
    ourRow('node', nodeEngine, 2, 'sealed'),
    ...(wrappers === undefined ? [] : sodium('libsodium-wrappers', sodiumEngine(wrappers))),
    ...(native === undefined ? [] : sodium('sodium-native', sodiumEngine(native))),
  ];
  const masking = ourRow('noble', nobleEngine, 2, 'fields', undefined, { schema: maskingSchema });
  rows.push({ ...masking, name: `${masking.name}, with masks` });
  console.log(
    '\nThree fields of 9, 11 and 120 bytes, no masks unless a row says so; only "binds" is checked on decrypting.',
  );
  for (const verb of ['encrypt', 'decrypt'] as const) await printVerb(verb, rows);
}

async function printVerb(verb: Verb, rows: readonly Row[]): Promise<void> {
  const contenders: Contender[] = rows.map(({ name, run }) => ({ name, run: run[verb] }));
  const measured = await measure(contenders, [naive], ordersPerRun);
  console.log(`\n${verb}: orders/s by CPU time, medians of 9, and as a multiple of ${naive}`);
  for (const [i, { name, itemsPerSecond, ratios }] of measured.entries()) {
    const { bar, binds } = rows[i] as Row;
    const ratio = ratios[0] as number;
    const verdict = bar === undefined ? '' : `bar ${bar.toFixed(2)}: ${ratio >= bar ? 'met' : 'MISSED'}`;
    const speed = Math.round(itemsPerSecond).toLocaleString('en').padStart(9);
    console.log(`${name.padEnd(40)} ${speed} ${ratio.toFixed(2).padStart(6)} ×  binds ${binds.padEnd(27)} ${verdict}`);
  }
}
