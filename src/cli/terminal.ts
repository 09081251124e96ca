import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Ask } from './io.ts';

const device = '/dev/tty';
const [enter, newline, backspace, del, controlC, controlD] = ['\r', '\n', '\b', '\u007f', '\u0003', '\u0004'];

/** Asks on the terminal itself, because stdin may hold the data; `undefined` where there is none. */
export function terminalAsk(stdin: NodeJS.ReadStream, signal: AbortSignal): Ask | undefined {
  if (!canOpen(device)) {
    return stdin.isTTY ? (question, { hidden }) => askOn(stdin, question, hidden, signal) : undefined;
  }
  return async (question, { hidden }) => {
    const terminal = new ReadStream(openSync(device, 'r+'));
    try {
      return await askOn(terminal, question, hidden, signal);
    } finally {
      terminal.destroy();
    }
  };
}

function canOpen(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}

/** Reads one line key by key: the only way to keep it off the screen. */
function askOn(terminal: ReadStream, question: string, hidden: boolean, signal: AbortSignal): Promise<string> {
  const show = (text: string): void => void process.stderr.write(text);
  // Before the question: what is typed at once must not be seen either.
  terminal.setRawMode(true);
  show(question);
  terminal.setEncoding('utf8');
  terminal.resume();
  return new Promise((resolve, reject) => {
    let answer = '';
    const finish = (settle: () => void): void => {
      terminal.off('data', onKeys);
      signal.removeEventListener('abort', interrupted);
      terminal.setRawMode(false);
      terminal.pause();
      show('\n');
      settle();
    };
    function interrupted(): void {
      finish(() => reject(new DOMException('interrupted', 'AbortError')));
    }
    function onKeys(keys: string): void {
      for (const key of keys) {
        if (key === enter || key === newline || key === controlD) {
          finish(() => resolve(answer));
          return;
        }
        if (key === controlC) {
          interrupted();
          return;
        }
        if (key === backspace || key === del) {
          if (answer !== '' && !hidden) show('\b \b');
          answer = [...answer].slice(0, -1).join('');
        } else {
          answer += key;
          if (!hidden) show(key);
        }
      }
    }
    terminal.on('data', onKeys);
    signal.addEventListener('abort', interrupted, { once: true });
  });
}
