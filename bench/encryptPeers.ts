import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { type Engine, generateKeyring, nobleEngine, type SuiteId, sodiumEngine } from 'waybill-privacy/field';
import { nodeEngine } from 'waybill-privacy/node';
import { createRecordCipher, type RecordCipherOptions } from 'waybill-privacy/record';
import { type Library, loadLibraries, naive, sodiumNative } from './encryptLibraries.ts';
import { bareSchema, place as context, maskingSchema, order, recipientValues as values } from './encryptOrder.ts';
import { printEngineProfiles } from './encryptProfile.ts';
import { indexPeers } from './indexPeers.ts';
import { type Contender, type Measured, measure } from './rounds.ts';

const ordersPerRun = 2_000;
const ordersInFlight = 32;
type Verb = 'encrypt' | 'decrypt';

/** One way to do both, with what it is held to: at least so many times the orders per second of another, by its name. */
interface Row {
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

/** What a row is measured against, the naive way first. */
const basesOf = ({ bars }: Row): string[] => [naive, ...Object.keys(bars ?? {}).filter((base) => base !== naive)];

const verbs = ['encrypt', 'decrypt'] as const;
type Figures = Readonly<Record<Verb, Measured>>;

/** One row in turn with the naive way and with what else it is held to, all warm. */
async function measureRow(name: string): Promise<Figures> {
  const rows = await makeRows();
  const row = rows.find((candidate) => candidate.name === name) as Row;
  const bases = basesOf(row);
  const others = rows.filter((candidate) => candidate !== row && bases.includes(candidate.name));
  const of = async (verb: Verb): Promise<Measured> => {
    const contenders: Contender[] = [...others, row].map((each) => ({ name: each.name, run: each.run[verb] }));
    return (await measure(contenders, bases, ordersPerRun)).at(-1) as Measured;
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
  await indexPeers();
  printEngineProfiles();
}

function printRow(row: Row, { itemsPerSecond, ratios }: Measured): void {
  const speed = Math.round(itemsPerSecond).toLocaleString('en').padStart(9);
  const ratio = (ratios[0] as number).toFixed(2).padStart(6);
  const verdicts = basesOf(row).map((base, i) => verdict(row, base, ratios[i] as number));
  console.log(`${row.name.padEnd(40)} ${speed} ${ratio} ×  binds ${row.binds.padEnd(27)} ${verdicts.join(', ')}`);
}

function verdict({ bars }: Row, base: string, ratio: number): string {
  const bar = bars?.[base];
  if (bar === undefined) return '';
  const result = `bar ${bar.toFixed(2)}: ${ratio >= bar ? 'met' : 'MISSED'}`;
  return base === naive ? result : `${ratio.toFixed(2)} × ${base}, ${result}`;
}
