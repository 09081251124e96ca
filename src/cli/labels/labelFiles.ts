import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isPrivacyError } from '../../errors.ts';
import { inputFiles } from '../input.ts';
import { type Place, Problem, problemLine, problemOf, usage } from '../problem.ts';
import type { Session } from '../session.ts';

/**
 * The labels of a call, folders opened.
 *
 * @param others - Further files of the call; stdin can be read once.
 */
export async function labelNames(
  session: Session,
  files: readonly string[],
  others: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of inputFiles(session, files)) names.push(name);
  if ([...names, ...others].filter((name) => name === '-').length > 1) throw usage('ERR_STDIN_TWICE');
  return names;
}

/** Whether a path is a folder. */
export async function isFolder(session: Session, path: string): Promise<boolean> {
  return (await stat(session.path(path)).catch(() => undefined))?.isDirectory() ?? false;
}

/**
 * Where each label goes: one to a file or stdout, several into a folder under their own names.
 *
 * @throws {Problem} `ERR_NO_FOLDER`, `ERR_SAME_NAME`.
 */
export async function labelTargets(
  session: Session,
  names: readonly string[],
  out: string | undefined,
  dryRun: boolean | undefined,
): Promise<readonly (string | undefined)[]> {
  const isInFolder = out !== undefined && (await isFolder(session, out));
  if (!isInFolder && names.length === 1) return [out];
  if (!isInFolder && out === undefined && dryRun) return names.map(() => undefined);
  if (!isInFolder) throw usage('ERR_NO_FOLDER', { option: '--out' }, { file: out });
  const own = names.map((name) => basename(name));
  const twice = own.find((name, i) => name === '-' || own.indexOf(name) !== i);
  if (twice !== undefined) throw usage('ERR_SAME_NAME', {}, { file: twice });
  return own.map((name) => join(out, name));
}

/**
 * Works on one label; a malformed one is reported by line and column in place of an offset.
 *
 * @param original - File that the order came from: what is wrong with an argument is wrong there.
 */
export function onLabel<T>(file: string, label: Uint8Array, original: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const offset = isPrivacyError(error) ? error.offset : undefined;
    const problem = problemOf(error, { file, ...(offset !== undefined && placeIn(label, offset)) });
    if (problem.code === 'ERR_INTERNAL') throw error;
    if (problem.code === 'ERR_ARGUMENT') throw usage('ERR_ARGUMENT', problem.values, { file: original });
    const { code, values, place, exitCode } = problem;
    const { message } = values;
    // It would say the place twice.
    const said = typeof message === 'string' ? { message: message.replace(/ \(offset \d{1,16}\)$/u, '') } : {};
    throw new Problem(code, { ...values, ...said }, place, exitCode);
  }
}

function placeIn(label: Uint8Array, offset: number): Place {
  const before = Buffer.from(label.subarray(0, offset)).toString('latin1');
  return { row: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Of several labels a bad one is told and hides nothing of the others. @throws what is no problem of a label. */
export function passOver(session: Session, error: unknown, names: readonly string[]): void {
  if (names.length === 1 || !(error instanceof Problem) || error.exitCode !== 1) throw error;
  session.stderr.write(`${problemLine(session, error)}\n`);
}
