import { PrivacyError } from '../../errors.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { orderSchema, type Schema } from '../../record/schema.ts';
import { type Grants, partition } from '../../sealed/grants.ts';
import { parsePublicKey } from '../../sealed/keys.ts';
import type { Recipient } from '../../sealed/seal.ts';
import { openStream, sealStream } from '../../sealed/stream.ts';
import { type Encoding, readChunks, readJson } from '../input.ts';
import { openRecipientKey, openSenderKey, publicKeyOf } from '../keyFiles.ts';
import { type OutputOptions, withOutput } from '../output.ts';
import { at, eachAt, usage } from '../problem.ts';
import { rejectionOfAll } from '../rows/rejection.ts';
import { openRowFile } from '../rows/rowFile.ts';
import type { SecretOptions } from '../secrets.ts';
import type { Session } from '../session.ts';
import { feed, pour } from '../streams.ts';
import { xWingFor } from '../xWing.ts';

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
  // Before the passphrase is asked for.
  const xWing = await xWingFor(recipients.map(({ publicKey }) => parsePublicKey(publicKey).kind));
  const sender = await openSenderKey(session, options.sender, options);
  const expires = options.days === undefined ? {} : { expiresAt: new Date(Date.now() + options.days * dayMs) };
  let sealed = 0;
  await withOutput(session, { file: options.out, dryRun: options.dryRun }, async (write) => {
    const { readable, writable } = sealStream({ schema, recipients, sender, ...expires, ...xWing });
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

/** Orders of a `.json` list, or one on each line. */
async function* ordersOf(session: Session, file: string, encoding: Encoding | undefined): AsyncGenerator<Order> {
  const format = /\.json$/iu.test(file) ? 'json' : 'jsonl';
  const { opened } = await openRowFile(session, file, { format, ...(encoding && { encoding }) });
  for await (const read of eachAt({ file }, opened.rows)) {
    if (read.status === 'rejected') throw rejectionOfAll(file, read);
    yield { value: read.value, row: read.row };
  }
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
    recipients.map(async (recipient, i) => ({
      ...recipient,
      publicKey: await at({ file: i < named.length ? undefined : file }, () =>
        publicKeyOf(session, String(recipient.publicKey), 'wppub1'),
      ),
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
  const xWing = await xWingFor([key.kind]);
  let opened = 0;
  await withOutput(session, { file: options.out, dryRun: options.dryRun }, async (write) => {
    const { readable, writable } = openStream({
      key,
      senders,
      ...(options.as && { recipientId: options.as }),
      ...xWing,
    });
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
