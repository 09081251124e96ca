import type { Keyring } from '../../keys/keyring.ts';
import { processRow, type RejectedRow, type Row } from '../../stream/rows.ts';
import type {
  FilePart,
  FormatName,
  PartReading,
  ReadPart,
  ReadRow,
  UnreadableRow,
  WriteOptions,
} from '../files/codec.ts';
import { FileError, type FileErrorCode, type FilePlace } from '../files/fileError.ts';
import { loadCodec } from '../files/formats.ts';
import { tableWriter } from '../files/tableRow.ts';
import { createCollector } from '../jobs/garbage.ts';
import type { RowPlan } from './plan.ts';
import { createProcessor } from './processor.ts';

/** What is done with every part of a file. Plain data without secrets: a worker is given it when it starts. */
export interface PartTask {
  readonly plan: RowPlan;
  /** How parts that come as bytes are read. */
  readonly source?: { readonly format: FormatName; readonly reading: PartReading };
  /** How results are written; without it they stay rows, for formats that are not written in parts. */
  readonly target?: { readonly format: FormatName; readonly style: WriteOptions };
  /** Whether the first refused row ends the run, so that nothing behind it is wanted. */
  readonly isStrict: boolean;
}

/** Rows to process: as bytes of the input, or read already. */
export type RowPart = FilePart | { readonly rows: readonly (ReadRow | UnreadableRow)[] };

/** What the output holds already; nothing where it is to begin. */
export interface Begun {
  /** Those of a table. */
  readonly columns?: readonly string[];
}

/** What became of a part. Numbers of rows and lines are those of the part where it came as bytes. */
export interface PartResult {
  /** How many it has. */
  readonly rows: number;
  readonly lines: number;
  readonly done: number;
  readonly rejected: readonly (RejectedRow | UnreadableRow)[];
  /** What goes into the output. */
  readonly output: Uint8Array | readonly Row[];
  /** Columns of the table that it begins. */
  readonly columns?: readonly string[];
  /** Where in the file all rows so far are dealt with: the line and the offset behind them. Where it is known. */
  readonly reached?: { readonly lines: number; readonly offset: number } | undefined;
  /** What ends the file behind these rows. Plain data: a thread cannot hand on an error with its code. */
  readonly failure?: FilePlace & { readonly code: FileErrorCode; readonly message: string };
}

/** Processes a part, but for its first `skipped` rows. Never fails for what stands in it. */
export type PartProcessor = (part: RowPart, begun?: Begun, skipped?: number) => PartResult;

/**
 * Makes the only thing where rows meet a processor, on the thread of the caller or in a worker.
 *
 * @throws what {@link createProcessor} throws.
 */
export async function createPartProcessor(
  { plan, source, target, isStrict }: PartTask,
  keyring?: Keyring,
): Promise<PartProcessor> {
  const processor = await createProcessor(plan, keyring);
  const reader = source && (await loadCodec(source.format)).parts;
  const writer = target && (await loadCodec(target.format)).parts;

  function read(part: RowPart): ReadPart {
    if ('rows' in part) return { rows: part.rows, lines: 0 };
    if (source === undefined || reader === undefined) throw new TypeError('bytes without a format of parts');
    return reader.read(part, source.reading);
  }

  function write(values: readonly Row[], begun: Begun | undefined): Pick<PartResult, 'output' | 'columns'> {
    if (target === undefined || writer === undefined) return { output: values };
    const [first] = values;
    if (first === undefined) return { output: new Uint8Array(0) };
    if (begun !== undefined) {
      return { output: writer.write(values, { ...inTheMiddle(target.style), ...begun, isContinued: true }) };
    }
    const columns = isTable(target.format) ? tableWriter(target.style.columns).header(first) : undefined;
    return { output: writer.write(values, target.style), ...(columns && { columns }) };
  }

  const process: PartProcessor = (part, begun, skipped = 0) => {
    const { rows, lines, failure } = read(part);
    const values: Row[] = [];
    const rejected: (RejectedRow | UnreadableRow)[] = [];
    for (const row of rows.slice(skipped)) {
      const result = row.status === 'read' ? processRow(processor, row.value, row.row) : row;
      if (result.status === 'done') values.push(result.value);
      else {
        rejected.push(result);
        if (isStrict) break;
      }
    }
    const counts = { rows: rows.length, lines, done: values.length, rejected };
    try {
      return { ...counts, ...write(values, begun), ...(failure && { failure: plain(failure) }) };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      // A row that the output cannot hold: nothing of the part can be written.
      return { ...counts, output: writer ? new Uint8Array(0) : [], failure: plain(error) };
    }
  };
  const clearGarbage = createCollector();
  return (...given) => {
    const result = process(...given);
    clearGarbage();
    return result;
  };
}

/** The output of a file without a row that went through: the header of a table, or nothing. */
export async function emptyOutput({ target }: PartTask): Promise<Uint8Array | readonly Row[]> {
  return (target && (await loadCodec(target.format)).parts?.write([], target.style)) ?? [];
}

const isTable = (format: FormatName): boolean => format === 'csv' || format === 'tsv';

const plain = ({ code, message, row, line }: FileError): NonNullable<PartResult['failure']> => ({
  code,
  message,
  ...(row !== undefined && { row }),
  ...(line !== undefined && { line }),
});

/** No mark; what came in UTF-16 is written in UTF-8. */
const inTheMiddle = ({ encoding, ...style }: WriteOptions): WriteOptions => ({
  ...style,
  hasMark: false,
  ...(encoding !== undefined && { encoding: encoding === 'utf-16le' ? 'utf-8' : encoding }),
});
