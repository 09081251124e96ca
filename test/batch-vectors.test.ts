// The vectors of sealed batches, through the public API and through the reference reader.
import { readdirSync, readFileSync } from 'node:fs';
import { KEM_MLKEM768_X25519 as xWing } from '@panva/hpke-noble';
import { describe, expect, it } from 'vitest';
import { openBatch, parseBatch, parseRecipientKey } from 'waybill-privacy/sealed';
import { readBatch } from './support/referenceBatch.ts';

interface BatchVector {
  readonly name: string;
  readonly comment: string;
  readonly sender: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly orders: readonly Readonly<Record<string, unknown>>[];
  readonly lines: readonly string[];
}

const folder = new URL('vectors/sealed-v1/', import.meta.url);
const vectors = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as BatchVector,
);
const now = new Date('2026-06-01T00:00:00Z');

/** The texts that an opened order has at the paths of a recipient, as the tokens hold them. */
function textsAt(order: unknown, paths: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    if (path.includes('[]')) {
      const [list = '', key = ''] = path.split('[].');
      const items = (order as Record<string, Record<string, string>[]>)[list] ?? [];
      const found = items.flatMap((item, i) => (item[key] === undefined ? [] : [[i, item[key]]]));
      if (found.length > 0) texts.set(path, JSON.stringify(found));
      continue;
    }
    const text = path
      .split('.')
      .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], order);
    if (typeof text === 'string') texts.set(path, text);
  }
  return texts;
}

describe('batch vectors v1', () => {
  it('are all there', () => {
    expect(vectors.map(({ name }) => name)).toEqual(['empty', 'lists', 'suite-1', 'three-parties', 'x-wing']);
  });

  it.each(vectors)('$name: $comment', async ({ secrets, sender, orders, lines }) => {
    const text = `${lines.join('\n')}\n`;
    for (const secret of Object.values(secrets)) {
      const key = await parseRecipientKey(secret, { xWing });
      const opened = await openBatch(parseBatch(text), { key, senders: [sender], xWing, now });
      expect(opened.orders).toHaveLength(orders.length);
      const read = await readBatch(text, secret);
      expect(read.map(({ row }) => row)).toEqual(orders.map((_, i) => i));
      for (const [i, { fields }] of read.entries()) {
        expect(textsAt(opened.orders[i], Object.keys(opened.views))).toEqual(fields);
      }
      // In full is what was sealed.
      for (const [path, view] of Object.entries(opened.views)) {
        if (view !== 'value') continue;
        for (const [i, order] of orders.entries()) {
          expect(textsAt(opened.orders[i], [path])).toEqual(textsAt(order, [path]));
        }
      }
    }
  });
});
