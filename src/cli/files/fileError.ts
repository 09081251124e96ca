/**
 * | code | meaning |
 * |---|---|
 * | `ERR_FILE_COLUMNS` | no header, or one in which two columns have one name |
 * | `ERR_FILE_ENCODING` | bytes that are no text of the encoding, or text that the encoding does not have |
 * | `ERR_FILE_FORMAT` | a file of another format |
 * | `ERR_FILE_LIBRARY` | the library that reads the format is not installed |
 * | `ERR_FILE_MAPPING` | a mapping of columns that cannot be read or does not fit the file |
 * | `ERR_FILE_ROW` | a row that the output cannot hold |
 * | `ERR_FILE_SYNTAX` | a file that breaks off or breaks the rules of its format, so that nothing behind can be trusted |
 * | `ERR_FILE_TOO_LARGE` | larger than a limit |
 */
export type FileErrorCode =
  | 'ERR_FILE_COLUMNS'
  | 'ERR_FILE_ENCODING'
  | 'ERR_FILE_FORMAT'
  | 'ERR_FILE_LIBRARY'
  | 'ERR_FILE_MAPPING'
  | 'ERR_FILE_ROW'
  | 'ERR_FILE_SYNTAX'
  | 'ERR_FILE_TOO_LARGE';

/** Where in a file. */
export interface FilePlace {
  /** Number of the row, from 1, without the header. */
  readonly row?: number;
  /** Line of the file, from 1. */
  readonly line?: number;
}

/** A file that cannot be read or written on. Holds no text of the file. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  declare readonly row?: number;
  declare readonly line?: number;

  constructor(code: FileErrorCode, message: string, { row, line }: FilePlace = {}) {
    super(message);
    this.code = code;
    if (row !== undefined) this.row = row;
    if (line !== undefined) this.line = line;
  }
}
