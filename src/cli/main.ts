import { CommanderError } from 'commander';
import type { Io } from './io.ts';
import { languageOf } from './messages/index.ts';
import { type ExitCode, exitCodes, problemLine, problemOf, usage } from './problem.ts';
import { createProgram } from './program.ts';
import { createSession, type Session } from './session.ts';

const interrupted = 130;

/**
 * Runs one call of the program.
 *
 * @param argv - Arguments behind the program's name.
 * @param io - The outside.
 * @returns the exit code: 0 done, 1 something is wrong with the data, 2 with the call, 130 interrupted.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const session = createSession(io, languageOf(argv, io.env));
  try {
    const code = await execute(argv, session);
    await session.flush();
    return code;
  } catch (error) {
    return failed(error, session);
  }
}

async function execute(argv: readonly string[], session: Session): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const program = createProgram(session, (result) => {
    code = result;
  });
  await program.parseAsync(argv, { from: 'user' });
  return code;
}

function failed(error: unknown, session: Session): number {
  if (error instanceof CommanderError) return commanderExit(error, session);
  // The reader has seen enough, as in `… | head`.
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return exitCodes.ok;
  if (session.signal.aborted || (error as Error | null)?.name === 'AbortError') return interrupted;
  const problem = problemOf(error);
  session.stderr.write(`${problemLine(session, problem)}\n`);
  if (problem.code === 'ERR_INTERNAL' && session.env['WAYBILL_PRIVACY_DEBUG'] !== undefined) {
    session.stderr.write(`${(error as Error | null)?.stack ?? String(error)}\n`);
  }
  return problem.exitCode;
}

function commanderExit({ code, exitCode, message }: CommanderError, session: Session): number {
  if (exitCode === 0) return exitCodes.ok;
  // Help instead of a verb: commander has written it.
  if (code !== 'commander.help') {
    session.stderr.write(
      `${problemLine(session, usage('ERR_USAGE', { message: usageMessage(session, code, message) }))}\n`,
    );
  }
  return exitCodes.usage;
}

/** Commander speaks English: in another language its words are put after the name of the mistake. */
function usageMessage({ language, text }: Session, code: string, message: string): string {
  const words = message.replace(/^error: /u, '').replaceAll('\n', ' ');
  if (language === 'en') return words;
  const quoted = [...words.matchAll(/'[^']*'|--[\w-]+/gu)].map(([part]) => part).join(' ');
  if (code === 'commander.unknownOption') return text('usage.unknownOption', { quoted });
  if (code === 'commander.unknownCommand') return text('usage.unknownCommand', { quoted });
  if (code === 'commander.missingArgument') return text('usage.missingArgument', { quoted });
  if (code === 'commander.optionMissingArgument') return text('usage.optionMissingArgument', { quoted });
  if (code === 'commander.missingMandatoryOptionValue') return text('usage.missingOption', { quoted });
  if (code === 'commander.excessArguments') return text('usage.excessArguments');
  return words;
}
