import { Pairs, unreadable } from '../decode/pairs.ts';

/** A body after it was read: what to look at, and what to send in its place. */
export interface ReadBody {
  readonly scanned: unknown;
  readonly sent: unknown;
  /** Whether it is longer than the limit: then `sent` still is all of it, and `scanned` nothing. */
  readonly isTooLong: boolean;
}

const asIs = (body: unknown, scanned: unknown = body): ReadBody => ({ scanned, sent: body, isTooLong: false });

// A UTF-16 unit is at least a byte.
const upTo = (maxBytes: number, length: number, body: unknown): ReadBody =>
  length > maxBytes ? { scanned: undefined, sent: body, isTooLong: true } : asIs(body);

interface BlobLike {
  readonly size: number;
  readonly name?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1);
const isBlob = (value: unknown): value is BlobLike => ['Blob', 'File'].includes(tagOf(value));

/**
 * Reads the body of a request or an answer, in every form that `fetch`, undici and the frameworks take. What can only be read
 * once (a stream, an iterable) is buffered up to `maxBytes`. At once where that is possible, so that a caller need not wait.
 */
export function readBody(body: unknown, maxBytes: number): ReadBody | Promise<ReadBody> {
  if (typeof body === 'string') return upTo(maxBytes, body.length, body);
  if (typeof body !== 'object' || body === null) return asIs(body);
  if (ArrayBuffer.isView(body)) return upTo(maxBytes, body.byteLength, body);
  switch (tagOf(body)) {
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return upTo(maxBytes, (body as ArrayBuffer).byteLength, body);
    case 'URLSearchParams':
      return asIs(body);
    case 'Blob':
    case 'File':
      return readBlob(body as BlobLike, maxBytes);
    case 'FormData':
      return readForm(body as Iterable<[string, unknown]>, maxBytes);
    default:
  }
  const chunks = chunksOf(body);
  return chunks === undefined ? asIs(body, unreadable) : readChunks(chunks, maxBytes);
}

async function readBlob(blob: BlobLike, maxBytes: number): Promise<ReadBody> {
  if (blob.size > maxBytes) return { scanned: undefined, sent: blob, isTooLong: true };
  return asIs(blob, await contentOf(blob));
}

const contentOf = async (blob: BlobLike): Promise<Pairs> =>
  new Pairs([
    ['filename', blob.name],
    ['', new Uint8Array(await blob.arrayBuffer())],
  ]);

async function readForm(form: Iterable<[string, unknown]>, maxBytes: number): Promise<ReadBody> {
  const fields: [string, unknown][] = [];
  let bytesLeft = maxBytes;
  for (const [name, value] of form) {
    if (isBlob(value)) {
      bytesLeft -= value.size;
      if (bytesLeft < 0) return { scanned: undefined, sent: form, isTooLong: true };
    }
    fields.push([name, isBlob(value) ? await contentOf(value) : value]);
  }
  return asIs(form, new Pairs(fields));
}

type Chunks = AsyncIterator<unknown> | Iterator<unknown>;

function chunksOf(body: object): Chunks | undefined {
  if ('getReader' in body) return readerChunks((body as ReadableStream<unknown>).getReader());
  if (Symbol.asyncIterator in body) return (body as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  return Symbol.iterator in body ? (body as Iterable<unknown>)[Symbol.iterator]() : undefined;
}

// Not every runtime lets a stream be iterated.
const readerChunks = (reader: ReadableStreamDefaultReader<unknown>): AsyncIterator<unknown> => ({
  async next() {
    const { done, value } = await reader.read();
    return done ? { done, value: undefined } : { done, value };
  },
  async return() {
    await reader.cancel();
    return { done: true, value: undefined };
  },
});

async function readChunks(chunks: Chunks, maxBytes: number): Promise<ReadBody> {
  const read: Uint8Array[] = [];
  let length = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    const bytes = bytesOf(next.value);
    read.push(bytes);
    length += bytes.length;
    if (length > maxBytes) return { scanned: undefined, sent: replay(read, chunks), isTooLong: true };
  }
  return asIs(joined(read));
}

function bytesOf(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new TypeError('a body of chunks that are neither text nor bytes');
}

/** All chunks in one. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** What was read, and then the rest. */
function replay(read: readonly Uint8Array[], rest: Chunks): ReadableStream<Uint8Array> {
  const first = [...read];
  return new ReadableStream({
    async pull(controller) {
      const chunk = first.shift();
      if (chunk !== undefined) {
        controller.enqueue(chunk);
        return;
      }
      const next = await rest.next();
      if (next.done === true) controller.close();
      else controller.enqueue(bytesOf(next.value));
    },
    async cancel() {
      await rest.return?.();
    },
  });
}

/** Lets go of a stream that will not be sent. */
export function drop(body: unknown): void {
  if (body instanceof ReadableStream) void body.cancel().catch(() => undefined);
}

/** Bytes as a stream, for frameworks that know no other form of them. */
export const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
