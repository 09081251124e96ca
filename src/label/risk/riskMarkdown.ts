import { assertKnownKeys, assertObject } from '../../errors.ts';
import { type Cell, percentCell, tableCell, tableHead, tableRow } from '../../text/markdown.ts';
import type { Grade, GradeReason, ReleaseModel } from './grade.ts';
import type { LabelShare } from './phoneCandidates.ts';
import type { PartyRisk, RiskReport } from './riskReport.ts';

/** Options of {@link riskMarkdown}. */
export interface RiskMarkdownOptions {
  /** Language of headings and notes. Default `en`. */
  readonly language?: 'en' | 'zh';
}

interface Words {
  readonly title: string;
  readonly grade: string;
  readonly figures: string;
  readonly classes: string;
  readonly phones: string;
  readonly linkage: string;
  readonly recipient: string;
  readonly sender: string;
  readonly releases: Readonly<Record<ReleaseModel, string>>;
  readonly reasons: Readonly<Record<GradeReason, string>>;
  readonly noGrade: string;
  readonly gradeLine: (grade: Grade, reason: string) => string;
  readonly thresholdLine: (release: string, minClassSize: number, contextRisk: number) => string;
  readonly rows: readonly string[];
  readonly bandHead: readonly [string, string, string];
  readonly phoneRows: readonly string[];
  readonly noFindings: string;
  readonly sources: Readonly<Record<'table' | 'published', string>>;
  readonly notes: readonly string[];
}

const english: Words = {
  title: 'Re-identification risk of labels',
  grade: 'Level',
  figures: 'Labels that look the same',
  classes: 'Classes by size',
  phones: 'Phone numbers left',
  linkage: 'Masks side by side',
  recipient: 'recipient',
  sender: 'sender',
  releases: { public: 'public release', controlled: 'controlled sharing', enclave: 'enclave' },
  reasons: {
    'direct-identifier': 'a name or phone is printed with nothing hidden',
    'class-too-small': 'a class is smaller than the threshold',
    'overall-risk': 'the largest risk by the context risk exceeds 0.05',
    'classes-large-enough': 'every class reaches the threshold',
    'nothing-shown': 'nothing of a name, phone or address is printed',
  },
  noGrade: 'No label, no level.',
  gradeLine: ({ level }, reason) => `GB/T 42460-2023 level ${level}: ${reason}.`,
  thresholdLine: (release, minClassSize, contextRisk) =>
    `Judged for ${release}: no class below ${minClassSize}, context risk ${contextRisk}.`,
  rows: [
    'labels',
    'classes',
    'smallest class',
    'largest risk',
    'average risk',
    'in classes below 20 (public)',
    'in classes below 5 (controlled)',
    'in classes below 3 (enclave)',
    'with a direct identifier',
    'counted as classes of one for want of room',
  ],
  bandHead: ['class size', 'classes', 'labels'],
  phoneRows: [
    'mobiles counted',
    'without a city',
    'other phones',
    'lower quartile',
    'median',
    'upper quartile',
    'below 20',
    'below 100',
  ],
  noFindings: 'Nothing found in the policies given.',
  sources: {
    table: 'Blocks by city: the table given.',
    published:
      'Blocks by city: assumed to be spread as in the whole country (libphonenumber), whatever the city printed.',
  },
  notes: [
    'An estimate over the batch given, not a legal finding. Masks are de-identification: with further information a person may still be identified.',
    "Measured: labels with the same name, phone and address as printed. Assumed: that each label is another person's; that a number was registered in the city printed. Numbers left are upper bounds, as not every number is in use.",
  ],
};

const chinese: Words = {
  title: '面单重标识风险',
  grade: '分级',
  figures: '外观相同的面单',
  classes: '等价类大小分布',
  phones: '剩余候选号码',
  linkage: '掩码并列',
  recipient: '收件人',
  sender: '寄件人',
  releases: { public: '完全公开共享', controlled: '受控公开共享', enclave: '领地公开共享' },
  reasons: {
    'direct-identifier': '有姓名或电话完整打印',
    'class-too-small': '有等价类小于阈值',
    'overall-risk': '最大风险乘以环境风险超过 0.05',
    'classes-large-enough': '所有等价类都达到阈值',
    'nothing-shown': '姓名、电话、地址均未打印任何内容',
  },
  noGrade: '没有面单，无法分级。',
  gradeLine: ({ level }, reason) => `GB/T 42460-2023 第 ${level} 级：${reason}。`,
  thresholdLine: (release, minClassSize, contextRisk) =>
    `按${release}评估：等价类不得小于 ${minClassSize}，环境风险 ${contextRisk}。`,
  rows: [
    '面单数',
    '等价类数',
    '最小等价类',
    '最大风险',
    '平均风险',
    '所在等价类小于 20（完全公开）',
    '所在等价类小于 5（受控公开）',
    '所在等价类小于 3（领地公开）',
    '含直接标识符',
    '因容量不足按单独一类计',
  ],
  bandHead: ['等价类大小', '等价类数', '面单数'],
  phoneRows: ['计入的手机号', '无城市', '其他电话', '下四分位', '中位数', '上四分位', '少于 20', '少于 100'],
  noFindings: '所给策略未发现问题。',
  sources: {
    table: '各城市号段数：取自所给的表。',
    published: '各城市号段数：假定与全国分布（libphonenumber）相同，不论打印的是哪个城市。',
  },
  notes: [
    '本报告是对所给批次的估计，不是法律结论。掩码属于去标识化：借助额外信息仍可能识别个人。',
    '实测：姓名、电话、地址打印内容相同的面单。假定：每张面单属于不同的人；号码在打印的城市办理。候选号码数是上限，因为并非每个号码都在使用。',
  ],
};

