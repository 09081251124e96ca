/**
 * Masks of addresses by the grammar alone and together with the tagger, on the labelled addresses beside the repository:
 * `npm run tagger:accuracy [-- --perturb]`. Says so and stops where data or scorer are not there.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { type AddressLevel, addressHiding, createMasker, inspectMask, type Policy, policies } from 'waybill-privacy';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { measure, printMeasured } from '../rounds.ts';
import { dataFile } from './table.ts';

interface Gold {
  readonly text: string;
}

/** What is used of the scorer. */
interface Scorer {
  readonly PERTURB: Readonly<Record<string, unknown>>;
  readonly POLICIES: Readonly<Record<string, readonly string[]>>;
  readonly loadGold: (file: string) => Gold[];
  readonly perturb: (row: Gold, kind: string) => Gold;
  readonly newScore: () => object;
  readonly score1: (score: object, row: Gold, hidden: Uint8Array, sensitive: readonly string[] | undefined) => unknown;
  readonly summary: (score: object) => Readonly<Record<string, string>>;
}

type Hiding = keyof typeof addressHiding;

const tagger = createAddressTagger();

const policyFor = (hiding: Hiding, level: AddressLevel): Policy => ({
  ...policies.label,
  name: `${hiding}, ${level}`,
  address: { hide: addressHiding[hiding], level },
});

/** One for each UTF-16 unit that is hidden. */
function hiddenUnits(address: string, policy: Policy, withTagger: boolean): Uint8Array {
  const hidden = new Uint8Array(address.length);
  const options = withTagger ? { policy, tagger } : { policy };
  for (const { start, end } of inspectMask('address', address, options).hidden) hidden.fill(1, start, end);
  return hidden;
}

async function main(): Promise<void> {
  const scorerFile = fileURLToPath(new URL('../../../shared/tools/address/lib.mjs', import.meta.url));
  const goldFile = dataFile('addresses.dev.jsonl');
  if (goldFile === undefined || !existsSync(scorerFile)) {
    console.log('not measured: the addresses or their scorer are not there');
    return;
  }
  const scorer = (await import(scorerFile)) as Scorer;
  const gold = scorer.loadGold(goldFile);
  const head = ['policy', 'level', 'tagger', 'form', 'leak', 'over', 'door', 'exact'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const add = (hiding: Hiding, level: AddressLevel, withTagger: boolean, form: string): void => {
    const score = scorer.newScore();
    const policy = policyFor(hiding, level);
    for (const row of gold) {
      const written = scorer.perturb(row, form);
      scorer.score1(score, written, hiddenUnits(written.text, policy, withTagger), scorer.POLICIES[hiding]);
    }
    const { leak, over, overDoorNo, exact } = scorer.summary(score);
    table.push([hiding, level, withTagger ? 'yes' : 'no', form, leak, over, overDoorNo, exact]);
  };
  for (const hiding of ['unit', 'building', 'door'] as const) {
    for (const level of ['balanced', 'strict'] as const) {
      for (const withTagger of [false, true]) add(hiding, level, withTagger, 'none');
    }
  }
  if (process.argv.includes('--perturb')) {
    for (const form of Object.keys(scorer.PERTURB)) add('unit', 'balanced', true, form);
  }
  console.log(table.toString());
  time(gold.map(({ text }) => text));
}

function time(addresses: readonly string[]): void {
  const digits = 'digits regex';
  const label = policyFor('unit', 'balanced');
  const alone = createMasker(label);
  const tagged = createMasker(label, { tagger });
  const contenders = [
    { name: digits, run: () => addresses.map((address) => address.replace(/\d/gu, '*')) },
    { name: 'mask by the grammar', run: () => addresses.map((address) => alone.address(address)) },
    { name: 'mask with the tagger', run: () => addresses.map((address) => tagged.address(address)) },
  ];
  printMeasured('addresses', 'addresses', [digits], measure(contenders, [digits], addresses.length));
}

await main();
