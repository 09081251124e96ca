import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Engine, generateKeyring, nobleEngine, type SuiteId, sodiumEngine } from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher, type RecordCipherOptions } from 'waybill-privacy/record';
import { type Library, loadLibraries, naive } from './encryptLibraries.ts';
import { bareSchema, place as context, maskingSchema, order, recipientValues as values } from './encryptOrder.ts';
import { printProfile } from './encryptProfile.ts';
import { type Contender, type Measured, measure } from './rounds.ts';

const ordersPerRun = 2_000;
const ordersInFlight = 32;
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

async function makeRows(): Promise<Row[]> {
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
    ourRow('node', nodeEngine, 1, 'fields', 1.1),
    ourRow('node', nodeEngine, 1, 'sealed'),
    ourRow('node', nodeEngine, 2, 'fields', 1.1),
    ourRow('node', nodeEngine, 2, 'sealed'),
    ...(wrappers === undefined ? [] : sodium('libsodium-wrappers', sodiumEngine(wrappers))),
    ...(native === undefined ? [] : sodium('sodium-native', sodiumEngine(native))),
    { ...masking, name: `${masking.name}, with masks` },
  ];
}

const verbs = ['encrypt', 'decrypt'] as const;
type Figures = Readonly<Record<Verb, Measured>>;

/** One row and the naive way in turn, both warm. */
async function measureRow(name: string): Promise<Figures> {
  const rows = await makeRows();
  const row = rows.find((candidate) => candidate.name === name) as Row;
  const base = rows.find((candidate) => candidate.name === naive) as Row;
  const of = async (verb: Verb): Promise<Measured> => {
    const contenders: Contender[] = [{ name: naive, run: base.run[verb] }];
    if (row !== base) contenders.push({ name, run: row.run[verb] });
    return (await measure(contenders, [naive], ordersPerRun)).at(-1) as Measured;
  };
  return { encrypt: await of('encrypt'), decrypt: await of('decrypt') };
}

// Run as a program, with the name of a row: measures that row.
const [, program, rowName] = process.argv;
if (program === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await measureRow(rowName as string)));

/** In a process of its own, as a program has one engine: in one process each would slow down the code that all share. */
function figuresOf({ name }: Row): Figures {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), name];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Figures;
}

/** Orders of three fields (9, 11, 120 bytes) beside the usual ways. */
export async function encryptPeers(): Promise<void> {
  const measured = (await makeRows()).map((row) => ({ row, figures: figuresOf(row) }));
  console.log('\nThree fields of 9, 11 and 120 bytes; no masks unless a row says so, as no other library makes any.');
  for (const verb of verbs) {
    console.log(
      `\n${verb}: orders/s by CPU time of all threads, medians of 9, and as a multiple of ${naive} beside it`,
    );
    for (const { row, figures } of measured) printRow(row, figures[verb]);
  }
  await printProfile();
}

function printRow({ name, bar, binds }: Row, { itemsPerSecond, ratios }: Measured): void {
  const ratio = ratios[0] as number;
  const verdict = bar === undefined ? '' : `bar ${bar.toFixed(2)}: ${ratio >= bar ? 'met' : 'MISSED'}`;
  const speed = Math.round(itemsPerSecond).toLocaleString('en').padStart(9);
  console.log(`${name.padEnd(40)} ${speed} ${ratio.toFixed(2).padStart(6)} ×  binds ${binds.padEnd(27)} ${verdict}`);
}
