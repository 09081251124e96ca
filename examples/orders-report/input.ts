import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One line of a JSONL file: an order, or what is wrong with it. */
export type InputLine =
  | { readonly line: number; readonly order: object }
  | { readonly line: number; readonly problem: string };

/** Reads a JSONL file line by line. A broken line is reported and does not end the reading. */
export async function* readOrders(file: string): AsyncGenerator<InputLine> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() !== '') yield parseLine(text, line);
  }
}

/** Node quotes the text in its own message, so only the position is passed on. */
export function parseLine(text: string, line: number): InputLine {
  let value: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    value = JSON.parse(line === 1 ? text.replace(/^\ufeff/u, '') : text);
  } catch (error) {
    const position = /position (\d+)/u.exec(String(error))?.[1];
    return {
      line,
      problem: position === undefined ? 'not JSON' : `not JSON from character ${Number(position) + 1} on`,
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, problem: 'not a JSON object' };
  return { line, order: value };
}
