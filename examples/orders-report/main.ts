/**
 * The main job: orders in, masked labels, encrypted orders and a report out.
 *
 *   npm start                                         the invented orders of examples/orders
 *   npm start -- --input FILE --preset NAME           a JSONL file of yours
 *   npm start -- --input FILE --preset text           whole waybill strings, { "id", "text" } a line
 *   npm start -- --output DIR                         default: out
 *
 * Exit code: 0 all well, 1 something leaked, changed or could not be read, 2 wrong usage.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import {
  type CoverageCollector,
  type CoverageReport,
  coverageMarkdown,
  createCoverage,
  exportKeyring,
  generateKeyring,
  importKeyring,
  inspectOrder,
  isPrivacyError,
  type Preset,
  passphraseProvider,
} from 'waybill-privacy';
import { readOrders } from './input.ts';
import { createJob, type Job } from './job.ts';
import { knownPresets } from './presets.ts';
import {
  addResult,
  coverageTable,
  emptyReport,
  type FileReport,
  isClean,
  leftAlone,
  markdownOf,
  tableOf,
} from './report.ts';

const usage = `usage: npm start -- [--input FILE --preset NAME] [--output DIR]
presets: ${Object.keys(knownPresets).join(', ')}`;

interface Task {
  readonly file: string;
  readonly preset: Preset;
}

interface Settings {
  readonly tasks: readonly Task[];
  readonly output: string;
}

class UsageError extends Error {}

function readSettings(args: readonly string[]): Settings {
  const options = { input: { type: 'string' }, preset: { type: 'string' }, output: { type: 'string' } } as const;
  let values: { input?: string; preset?: string; output?: string };
  try {
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const output = values.output ?? 'out';
  if (values.input === undefined && values.preset === undefined) return { tasks: exampleTasks(), output };
  if (values.input === undefined || values.preset === undefined)
    throw new UsageError('--input and --preset go together');
  const preset = Object.hasOwn(knownPresets, values.preset) ? knownPresets[values.preset] : undefined;
  if (preset === undefined) throw new UsageError('no such preset');
  if (!existsSync(values.input) || !statSync(values.input).isFile())
    throw new UsageError(`no such file: ${values.input}`);
  return { tasks: [{ file: values.input, preset }], output };
}

function exampleTasks(): Task[] {
  const folder = fileURLToPath(new URL('../orders/', import.meta.url));
  return Object.entries(knownPresets)
    .map(([name, preset]) => ({ file: join(folder, `${name}.jsonl`), preset }))
    .filter(({ file }) => existsSync(file));
}

async function main(): Promise<number> {
  const { tasks, output } = readSettings(process.argv.slice(2));
  mkdirSync(output, { recursive: true });
  const writing = generateKeyring({ tenant: 'example-shop' });
  // Decrypting uses the keyring as it comes back from its file: what is stored can be read again.
  const passphrase = process.env['WAYBILL_PASSPHRASE'] ?? randomBytes(16).toString('base64url');
  const json = await exportKeyring(writing, passphraseProvider({ passphrase }));
  writeFileSync(join(output, 'keyring.json'), json, { mode: 0o600 });
  const reading = await importKeyring(json, passphraseProvider({ passphrase }));
  const labels = createWriteStream(join(output, 'labels.jsonl'));
  const encrypted = createWriteStream(join(output, 'orders.encrypted.jsonl'));
  const reports: FileReport[] = [];
  const before = createCoverage();
  const after = createCoverage();
  for (const { file, preset } of tasks) {
    const write = (label: object, order: object): void => {
      labels.write(`${JSON.stringify(label)}\n`);
      encrypted.write(`${JSON.stringify(order)}\n`);
    };
    reports.push(await runFile(file, createJob(preset, writing, reading), { before, after }, write));
  }
  await Promise.all([labels, encrypted].map((stream) => new Promise((resolve) => stream.end(resolve))));
  writeFileSync(join(output, 'report.json'), `${JSON.stringify(reports, null, 2)}\n`);
  writeFileSync(join(output, 'report.md'), markdownOf(reports));
  const covered = { before: before.report(), after: after.report() };
  writeFileSync(join(output, 'coverage.json'), `${JSON.stringify(covered, null, 2)}\n`);
  writeFileSync(join(output, 'coverage.md'), coverageMarkdown(covered.after));
  return conclude(reports, covered, output);
}

/** Of the orders as they came in, and with their readable fields encrypted. */
interface BeforeAndAfter<T> {
  readonly before: T;
  readonly after: T;
}

async function runFile(
  file: string,
  job: Job,
  coverage: BeforeAndAfter<CoverageCollector>,
  write: (label: object, order: object) => void,
): Promise<FileReport> {
  const report = emptyReport(basename(file), job.preset.name);
  // Draws on stderr, and only on a terminal.
  const bar = new SingleBar({ format: `${job.preset.name.padEnd(16)} [{bar}] {value} orders`, clearOnComplete: true });
  bar.start(0, 0);
  let firstOrder: object | undefined;
  for await (const input of readOrders(file)) {
    const result = 'problem' in input ? ({ ok: false, problem: input.problem } as const) : job.run(input.order);
    if ('order' in input) firstOrder ??= input.order;
    coverage.before.add('order' in input ? input.order : undefined, job.preset);
    coverage.after.add(result.ok ? result.encrypted : undefined, job.preset);
    addResult(report, input.line, result);
    if (result.ok) write(result.label, result.encrypted);
    bar.setTotal(report.orders);
    bar.update(report.orders);
  }
  bar.stop();
  if (report.orders > 0 && report.failed === report.orders && firstOrder !== undefined) {
    const other = presetThatFits(firstOrder);
    if (other !== undefined) report.problems.push(`${report.file}: the first order looks like ${other}`);
  }
  return report;
}

/** The name of a preset that an order has the shape of. */
function presetThatFits(order: object): string | undefined {
  return Object.entries(knownPresets).find(([, preset]) => {
    try {
      return inspectOrder(order, preset).length > 0;
    } catch (error) {
      if (isPrivacyError(error)) return false;
      throw error;
    }
  })?.[0];
}

const maxShownProblems = 20;

function conclude(reports: readonly FileReport[], coverage: BeforeAndAfter<CoverageReport>, output: string): number {
  const problems = reports.flatMap((report) => report.problems);
  for (const problem of problems.slice(0, maxShownProblems)) console.error(problem);
  if (problems.length > maxShownProblems)
    console.error(`… and ${problems.length - maxShownProblems} more in report.md`);
  console.log(tableOf(reports));
  console.log('coverage of the orders as they came in:');
  console.log(coverageTable(coverage.before));
  console.log('and as they are stored now:');
  console.log(coverageTable(coverage.after));
  const sum = (read: (report: FileReport) => number): number =>
    reports.reduce((total, report) => total + read(report), 0);
  const orders = sum((report) => report.orders);
  console.log(
    `${orders} orders: ${sum((r) => r.leaks)} leaks, ${sum((r) => r.roundTripsEqual)} of ${orders} round trips equal, ` +
      `${sum((r) => r.lintFindings)} lint findings, ${sum(leftAlone)} fields recognised as protected and left alone`,
  );
  console.log(
    `written to ${output}: labels.jsonl, orders.encrypted.jsonl, report.json, report.md, coverage.json, coverage.md, keyring.json`,
  );
  return orders > 0 && reports.every(isClean) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
}
