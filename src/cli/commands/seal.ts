import { PrivacyError } from '../../errors.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { orderSchema, type Schema } from '../../record/schema.ts';
import { type Grants, partition } from '../../sealed/grants.ts';
import type { Recipient } from '../../sealed/seal.ts';
import { openStream, sealStream } from '../../sealed/stream.ts';
import { type Encoding, parseJson, readChunks, readJson, readLines } from '../input.ts';
import { openRecipientKey, openSenderKey, publicKeyOf } from '../keyFiles.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import { at, Problem, usage } from '../problem.ts';
import type { SecretOptions } from '../secrets.ts';
import type { Session } from '../session.ts';

export interface SealCommandOptions extends SecretOptions, Pick<OutputOptions, 'dryRun'> {
  readonly sender: string;
  readonly to?: readonly string[];
  readonly recipients?: string;
  readonly preset?: PresetName;
  readonly days?: number;
  readonly encoding?: Encoding;
  readonly out?: string;
}

const dayMs = 86_400_000;

/** Seals orders to the public keys of recipients. */
export async function sealOrders(session: Session, file: string, options: SealCommandOptions): Promise<void> {
  const schema = options.preset === undefined ? orderSchema : presets[options.preset].schema;
  const recipients = await recipientsOf(session, options, schema);
  const sender = await openSenderKey(session, options.sender, options);
  const expires = options.days === undefined ? {} : { expiresAt: new Date(Date.now() + options.days * dayMs) };
  let sealed = 0;
  await withOutput(session, { file: options.out, dryRun: options.dryRun }, async (write) => {
    const { readable, writable } = sealStream({ schema, recipients, sender, ...expires });
    const written = pour(readable, write);
    await feed(writable, ordersOf(session, file, options.encoding), written, async (order, writer) => {
      await at({ file, row: order.row }, () => writer.write(order.value));
      sealed++;
    });
  });
  session.say('seal.total', { orders: sealed, recipients: recipients.length });
}

interface Order {
  readonly value: object;
  readonly row?: number;
}

/** Orders as a list in a `.json` document, or one on each line. */
async function* ordersOf(session: Session, file: string, encoding: Encoding | undefined): AsyncGenerator<Order> {
  if (/\.json$/iu.test(file)) {
    for (const value of [await readJson(session, file, encoding)].flat()) yield { value: assertOrder(value, file) };
    return;
  }
  for await (const { text, row } of readLines(session, file, encoding)) {
    if (text.trim() !== '') yield { value: assertOrder(parseJson(text, file, row), file, row), row };
  }
}

function assertOrder(value: unknown, file: string, row?: number): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Problem('ERR_NO_OBJECT', {}, { file, row });
}

/** `--recipients FILE` names grants; `--to ID=KEY` grants every field. */
async function recipientsOf(session: Session, options: SealCommandOptions, schema: Schema): Promise<Recipient[]> {
  const { to = [], recipients: file } = options;
  const everything: Grants = { fields: [...schema.fields.keys()] };
  const named = to.map((text) => {
    const equals = text.indexOf('=');
    if (equals < 1) throw usage('ERR_RECIPIENT');
    return { id: text.slice(0, equals), publicKey: text.slice(equals + 1), ...everything };
  });
  const listed = file === undefined ? [] : [await readJson(session, file)].flat();
  const recipients = [...named, ...(listed as Recipient[])];
  if (recipients.length === 0) throw usage('ERR_NO_RECIPIENT');
  // What is granted is checked here, where the file is known that says it.
  await at({ file }, () => partition(schema, recipients));
  return Promise.all(
    recipients.map(async (recipient) => ({
      ...recipient,
      publicKey: await publicKeyOf(session, String(recipient.publicKey), 'wppub1'),
    })),
  );
}

export interface OpenCommandOptions extends SecretOptions, Pick<OutputOptions, 'dryRun'> {
  readonly key: string;
  readonly from: readonly string[];
  readonly as?: string;
  readonly out?: string;
}

/** Opens a batch: the orders with what was granted, one on each line. */
export async function openOrders(session: Session, file: string, options: OpenCommandOptions): Promise<void> {
  const senders = await Promise.all(options.from.map((key) => publicKeyOf(session, key, 'wpsender1')));
  const key = await openRecipientKey(session, options.key, options);
  let opened = 0;
  await withOutput(session, { file: options.out, dryRun: options.dryRun }, async (write) => {
    const { readable, writable } = openStream({ key, senders, ...(options.as && { recipientId: options.as }) });
    const written = pour(readable, async ({ order }) => {
      opened++;
      await write(`${JSON.stringify(order)}\n`);
    });
    const decoder = new TextDecoder('utf-8', { fatal: true });
    await at({ file }, () =>
      feed(writable, readChunks(session, file), written, async (chunk, writer) => {
        await writer.write(textOf(decoder, chunk));
      }),
    );
  });
  session.say('open.total', { orders: opened });
}

function textOf(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new PrivacyError('ERR_MALFORMED_BATCH', 'not a sealed batch: it is not UTF-8');
  }
}

/** Hands everything that comes out to `take`, in order. */
async function pour<T>(readable: ReadableStream<T>, take: (value: T) => Promise<void>): Promise<void> {
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) await take(next.value);
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}

/** Puts items into a stream, closes it and waits for what comes out; the first failure of either side is thrown. */
async function feed<T, W>(
  writable: WritableStream<W>,
  items: AsyncIterable<T>,
  written: Promise<void>,
  put: (item: T, writer: WritableStreamDefaultWriter<W>) => Promise<void>,
): Promise<void> {
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  written.catch(() => undefined);
  try {
    for await (const item of items) await put(item, writer);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}
