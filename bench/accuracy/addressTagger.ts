/**
 * The grammar of addresses alone and together with the tagger, on the labelled addresses beside the repository:
 * `npx tsx bench/accuracy/addressTagger.ts [--perturb]`. Says so and stops where data or scorer are not there.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { assignRoles, type NumberRole } from '../../src/detect/address/grammar.ts';
import { findAddressParts } from '../../src/detect/address/index.ts';
import { simplify } from '../../src/detect/address/suffixes.ts';
import { suspicion, withSuspects } from '../../src/detect/address/suspects.ts';
import { tokenize } from '../../src/detect/address/tokens.ts';
import { createAddressTagger } from '../../src/tagger/index.ts';
import { fold } from '../../src/text/fold.ts';
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

const flat: readonly NumberRole[] = ['unit', 'floor', 'room'];
const hiddenRoles = {
  unit: new Set<NumberRole>(flat),
  building: new Set<NumberRole>([...flat, 'building']),
  door: new Set<NumberRole>([...flat, 'building', 'door']),
};
type PolicyName = keyof typeof hiddenRoles;

const tagger = createAddressTagger();
const grammarAlone = 1;

/** One for each UTF-16 unit that would be hidden. */
function hide(address: string, policy: PolicyName, threshold: number): Uint8Array {
  const hidden = new Uint8Array(address.length);
  const parts = findAddressParts(address);
  let text = simplify(fold(address));
  for (const { role, start, end } of parts) {
    if (role !== 'name' && role !== 'phone' && role !== 'note') continue;
    hidden.fill(1, start, end);
    text = text.slice(0, start) + '*'.repeat(end - start) + text.slice(end);
  }
  const tokens = tokenize(text);
  const roles = assignRoles(text, tokens);
  const judged =
    threshold === grammarAlone
      ? roles
      : withSuspects(roles, tagger.probabilities(text, tokens, roles), hiddenRoles[policy], threshold);
  for (const [i, token] of tokens.entries()) {
    if (hiddenRoles[policy].has(judged[i] ?? 'room')) hidden.fill(1, token.start, token.end);
  }
  return hidden;
}

const levels = { 'grammar alone': grammarAlone, balanced: suspicion.balanced, strict: suspicion.strict };

async function main(): Promise<void> {
  const scorerFile = fileURLToPath(new URL('../../../shared/tools/address/lib.mjs', import.meta.url));
  const goldFile = dataFile('addresses.dev.jsonl');
  if (goldFile === undefined || !existsSync(scorerFile)) {
    console.log('not measured: the addresses or their scorer are not there');
    return;
  }
  const scorer = (await import(scorerFile)) as Scorer;
  const gold = scorer.loadGold(goldFile);
  const head = ['policy', 'level', 'form', 'leak', 'over', 'door', 'exact'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const add = (policy: PolicyName, level: keyof typeof levels, form: string): void => {
    const score = scorer.newScore();
    for (const row of gold) {
      const written = scorer.perturb(row, form);
      scorer.score1(score, written, hide(written.text, policy, levels[level]), scorer.POLICIES[policy]);
    }
    const { leak, over, overDoorNo, exact } = scorer.summary(score);
    table.push([policy, level, form, leak, over, overDoorNo, exact]);
  };
  for (const policy of ['unit', 'building', 'door'] as const) {
    for (const level of ['grammar alone', 'balanced', 'strict'] as const) add(policy, level, 'none');
  }
  if (process.argv.includes('--perturb')) for (const form of Object.keys(scorer.PERTURB)) add('unit', 'balanced', form);
  console.log(table.toString());
  time(gold.map(({ text }) => text));
}

function time(addresses: readonly string[]): void {
  const digits = 'digits regex';
  const read = (address: string) => {
    const text = simplify(fold(address));
    const tokens = tokenize(text);
    return { text, tokens, roles: assignRoles(text, tokens) };
  };
  const contenders = [
    { name: digits, run: () => addresses.map((address) => address.replace(/\d/gu, '*')) },
    { name: 'grammar', run: () => addresses.map((address) => read(address).roles.length) },
    {
      name: 'grammar and tagger',
      run: () =>
        addresses.map((address) => {
          const { text, tokens, roles } = read(address);
          const probabilities = tagger.probabilities(text, tokens, roles);
          return withSuspects(roles, probabilities, hiddenRoles.unit, suspicion.balanced).length;
        }),
    },
  ];
  printMeasured('addresses', 'addresses', [digits], measure(contenders, [digits], addresses.length));
}

await main();
