import type { CountryCode } from '../../detect/phone/index.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { PolicyName } from '../../mask/policy.ts';
import { presets } from '../../platform/index.ts';
import type { Row, RowResult } from '../../stream/rows.ts';
import type { CellWarning, Codec, FileStyle, OpenedFile, ReadRow, UnreadableRow } from '../files/codec.ts';
import { rejectLine } from '../files/rejects.ts';
import { withJournal } from '../jobs/withJournal.ts';
import { type KeyringOptions, openKeyring } from '../keyFiles.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import { at, type ExitCode, exitCodes, usage } from '../problem.ts';
import { createProgress } from '../progress.ts';
import type { RowPlan } from '../rows/plan.ts';
import { processSource } from '../rows/processSource.ts';
import { rejection } from '../rows/rejection.ts';
import { formatOf, openRowFile, type RowFile, type RowFileOptions } from '../rows/rowFile.ts';
import { type RowOutput, withRowOutput } from '../rows/rowOutput.ts';
import { type Settled, type ShapeOptions, settleShape } from '../rows/shape.ts';
import type { Session } from '../session.ts';

export interface RowCommandOptions extends RowFileOptions, KeyringOptions, ShapeOptions, Pick<OutputOptions, 'dryRun'> {
  readonly policy?: PolicyName;
  readonly region?: CountryCode;
  readonly out?: string;
  readonly outFormat?: RowFileOptions['format'];
  readonly bom?: boolean;
  readonly rejects?: string;
  readonly report?: string;
  /** Threads. */
  readonly jobs?: number;
  /** Keeps a journal beside the output, and goes on from it. */
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** What became of a file of rows. */
interface Report {
  readonly file: string;
  readonly rows: number;
  readonly done: number;
  readonly rejected: number;
  /** Rejected rows by code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Numbers of 16 or more digits in a workbook, which may have lost digits before this program saw them. */
  readonly longNumbers: number;
}

/** Masks, encrypts or decrypts a file of rows. */
export async function processFile(
  session: Session,
  verb: RowPlan['verb'],
  file: string,
  options: RowCommandOptions,
): Promise<ExitCode> {
  let longNumbers = 0;
  const onWarning = (warning: CellWarning): void => {
    longNumbers++;
    if (longNumbers === 1) session.say('rows.longNumber', { file, row: warning.row, column: warning.column });
  };
  const input = await openRowFile(session, file, { ...options, onWarning });
  try {
    const { first, rows } = await at({ file }, () => peek(input.opened.rows));
    const sample = { file, header: input.opened.columns, rows: first };
    const settled = await settleShape(session, verb, sample, options);
    if (verb !== 'mask' && !hasIdentity(settled)) throw usage('ERR_NO_ID', {}, { file });
    const plan: RowPlan = {
      verb,
      ...settled,
      ...(options.policy && { policy: options.policy }),
      ...(options.region && { region: options.region }),
    };
    const counts = await runPlan(session, file, { ...input, rows }, plan, options);
    const report: Report = { file, ...counts, longNumbers };
    await writeReport(session, report, options);
    return counts.rejected === 0 ? exitCodes.ok : exitCodes.data;
  } finally {
    await input.opened.close();
  }
}

const hasIdentity = ({ shape, recordId }: Settled): boolean =>
  recordId !== undefined ||
  ('preset' in shape && shape.preset !== undefined && presets[shape.preset].recordId !== undefined);

// Enough to see what a column holds, and no more than a screen.
const sampleRows = 20;

/** Some of the first rows, and all of them again. */
async function peek(all: OpenedFile['rows']): Promise<{ first: readonly Row[]; rows: OpenedFile['rows'] }> {
  const iterator = all[Symbol.asyncIterator]();
  const head: (ReadRow | UnreadableRow)[] = [];
  while (head.length < sampleRows) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head.push(value);
  }
  const first = head.flatMap((read) => (read.status === 'read' ? [read.value] : []));
  async function* replayed(): AsyncGenerator<ReadRow | UnreadableRow> {
    yield* head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first, rows: replayed() };
}

