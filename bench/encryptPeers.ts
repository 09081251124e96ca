import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildPrograms, printApart, programFile, withApart } from './apart.ts';
import { naive } from './encryptLibraries.ts';
import { engines } from './encryptOrder.ts';
import { makeRows, ordersPerRun, type Row, type Verb, verbs } from './encryptRows.ts';
import { indexComparisons } from './indexPeers.ts';
import { type Measured, measureTimed } from './rounds.ts';

/** What a row is measured against, the naive way first. */
const basesOf = ({ bars }: Row): string[] => [naive, ...Object.keys(bars ?? {}).filter((base) => base !== naive)];

type Figures = Readonly<Record<Verb, Measured>>;

/** One row in turn with the naive way and with what else it is held to, all warm. */
function figuresOf(row: Row): Promise<Figures> {
  const names = [...basesOf(row).filter((base) => base !== row.name), row.name];
  return withApart(['encryptContender'], names.length, async (processes) => {
    const of = async (verb: Verb): Promise<Measured> => {
      const timed = processes.map((each, i) => each.timed(`${verb} ${names[i]}`));
      const bases = basesOf(row).map((base) => `${verb} ${base}`);
      return (await measureTimed(timed, bases, ordersPerRun)).at(-1) as Measured;
    };
    return { encrypt: await of('encrypt'), decrypt: await of('decrypt') };
  });
}

/** Orders of three fields (9, 11, 120 bytes) beside the usual ways; with `--row NAME` only that one. */
export async function encryptPeers(): Promise<void> {
  const { row: only } = parseArgs({ options: { row: { type: 'string' } }, strict: false }).values;
  await buildPrograms('encryptContender', 'encryptProfile', 'contender');
  const measured: { readonly row: Row; readonly figures: Figures }[] = [];
  for (const row of await makeRows()) {
    if (only === undefined || row.name === only) measured.push({ row, figures: await figuresOf(row) });
  }
  console.log('\nThree fields of 9, 11 and 120 bytes; no masks unless a row says so, as no other library makes any.');
  for (const verb of verbs) {
    console.log(
      `\n${verb}: orders/s by CPU time of all threads, medians of 9, and as a multiple of ${naive} beside it`,
    );
    for (const { row, figures } of measured) printRow(row, figures[verb]);
  }
  if (only !== undefined) return;
  await printApart('index', indexComparisons());
  // Where the time of an order goes, engine by engine.
  for (const name of Object.keys(engines)) {
    spawnSync(process.execPath, [programFile('encryptProfile'), name], { stdio: 'inherit' });
  }
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
