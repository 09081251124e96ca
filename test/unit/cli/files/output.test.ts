import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutput } from '../../../../src/cli/files/outputFile.ts';
import { rejectLine } from '../../../../src/cli/files/rejects.ts';
import { streamOf } from '../../../support/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const failing = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('half')),
    pull: (controller) => controller.error(new Error('in the middle')),
  });

describe('openOutput', () => {
  it('gives a file its name when it is whole', async () => {
    const path = join(folder, 'out.csv');
    const output = await openOutput(path);
    await streamOf('a\n1\n', 1).pipeTo(output.writable);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.out\.csv\.[0-9a-f]{12}\.tmp$/u)]);
    await output.commit();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path, 'utf8')).toBe('a\n1\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves what was there after a failure, and nothing else', async () => {
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'before');
    const output = await openOutput(path);
    await expect(failing().pipeTo(output.writable)).rejects.toThrow('in the middle');
    await output.discard();
    const unused = await openOutput(path);
    await unused.discard();
    const whole = await openOutput(path);
    await streamOf('after').pipeTo(whole.writable);
    await whole.discard();
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  it('stores a large file while it is written, and can be given up meanwhile', async () => {
    const path = join(folder, 'out.csv');
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    for (const isKept of [false, true]) {
      const output = await openOutput(path);
      const writer = output.writable.getWriter();
      for (let i = 0; i < 33; i++) await writer.write(chunk);
      if (isKept) await writer.close();
      else await writer.abort();
      await (isKept ? output.commit() : output.discard());
      expect(readdirSync(folder)).toEqual(isKept ? ['out.csv'] : []);
    }
    expect(readFileSync(path).equals(Buffer.alloc(33 * 1024 * 1024, 'a'))).toBe(true);
  });

  it('writes what a chunk holds when it is given', async () => {
    const lengths = [0, 1, 1024 * 1024 - 1, 700_001, 700_002, 3 * 1024 * 1024, 2, 1024 * 1024, 1024 * 1024];
    const memory = new Uint8Array(Math.max(...lengths));
    const path = join(folder, 'out.csv');
    const output = await openOutput(path);
    const writer = output.writable.getWriter();
    const expected: Uint8Array[] = [];
    for (const [i, length] of lengths.entries()) {
      const chunk = memory.subarray(0, length).fill(i + 1);
      expected.push(chunk.slice());
      await writer.write(chunk);
      chunk.fill(0);
    }
    await writer.close();
    await output.commit();
    expect(readFileSync(path).equals(Buffer.concat(expected))).toBe(true);
  });

  it('stops at a signal', async () => {
    const output = await openOutput(join(folder, 'out.csv'));
    const controller = new AbortController();
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(Buffer.from('x'));
        controller.abort(new Error('stopped'));
      },
    });
    await expect(endless.pipeTo(output.writable, { signal: controller.signal })).rejects.toThrow('stopped');
    await output.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('replaces the target of a link, not the link', async () => {
    writeFileSync(join(folder, 'real.csv'), 'before');
    symlinkSync('real.csv', join(folder, 'link.csv'));
    const output = await openOutput(join(folder, 'link.csv'));
    await streamOf('after').pipeTo(output.writable);
    await output.commit();
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['link.csv', 'real.csv']);
  });

  it('writes a device as it is', async () => {
    const output = await openOutput('/dev/null');
    await streamOf('x').pipeTo(output.writable);
    await output.commit();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('fails where there is no folder', async () => {
    await expect(openOutput(join(folder, 'no', 'out.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('writes to stdout for -, no faster than it is read, and leaves it open', async () => {
    const stdout = new PassThrough({ highWaterMark: 10 });
    const output = await openOutput('-', stdout);
    let pulled = 0;
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (++pulled > 50) controller.close();
        else controller.enqueue(Buffer.from('0123456789'));
      },
    });
    const done = source.pipeTo(output.writable);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pulled).toBeLessThan(10);
    let bytes = 0;
    stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    await done;
    await output.commit();
    expect(bytes).toBe(500);
    expect(stdout.writableEnded).toBe(false);
  });
});

describe('rejectLine', () => {
  it('says where and why, and nothing else', () => {
    const row = {
      status: 'rejected',
      row: 7,
      line: 9,
      code: 'ERR_ROW_JSON',
      reason: 'the line is no JSON object',
    } as const;
    expect(rejectLine(row)).toBe('{"row":7,"line":9,"code":"ERR_ROW_JSON","reason":"the line is no JSON object"}\n');
    const more = { status: 'rejected', row: 8, code: 'E', field: 'a.b', reason: 'r', value: '13812345678' } as const;
    expect(rejectLine(more)).toBe('{"row":8,"code":"E","field":"a.b","reason":"r"}\n');
  });
});
