import { isPrivacyError } from '../errors.ts';
import { FileError } from './files/fileError.ts';
import { isMessageKey, type MessageKey, type Values } from './messages/index.ts';
import type { Session } from './session.ts';

/** Done; what was looked at is not in order; the call itself is wrong. */
export const exitCodes = { ok: 0, data: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Where something is wrong. */
export interface Place {
  /** As typed; `-` is stdin. */
  readonly file?: string | undefined;
  /** Row or line, from 1. */
  readonly row?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
}

/** Codes with a message: those of the library, of the system and of this program. */
export type ProblemCode = Extract<MessageKey, `E${string}`>;

/** A failure that the user is told in one line. Never holds a value of an order. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly values: Values;
  readonly place: Place;
  readonly exitCode: ExitCode;

  constructor(code: ProblemCode, values: Values = {}, place: Place = {}, exitCode: ExitCode = exitCodes.data) {
    super(code);
    this.code = code;
    this.values = values;
    this.place = place;
    this.exitCode = exitCode;
  }
}

/** A call that is wrong, whatever the data. */
export const usage = (code: ProblemCode, values?: Values, place?: Place): Problem =>
  new Problem(code, values, place, exitCodes.usage);

const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && code.startsWith('E') && isMessageKey(code);

// What this library throws for wrong arguments: a name in quotes and what was expected, never a value.
const argumentMessage = /^"[\w.[\]]+" (?:expected|has an unknown key)/u;

/** Any failure as a problem. What a text of the runtime says is dropped: it may quote data. */
export function problemOf(error: unknown, place: Place = {}): Problem {
  if (error instanceof Problem) return error;
  if (isPrivacyError(error)) {
    const { code, message, path } = error;
    const said = path === undefined || message.includes(path) ? message : `${path}: ${message}`;
    return new Problem(code, { message: said, path: path ?? '' }, place);
  }
  if (error instanceof FileError) {
    const { code, message, row, line } = error;
    const exitCode = code === 'ERR_FILE_MAPPING' ? exitCodes.usage : exitCodes.data;
    return new Problem(code, { message }, { ...place, row: line ?? row ?? place.row }, exitCode);
  }
  if (error instanceof Error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (isProblemCode(code)) return new Problem(code, {}, { file: path, ...place });
    if (argumentMessage.test(error.message)) return usage('ERR_ARGUMENT', { message: error.message }, place);
  }
  return new Problem('ERR_INTERNAL', { type: error instanceof Error ? error.name : typeof error }, place);
}

/** `file:row:column message (CODE)`. */
export function problemLine(session: Session, { code, values, place }: Problem): string {
  const { file, row, column } = place;
  const numbers = [row, column].filter((part) => part !== undefined);
  const at = file === undefined ? 'waybill-privacy:' : numbers.length === 0 ? `${file}:` : [file, ...numbers].join(':');
  // A refused row has a code of its own.
  return oneLine(`${at} ${session.text(code, values)} (${values['code'] ?? code})`);
}

/** Paths may hold line breaks and colours. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

/** Runs `work`; what it throws gets the file and row it happened in. */
export async function at<T>(place: Place, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(error, place);
    throw problem.code === 'ERR_INTERNAL' ? error : problem;
  }
}

/** The same items; what reading them throws gets the file it happened in. */
export async function* eachAt<T>(place: Place, items: AsyncIterable<T>): AsyncGenerator<T, void> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (let next = await at(place, () => iterator.next()); next.done !== true; ) {
      yield next.value;
      next = await at(place, () => iterator.next());
    }
  } finally {
    await iterator.return?.();
  }
}
