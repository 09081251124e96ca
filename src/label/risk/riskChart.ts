import { assertKnownKeys, assertObject } from '../../errors.ts';
import type { ClassBand } from './classSizes.ts';
import { bandName } from './riskMarkdown.ts';
import type { RiskReport } from './riskReport.ts';

/** Options of {@link riskChart}. */
export interface RiskChartOptions {
  /** Whose labels. Default `recipient`. */
  readonly party?: 'recipient' | 'sender';
  /** Language of the words. Default `en`. */
  readonly language?: 'en' | 'zh';
}

const words = {
  en: {
    title: { recipient: 'Labels by size of their class: recipient', sender: 'Labels by size of their class: sender' },
    axis: 'labels that look the same',
    bar: (band: string, labels: number) => `class size ${band}: ${labels} labels`,
  },
  zh: {
    title: { recipient: '按等价类大小统计的面单数：收件人', sender: '按等价类大小统计的面单数：寄件人' },
    axis: '外观相同的面单数',
    bar: (band: string, labels: number) => `等价类大小 ${band}：${labels} 张`,
  },
} as const;

const width = 480;
const height = 240;
const left = 20;
const top = 48;
const bottom = 190;
const step = (width - 2 * left) / 6;
const thresholds: readonly number[] = [3, 5, 20];

/**
 * A bar chart of class sizes as SVG: how many labels lie in classes of which size, with lines where the thresholds 3, 5 and
 * 20 of GB/T 42460-2023 lie. It has a title and a description for screen readers, takes the colours of a dark page from
 * `prefers-color-scheme`, and holds no script, no link and nothing of a label.
 *
 * @throws {TypeError} for wrong arguments.
 * @example
 * const svg = riskChart(riskReport([{ name: '张**' }, { name: '张**' }]));
 * svg.includes('<desc id="risk-recipient-desc">class size 1: 0 labels; class size 2: 2 labels;'); // true
 */
export function riskChart(report: RiskReport, options: RiskChartOptions = {}): string {
  assertObject(report, 'report');
  assertObject(options, 'options');
  assertKnownKeys(options, ['party', 'language'], 'options');
  const { party = 'recipient', language = 'en' } = options;
  if (party !== 'recipient' && party !== 'sender') {
    throw new TypeError('"options.party" expected recipient or sender');
  }
  if (language !== 'en' && language !== 'zh') throw new TypeError('"options.language" expected en or zh');
  const { title, axis, bar } = words[language];
  const { bands } = report[party];
  const most = Math.max(1, ...bands.map(({ labels }) => labels));
  const id = `risk-${party}`;
  const description = bands.map(({ from, to, labels }) => bar(bandName(from, to), labels)).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" lang="${language}" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${title[party]}</title>`,
    `<desc id="${id}-desc">${description}</desc>`,
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="head" x="${left}" y="22">${title[party]}</text>`,
    ...bands.map((band, i) => barOf(band, i, most)),
    ...thresholds.map((threshold) => lineOf(threshold, bands)),
    `<path class="axis" d="M${left} ${bottom}H${width - left}"/>`,
    `<text x="${width / 2}" y="${height - 12}">${axis}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

// Contrast of text and bars to the page is at least 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3 and 1.4.11).
const style = [
  '.page{fill:#fff}',
  'text{fill:#1f2328;font:12px sans-serif;text-anchor:middle}',
  '.head{font-size:14px;text-anchor:start}',
  '.bar{fill:#0550ae}',
  '.axis{stroke:#1f2328}',
  '.limit{stroke:#a40e26;stroke-dasharray:4 3}',
  '@media (prefers-color-scheme:dark){',
  '.page{fill:#0d1117}text{fill:#e6edf3}.bar{fill:#79c0ff}.axis{stroke:#e6edf3}.limit{stroke:#ffa198}',
  '}',
].join('');

function barOf({ from, to, labels }: ClassBand, i: number, most: number): string {
  const x = left + i * step;
  const size = round(((bottom - top - 20) * labels) / most);
  const middle = round(x + step / 2);
  return [
    `<rect class="bar" x="${round(x + 10)}" y="${round(bottom - size)}" width="${round(step - 20)}" height="${size}"/>`,
    `<text x="${middle}" y="${round(bottom - size - 4)}">${labels}</text>`,
    `<text x="${middle}" y="${bottom + 16}">${bandName(from, to)}</text>`,
  ].join('\n');
}

function lineOf(threshold: number, bands: readonly ClassBand[]): string {
  const x = round(left + bands.findIndex(({ from }) => from === threshold) * step);
  return `<path class="limit" d="M${x} ${top - 4}V${bottom}"/>\n<text x="${x}" y="${top - 8}">k = ${threshold}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
