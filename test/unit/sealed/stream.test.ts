import { describe, expect, it } from 'vitest';
import { orderSchema } from '../../../src/record/index.ts';
import {
  generateRecipientKey,
  generateSenderKey,
  type OpenedRow,
  type OpenStreamOptions,
  openBatch,
  openStream,
  parseBatch,
  sealStream,
} from '../../../src/sealed/index.ts';
import { orderOf } from '../../support/sealed.ts';
import { rejectionCodeOf } from '../../support/thrown.ts';

const key = await generateRecipientKey();
const sender = await generateSenderKey();
const sealing = {
  schema: orderSchema,
  sender,
  recipients: [{ id: 'c', publicKey: key.publicKey, fields: ['recipient.phone'] }],
};
const opening: OpenStreamOptions = { key, senders: [sender.publicKey] };

const streamOf = <T>(items: Iterable<T>): ReadableStream<T> =>
  new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(item);
      controller.close();
    },
  });

async function allOf<T>(stream: ReadableStream<T>): Promise<T[]> {
  const items: T[] = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return items;
    items.push(value);
  }
}

const seal = async (orders: Iterable<object>): Promise<string> =>
  (await allOf(streamOf(orders).pipeThrough(sealStream(sealing)))).join('');
const open = (chunks: Iterable<string>, options: OpenStreamOptions = opening): Promise<OpenedRow[]> =>
  allOf(streamOf(chunks).pipeThrough(openStream(options)));

const orders = Array.from({ length: 20 }, (_, i) => orderOf(i));
const text = await seal(orders);
const phones = (rows: readonly OpenedRow[]) =>
  rows.map(({ order }) => (order as ReturnType<typeof orderOf>).recipient.phone);

describe('sealStream and openStream', () => {
  it('write and read a batch, whatever the chunks', async () => {
    const expected = orders.map(({ recipient }) => recipient.phone);
    for (const size of [1, 7, 1000, text.length]) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      const rows = await open(chunks);
      expect(phones(rows)).toStrictEqual(expected);
      expect(rows.map(({ row }) => row)).toStrictEqual(orders.map((_, i) => i));
    }
  });

  it('write the format of sealBatch', async () => {
    expect((await openBatch(parseBatch(text), opening)).orders).toHaveLength(20);
  });

  it('go on behind any row', async () => {
    const rows = await open([text]);
    for (const at of [0, 6, 19]) {
      const after = (rows[at] as OpenedRow).position;
      expect(phones(await open([text], { ...opening, after }))).toStrictEqual(phones(rows.slice(at + 1)));
    }
    const [first, second] = rows as [OpenedRow, OpenedRow];
    const mixed = { rows: first.position.rows, mac: second.position.mac };
    expect(await rejectionCodeOf(open([text], { ...opening, after: mixed }))).toBe('ERR_BATCH_CHANGED');
    const beyond = { rows: 99, mac: second.position.mac };
    expect(await rejectionCodeOf(open([text], { ...opening, after: beyond }))).toBe('ERR_BATCH_CHANGED');
  });

  it('notice where the text was cut', async () => {
    const lines = text.trimEnd().split('\n');
    for (let count = 0; count < lines.length; count++) {
      const cut = lines.slice(0, count).join('\n');
      expect(await rejectionCodeOf(open([cut]))).toBe('ERR_BATCH_INCOMPLETE');
    }
    expect(await rejectionCodeOf(open([text.slice(0, -4)]))).toBe('ERR_BATCH_CHANGED');
    expect(await rejectionCodeOf(open([`${text}{"row":20}`]))).toBe('ERR_BATCH_CHANGED');
  });

  it('release no row that was changed, and none after it', async () => {
    const lines = text.split('\n');
    lines[8] = (lines[8] as string).replace('放', '敲').replace('"sku":"S-1"', '"sku":"S-2"');
    const seen: number[] = [];
    const reading = streamOf([lines.join('\n')])
      .pipeThrough(openStream(opening))
      .pipeTo(new WritableStream({ write: ({ row }: OpenedRow) => void seen.push(row) }));
    expect(await rejectionCodeOf(reading)).toBe('ERR_BATCH_CHANGED');
    expect(seen).toStrictEqual([0, 1, 2, 3, 4, 5, 6].slice(0, seen.length));
    expect(seen.length).toBeLessThanOrEqual(7);
  });

  it('fail on an order that cannot be sealed, and leave no end', async () => {
    const lines: string[] = [];
    const writing = streamOf([orderOf(1), { recipient: { phone: 1 } }])
      .pipeThrough(sealStream(sealing))
      .pipeTo(new WritableStream({ write: (line) => void lines.push(line) }));
    expect(await rejectionCodeOf(writing)).toBe('ERR_FIELD_TYPE');
    expect(await rejectionCodeOf(open(lines))).toBe('ERR_BATCH_INCOMPLETE');
  });

  it('refuse a line without an end before it fills the memory', async () => {
    const endless = ['{"row":0', ...Array.from({ length: 5000 }, () => 'a'.repeat(1000))];
    expect(await rejectionCodeOf(open([`${text.split('\n')[0] as string}\n`, ...endless]))).toBe('ERR_BATCH_CHANGED');
  });
});
