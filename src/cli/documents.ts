import { type Encoding, parseJson, readText } from './input.ts';
import { Problem } from './problem.ts';
import type { Session } from './session.ts';

/** A JSON value of a file, and which of them it is, from 1, where there are several. */
export interface JsonDocument {
  readonly value: unknown;
  readonly row?: number;
}

/** What stands in a file of JSON: one value, the items of a list, or one on each line. The whole file is held in memory. */
export async function readDocuments(
  session: Session,
  file: string,
  encoding?: Encoding,
): Promise<readonly JsonDocument[]> {
  const text = await readText(session, file, encoding);
  if (/\.(?:jsonl|ndjson)$/iu.test(file)) return linesOf(text, file);
  try {
    const value = parseJson(text, file);
    return Array.isArray(value) ? value.map((item, i) => ({ value: item, row: i + 1 })) : [{ value }];
  } catch (error) {
    // Not every name says that lines are meant, stdin least of all. The first line tells: half a document has none that is whole.
    if (!(error instanceof Problem) || !isJson(text.slice(0, text.indexOf('\n') + 1))) throw error;
    return linesOf(text, file);
  }
}

const linesOf = (text: string, file: string): readonly JsonDocument[] =>
  text
    .split('\n')
    .map((line, i) => ({ line, row: i + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, row }) => ({ value: parseJson(line, file, row), row }));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
