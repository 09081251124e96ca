import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../src/cli/progress.ts';
import { createSession, type Session } from '../../../src/cli/session.ts';

function terminal(isTTY: boolean): { session: Session; written: () => string } {
  let text = '';
  const output = (): Writable & { isTTY: boolean } =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _, done) {
          text += chunk.toString();
          done();
        },
      }),
      { isTTY },
    );
  const session = createSession(
    {
      stdin: Readable.from([]),
      stdout: output(),
      stderr: output(),
      env: {},
      cwd: '/',
      signal: new AbortController().signal,
    },
    'en',
  );
  return { session, written: () => text };
}

describe('progress', () => {
  it('shows rows, rate and what is left, redraws five times a second, and clears its line', () => {
    const { session, written } = terminal(true);
    let time = 0;
    const progress = createProgress(session, () => time);
    progress.update(0, 0);
    time = 100;
    progress.update(50, 0.01);
    time = 2_000;
    progress.update(1_000, 0.25);
    progress.end();
    expect(written().split('\r\u001b[2K')).toEqual([
      '',
      '0 % 0 rows, 0 rows/s, -:-- left',
      '25 % 1000 rows, 500 rows/s, 0:06 left',
      '',
    ]);
  });

  it('knows no end where the size of the input is not known', () => {
    const { session, written } = terminal(true);
    createProgress(session, () => 0).update(3);
    expect(written()).toBe('\r\u001b[2K3 rows, 3000 rows/s, -:-- left');
  });

  it('is silent where nobody looks', () => {
    const { session, written } = terminal(false);
    const progress = createProgress(session);
    progress.update(1_000, 0.5);
    progress.end();
    expect(written()).toBe('');
  });
});
