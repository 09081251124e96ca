import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintMasked } from 'waybill-privacy/lint';
import {
  type AddressLevel,
  addressHiding,
  createMasker,
  type Masker,
  maskAddress,
  type Policy,
  policies,
} from 'waybill-privacy/mask';
import { type AddressTagger, createAddressTagger } from 'waybill-privacy/tagger';
import { addressesIntl } from './addressesIntl.ts';
import { AddressReport, type Bars, type Figures } from './addressReport.ts';
import { dataFile } from './table.ts';

type Detail = 'unit' | 'building' | 'door';

interface Row {
  readonly text: string;
}

interface Score {
  readonly n: number;
  readonly withSens: number;
  readonly leaked: number;
  readonly keepChars: number;
  readonly keepHid: number;
  readonly doorChars: number;
  readonly doorHid: number;
  readonly exact: number;
}

/** What is used of the scorer, which is kept beside the data. */
interface Scorer {
  readonly POLICIES: Readonly<Record<Detail, readonly string[]>>;
  readonly PERTURB: Readonly<Record<string, unknown>>;
  loadGold(file: string): Row[];
  perturb(row: Row, kind: string): Row;
  hiddenOf(text: string, masked: string, glyphs: RegExp): Uint8Array;
  newScore(): Score;
  score1(score: Score, row: Row, hidden: Uint8Array, sensitive: readonly string[]): unknown;
}

const glyphs = /[*＊•●█■]/u;

async function loadScorer(): Promise<Scorer | undefined> {
  const url = new URL('../../../shared/tools/address/lib.mjs', import.meta.url);
  if (existsSync(fileURLToPath(url))) return (await import(url.href)) as Scorer;
  console.log('not measured: ../shared/tools/address/lib.mjs is not there');
  return undefined;
}

/** Shows everything but the address, so that only the address part of a policy is scored. */
function maskerOf({ detail, level, tagger }: Omit<Trial, 'bars'>): Masker {
  const address = { hide: addressHiding[detail], level };
  const policy: Policy = { ...policies.owner, name: `${detail}, ${level}`, address };
  return createMasker(policy, tagger === undefined ? {} : { tagger });
}

interface Trial {
  readonly detail: Detail;
  readonly level: AddressLevel;
  readonly tagger?: AddressTagger;
  readonly bars: Bars;
}

const tagger = createAddressTagger();

/** What each level must reach on the labelled addresses, in percent. */
const trials: readonly Trial[] = [
  { detail: 'unit', level: 'balanced', bars: { leak: 3, over: 0.08, door: 3, exact: 96.5 } },
  { detail: 'unit', level: 'balanced', tagger, bars: { leak: 1.5, over: 0.15, door: 5, exact: 95 } },
  { detail: 'building', level: 'balanced', bars: { leak: 1.5, over: 0.3 } },
  { detail: 'building', level: 'balanced', tagger, bars: { leak: 1.5, over: 0.3 } },
  { detail: 'door', level: 'balanced', bars: { leak: 0.4, over: 0.5 } },
  { detail: 'door', level: 'balanced', tagger, bars: { leak: 0.4, over: 0.5 } },
  { detail: 'unit', level: 'strict', bars: { leak: 0.9, over: 0.35 } },
  { detail: 'unit', level: 'strict', tagger, bars: { leak: 0.9, over: 0.35 } },
  { detail: 'unit', level: 'paranoid', bars: { leak: 0.05, over: 1.5 } },
];
const maxBareLeak = 4;
const maxPerturbedRatio = 1.3;

/**
 * Addresses: what leaks, what is hidden without need, and how many rows are right to the character, for every
 * policy, level and change of form. The scorer is not ours.
 */
export async function addresses(): Promise<boolean> {
  const scorer = await loadScorer();
  const dev = dataFile('addresses.dev.jsonl');
  const shapes = dataFile('addresses.shapes.jsonl');
  if (scorer === undefined || dev === undefined || shapes === undefined) return true;
  const score = (rows: readonly Row[], detail: Detail, masker: Masker): Figures => {
    const total = scorer.newScore();
    for (const row of rows) {
      const hidden = scorer.hiddenOf(row.text, masker.address(row.text), glyphs);
      scorer.score1(total, row, hidden, scorer.POLICIES[detail]);
    }
    return figuresOf(total);
  };
  const report = new AddressReport();
  const rows = scorer.loadGold(dev);
  for (const trial of trials) {
    report.add(`dev: ${nameOf(trial)}`, score(rows, trial.detail, maskerOf(trial)), trial.bars);
  }
  const alone = { detail: 'unit', level: 'balanced' } as const;
  for (const trial of [alone, { ...alone, tagger }]) {
    const masker = maskerOf(trial);
    report.add(`shapes: ${nameOf(trial)}`, score(scorer.loadGold(shapes), 'unit', masker), { leak: 0, exact: 97 });
    const clean = score(rows, 'unit', masker);
    for (const kind of Object.keys(scorer.PERTURB).filter((name) => name !== 'none')) {
      const changed = rows.map((row) => scorer.perturb(row, kind));
      report.add(`dev, ${kind}: ${nameOf(trial)}`, score(changed, 'unit', masker), barsOf(kind, clean, trial));
    }
  }
  printLinted(rows);
  const isMet = report.print();
  return addressesIntl() && isMet;
}

const nameOf = ({ detail, level, tagger }: Omit<Trial, 'bars'>): string =>
  `${detail}, ${level}${tagger === undefined ? '' : ', with tagger'}`;

/** Without its suffix words an address is a matter of the tagger: the grammar alone has no bar there. */
function barsOf(kind: string, clean: Figures, { tagger }: Omit<Trial, 'bars'>): Bars {
  if (kind !== 'bare') return { leak: clean.leak * maxPerturbedRatio };
  return tagger === undefined ? {} : { leak: maxBareLeak };
}

/** What the linter says of our own masks. */
function printLinted(rows: readonly Row[]): void {
  const reports = rows.map(({ text }) => lintMasked('address', text, maskAddress(text)));
  const refused = reports.filter(({ ok }) => !ok).length;
  const doubtful = reports.filter(({ warnings }) => warnings.length > 0).length;
  console.log(`linter over masks of label: ${refused} of ${rows.length} refused, ${doubtful} with a warning`);
}

function figuresOf({ n, withSens, leaked, keepChars, keepHid, doorChars, doorHid, exact }: Score): Figures {
  const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
  return {
    leak: percent(leaked, withSens),
    over: percent(keepHid, keepChars),
    door: percent(doorHid, doorChars),
    exact: percent(exact, n),
  };
}
