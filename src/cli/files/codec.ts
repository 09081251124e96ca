import type { RejectedRow, Row } from '../../stream/rows.ts';
import type { FileError } from './fileError.ts';

/** Formats of files of rows. */
export type FormatName = 'jsonl' | 'json' | 'csv' | 'tsv' | 'xlsx';

/** Encodings of text files. GB18030 holds GBK and GB 2312, which Excel in China writes. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

/** How a file is written, beside its format: kept from what was read, unless told otherwise. */
export interface FileStyle {
  /** Default `utf-8`. UTF-16 is only read; what came in it is written in UTF-8 with a mark. */
  readonly encoding?: Encoding;
  /** Whether a byte order mark stands before the text: Excel needs one to read UTF-8. Default no. */
  readonly hasMark?: boolean;
  /** Default `\n`. */
  readonly lineBreak?: '\n' | '\r\n';
  /** Between cells of CSV and TSV: one character. */
  readonly delimiter?: string;
}

/** Something about a cell that a person should look at; the row is read all the same. */
export interface CellWarning {
  /** `WARN_LONG_NUMBER`: a number of 16 or more digits, of which a spreadsheet keeps 15. */
  readonly code: 'WARN_LONG_NUMBER';
  /** Number of the row, from 1, without the header. */
  readonly row: number;
  /** Position of the column, from 1. */
  readonly column: number;
}

/** How a file is read. */
export interface ReadOptions {
  /** Default: found out, see each codec. */
  readonly encoding?: Encoding;
  /** Between cells of CSV and TSV. Default `,` and a tab. */
  readonly delimiter?: string;
  /** Keys that lead to the list of a JSON file, such as `['data', 'orders']`. Default: the file is a list. */
  readonly listPath?: readonly string[];
  /** Name of the sheet of a workbook. Default: the first. */
  readonly sheet?: string;
  /** Longest row in bytes, at least 64 KiB. Default 16 MiB: one that never ends would fill the memory. */
  readonly maxRowBytes?: number;
  /** Largest workbook in bytes, packed. Default 128 MiB: it is held in memory. */
  readonly maxPackedBytes?: number;
  /** Largest workbook in bytes, unpacked. Default 1 GiB. */
  readonly maxUnpackedBytes?: number;
  /** Called for what a person should look at. */
  readonly onWarning?: (warning: CellWarning) => void;
}

/** How a file is written. */
export interface WriteOptions extends FileStyle {
  /**
   * Columns in their order, as they were read: those that the first row lacks are left out, others that it has come behind
   * them. Default: those of the first row. JSON needs none.
   */
  readonly columns?: readonly string[];
  /** Whether `columns` are those of a table that is already begun: rows are added to it, without a header. Default no. */
  readonly isContinued?: boolean;
}

/** A row that was read. Rows are numbered from 1, without gaps, bad ones included; a header is no row. */
export interface ReadRow {
  /** Tells the results apart. */
  readonly status: 'read';
  /** Its number. */
  readonly row: number;
  /** What stands in it: texts in a table, any JSON elsewhere; integers that a double cannot hold are `bigint`. */
  readonly value: Row;
}

/** A row that cannot be read; the rest of the file can. */
export interface UnreadableRow extends RejectedRow {
  /** Line of the file, or the row of the sheet as the spreadsheet numbers it, from 1. */
  readonly line?: number;
}

/** A file whose head was read. */
export interface OpenedFile {
  /** Columns of a table, in their order. */
  readonly columns?: readonly string[];
  /** How it is written. */
  readonly style: FileStyle;
  /** Its rows, once, each when it is asked for; leaving the loop releases the input. @throws {FileError} where the file cannot be read on. */
  readonly rows: AsyncIterable<ReadRow | UnreadableRow>;
  /** The same rows as bytes, to be read in place of `rows`: formats that can be cut between two rows have it. */
  readonly cut?: CutFile;
  /** Releases the input where its rows are not read to their end. */
  close(): Promise<void>;
}

/** A part of a file that holds whole rows. */
export interface FilePart {
  /** In memory of their own: they can be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether it is the beginning of one row over the limit; what is left out belongs to the row. Default no. */
  readonly isTooLong?: boolean;
  /** Offset behind it in the file, where its bytes are those of the file. */
  readonly end?: number;
}

/** What there is to know for reading the parts of a file. Plain data. */
export interface PartReading {
  /** Of the bytes of the parts. */
  readonly encoding: Encoding;
  /** Columns of a table, in their order. */
  readonly columns?: readonly string[];
  /** Between cells of CSV and TSV. */
  readonly delimiter?: string;
  /** See `ReadOptions`. */
  readonly maxRowBytes: number;
}

/** A file that is cut between rows, without reading what is in them. */
export interface CutFile {
  readonly reading: PartReading;
  /** Lines before the first part: those of a header. */
  readonly linesBefore: number;
  /** The parts, once, each when it is asked for. @throws {FileError} where the file cannot be read on. */
  readonly parts: AsyncIterable<FilePart>;
  /** The parts behind an offset at which one has ended, of an input that begins there. Only where parts tell their end. */
  readonly partsFrom?: (input: ReadableStream<Uint8Array>, offset: number) => AsyncIterable<FilePart>;
}

/** The rows of a part. */
export interface ReadPart {
  /** Rows and lines are numbered from 1 at the beginning of the part. */
  readonly rows: readonly (ReadRow | UnreadableRow)[];
  /** How many lines the part has. */
  readonly lines: number;
  /** What ends the file behind these rows; its line counts from the beginning of the part too. */
  readonly failure?: FileError;
}

/** A format in which rows stand one behind the other: a file of it can be read and written in parts, by several threads. */
export interface PartFormat {
  read(part: FilePart, reading: PartReading): ReadPart;
  /** Rows as the bytes of a part: of the beginning of the file, or where it `isContinued`. @throws {FileError} as `Codec.write` fails. */
  write(rows: readonly Row[], options?: WriteOptions): Uint8Array;
}

/** Reads and writes one format, in bounded memory: one chunk and one row of it. */
export interface Codec {
  /** What `--format` calls it. */
  readonly name: FormatName;
  /**
   * Reads the head of a file. The input is released when the rows have ended, failed or are no longer asked for.
   *
   * @throws {FileError} for a file that is no such file.
   */
  read(input: ReadableStream<Uint8Array>, options?: ReadOptions): Promise<OpenedFile>;
  /** Rows in, bytes out. Fails with a {@link FileError} for a row that the format cannot hold. */
  write(options?: WriteOptions): ReadableWritablePair<Uint8Array, Row>;
  /** The same for parts, where the format has them. */
  readonly parts?: PartFormat;
}

/** Longest row in bytes, unless told otherwise. */
export const defaultMaxRowBytes: number = 16 * 1024 * 1024;
