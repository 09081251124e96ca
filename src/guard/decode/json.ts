import { Pairs } from './pairs.ts';

/** JSON that was found in a text. */
export interface ParsedJson {
  readonly value: unknown;
  /**
   * `repeated`: a key stands twice in it, so that the text says more than the value. `lines`: one value for each line.
   * `inside`: other text stands around it.
   */
  readonly form: 'whole' | 'repeated' | 'lines' | 'inside';
  /** The text before and after it, where it is in one piece and says no more than its value. */
  readonly around?: readonly [before: string, after: string];
}

/** The value of a JSON text, of JSON lines, or of the JSON inside a text (`data: {…}`, `callback({…})`, a log line). */
export function parseJson(text: string): ParsedJson | undefined {
  const start = text.trimStart()[0] ?? '';
  if ('[{"'.includes(start) && start !== '') {
    const value = parse(text);
    if (value !== undefined) return { value, form: hasRepeatedKey(text, value) ? 'repeated' : 'whole' };
    const lines = parseLines(text);
    if (lines !== undefined) return { value: lines, form: hasRepeatedKey(text, lines) ? 'repeated' : 'lines' };
  }
  return parseInside(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseLines(text: string): unknown[] | undefined {
  if (!text.includes('\n')) return undefined;
  const values: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

const objectStart = /\{\s{0,8}"/u;

function parseInside(text: string): ParsedJson | undefined {
  const start = text.search(objectStart);
  const end = text.lastIndexOf('}') + 1;
  if (start < 0 || end <= start || (start === 0 && end === text.length)) return undefined;
  const inner = text.slice(start, end);
  const value = parse(inner);
  if (value !== undefined) {
    if (hasRepeatedKey(inner, value)) return { value, form: 'inside' };
    return { value, form: 'inside', around: [text.slice(0, start), text.slice(end)] };
  }
  // Events, one a line: `data: {…}`.
  const lines: [string, unknown][] = [];
  for (const line of text.includes('\n') ? text.split('\n') : []) {
    const at = line.search(objectStart);
    const event = at < 0 ? undefined : parse(line.slice(at, line.lastIndexOf('}') + 1));
    if (event !== undefined) lines.push(['', event]);
  }
  return lines.length > 0 ? { value: new Pairs(lines), form: 'inside' } : undefined;
}

/** Whether a key stands twice in an object: parsing keeps the last value, and a receiver may read the first. */
function hasRepeatedKey(text: string, value: unknown): boolean {
  let colons = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i++;
    else if (unit === 0x22) isString = !isString;
    else if (unit === 0x3a && !isString) colons++;
  }
  return colons !== countMembers(value);
}

// With a stack of its own: JSON may nest deeper than calls can.
function countMembers(root: unknown): number {
  let count = 0;
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) count += Object.keys(value).length;
    for (const child of Object.values(value) as unknown[]) {
      if (typeof child === 'object' && child !== null) open.push(child);
    }
  }
  return count;
}
