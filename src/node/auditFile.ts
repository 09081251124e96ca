import { type FileHandle, open } from 'node:fs/promises';
import type { AuditSink } from '../audit/log.ts';
import { assertString } from '../errors.ts';

const newline = 0x0a;
const tailBytes = 65_536;

/**
 * Keeps an audit log in a file of JSON lines, made with mode 0600. A line counts as stored when `fsync` has returned.
 *
 * When a process was killed while it wrote, the file may end with a part of a line. That event was never acknowledged; the next
 * writer cuts it off. One process writes at a time: lines of two would break each other's chain, which `verifyAuditLog` shows.
 *
 * @param path - The file; its folder must exist.
 */
export function auditFile(path: string): AuditSink {
  assertString(path, 'path');
  return Object.freeze({
    async append(line: string) {
      await using(path, 'a', async (file) => {
        await file.appendFile(`${line}\n`);
        await file.datasync();
      });
    },
    async last() {
      return using(path, 'a+', async (file) => {
        const { size } = await file.stat();
        let from = size;
        let tail = Buffer.alloc(0);
        // Back to the line break before the last whole line.
        while (from > 0 && countOf(tail) < 2) {
          const start = Math.max(0, from - tailBytes);
          const { buffer } = await file.read(Buffer.alloc(from - start), 0, from - start, start);
          tail = Buffer.concat([buffer, tail]);
          from = start;
        }
        const end = tail.lastIndexOf(newline) + 1;
        if (end < tail.length) {
          await file.truncate(size - (tail.length - end));
          await file.datasync();
        }
        if (end === 0) return undefined;
        return tail.toString('utf8', tail.lastIndexOf(newline, end - 2) + 1, end - 1);
      });
    },
  });
}

async function using<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

function countOf(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === newline) count++;
  return count;
}