type Counts = Pick<Report, 'rows' | 'done' | 'rejected' | 'codes'>;

async function runPlan(
  session: Session,
  file: string,
  { codec, opened, share, rows }: RowFile & { readonly rows: OpenedFile['rows'] },
  plan: RowPlan,
  options: RowCommandOptions,
): Promise<Counts> {
  const { out, outFormat, rejects, dryRun, jobs, resume } = options;
  const keyring = plan.verb === 'mask' ? undefined : await openKeyring(session, options);
  const target =
    outFormat === undefined && (out === undefined || out === '-') ? codec : formatOf(out, outFormat, '--out-format');
  const style = { ...styleFor(target, codec, opened.style), ...(options.bom && { hasMark: true }) };
  const columns = opened.columns && { columns: opened.columns };
  const progress = createProgress(session);

  async function process(output: RowOutput): Promise<Counts> {
    let { rows: before, done, codes } = output.from;
    const counts = { ...codes };
    let rejected = before - done;
    const sink = async (result: RowResult | UnreadableRow): Promise<void> => {
      session.signal.throwIfAborted();
      if (result.status === 'done') {
        await output.write(result.value);
        done++;
      } else {
        // Half an export is no export.
        if (rejects === undefined && dryRun !== true) throw rejection(file, result);
        await output.reject(rejectLine(result), result.code);
        counts[result.code] = (counts[result.code] ?? 0) + 1;
        rejected++;
      }
      progress.update(done + rejected, share());
    };
    const source = before === 0 ? rows : rowsBehind(rows, before);
    await at({ file }, () => processSource({ source, plan, keyring, jobs, signal: session.signal, sink }));
    return { rows: done + rejected, done, rejected, codes: counts };
  }

  try {
    if (resume !== true || dryRun === true) {
      const openWriter = (): ReadableWritablePair<Uint8Array, Row> => target.write({ ...style, ...columns });
      return await withRowOutput(session, { out, rejects, dryRun, openWriter }, process);
    }
    const task = {
      plan,
      keyring: keyring && keyringOf(keyring),
      target: target.name,
      style,
      reading: readingOf(options),
    };
    return await withJournal(session, { file, out, rejects, target, style, columns: opened.columns, task }, process);
  } finally {
    progress.end();
  }
}

async function* rowsBehind(rows: OpenedFile['rows'], last: number): AsyncGenerator<ReadRow | UnreadableRow> {
  for await (const read of rows) if (read.row > last) yield read;
}

/** Which keyring: another one in the middle of a file would leave it with rows that one keyring cannot open. */
const keyringOf = ({ tenant, suite, keys }: Keyring): object => ({ tenant, suite, keys: keys.map(({ id }) => id) });

const readingOf = ({ format, encoding, delimiter, sheet, list }: RowFileOptions): object => ({
  format,
  encoding,
  delimiter,
  sheet,
  list,
});

/** A file keeps its encoding and line ends; JSON that was no JSON before is UTF-8 (RFC 8259 §8.1). */
function styleFor(target: Codec, source: Codec, style: FileStyle): FileStyle {
  if (target === source) return style;
  const isText = [target, source].every(({ name }) => name === 'csv' || name === 'tsv');
  const { delimiter: _, ...kept } = style;
  return isText ? kept : {};
}

async function writeReport(session: Session, report: Report, { json, report: file }: RowCommandOptions): Promise<void> {
  const text = `${JSON.stringify(report)}\n`;
  if (file !== undefined) await withOutput(session, { file }, (write) => write(text));
  // Data is on stdout, so what is said of it is on stderr, for programs too.
  if (json) session.stderr.write(text);
  else {
    const { rows, done, rejected, codes } = report;
    session.say('rows.total', { rows, done, rejected });
    for (const [code, count] of Object.entries(codes)) session.say('rows.code', { code, count });
  }
}
