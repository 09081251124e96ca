// Sealed batches over any order and any grants: everybody opens exactly its own, and nothing else is accepted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineSchema, type FieldRule } from 'waybill-privacy/record';
import {
  batchText,
  generateRecipientKey,
  generateSenderKey,
  openBatch,
  parseBatch,
  type Recipient,
  sealBatch,
} from 'waybill-privacy/sealed';
import { rejectionCodeOf } from '../support/thrown.ts';
import { wellFormed } from '../support/unicode.ts';

const paths = ['a', 'b.c', 'b.d', 'list[].e'] as const;
const schema = defineSchema({
  name: 'any',
  fields: Object.fromEntries(
    paths.map((path, i): [string, FieldRule] => [path, { action: 'encrypt', id: i + 1, kind: 'text' }]),
  ),
  // What looks protected already stays where it is: of random text some does.
  ifProtected: 'keep',
});
const keys = await Promise.all([1, 2, 3].map(() => generateRecipientKey()));
const sender = await generateSenderKey();
const senders = [sender.publicKey];

const text = wellFormed(40);
const order = fc.record(
  {
    a: text,
    b: fc.record({ c: text, d: text, kept: text }, { requiredKeys: [] }),
    list: fc.array(fc.record({ e: text, sku: text }, { requiredKeys: [] }), { maxLength: 3 }),
    kept: text,
  },
  { requiredKeys: [] },
);
const granted = fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1 });
const orders = fc.array(order, { maxLength: 4 });

const recipientsOf = (grants: readonly (readonly string[])[]): Recipient[] =>
  grants.map((fields, i) => ({ id: `r${i}`, publicKey: keys[i]?.publicKey ?? '', fields }));

/** An order without the private fields that are not granted; JSON, as a batch carries it. */
function seenBy(value: object, fields: readonly string[]): unknown {
  const copy = structuredClone(value) as {
    a?: string;
    b?: { c?: string; d?: string };
    list?: { e?: string }[];
  };
  const hide = (path: string, holder: object | undefined, key: string): void => {
    const held = holder as Record<string, unknown> | undefined;
    // Empty texts are no private data and stay.
    if (held !== undefined && !fields.includes(path) && held[key] !== '') delete held[key];
  };
  hide('a', copy, 'a');
  hide('b.c', copy.b, 'c');
  hide('b.d', copy.b, 'd');
  for (const item of copy.list ?? []) hide('list[].e', item, 'e');
  return JSON.parse(JSON.stringify(copy));
}

describe('sealed batches', () => {
  it('give everybody exactly what was granted', async () => {
    await fc.assert(
      fc.asyncProperty(orders, fc.tuple(granted, granted, granted), async (many, grants) => {
        const batch = await sealBatch(many, { schema, sender, recipients: recipientsOf(grants) });
        const again = parseBatch(batchText(batch));
        for (const [i, key] of keys.entries()) {
          const opened = await openBatch(again, { key, senders });
          expect(opened.orders).toEqual(many.map((one) => seenBy(one, grants[i] ?? [])));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('accept no rows in another order or number', async () => {
    const rows = fc.array(order, { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(4), { maxLength: 6 }), async (many, picks) => {
        const batch = await sealBatch(many, { schema, sender, recipients: recipientsOf([['a']]) });
        const picked = picks.map((at) => at % many.length);
        const isSame = picked.length === many.length && picked.every((at, i) => at === i);
        fc.pre(!isSame);
        const changed = { ...batch, rows: picked.map((at) => batch.rows[at] as string) };
        const [key] = keys;
        if (key === undefined) throw new Error('no key');
        expect(await rejectionCodeOf(openBatch(changed, { key, senders }))).toBe('ERR_BATCH_CHANGED');
      }),
      { numRuns: 60 },
    );
  });
});
