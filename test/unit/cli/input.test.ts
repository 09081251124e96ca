import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readChunks } from '../../../src/cli/input.ts';
import { createSession, type Session } from '../../../src/cli/session.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

function sessionWith(stdin: Readable, signal = new AbortController().signal): Session {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  return createSession({ stdin, stdout, stderr, env: {}, cwd: folder, signal }, 'en');
}

async function allOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31) % 251);
writeFileSync(join(folder, 'in.bin'), bytes);
writeFileSync(join(folder, 'empty.bin'), '');
const session = sessionWith(Readable.from([]));

describe('readChunks', () => {
  it.each([0, 1, 65_536, 199_999, 200_000, 300_000])('reads a file from byte %d, 64 KiB at once', async (start) => {
    const chunks = await allOf(readChunks(session, 'in.bin', start));
    expect(Buffer.concat(chunks).equals(bytes.subarray(start))).toBe(true);
    expect(chunks.every(({ length }) => length > 0 && length <= 65_536)).toBe(true);
    // A chunk may be kept while the next are read.
    expect(new Set(chunks.map(({ buffer }) => buffer)).size).toBe(chunks.length);
  });

  it('reads an empty file, stdin and a pipe', async () => {
    expect(await allOf(readChunks(session, 'empty.bin'))).toEqual([]);
    expect(Buffer.concat(await allOf(readChunks(sessionWith(Readable.from(['张', '三'])), '-'))).toString()).toBe(
      '张三',
    );
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    // Another process: each side waits for the other.
    spawn('sh', ['-c', 'printf 李四 > pipe'], { cwd: folder });
    expect(Buffer.concat(await allOf(readChunks(session, 'pipe'))).toString()).toBe('李四');
  });

  it.each([
    ['none.bin', 'ENOENT'],
    ['.', 'EISDIR'],
  ])('says what is wrong with %s', async (file, code) => {
    await expect(allOf(readChunks(session, file))).rejects.toMatchObject({ code, place: { file } });
  });

  it('stops at a signal that comes while it reads', async () => {
    const abort = new AbortController();
    setImmediate(() => abort.abort(new Error('stopped')));
    let read = 0;
    await expect(async () => {
      for await (const chunk of readChunks(sessionWith(Readable.from([]), abort.signal), 'in.bin'))
        read += chunk.length;
    }).rejects.toThrow('stopped');
    expect(read).toBeLessThan(bytes.length);
  });
});
