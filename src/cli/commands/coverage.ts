import { type CoverageReport, coverageMarkdown, createCoverage } from '../../guard/index.ts';
import { ordersIn, type PresetName, presets } from '../../platform/index.ts';
import { type Encoding, inputFiles, parseJson, readJson, readLines } from '../input.ts';
import { withOutput } from '../output.ts';
import { at, type ExitCode, exitCodes } from '../problem.ts';
import type { Session } from '../session.ts';

export interface CoverageCommandOptions {
  readonly preset: PresetName;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly encoding?: Encoding;
  readonly out?: string;
  readonly min?: number;
}

/** How many orders travel protected. */
export async function coverageOf(
  session: Session,
  files: readonly string[],
  options: CoverageCommandOptions,
): Promise<ExitCode> {
  const preset = presets[options.preset];
  const collector = createCoverage();
  for await (const file of inputFiles(session, files)) {
    for await (const { value, row } of documentsIn(session, file, options.encoding)) {
      const orders = await at({ file, row }, () => ordersIn(value, preset));
      for (const { order } of orders) collector.add(order, preset);
    }
  }
  const report = collector.report();
  const share = report.total.encryptedShare;
  await withOutput(session, { file: options.out }, (write) => write(textOf(report, session, options)));
  if (options.min === undefined || (share !== null && share >= options.min)) return exitCodes.ok;
  session.say('coverage.below', { share: share ?? '-', min: options.min });
  return exitCodes.data;
}

/** A JSON document, or one on each line. */
async function* documentsIn(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
): AsyncGenerator<{ value: unknown; row?: number }> {
  if (/\.json$/iu.test(file)) {
    yield { value: await readJson(session, file, encoding) };
    return;
  }
  for await (const { text, row } of readLines(session, file, encoding)) {
    if (text.trim() !== '') yield { value: parseJson(text, file, row), row };
  }
}

function textOf(report: CoverageReport, session: Session, { json, markdown }: CoverageCommandOptions): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  if (markdown) return coverageMarkdown(report, { language: session.language });
  const { orders, encrypted, withoutPlain, unreadable, empty, encryptedShare } = report.total;
  const percent = encryptedShare === null ? '-' : `${Math.floor(encryptedShare * 1000) / 10} %`;
  const fields = Object.values(report.byField).flatMap((paths) =>
    Object.entries(paths).map(([path, counts]) => {
      const states = Object.entries(counts).filter(([, count]) => count > 0);
      return `${path}\t${states.map(([state, count]) => `${state} ${count}`).join(', ')}\n`;
    }),
  );
  const total = session.text('coverage.total', { percent, orders, encrypted, withoutPlain, unreadable, empty });
  return `${total}\n${fields.join('')}`;
}
