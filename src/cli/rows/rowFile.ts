import { stat } from 'node:fs/promises';
import type { CellWarning, Codec, Encoding, FilePart, FormatName, OpenedFile } from '../files/codec.ts';
import { formatNames, formatOf, loadCodec } from '../files/formats.ts';
import { readChunks } from '../input.ts';
import { at, usage } from '../problem.ts';
import type { Session } from '../session.ts';
import { streamOf } from '../streams.ts';

/** How a file of rows is read. */
export interface RowFileOptions {
  readonly format?: FormatName;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly sheet?: string;
  /** Keys that lead to the list of a JSON file, with points between them. */
  readonly list?: string;
  readonly onWarning?: (warning: CellWarning) => void;
}

/** A file of rows that is being read. */
export interface RowFile {
  readonly codec: Codec;
  readonly opened: OpenedFile;
  /** Its parts behind an offset at which one has ended, to be read in place of all; formats that tell their ends have it. */
  partsFrom?(offset: number): AsyncIterable<FilePart>;
  /** How much of the input was read, 0 to 1; `undefined` for stdin. */
  share(): number | undefined;
}

/** What reads or writes the format that is given, else that of the file's name. @throws {Problem} `ERR_FORMAT`. */
export async function codecOf(
  file: string | undefined,
  format: FormatName | undefined,
  option: string,
): Promise<Codec> {
  const name = format ?? formatOf(file ?? '');
  if (name === undefined) throw usage('ERR_FORMAT', { option, formats: formatNames.join(', ') }, { file });
  return loadCodec(name);
}

/** Opens a file of rows, or stdin for `-`. */
export async function openRowFile(session: Session, file: string, options: RowFileOptions): Promise<RowFile> {
  const { format, encoding, delimiter, sheet, list, onWarning } = options;
  const codec = await codecOf(file, format, '--format');
  const size = file === '-' ? undefined : (await at({ file }, () => stat(session.path(file)))).size;
  let read = 0;
  async function* counted(start: number): AsyncGenerator<Uint8Array> {
    read = start;
    for await (const chunk of readChunks(session, file, start)) {
      read += chunk.length;
      yield chunk;
    }
  }
  const opened = await at({ file }, () =>
    codec.read(streamOf(counted(0)), {
      ...(encoding && { encoding }),
      ...(delimiter !== undefined && { delimiter }),
      ...(sheet !== undefined && { sheet }),
      ...(list !== undefined && { listPath: list.split('.') }),
      ...(onWarning && { onWarning }),
    }),
  );
  const partsFrom = opened.cut?.partsFrom;
  return {
    codec,
    opened,
    ...(partsFrom && { partsFrom: (offset: number) => partsFrom(streamOf(counted(offset)), offset) }),
    share: () => (size === undefined ? undefined : read / Math.max(size, 1)),
  };
}
