import { assertKnownKeys, assertObject } from '../../errors.ts';
import { percentCell, tableHead, tableRow } from '../../text/markdown.ts';
import { type CoverageFigures, type CoverageReport, type CoverageState, coverageStates } from './coverage.ts';

/** Options of {@link coverageMarkdown}. */
export interface CoverageMarkdownOptions {
  /** Language of headings and notes. Default `en`. */
  readonly language?: 'en' | 'zh';
}

interface Words {
  readonly title: string;
  readonly byPreset: string;
  readonly byDay: string;
  readonly byField: string;
  readonly total: string;
  readonly unknownDay: string;
  readonly preset: string;
  readonly day: string;
  readonly field: string;
  readonly figures: readonly string[];
  readonly states: Readonly<Record<CoverageState, string>>;
  readonly notes: readonly string[];
}

const english: Words = {
  title: 'Coverage',
  byPreset: 'By platform',
  byDay: 'By day',
  byField: 'Fields',
  total: 'all',
  unknownDay: 'unknown',
  preset: 'orders of',
  day: 'created',
  field: 'field',
  figures: ['orders', 'encrypted', 'nothing readable', 'unreadable orders', 'empty orders'],
  states: {
    ciphertext: 'ciphertext',
    token: 'own token',
    masked: 'masked',
    'virtual-number': 'virtual number',
    plain: 'readable',
    unknown: 'unknown',
    clean: 'text, nothing found',
    empty: 'empty',
  },
  notes: [
    'Encrypted: no readable or unknown private field and at least one encrypted, by orders that are not empty. How platforms define their own figure is not published.',
    'The report holds no value of an order. A day with few orders may still tell about one person: share it with care.',
  ],
};

const chinese: Words = {
  title: '加密覆盖率',
  byPreset: '按平台',
  byDay: '按日',
  byField: '字段',
  total: '合计',
  unknownDay: '未知',
  preset: '订单类型',
  day: '下单日期',
  field: '字段',
  figures: ['订单数', '已加密', '无明文', '无法读取的订单', '空订单'],
  states: {
    ciphertext: '平台密文',
    token: '本库密文',
    masked: '脱敏',
    'virtual-number': '虚拟号',
    plain: '明文',
    unknown: '未知',
    clean: '备注未见隐私',
    empty: '空',
  },
  notes: [
    '已加密：没有明文或未知的隐私字段，且至少有一个字段已加密；比例按非空订单计算。平台自身指标的定义未公开。',
    '报告不含任何订单内容；订单很少的日期仍可能指向个人，请谨慎分享。',
  ],
};

/**
 * A coverage report as Markdown: tables by platform, day and field, with the definition under them.
 *
 * @throws {TypeError} for wrong arguments.
 * @example
 * const report = coverage([{ tid: '1', receiver_name: '张**', receiver_mobile: '', receiver_address: '' }], presets['taobao.trade']);
 * coverageMarkdown(report, { language: 'zh' }).split('\n')[0]; // '# 加密覆盖率'
 */
export function coverageMarkdown(report: CoverageReport, options: CoverageMarkdownOptions = {}): string {
  assertObject(report, 'report');
  assertObject(options, 'options');
  assertKnownKeys(options, ['language'], 'options');
  const { language = 'en' } = options;
  if (language !== 'en' && language !== 'zh') throw new TypeError('"options.language" expected en or zh');
  const words = language === 'zh' ? chinese : english;
  const days = Object.entries(report.byDay).map(
    ([day, figures]) => [day === 'unknown' ? words.unknownDay : day, figures] as const,
  );
  const lines = [
    `# ${words.title}`,
    '',
    `## ${words.byPreset}`,
    '',
    ...figuresTable(words, words.preset, [...Object.entries(report.byPreset), [words.total, report.total]]),
    '',
    `## ${words.byDay}`,
    '',
    ...figuresTable(words, words.day, days),
    '',
    `## ${words.byField}`,
    '',
    ...fieldTable(words, report),
    '',
    ...words.notes.flatMap((note) => [note, '']),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function figuresTable(words: Words, first: string, rows: readonly (readonly [string, CoverageFigures])[]): string[] {
  return [
    ...tableHead([first, ...words.figures]),
    ...rows.map(([name, { orders, encryptedShare, withoutPlainShare, unreadable, empty }]) =>
      tableRow([name, orders, percentCell(encryptedShare), percentCell(withoutPlainShare), unreadable, empty]),
    ),
  ];
}

function fieldTable(words: Words, { byField, total }: CoverageReport): string[] {
  const counts = (states: Readonly<Record<CoverageState, number>>): number[] =>
    coverageStates.map((state) => states[state]);
  return [
    ...tableHead([words.field, ...coverageStates.map((state) => words.states[state])]),
    ...Object.entries(byField).flatMap(([preset, paths]) =>
      Object.entries(paths).map(([path, states]) => tableRow([`${preset}: ${path}`, ...counts(states)])),
    ),
    tableRow([words.total, ...counts(total.fields)]),
  ];
}