/**
 * A risk report as Markdown: the level, tables of classes and of phones, and what is measured and what assumed.
 *
 * @throws {TypeError} for wrong arguments.
 * @example
 * const report = riskReport([{ name: '张**', phone: '138******78', address: '浙江省杭州市西湖区' }]);
 * riskMarkdown(report).split('\n')[4]; // 'GB/T 42460-2023 level 2: a class is smaller than the threshold.'
 * riskMarkdown(report, { language: 'zh' }).split('\n')[0]; // '# 面单重标识风险'
 */
export function riskMarkdown(report: RiskReport, options: RiskMarkdownOptions = {}): string {
  assertObject(report, 'report');
  assertObject(options, 'options');
  assertKnownKeys(options, ['language'], 'options');
  const { language = 'en' } = options;
  if (language !== 'en' && language !== 'zh') throw new TypeError('"options.language" expected en or zh');
  const words = language === 'zh' ? chinese : english;
  const { grade, release, contextRisk, recipient, sender, linkage } = report;
  const parties = [
    { name: words.recipient, risk: recipient },
    { name: words.sender, risk: sender },
  ].filter(({ risk }) => risk.labels > 0);
  const names = parties.map(({ name }) => name);
  const lines = [
    `# ${words.title}`,
    '',
    `## ${words.grade}`,
    '',
    grade === null ? words.noGrade : words.gradeLine(grade, words.reasons[grade.reason]),
    words.thresholdLine(words.releases[release], report.minClassSize, contextRisk),
    '',
    ...section(
      words.figures,
      columns(
        words.rows,
        names,
        parties.map(({ risk }) => classCells(risk)),
      ),
    ),
    ...parties.flatMap(({ name, risk }) =>
      section(`${words.classes}: ${name}`, [
        ...tableHead(words.bandHead),
        ...risk.bands.map(({ from, to, classes, labels }) => tableRow([bandName(from, to), classes, labels])),
      ]),
    ),
    ...section(
      words.phones,
      columns(
        words.phoneRows,
        names,
        parties.map(({ risk }) => phoneCells(risk)),
      ),
    ),
    words.sources[recipient.phones.source],
    '',
    ...(linkage === null
      ? []
      : section(
          words.linkage,
          linkage.ok
            ? [words.noFindings]
            : linkage.findings.map(({ rule, message }) => `- ${rule}: ${tableCell(message)}`),
        )),
    ...words.notes.flatMap((note) => [note, '']),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The bounds of a band in words, as in the chart. */
export function bandName(from: number, to: number | null): string {
  if (to === null) return `≥ ${from}`;
  return from === to ? String(from) : `${from}–${to}`;
}

const section = (title: string, body: readonly string[]): string[] => [`## ${title}`, '', ...body, ''];

/** A line for each figure, a column for each party. */
const columns = (
  titles: readonly string[],
  names: readonly string[],
  cells: readonly (readonly Cell[])[],
): string[] => [
  ...tableHead(['', ...names]),
  ...titles.map((title, i) => tableRow([title, ...cells.map((column) => column[i] ?? '')])),
];

const share = ({ share: part }: LabelShare): string => percentCell(part);

const rounded = (value: number | null): Cell => (value === null ? '–' : Math.round(value));

const classCells = (risk: PartyRisk): Cell[] => [
  risk.labels,
  risk.classes,
  risk.smallestClass ?? '–',
  percentCell(risk.largestRisk),
  percentCell(risk.averageRisk),
  share(risk.below20),
  share(risk.below5),
  share(risk.below3),
  risk.directIdentifiers,
  risk.overflow,
];

const phoneCells = ({ phones }: PartyRisk): Cell[] => [
  phones.counted,
  phones.withoutCity,
  phones.other,
  rounded(phones.lowerQuartile),
  rounded(phones.median),
  rounded(phones.upperQuartile),
  share(phones.below20),
  share(phones.below100),
];
