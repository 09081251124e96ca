// Command files in the manner of cram and testscript: commands with everything they print, then the files they read.
//
//   # a note
//   env NAME=value        a variable for all commands from here on
//   fixture name name     files of test/cli/fixtures, with mode 600
//   answer text           what the person at the terminal types next
//   $ waybill-privacy scan orders.jsonl < file > file
//   > a line of stdout
//   2> a line of stderr
//   ? 1                   exit code, if not 0
//
// `…` in an expected line stands for anything. Besides the program itself there are `cat FILE`, `grep TEXT FILE`, `ls`, `mode FILE`, `cp A B`,
// `chmod MODE FILE`, `bytes FILE HEX` and `mkdir FOLDER`. Files follow behind a line `-- name --`.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/main.ts';

const fixtures = join(import.meta.dirname, '../cli/fixtures');

interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The files of a script, written into a folder, and the commands before them. */
function unpack(script: string, folder: string): { commands: string[]; tail: string } {
  const [commands = '', ...rest] = script.split(/^(?=-- .+ --$)/mu);
  for (const part of rest) {
    const [, name = '', text = ''] = /^-- (.+) --\n([\s\S]*)$/u.exec(part) ?? [];
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { commands: commands.split('\n'), tail: rest.join('') };
}

/** Runs a script in a folder. @returns the script again, with what the commands printed in place of what was expected. */
export async function replay(script: string, folder: string): Promise<string> {
  const { commands, tail } = unpack(script, folder);
  const env: Record<string, string> = {};
  const answers: string[] = [];
  const lines: string[] = [];
  for (let i = 0; i < commands.length; ) {
    const line = commands[i++] as string;
    lines.push(line);
    if (line.startsWith('env ')) {
      const [name = '', ...value] = line.slice(4).split('=');
      env[name] = value.join('=');
    } else if (line.startsWith('fixture ')) {
      for (const name of line.slice(8).split(' ')) {
        copyFileSync(join(fixtures, name), join(folder, name));
        chmodSync(join(folder, name), 0o600);
      }
    } else if (line.startsWith('answer ')) {
      answers.push(line.slice(7));
    } else if (line.startsWith('$ ')) {
      const expected: string[] = [];
      while (i < commands.length && /^(?:2?>|\?)/u.test(commands[i] as string)) {
        expected.push(commands[i++] as string);
      }
      const printed = show(await execute(line.slice(2), folder, env, answers));
      lines.push(...printed.map((text, n) => (matches(expected[n], text) ? (expected[n] as string) : text)));
    }
  }
  return lines.join('\n') + tail;
}

const show = ({ stdout, stderr, code }: Result): string[] => [
  ...linesOf(stdout).map((line) => `> ${line}`.trimEnd()),
  ...linesOf(stderr).map((line) => `2> ${line}`.trimEnd()),
  ...(code === 0 ? [] : [`? ${code}`]),
];

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/u, '').split('\n'));

function matches(expected: string | undefined, actual: string): boolean {
  const parts = expected?.split('…') ?? [];
  if (parts.length < 2) return expected === actual;
  let from = 0;
  for (const [n, part] of parts.slice(0, -1).entries()) {
    const at = actual.indexOf(part, from);
    if (at < 0 || (n === 0 && at > 0)) return false;
    from = at + part.length;
  }
  return actual.length >= from + (parts.at(-1) as string).length && actual.endsWith(parts.at(-1) as string);
}

async function execute(
  command: string,
  folder: string,
  env: Readonly<Record<string, string>>,
  answers: string[],
): Promise<Result> {
  const [name = '', ...words] = wordsOf(command);
  const into = takeAfter(words, '>');
  const from = takeAfter(words, '<');
  const path = (file = ''): string => join(folder, file);
  if (name === 'waybill-privacy') {
    const stdin = from === undefined ? Buffer.alloc(0) : readFileSync(path(from));
    const result = await runInProcess(words, { stdin, env, cwd: folder, answers });
    if (into === undefined) return result;
    writeFileSync(path(into), result.stdout);
    return { ...result, stdout: '' };
  }
  const [file, other] = words;
  const tools: Record<string, () => string | undefined> = {
    cat: () => readFileSync(path(file), 'utf8'),
    ls: () => readdirSync(path(file)).sort().join('\n'),
    grep: () => {
      const lines = readFileSync(path(other), 'utf8').split('\n');
      return lines.filter((line) => line.includes(file as string)).join('\n');
    },
    mode: () => (statSync(path(file)).mode & 0o777).toString(8),
    mkdir: () => void mkdirSync(path(file)),
    cp: () => void copyFileSync(path(file), path(other)),
    chmod: () => void chmodSync(path(other), Number.parseInt(file as string, 8)),
    bytes: () => void writeFileSync(path(file), Buffer.from(other as string, 'hex')),
  };
  const tool = tools[name];
  if (tool === undefined) throw new Error(`unknown command in a script: ${name}`);
  return { stdout: tool() ?? '', stderr: '', code: 0 };
}

/** Words, with `'…'` as one. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|\S+/gu)].map(([word, quoted]) => quoted ?? word);

function takeAfter(words: string[], sign: string): string | undefined {
  const at = words.indexOf(sign);
  return at < 0 ? undefined : words.splice(at, 2)[1];
}

/** The call of one command, with everything outside in memory. */
export interface Call {
  readonly stdin?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What is typed at the terminal; without it there is none. */
  readonly answers?: string[];
  /** Fails every write to stdout. */
  readonly stdoutError?: NodeJS.ErrnoException;
  readonly signal?: AbortSignal;
}

export async function runInProcess(argv: readonly string[], call: Call = {}): Promise<Result> {
  const { stdin = new Uint8Array(0), env = {}, cwd = '/', answers = [], stdoutError, signal } = call;
  const output = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof output, error?: Error): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (error === undefined) output[name] += chunk.toString();
        done(error);
      },
    });
  const code = await run(argv, {
    stdin: Readable.from([stdin]),
    stdout: stream('stdout', stdoutError),
    stderr: stream('stderr'),
    env,
    cwd,
    ...(answers.length > 0 && { ask: async () => answers.shift() ?? '' }),
    signal: signal ?? new AbortController().signal,
  });
  return { ...output, code };
}
