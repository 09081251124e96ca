import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createSession } from '../../../src/cli/session.ts';

describe('print', () => {
  it('leaves bytes to the caller when it settles, also where the stream is slow', async () => {
    const written: string[] = [];
    const stdout = new Writable({
      write(chunk: Uint8Array, _, done) {
        setTimeout(() => {
          written.push(Buffer.from(chunk).toString());
          done();
        }, 5);
      },
    });
    const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
    const { signal } = new AbortController();
    const session = createSession({ stdin: Readable.from([]), stdout, stderr, env: {}, cwd: '/', signal }, 'en');
    const bytes = Buffer.alloc(3);
    for (const text of ['one', 'two', 'six']) {
      bytes.write(text);
      await session.print(bytes);
    }
    await session.flush();
    expect(written.join('')).toBe('onetwosix');
  });
});
