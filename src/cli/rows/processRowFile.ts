import type { CountryCode } from '../../detect/phone/index.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { PolicyName } from '../../mask/policy.ts';
import { inBatches, takeFirst } from '../../node/jobs/batches.ts';
import { presets } from '../../platform/index.ts';
import type { Row } from '../../stream/rows.ts';
import type { CellWarning, Codec, FilePart, FileStyle, ReadRow, UnreadableRow } from '../files/codec.ts';
import { rowsOfParts } from '../files/parts.ts';
import { withJournal } from '../jobs/withJournal.ts';
import type { Workers } from '../jobs/workers.ts';
import type { KeyringOptions } from '../keyFiles.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import { at, type ExitCode, exitCodes, usage } from '../problem.ts';
import { createProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import type { EngineName, RowPlan } from './plan.ts';
import type { PartResult, PartTask, RowPart } from './processPart.ts';
import { processParts } from './processParts.ts';
import { rejection } from './rejection.ts';
import { codecOf, openRowFile, type RowFile, type RowFileOptions } from './rowFile.ts';
import { type RowOutput, withRowOutput } from './rowOutput.ts';
import { type Settled, type ShapeOptions, sampleRows, settleShape } from './shape.ts';

/** How a file of rows is processed. */
export interface RowFileWork extends RowFileOptions, KeyringOptions, ShapeOptions, Pick<OutputOptions, 'dryRun'> {
  readonly policy?: PolicyName;
  readonly region?: CountryCode;
  readonly engine?: EngineName;
  readonly out?: string;
  readonly outFormat?: RowFileOptions['format'];
  readonly bom?: boolean;
  readonly rejects?: string;
  readonly report?: string;
  /** Keeps a journal beside the output, and goes on from it. */
  readonly resume?: boolean;
  readonly json?: boolean;
  /** Threads to help, for one file. */
  readonly workers?: Workers;
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
export async function processRowFile(
  session: Session,
  verb: RowPlan['verb'],
  file: string,
  options: RowFileWork,
): Promise<ExitCode> {
  let longNumbers = 0;
  const onWarning = (warning: CellWarning): void => {
    longNumbers++;
    if (longNumbers === 1) session.say('rows.longNumber', { file, row: warning.row, column: warning.column });
  };
  const input = await openRowFile(session, file, { ...options, onWarning });
  try {
    const { first, parts } = await at({ file }, () => peek(input));
    const sample = { file, header: input.opened.columns, rows: first };
    const settled = await settleShape(session, verb, sample, options);
    if (verb !== 'mask' && !hasIdentity(settled)) throw usage('ERR_NO_ID', {}, { file });
    const plan: RowPlan = {
      verb,
      ...settled,
      ...(options.policy && { policy: options.policy }),
      ...(options.region && { region: options.region }),
      ...(options.engine && { engine: options.engine }),
    };
    const counts = await runPlan(session, file, { ...input, parts }, plan, options);
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

/** Rows of a part, where the format has none of its own. */
const rowsInPart = 500;

/** Some of the first rows, and the parts of the whole file. */
async function peek({ codec, opened }: RowFile): Promise<{ first: readonly Row[]; parts: AsyncIterable<RowPart> }> {
  const { cut, rows } = opened;
  if (cut === undefined || codec.parts === undefined) {
    const { head, rest } = await takeFirst(rows, sampleRows);
    return { first: valuesOf(head), parts: partsOf(rest) };
  }
  const read: FilePart[] = [];
  const iterator = cut.parts[Symbol.asyncIterator]();
  async function* recorded(): AsyncGenerator<FilePart> {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      read.push(next.value);
      yield next.value;
    }
  }
  const { head } = await takeFirst(rowsOfParts({ ...cut, parts: recorded() }, codec.parts), sampleRows);
  async function* parts(): AsyncGenerator<RowPart> {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first: valuesOf(head), parts: parts() };
}

const valuesOf = (rows: readonly (ReadRow | UnreadableRow)[]): readonly Row[] =>
  rows.flatMap((read) => (read.status === 'read' ? [read.value] : []));

async function* partsOf(rows: AsyncIterable<ReadRow | UnreadableRow>): AsyncGenerator<RowPart> {
  for await (const batch of inBatches(rows, rowsInPart)) yield { rows: batch };
}

type Counts = Pick<Report, 'rows' | 'done' | 'rejected' | 'codes'>;

async function runPlan(
  session: Session,
  file: string,
  { codec, opened, share, parts, partsFrom }: RowFile & { readonly parts: AsyncIterable<RowPart> },
  plan: RowPlan,
  options: RowFileWork,
): Promise<Counts> {
  const { out, outFormat, rejects, dryRun, workers, resume } = options;
  // Masks need no keys, and do not load what opens them.
  const keyring =
    plan.verb === 'mask' ? undefined : await (await import('../keyFiles.ts')).openKeyring(session, options);
  if (plan.engine === 'fast' && keyring !== undefined && keyring.suite !== 2) {
    throw usage('ERR_ENGINE_SUITE', { engine: plan.engine, suite: keyring.suite });
  }
  const target =
    outFormat === undefined && (out === undefined || out === '-')
      ? codec
      : await codecOf(out, outFormat, '--out-format');
  const style = { ...styleFor(target, codec, opened.style), ...(options.bom && { hasMark: true }) };
  const written = { ...style, ...(opened.columns && { columns: opened.columns }) };
  const task: PartTask = {
    plan,
    ...(opened.cut && { source: { format: codec.name, reading: opened.cut.reading } }),
    ...(target.parts && { target: { format: target.name, style: written } }),
    // Half an export is no export.
    isStrict: rejects === undefined && dryRun !== true,
  };
  const progress = createProgress(session);

  async function process({ from, write }: RowOutput): Promise<Counts> {
    let { done } = from;
    let rejected = from.rows - done;
    const codes = { ...from.codes };
    const sink = async (result: PartResult): Promise<void> => {
      session.signal.throwIfAborted();
      const [refused] = result.rejected;
      if (refused === undefined || !task.isStrict) await write(result);
      else {
        await write({ ...result, rejected: [] });
        throw rejection(file, refused);
      }
      done += result.done;
      rejected += result.rejected.length;
      for (const { code } of result.rejected) codes[code] = (codes[code] ?? 0) + 1;
      progress.update(done + rejected, share());
    };
    const begun = from.output === 0 ? undefined : { ...(from.columns && { columns: from.columns }) };
    const { signal } = session;
    const rowsBefore = from.rows;
    const rest =
      from.input !== undefined && partsFrom !== undefined
        ? { parts: partsFrom(from.input.offset), start: { row: rowsBefore, line: from.input.lines } }
        : { parts, start: { row: 0, line: opened.cut?.linesBefore ?? 0 } };
    await at({ file }, () => processParts({ ...rest, task, keyring, workers, signal, rowsBefore, begun, sink }));
    return { rows: done + rejected, done, rejected, codes };
  }

  try {
    if (resume !== true || dryRun === true) {
      const openWriter = (): ReadableWritablePair<Uint8Array, Row> => target.write(written);
      return await withRowOutput(session, { out, rejects, dryRun, openWriter }, process);
    }
    const whole = {
      ...task,
      target: target.name,
      written,
      keyring: keyring && keyringOf(keyring),
      reading: readingOf(options),
    };
    return await withJournal(session, { file, out, rejects, target, task: whole }, process);
  } finally {
    progress.end();
  }
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

async function writeReport(session: Session, report: Report, { json, report: file }: RowFileWork): Promise<void> {
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
