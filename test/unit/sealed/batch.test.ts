import { describe, expect, it } from 'vitest';
import { defineSchema, orderSchema } from '../../../src/record/index.ts';
import {
  batchText,
  generateRecipientKey,
  generateSenderKey,
  type OpenOptions,
  openBatch,
  parseBatch,
  type Recipient,
  type RecipientKey,
  type SealedBatch,
  sealBatch,
} from '../../../src/sealed/index.ts';
import { orderOf } from '../../support/sealed.ts';
import { rejectionCodeOf, rejectionOf } from '../../support/thrown.ts';

const keys = {
  carrier: await generateRecipientKey(),
  centre: await generateRecipientKey(),
  printer: await generateRecipientKey(),
  stranger: await generateRecipientKey(),
};
const sender = await generateSenderKey();
const recipients: readonly Recipient[] = [
  {
    id: 'carrier',
    publicKey: keys.carrier.publicKey,
    fields: ['recipient.name', 'recipient.phone', 'recipient.address', 'remark'],
  },
  { id: 'centre', publicKey: keys.centre.publicKey, regions: ['recipient.address'] },
  {
    id: 'printer',
    publicKey: keys.printer.publicKey,
    masks: ['recipient.name', 'recipient.phone', 'recipient.address'],
  },
];
const sealing = { schema: orderSchema, recipients, sender };
const openAs = (key: RecipientKey, options: Partial<OpenOptions> = {}) => ({
  key,
  senders: [sender.publicKey],
  ...options,
});

const orders = [orderOf(1), orderOf(2), orderOf(3)];
const batch = await sealBatch(orders, sealing);

