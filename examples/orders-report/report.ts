import Table from 'cli-table3';
import type { CoverageFigures, CoverageReport, FieldState } from 'waybill-privacy';
import type { OrderResult } from './job.ts';

/** Figures of one input file. */
export interface FileReport {
  readonly file: string;
  readonly preset: string;
  orders: number;
  failed: number;
  roundTripsEqual: number;
  linted: number;
  lintFindings: number;
  leaks: number;
  /** Private fields by how they were found; `plain` ones are encrypted now, the others were left alone. */
  readonly fields: Record<FieldState, number>;
  /** What went wrong, with the line; no values. */
  readonly problems: string[];
}

export function emptyReport(file: string, preset: string): FileReport {
  const fields = { plain: 0, ciphertext: 0, masked: 0, 'virtual-number': 0, token: 0, empty: 0 };
  const counts = { orders: 0, failed: 0, roundTripsEqual: 0, linted: 0, lintFindings: 0, leaks: 0 };
  return { file, preset, ...counts, fields, problems: [] };
}

/** Adds one order to the figures. */
export function addResult(report: FileReport, line: number, result: OrderResult): void {
  report.orders++;
  const note = (problem: string): number => report.problems.push(`${report.file}:${line}: ${problem}`);
  if (!result.ok) {
    report.failed++;
    note(result.problem);
    return;
  }
  report.linted += result.linted;
  report.lintFindings += result.lint.length;
  report.leaks += result.leaks.length;
  if (result.isRoundTripEqual) report.roundTripsEqual++;
  else note('the decrypted order differs from the original');
  for (const { state } of result.fields) report.fields[state]++;
  for (const leak of result.leaks) note(`leak: ${leak}`);
  for (const finding of result.lint) note(`lint: ${finding}`);
}

/** Fields that the platform had protected: never touched. */
export const leftAlone = ({ fields }: FileReport): number =>
  fields.ciphertext + fields.masked + fields['virtual-number'] + fields.token;

/** Whether nothing leaked, nothing changed, every label passes and every order could be read. */
export const isClean = (report: FileReport): boolean =>
  report.failed + report.leaks + report.lintFindings === 0 && report.roundTripsEqual === report.orders;

const columns: readonly (readonly [string, (report: FileReport) => string | number])[] = [
  ['preset', (r) => r.preset],
  ['orders', (r) => r.orders],
  ['unreadable', (r) => r.failed],
  ['fields encrypted', (r) => r.fields.plain],
  ['left: ciphertext', (r) => r.fields.ciphertext],
  ['left: masked', (r) => r.fields.masked],
  ['left: virtual', (r) => r.fields['virtual-number']],
  ['linted', (r) => r.linted],
  ['lint findings', (r) => r.lintFindings],
  ['leaks', (r) => r.leaks],
  ['round trips equal', (r) => r.roundTripsEqual],
];

export function tableOf(reports: readonly FileReport[]): string {
  const table = new Table({ head: columns.map(([title]) => title), style: { head: [], border: [] }, wordWrap: true });
  for (const report of reports) table.push(columns.map(([, read]) => read(report)));
  return table.toString();
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

const coverageColumns: readonly (readonly [string, (figures: CoverageFigures) => string | number])[] = [
  ['orders', (f) => f.orders],
  ['encrypted', (f) => percent(f.encryptedShare)],
  ['nothing readable', (f) => percent(f.withoutPlainShare)],
  ['empty', (f) => f.empty],
  ['fields: ciphertext', (f) => f.fields.ciphertext],
  ['own token', (f) => f.fields.token],
  ['masked', (f) => f.fields.masked],
  ['virtual', (f) => f.fields['virtual-number']],
  ['readable', (f) => f.fields.plain],
  ['unknown', (f) => f.fields.unknown],
];

/** How much of the batch its platforms had encrypted. */
export function coverageTable({ total, byPreset }: CoverageReport): string {
  const head = ['coverage', ...coverageColumns.map(([title]) => title)];
  const table = new Table({ head, style: { head: [], border: [] }, wordWrap: true });
  for (const [name, figures] of [...Object.entries(byPreset), ['all', total] as const]) {
    table.push([name, ...coverageColumns.map(([, read]) => read(figures))]);
  }
  return table.toString();
}

export function markdownOf(reports: readonly FileReport[]): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    '# Orders report',
    '',
    row(columns.map(([title]) => title)),
    row(columns.map(() => '---')),
    ...reports.map((report) => row(columns.map(([, read]) => read(report)))),
    '',
    'Encrypted fields were readable before. Fields left alone were protected by the platform already.',
    'Leaks are private values that a plain search found on a label or in an encrypted order.',
  ];
  const problems = reports.flatMap((report) => report.problems);
  if (problems.length > 0) lines.push('', '## Problems', '', ...problems.map((problem) => `- ${problem}`));
  return `${lines.join('\n')}\n`;
}
