#!/usr/bin/env node
// The only file that touches the process: streams, signals, exit code.
import { constants } from 'node:os';
import { run } from './main.ts';
import { terminalAsk } from './terminal.ts';

const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    abort.abort();
    process.exitCode = 128 + constants.signals[signal];
  });
}
const { stdin, stdout, stderr, env } = process;
const code = await run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  ask: terminalAsk(stdin, abort.signal),
  signal: abort.signal,
});
process.exitCode ??= code;
// Nothing is left to do, but a terminal or a pipe on stdin may still be open.
stdin.destroy();
