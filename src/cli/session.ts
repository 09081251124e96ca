import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Io } from './io.ts';
import type { Language, MessageKey, Values } from './messages/index.ts';
import { message } from './messages/index.ts';

/** One call of the program: where it reads and writes, and in which language it speaks. */
export interface Session extends Io {
  readonly language: Language;
  /** A message in that language. */
  text(key: MessageKey, values?: Values): string;
  /** A message on stderr: words never mix with data. */
  say(key: MessageKey, values?: Values): void;
  /** Data on stdout; settles when there is room for more. Bytes may be used again then. */
  print(data: string | Uint8Array): Promise<void>;
  /** Settles when stdout has taken everything. */
  flush(): Promise<void>;
  /** A path as typed, from the folder of the call. */
  path(file: string): string;
}

export function createSession(io: Io, language: Language): Session {
  const text = (key: MessageKey, values?: Values): string => message(language, key, values);
  let failure: unknown;
  // A closed pipe is noticed at the next write, also when it broke in between.
  io.stdout.on('error', (error) => {
    failure ??= error;
  });
  return {
    ...io,
    language,
    text,
    say: (key, values) => void io.stderr.write(`${text(key, values)}\n`),
    async print(data) {
      io.signal.throwIfAborted();
      // With room for more, a stream may still hold what it was given.
      const own = typeof data === 'string' ? data : new Uint8Array(data);
      if (failure === undefined && !io.stdout.write(own)) {
        await once(io.stdout, 'drain', { signal: io.signal }).catch((error) => {
          failure ??= error;
        });
      }
      if (failure !== undefined) throw failure;
    },
    async flush() {
      await new Promise<void>((done) => void io.stdout.write('', () => done()));
      if (failure !== undefined) throw failure;
    },
    path: (file) => resolve(io.cwd, file),
  };
}
