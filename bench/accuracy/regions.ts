import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { findRegion, type Region, type RegionLevel, regionLevels } from '../../src/detect/region/index.ts';
import { dataFile } from './table.ts';

/** A labelled stretch of a text. */
type Label = readonly [start: number, end: number, name: string];

/** How the names of one level came out. */
interface Figures {
  labelled: number;
  /** The same stretch, or another copy of the same name in the same row. */
  exact: number;
  /** The same stretch as another level: some sets call 义乌市 and 上海市 a city. */
  otherLevel: number;
  /** The row names two regions, and the label is on the one behind ours. */
  otherRegion: number;
  missed: number;
  /** Anything else: the stretch is wrong. */
  harmful: number;
}

const levelOf: Readonly<Record<string, RegionLevel>> = {
  prov: 'province',
  city: 'city',
  district: 'district',
  devzone: 'district',
  town: 'street',
};

const suffix: Readonly<Record<RegionLevel, RegExp>> = {
  province: /(?:省|市|自治区|特别行政区)$/u,
  city: /(?:市|州|盟|地区|县)$/u,
  district: /[区市县旗]$/u,
  street: /(?:街道|镇|乡)$/u,
};

// What forms write for "none" is labelled as a district, but is no name.
const filler = /^(?:市辖区|市辖县|其[它他]区)$/u;

/** Regions of labelled addresses and waybills: how many are found to the character, by level and with or without suffix. */
export function regions(): boolean {
  const files = ['addresses.dev.jsonl', 'waybills.dev.jsonl'].map((name) => [name, dataFile(name)] as const);
  for (const [name, path] of files) if (path !== undefined) printFigures(name, figuresOf(readRows(path)));
  const shapes = dataFile('addresses.shapes.jsonl');
  if (shapes !== undefined) printFound(readRows(shapes));
  return true;
}

function readRows(path: string): { text: string; labels: Label[] }[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const row = JSON.parse(line) as { text: string; spans: (Label | { start: number; end: number; label: string })[] };
    const labels = row.spans.map((span): Label => ('label' in span ? [span.start, span.end, span.label] : span));
    return { text: row.text, labels };
  });
}

function figuresOf(rows: ReturnType<typeof readRows>): Map<string, Figures> {
  const figures = new Map<string, Figures>();
  for (const { text, labels } of rows) {
    const region = findRegion(text);
    const seen = new Set<string>();
    for (const label of labels) {
      const [start, end, kind] = label;
      const level = levelOf[kind];
      const name = text.slice(start, end);
      // A second label of a kind is a second copy, or a region within the region.
      if (level === undefined || seen.has(kind) || filler.test(name)) continue;
      seen.add(kind);
      const key = `${kind}, ${suffix[level].test(name) ? 'suffix' : 'bare'}`;
      const row = figures.get(key) ?? emptyFigures();
      figures.set(key, row);
      row.labelled++;
      row[verdict(text, region, level, label)]++;
    }
  }
  return figures;
}

const emptyFigures = (): Figures => ({
  labelled: 0,
  exact: 0,
  otherLevel: 0,
  otherRegion: 0,
  missed: 0,
  harmful: 0,
});

function verdict(
  text: string,
  region: Region,
  level: RegionLevel,
  [start, end]: Label,
): Exclude<keyof Figures, 'labelled'> {
  const isSame = (at: RegionLevel): boolean => region[at]?.start === start && region[at]?.end === end;
  const found = region[level];
  if (isSame(level)) return 'exact';
  if (found !== undefined && sameName(text.slice(found.start, found.end), text.slice(start, end))) return 'exact';
  if (regionLevels.some(isSame)) return 'otherLevel';
  if (region.end > 0 && start >= region.end) return found === undefined ? 'missed' : 'otherRegion';
  return found === undefined ? 'missed' : 'harmful';
}

/** 浙江 and 浙江省 in one row are copies. */
const sameName = (a: string, b: string): boolean =>
  a === b || (Math.abs(a.length - b.length) === 1 && (a.startsWith(b) || b.startsWith(a)));

function printFigures(title: string, figures: ReadonlyMap<string, Figures>): void {
  const head = [title, 'labels', 'exact', 'other level', 'other region', 'missed', 'harmful'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [kind, { labelled, exact, otherLevel, otherRegion, missed, harmful }] of figures) {
    const share = (count: number): string => `${((100 * count) / labelled).toFixed(2)} %`;
    table.push([kind, labelled, ...[exact, otherLevel, otherRegion, missed, harmful].map(share)]);
  }
  console.log(table.toString());
}

/** Shapes have no labels of regions: how many rows have each level, and whether a number of the address was taken for one. */
function printFound(rows: ReturnType<typeof readRows>): void {
  const table = new Table({ head: ['addresses.shapes.jsonl', 'rows', 'found'], style: { head: [], border: [] } });
  for (const level of regionLevels) {
    table.push([level, rows.length, rows.filter(({ text }) => findRegion(text)[level] !== undefined).length]);
  }
  const overNumbers = rows.filter(({ text, labels }) => {
    const { end } = findRegion(text);
    return labels.some(([start, , kind]) => kind.endsWith('no') && start < end);
  });
  table.push(['reaches into a number', rows.length, overNumbers.length]);
  console.log(table.toString());
}