describe('what each recipient opens', () => {
  it('gives the carrier what it was granted, in full', async () => {
    const opened = await openBatch(batch, openAs(keys.carrier));
    expect(opened.orders).toStrictEqual(orders.map(({ sender: _, ...rest }) => ({ ...rest, sender: {} })));
    expect(opened).toMatchObject({ recipientId: 'carrier', sender: sender.publicKey, schema: 'order' });
    expect(opened.views).toStrictEqual({
      'recipient.name': 'value',
      'recipient.phone': 'value',
      'recipient.address': 'value',
      remark: 'value',
    });
  });

  it('gives the sorting centre the region, and nothing of the house', async () => {
    const opened = await openBatch(batch, openAs(keys.centre));
    expect(opened.orders[0]).toStrictEqual({
      id: 'A1',
      recipient: { address: '浙江省杭州市西湖区**' },
      sender: {},
      items: [{ sku: 'S-1', count: 1 }],
    });
  });

  it('gives the printer masks', async () => {
    const opened = await openBatch(batch, openAs(keys.printer));
    expect(opened.orders[0]).toMatchObject({
      recipient: { name: '张**', phone: '138******01', address: '浙江省杭州市西湖区云锦路1号3幢**单元**室' },
    });
    expect(opened.views['recipient.phone']).toBe('mask');
  });

  it('leaves out what nobody was granted', async () => {
    for (const key of [keys.carrier, keys.centre, keys.printer]) {
      const { orders: opened } = await openBatch(batch, openAs(key));
      expect(JSON.stringify(opened)).not.toContain('02087654321');
    }
  });

  it('shows nobody on the way a private field', () => {
    const text = batchText(batch);
    for (const { recipient, remark } of orders) {
      for (const secret of [recipient.name, recipient.phone, recipient.address, remark]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('keeps lists, missing and empty fields in place', async () => {
    const schema = defineSchema({
      name: 'lists',
      fields: {
        'items[].note': { action: 'encrypt', id: 1, kind: 'text' },
        name: { action: 'encrypt', id: 2, kind: 'name' },
        ip: { action: 'drop' },
        nick: { action: 'mask', kind: 'name' },
      },
    });
    const order = {
      items: [{ note: '送王明' }, {}, { note: '' }, { note: '轻放' }],
      name: null,
      ip: '::1',
      nick: '李小红',
    };
    const sealed = await sealBatch([order, { name: '张三' }, {}], {
      schema,
      sender,
      recipients: [{ id: 'a', publicKey: keys.carrier.publicKey, fields: ['items[].note', 'name'] }],
    });
    const { orders: opened } = await openBatch(sealed, openAs(keys.carrier));
    expect(opened).toStrictEqual([{ items: order.items, name: null, nick: '李**' }, { name: '张三' }, {}]);
  });

  it('seals no order at all', async () => {
    const empty = await sealBatch([], sealing);
    expect((await openBatch(empty, openAs(keys.carrier))).orders).toStrictEqual([]);
  });

  it('takes orders that come one by one', async () => {
    const sealed = await sealBatch(
      (async function* () {
        for (const order of orders) yield await Promise.resolve(order);
      })(),
      sealing,
    );
    expect((await openBatch(sealed, openAs(keys.printer))).orders).toHaveLength(3);
  });

  it('survives its text form', async () => {
    expect(parseBatch(batchText(batch))).toStrictEqual(batch);
  });
});

describe('what is refused', () => {
  const code = (changed: SealedBatch, options: OpenOptions = openAs(keys.carrier)) =>
    rejectionCodeOf(openBatch(changed, options));

  it('knows who it is for and who sent it', async () => {
    const other = await generateSenderKey();
    expect(await code(batch, openAs(keys.stranger))).toBe('ERR_NOT_A_RECIPIENT');
    expect(await code(batch, openAs(keys.carrier, { senders: [other.publicKey] }))).toBe('ERR_UNKNOWN_SENDER');
    expect(await code(batch, openAs(keys.carrier, { recipientId: 'printer' }))).toBe('ERR_NOT_A_RECIPIENT');
  });

  it('has a time', async () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const timed = await sealBatch(orders, { ...sealing, now, expiresAt: new Date('2026-01-02T00:00:00Z') });
    const at = (time: string) => openBatch(timed, openAs(keys.carrier, { now: new Date(time) }));
    await expect(at('2026-01-01T23:59:59.999Z')).resolves.toBeDefined();
    // Clocks differ by minutes, not by more.
    await expect(at('2025-12-31T23:56:00Z')).resolves.toBeDefined();
    expect(await rejectionCodeOf(at('2026-01-02T00:00:00Z'))).toBe('ERR_EXPIRED');
    expect(await rejectionCodeOf(at('2025-12-31T23:54:00Z'))).toBe('ERR_EXPIRED');
    await expect(sealBatch(orders, { ...sealing, now, expiresAt: now })).rejects.toThrow(RangeError);
  });

  it('notices a row that is dropped, added, doubled, moved or from another batch', async () => {
    const [a, b, c] = batch.rows as [string, string, string];
    const other = await sealBatch(orders, sealing);
    const changes: readonly (readonly string[])[] = [
      [b, c],
      [a, c],
      [a, b],
      [],
      [a, a, b, c],
      [a, b, c, c],
      [b, a, c],
      [a, b, other.rows[2] as string],
      [a, b, '', c],
    ];
    for (const rows of changes) expect(await code({ ...batch, rows })).toBe('ERR_BATCH_CHANGED');
    expect(await code({ ...batch, rows: other.rows })).toBe('ERR_BATCH_CHANGED');
    expect(await code({ ...batch, end: other.end })).toBe('ERR_BATCH_CHANGED');
    expect(await code({ ...other, manifest: batch.manifest })).toBe('ERR_BATCH_CHANGED');
  });

  it('does not let one recipient stand for another', async () => {
    const manifest = JSON.parse(batch.manifest) as { recipients: object[] };
    const swapped = { ...manifest, recipients: [...manifest.recipients].reverse() };
    expect(await code({ ...batch, manifest: JSON.stringify(swapped) })).toBe('ERR_BATCH_CHANGED');
  });

  it('refuses another version and other texts', async () => {
    const of = (manifest: string) => code({ ...batch, manifest });
    expect(await of(batch.manifest.replace('"version":1', '"version":2'))).toBe('ERR_UNSUPPORTED_VERSION');
    expect(await of(batch.manifest.replace('"suite":2', '"suite":9'))).toBe('ERR_UNSUPPORTED_SUITE');
    expect(await of('{}')).toBe('ERR_MALFORMED_BATCH');
    expect(await of('null')).toBe('ERR_MALFORMED_BATCH');
    expect(await of('[')).toBe('ERR_MALFORMED_BATCH');
    expect(await of(`[${'['.repeat(1_100_000)}`)).toBe('ERR_LIMIT_EXCEEDED');
  });

  it('takes a text without UTF-8 for a changed one', async () => {
    const manifest = batch.manifest.replace('"signature"', '"\ud800":0,"signature"');
    expect(await code({ ...batch, manifest })).toBe('ERR_BATCH_CHANGED');
    const end = batch.end.replace('"signature"', '"\ud800":0,"signature"');
    expect(await code({ ...batch, end })).toBe('ERR_BATCH_CHANGED');
  });

  it('refuses to seal what no reader would take', async () => {
    const many = (count: number, idChars: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...(sealing.recipients[0] as Recipient),
        id: `${i}`.padEnd(idChars, 'x'),
      }));
    expect(await rejectionCodeOf(sealBatch([], { ...sealing, recipients: many(200, 6000) }))).toBe(
      'ERR_LIMIT_EXCEEDED',
    );
    expect((await sealBatch([], { ...sealing, recipients: many(200, 8) })).rows).toHaveLength(0);
  });

  it('refuses every order that the record cipher refuses', async () => {
    const seal = (order: object) => rejectionCodeOf(sealBatch([orderOf(1), order], sealing));
    expect(await seal({ recipient: { phone: 13812345678 } })).toBe('ERR_FIELD_TYPE');
    expect(await seal({ recipient: '张三' })).toBe('ERR_FIELD_TYPE');
    expect(await seal({ recipient: { phone: '138******78' } })).toBe('ERR_ALREADY_PROTECTED');
    expect(await seal({ recipient: { name: '\ud800' } })).toBe('ERR_UNICODE');
    expect(await seal({ remark: '长'.repeat(30_000) })).toBe('ERR_LIMIT_EXCEEDED');
    expect(await seal({ count: 1n })).toBe('ERR_FIELD_TYPE');
  });

  it.each<[string, () => unknown]>([
    ['no recipients', () => ({ ...sealing, recipients: [] })],
    ['a recipient without grants', () => ({ ...sealing, recipients: [{ id: 'x', publicKey: keys.centre.publicKey }] })],
    [
      'a path in two views',
      () => ({
        ...sealing,
        recipients: [{ ...recipients[2], fields: ['recipient.phone'] }],
      }),
    ],
    ['two recipients of one name', () => ({ ...sealing, recipients: [recipients[0], recipients[0]] })],
    ['an unknown option', () => ({ ...sealing, ttl: 1 })],
    ['a sender made by hand', () => ({ ...sealing, sender: { publicKey: sender.publicKey } })],
    ['a wrong date', () => ({ ...sealing, expiresAt: new Date(Number.NaN) })],
  ])('refuses %s', async (_, options) => {
    expect(await rejectionOf(sealBatch(orders, options() as typeof sealing))).toBeInstanceOf(TypeError);
  });

  it('refuses a field that the schema does not have, and the region of a phone', async () => {
    const grant = (grants: object) =>
      rejectionCodeOf(
        sealBatch(orders, { ...sealing, recipients: [{ id: 'x', publicKey: keys.centre.publicKey, ...grants }] }),
      );
    expect(await grant({ fields: ['recipient.fax'] })).toBe('ERR_SCHEMA');
    expect(await grant({ regions: ['recipient.phone'] })).toBe('ERR_SCHEMA');
  });

  it('refuses a secret key where a public one belongs, without repeating it', async () => {
    const { secretText } = await import('../../../src/sealed/index.ts');
    const secret = secretText(keys.centre);
    const error = await rejectionOf(
      sealBatch(orders, { ...sealing, recipients: [{ id: 'x', publicKey: secret, fields: ['remark'] }] }),
    );
    expect(error).toMatchObject({ code: 'ERR_MALFORMED_KEY' });
    expect(String(error)).not.toContain(secret.slice(12, 24));
  });
});

describe('every single change', () => {
  it('is refused where an encoder would not tell it: a lone surrogate for U+FFFD', async () => {
    const odd = await sealBatch([{ id: 'A\ufffd', remark: '放门口' }], sealing);
    const rows = odd.rows.map((row) => row.replace('\ufffd', '\ud800'));
    expect(rows).not.toStrictEqual(odd.rows);
    await expect(openBatch(odd, openAs(keys.carrier))).resolves.toBeDefined();
    expect(await rejectionCodeOf(openBatch({ ...odd, rows }, openAs(keys.carrier)))).toBe('ERR_BATCH_CHANGED');
  });

  it('is refused, wherever it is', async () => {
    const small = await sealBatch([{ id: 'A1', recipient: { phone: '13812345678' } }], {
      ...sealing,
      recipients: [{ id: 'p', publicKey: keys.printer.publicKey, fields: ['recipient.phone'] }],
    });
    const text = batchText(small);
    const unnoticed: number[] = [];
    for (let at = 0; at < text.length - 1; at++) {
      const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      const isRefused = await Promise.resolve()
        .then(() => openBatch(parseBatch(changed), openAs(keys.printer)))
        .then(
          () => false,
          (error: { code?: string }) => error.code?.startsWith('ERR_') ?? false,
        );
      if (!isRefused) unnoticed.push(at);
    }
    expect(unnoticed).toStrictEqual([]);
  }, 60_000);
});
