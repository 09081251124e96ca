import { randomBytes } from 'node:crypto';
import { constants, copyFile, type FileHandle, link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';

/** A file that appears under its name only when it is whole. */
export interface OutputFile {
  /** Takes its bytes. Closing it stores them on the disk, not yet under the name. */
  readonly writable: WritableStream<Uint8Array>;
  /** Gives the closed file its name, in place of what was there; unless it was to be new, then it fails with `EEXIST`. */
  commit(): Promise<void>;
  /** Removes what was written, at any time before `commit`; what was there before stays. */
  discard(): Promise<void>;
}

/** Nobody but the owner may read it, whatever the umask says: it may hold people's data, and a rejects file says which rows did. */
const ownerOnly = 0o600;

/**
 * Opens a file for writing: a draft beside it with mode 0600, renamed at the end. A symbolic link stays one, its target is replaced.
 * Devices, pipes and stdout (`-`) are written as they are, and nothing of it can be taken back.
 *
 * @throws the error of the file system, such as `ENOENT` for a folder that is not there.
 */
export async function openOutput(
  path: string,
  stdout: Writable = process.stdout,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<OutputFile> {
  if (path === '-') return asItIs(streamSink(stdout));
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => undefined);
  if (existing !== undefined && !existing.isFile()) {
    const device = await open(target, 'w');
    // A write that failed has ended the stream, which then closes nothing.
    return { ...asItIs(deviceSink(device)), discard: () => device.close() };
  }
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(draft, 'wx', ownerOnly);
  return {
    writable: new WritableStream(draftSink(handle)),
    async commit() {
      if (isNew) {
        await nameNew(draft, target);
        await rm(draft);
      } else await rename(draft, target);
      await storeFolder(dirname(target));
    },
    async discard() {
      await handle.close();
      await rm(draft, { force: true });
    },
  };
}

/** Unlike a rename, a link replaces nothing, whoever was first. Not every file system has links; a copy replaces nothing either. */
async function nameNew(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await copyFile(draft, target, constants.COPYFILE_EXCL);
  }
}

const asItIs = (sink: UnderlyingSink<Uint8Array>): OutputFile => ({
  writable: new WritableStream(sink),
  commit: async () => undefined,
  discard: async () => undefined,
});

const deviceSink = (handle: FileHandle): UnderlyingSink<Uint8Array> => ({
  // Unlike `write`, it goes on where only a part was taken.
  write: (chunk) => handle.appendFile(chunk),
  close: () => handle.close(),
  abort: () => handle.close(),
});

/** Written at once: each write wakes another thread, which on two busy cores takes one of them away. */
const blockBytes = 1024 * 1024;
/** So much is stored while more is written: all at the end, it would be waited for. */
const storedBytes = 16 * 1024 * 1024;

/** Writes in blocks, one while the next is filled, so that a failure is told by a later chunk or by `close`. Chunks are copied. */
function draftSink(handle: FileHandle): UnderlyingSink<Uint8Array> {
  let block = new Uint8Array(blockBytes);
  let other = new Uint8Array(blockBytes);
  let filled = 0;
  let writing = Promise.resolve();
  let unstored = 0;
  let storing = Promise.resolve();

  async function append(bytes: Uint8Array): Promise<void> {
    await handle.appendFile(bytes);
    unstored += bytes.length;
    if (unstored < storedBytes) return;
    unstored = 0;
    storing = storing.then(() => handle.datasync());
    // Thrown by `close`.
    storing.catch(() => undefined);
  }

  /** Begins to write what was filled, once the block before is written. */
  async function flush(): Promise<void> {
    await writing;
    writing = append(block.subarray(0, filled));
    // Thrown where it is waited for.
    writing.catch(() => undefined);
    [block, other] = [other, block];
    filled = 0;
  }

  return {
    async write(chunk) {
      for (let start = 0; start < chunk.length; ) {
        if (filled === blockBytes) await flush();
        const taken = chunk.subarray(start, start + blockBytes - filled);
        block.set(taken, filled);
        filled += taken.length;
        start += taken.length;
      }
    },
    async close() {
      try {
        await flush();
        await writing;
        await storing;
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    // It waits for what is being written.
    abort: () => handle.close(),
  };
}

function streamSink(stream: Writable): UnderlyingSink<Uint8Array> {
  return {
    // A reader that went away is an error of the stream, not one that ends the process.
    start(controller) {
      stream.on('error', (error) => controller.error(error));
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** A rename is on the disk when its folder is; systems without folders that can be opened store it by themselves. */
async function storeFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
