import { assertString } from '../errors.ts';
import { type BatchOpener, type BatchPosition, createBatchOpener, isEndLine, type OpenOptions } from './open.ts';
import { changedBatch, maxRowChars } from './row.ts';
import { type BatchSealer, createBatchSealer, type SealOptions } from './seal.ts';
import { incompleteBatch } from './text.ts';

/**
 * Seals orders one by one: a stream of orders in, lines of text with their line breaks out, as in a `.wpb` file. Holds one
 * order at a time.
 *
 * @param options - As for `sealBatch`.
 * @throws what `sealBatch` throws, as an error of the stream: what was written so far has no end and opens as incomplete.
 * @example
 * const carrier = await generateRecipientKey();
 * const sender = await generateSenderKey();
 * const recipients = [{ id: 'carrier', publicKey: carrier.publicKey, fields: ['recipient.phone'] }];
 * const orders = new Blob(['']).stream().pipeThrough(
 *   new TransformStream<Uint8Array, object>({ flush: (c) => c.enqueue({ recipient: { phone: '13812345678' } }) }),
 * );
 * const lines = orders.pipeThrough(sealStream({ schema: orderSchema, recipients, sender }));
 * const opened = lines.pipeThrough(openStream({ key: carrier, senders: [sender.publicKey] }));
 * const { value } = await opened.getReader().read();
 * value?.order; // { recipient: { phone: '13812345678' } }
 */
export function sealStream(options: SealOptions): TransformStream<object, string> {
  let sealer: BatchSealer;
  return new TransformStream<object, string>({
    async start(controller) {
      sealer = await createBatchSealer(options);
      controller.enqueue(`${sealer.manifest}\n`);
    },
    transform(order, controller) {
      controller.enqueue(`${sealer.row(order)}\n`);
    },
    async flush(controller) {
      controller.enqueue(`${await sealer.end()}\n`);
    },
  });
}

/** An order of a stream, with the place behind it. */
export interface OpenedRow {
  /** Number in the batch, from 0. */
  readonly row: number;
  /** With the granted fields. */
  readonly order: object;
  /** Keep it to go on behind this row with `after`. */
  readonly position: BatchPosition;
}

/** How a stream is opened. */
export interface OpenStreamOptions extends OpenOptions {
  /** Goes on behind a row that was read before; the stream is given the whole file again. */
  readonly after?: BatchPosition;
}

/**
 * Opens a batch row by row: chunks of text in, orders out. Every row is authenticated in its place before it is released, so
 * nobody outside can change, drop or reorder one; only the end tells whether all came, and whether another recipient of the
 * same batch (who has the row key too) has replaced some. Act on rows when the stream has ended, or be able to undo.
 *
 * @param options - As for `openBatch`, and where to go on.
 * @throws what `openBatch` throws, as an error of the stream; `ERR_BATCH_INCOMPLETE` when the text ends too early.
 */
export function openStream(options: OpenStreamOptions): TransformStream<string, OpenedRow> {
  const { after, ...rest } = options;
  let opener: BatchOpener | undefined;
  let hasEnded = false;
  // Rows before `after`, which are not read again.
  let toSkip = after?.rows ?? 0;

  async function read(line: string, controller: TransformStreamDefaultController<OpenedRow>): Promise<void> {
    if (hasEnded) throw changedBatch();
    if (opener === undefined) {
      opener = await createBatchOpener(line, rest, after);
    } else if (isEndLine(line)) {
      if (toSkip > 0) throw changedBatch();
      await opener.end(line);
      hasEnded = true;
    } else if (toSkip > 0) {
      toSkip--;
    } else {
      const row = opener.verify(line);
      const position = { rows: row.row + 1, mac: opener.mac };
      controller.enqueue({ row: row.row, order: opener.open(row), position });
    }
  }

  let held = '';
  return new TransformStream<string, OpenedRow>({
    async transform(chunk, controller) {
      assertString(chunk, 'chunk');
      // Only the chunk is searched: a long line may come in many of them.
      const [rest, ...starts] = chunk.split('\n') as [string, ...string[]];
      held += rest;
      for (const start of starts) {
        await read(held, controller);
        held = start;
      }
      if (held.length > maxRowChars) throw changedBatch();
    },
    async flush(controller) {
      if (held !== '') await read(held, controller);
      if (!hasEnded) throw incompleteBatch();
    },
  });
}
