import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { inspectMask } from 'waybill-privacy';
import { dataFile } from './table.ts';

interface LabelledRow {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly label: string }[];
}

/** Figures of the rows in one writing. */
interface Figures {
  rows: number;
  /** Rows with a unit, level, staircase or entrance. */
  flats: number;
  /** Of those, rows where a digit or a single letter of it is visible. */
  visible: number;
  hiddenWhole: number;
  /** Characters of rows that are not hidden whole, by group of labels: all of them, and those still visible. */
  readonly total: Record<Group, number>;
  readonly kept: Record<Group, number>;
}

type Group = 'road, city, suburb, state' | 'house_number' | 'postcode';

const groupOf: Readonly<Record<string, Group>> = {
  road: 'road, city, suburb, state',
  city: 'road, city, suburb, state',
  suburb: 'road, city, suburb, state',
  state: 'road, city, suburb, state',
  house_number: 'house_number',
  postcode: 'postcode',
};
const groups: readonly Group[] = ['road, city, suburb, state', 'house_number', 'postcode'];
const flatLabels: readonly string[] = ['unit', 'level', 'staircase', 'entrance'];
const maxVisibleShare = 0.05;

/**
 * Addresses of many countries under the policy `label`: rows that still show a unit or a level, and what of roads, cities, door
 * numbers and postcodes stays. The bar holds for rows that are not in Chinese; those belong to the Chinese suites.
 */
export function addressesIntl(): boolean {
  const path = dataFile('addresses.intl.dev.jsonl');
  if (path === undefined) return true;
  const byWriting = new Map<string, Figures>();
  const visibleIds: string[] = [];
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const row = JSON.parse(line) as LabelledRow;
    const names = [writingOf(row.text)];
    if (names[0] !== 'Chinese') names.push('all but Chinese');
    for (const name of names) {
      const figures = byWriting.get(name) ?? emptyFigures();
      byWriting.set(name, figures);
      if (measure(figures, row) && name !== 'all but Chinese') visibleIds.push(row.id);
    }
  }
  print(byWriting);
  console.log(`rows with a visible unit or level: ${visibleIds.join(' ') || 'none'}`);
  const all = byWriting.get('all but Chinese') ?? emptyFigures();
  return all.visible <= all.flats * maxVisibleShare;
}

const emptyFigures = (): Figures => ({
  rows: 0,
  flats: 0,
  visible: 0,
  hiddenWhole: 0,
  total: { 'road, city, suburb, state': 0, house_number: 0, postcode: 0 },
  kept: { 'road, city, suburb, state': 0, house_number: 0, postcode: 0 },
});

const writings: readonly (readonly [string, RegExp])[] = [
  ['Korean', /\p{Script=Hang}/u],
  ['Japanese', /[\p{Script=Hira}\p{Script=Kana}]/u],
  ['Chinese', /\p{Script=Han}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['other scripts', /[^\P{L}\p{Script=Latin}\p{Script=Common}]/u],
];

const writingOf = (text: string): string => writings.find(([, pattern]) => pattern.test(text))?.[0] ?? 'Latin';

/** Adds a row to the figures; whether it shows a unit or a level. */
function measure(figures: Figures, { text, spans }: LabelledRow): boolean {
  const hidden = new Uint8Array(text.length);
  const { hidden: ranges } = inspectMask('address', text);
  for (const { start, end } of ranges) hidden.fill(1, start, end);
  const isVisible = (at: number): boolean => hidden[at] === 0;
  const flats = spans.filter(({ label }) => flatLabels.includes(label));
  const shows = flats.some(({ start, end }) => secretsOf(text.slice(start, end)).some((at) => isVisible(start + at)));
  figures.rows++;
  if (flats.length > 0) figures.flats++;
  if (shows) figures.visible++;
  const isWhole = ranges.some(({ start, end }) => start === 0 && end === text.length);
  if (isWhole) figures.hiddenWhole++;
  else {
    for (const { start, end, label } of spans) {
      const group = groupOf[label];
      if (group === undefined) continue;
      for (let at = start; at < end; at++) {
        if (text[at] === ' ') continue;
        figures.total[group]++;
        if (isVisible(at)) figures.kept[group]++;
      }
    }
  }
  return shows;
}

/** Offsets of what says which flat it is: digits, single letters, numbers in words. */
function secretsOf(span: string): number[] {
  return [...span.matchAll(/\d|(?<!\p{L})\p{L}(?!\p{L})|\b(?:ground|first|second|third|\p{L}+th)\b/giu)].map(
    ({ index }) => index,
  );
}

const share = (part: number, of: number): string => (of === 0 ? '' : `${((part / of) * 100).toFixed(1)} %`);

function print(byWriting: ReadonlyMap<string, Figures>): void {
  const head = [
    'addresses of other countries',
    'rows',
    'unit or level',
    'visible',
    'hidden whole',
    ...groups.map((g) => `${g} kept`),
  ];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [name, { rows, flats, visible, hiddenWhole, kept, total }] of byWriting) {
    const characters = groups.map((group) => share(kept[group], total[group]));
    table.push([name, rows, flats, visible, `${hiddenWhole} (${share(hiddenWhole, rows)})`, ...characters]);
  }
  console.log(table.toString());
}
