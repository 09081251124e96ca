import type { Finding } from '../../guard/index.ts';
import { cueOf, isSafeKey } from '../../guard/keyCues.ts';
import { formatOf } from '../files/formats.ts';
import { openText } from '../files/text.ts';
import { readSheets } from '../files/workbook.ts';
import { decode, type Encoding, parseJson, readBytes, readChunks, readLines } from '../input.ts';
import { at, eachAt, type Problem } from '../problem.ts';
import type { Session } from '../session.ts';
import { streamOf } from '../streams.ts';

/** Something of a file that is scanned at once. */
export interface Payload {
  readonly value: unknown;
  /** Line of a text, or row of a sheet as the spreadsheet numbers it. */
  readonly row?: number;
  /** Sheet of a workbook, from 1. */
  readonly sheet?: number;
  /** Where in the row a finding is, and its path below there; nothing for one that is told elsewhere. */
  placeOf(finding: Finding): { readonly column?: number; readonly path: string } | undefined;
}

/** What there is to scan in a file: a JSON document, the rows of all sheets of a workbook, or lines. */
export async function* payloadsIn(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
  onUnreadable: (problem: Problem) => void,
): AsyncGenerator<Payload> {
  const format = file === '-' ? undefined : formatOf(file);
  if (format === 'json') {
    const bytes = await readBytes(session, file);
    yield { value: parseJson(decode(bytes, encoding, { file }), file), placeOf: ({ path }) => ({ path }) };
  } else if (format === 'xlsx') yield* sheetRows(session, file);
  else {
    const isTable = format === 'csv' || format === 'tsv';
    const settled = encoding ?? (isTable ? await encodingOf(session, file) : undefined);
    for await (const { text, row } of readLines(session, file, settled, onUnreadable)) {
      yield {
        value: text,
        row,
        // A finding in the line itself has its column there; one inside a packing has it in the unpacked text.
        placeOf: ({ path, start }) => (path === '' ? { column: start + 1, path } : { path }),
      };
    }
  }
}

/** A table has one encoding: a line of it says too little, for GBK can by chance be UTF-8. */
const encodingOf = (session: Session, file: string): Promise<Encoding> =>
  at({ file }, async () => {
    const { encoding, pieces } = await openText(streamOf(readChunks(session, file)));
    await pieces.return();
    return encoding;
  });

/** The rows of all sheets. Cells are named by the first row of their sheet, for a name alone is seen only under 收件人. */
async function* sheetRows(session: Session, file: string): AsyncGenerator<Payload> {
  let header: { sheet: number; keys: readonly string[] } | undefined;
  for await (const { sheet, row, cells } of eachAt({ file }, readSheets(streamOf(readChunks(session, file))))) {
    const keys = header?.sheet === sheet ? header.keys : [];
    if (header?.sheet !== sheet) header = { sheet, keys: keysOf(cells) };
    yield { ...payloadOf(cells, keys), sheet, row };
  }
}

/** Names of columns that say something of their cells; each name once, or a cell would be lost. */
const keysOf = (cells: readonly string[]): readonly string[] =>
  cells.map((cell, i) => {
    const isNew = cells.indexOf(cell) === i && !cell.startsWith(unnamed);
    return isNew && (isSafeKey(cell) || cueOf(cell, '') !== '') ? cell : nameOfColumn(i);
  });

const unnamed = 'column_';
const nameOfColumn = (i: number): string => `${unnamed}${i + 1}`;

function payloadOf(cells: readonly string[], keys: readonly string[]): Payload {
  const named = cells.map((cell, i) => [keys[i] ?? nameOfColumn(i), cell] as const);
  // As paths show them.
  const columns = new Map(named.map(([key], i) => [isSafeKey(key) ? key : `{${i}}`, i + 1]));
  return {
    value: new Map(named),
    placeOf({ path }) {
      // What a cell holds, but for packings in it, has no name of its own.
      const end = path.indexOf('(');
      const column = columns.get(end < 0 ? path : path.slice(0, end));
      const below = end < 0 ? '' : path.slice(end);
      // The header is a row too.
      if (below.startsWith('(key)')) return undefined;
      return column === undefined ? { path } : { column, path: below };
    },
  };
}
