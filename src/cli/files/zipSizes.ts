import { createInflateRaw } from 'node:zlib';
import { FileError } from './fileError.ts';

// APPNOTE.TXT of PKWARE, 4.3.7 to 4.3.16 and 4.5.3.
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const end64LocatorSignature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const maxCommentBytes = 0xffff;
const in64 = 0xffffffff;

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/**
 * Refuses a zip file that unpacks to more than a limit, before anything of it is kept: first by the sizes that its directory
 * names, then by unpacking each entry into nothing, because a directory can lie.
 *
 * @throws {FileError} `ERR_FILE_TOO_LARGE`; `ERR_FILE_FORMAT` for what is no zip file, or one whose directory is wrong.
 */
export async function checkUnpackedSize(zip: Uint8Array, maxUnpackedBytes: number): Promise<void> {
  const entries = [...entriesOf(zip)];
  let total = 0;
  for (const { unpackedBytes } of entries) total += unpackedBytes;
  if (total > maxUnpackedBytes)
    throw new FileError('ERR_FILE_TOO_LARGE', 'the workbook unpacks to more than the limit');
  for (const entry of entries) await checkEntry(zip, entry);
}

function* entriesOf(zip: Uint8Array): Generator<Entry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const { count, start } = directoryOf(view);
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== entrySignature) throw wrong();
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const extraStart = at + entryBytes + nameBytes;
    const wide = wideSizes(view, extraStart, extraBytes);
    // In this order, and only those that do not fit.
    const unpackedBytes = sizeOr(view.getUint32(at + 24, true), wide);
    const packedBytes = sizeOr(view.getUint32(at + 20, true), wide);
    const offset = sizeOr(view.getUint32(at + 42, true), wide);
    yield { method: view.getUint16(at + 10, true), packedBytes, unpackedBytes, offset };
    at = extraStart + extraBytes + view.getUint16(at + 32, true);
  }
}

function directoryOf(view: DataView): { count: number; start: number } {
  const first = Math.max(0, view.byteLength - endBytes - maxCommentBytes);
  for (let at = view.byteLength - endBytes; at >= first; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== end64LocatorSignature) {
      return { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) };
    }
    const end64 = Number(view.getBigUint64(locator + 8, true));
    if (end64 + 56 > view.byteLength || view.getUint32(end64, true) !== end64Signature) throw wrong();
    return {
      count: Number(view.getBigUint64(end64 + 32, true)),
      start: Number(view.getBigUint64(end64 + 48, true)),
    };
  }
  throw new FileError('ERR_FILE_FORMAT', 'the file is no workbook in XLSX');
}

/** The 64-bit values of an entry, one by one. */
function* wideSizes(view: DataView, start: number, bytes: number): Generator<number, undefined> {
  const end = start + bytes;
  if (end > view.byteLength) throw wrong();
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const partEnd = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    for (let part = at + 4; part + 8 <= partEnd; part += 8) yield Number(view.getBigUint64(part, true));
  }
  return undefined;
}

function sizeOr(size: number, wide: Generator<number, undefined>): number {
  if (size !== in64) return size;
  const { value } = wide.next();
  if (value === undefined) throw wrong();
  return value;
}

const stored = 0;
const deflated = 8;

async function checkEntry(zip: Uint8Array, { method, packedBytes, unpackedBytes, offset }: Entry): Promise<void> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (offset + localBytes > zip.length || view.getUint32(offset, true) !== localSignature) throw wrong();
  const start = offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = zip.subarray(start, start + packedBytes);
  if (packed.length < packedBytes) throw wrong();
  if (method === stored ? packedBytes !== unpackedBytes : method !== deflated) throw wrong();
  if (method === deflated && (await inflatedBytes(packed, unpackedBytes)) !== unpackedBytes) throw wrong();
}

/** How much comes out of deflated bytes; stops where it is more than `maxBytes`. */
async function inflatedBytes(packed: Uint8Array, maxBytes: number): Promise<number> {
  const inflate = createInflateRaw();
  inflate.end(packed);
  let bytes = 0;
  try {
    for await (const chunk of inflate) {
      bytes += (chunk as Uint8Array).length;
      // Leaving the loop destroys the stream.
      if (bytes > maxBytes) break;
    }
  } catch {
    throw wrong();
  }
  return bytes;
}

const wrong = (): FileError => new FileError('ERR_FILE_FORMAT', 'the workbook is damaged: its directory is wrong');
