// Rows of exports: what is encrypted comes back, nothing of a refused row is told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKeyring } from 'waybill-privacy/field';
import { presets } from 'waybill-privacy/platform';
import { createRecordCipher, defineSchema } from 'waybill-privacy/record';
import { decryptRows, encryptRows, maskRows, processRows, type Row } from 'waybill-privacy/stream';
import { csv } from '../../src/cli/files/delimited.ts';
import { jsonLines } from '../../src/cli/files/jsonLines.ts';
import { rowsIn, streamOf, written } from '../support/files.ts';

const keyring = generateKeyring({ tenant: 'shop-1' });
const schema = defineSchema({
  name: 'rows',
  fields: {
    'to.name': { action: 'encrypt', id: 1, kind: 'name' },
    'to.phone': { action: 'encrypt', id: 2, kind: 'phone' },
    'to.address': { action: 'encrypt', id: 3, kind: 'address', mask: false },
    note: { action: 'encrypt', id: 4, kind: 'text' },
  },
});
const cipher = createRecordCipher({ keyring, schema });
const flat = { 收件人: 'to.name', 手机: 'to.phone', 地址: 'to.address' };

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '张三丰',
    '𠮷田',
    '+8613812345678',
    '13812345678',
    '海德三道199号3栋2单元501室',
    '=1',
    "'+86",
    'a"b\r\nc,d',
  ),
  // A mask or a token is refused, which is another property.
  fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('*') && !/\p{Co}/u.test(text)),
);
const row = fc.record({
  订单号: fc.integer({ min: 1 }).map((id) => `77301234567890${id}`),
  手机: cell,
  收件人: cell,
  数量: cell,
  地址: cell,
  note: cell,
});

describe('rows of a flat table', () => {
  const options = { cipher, recordId: '订单号', flat };

  it('come back as they were, with their columns in order', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (rows) => {
        for (const [i, result] of processRows(encryptRows(options), rows, 1).entries()) {
          // What looks protected already is refused.
          if (result.status === 'rejected') {
            expect(result.code).toBe('ERR_ALREADY_PROTECTED');
            continue;
          }
          const [back] = processRows(decryptRows(options), [result.value], 1);
          expect(back?.status === 'done' && Object.entries(back.value)).toEqual(Object.entries(rows[i] as Row));
        }
      }),
    );
  });

  it('come back through files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 3 }), fc.boolean(), async (rows, isGb) => {
        const columns = Object.keys(rows[0] as Row);
        const style = { columns, encoding: isGb ? 'gb18030' : 'utf-8' } as const;
        const original = await written(csv, rows, style);
        const read = await rowsIn(csv, original, { encoding: style.encoding });
        const results = processRows(encryptRows(options), read, 1);
        fc.pre(results.every(({ status }) => status === 'done'));
        const encrypted = await written(
          csv,
          results.map((result) => (result.status === 'done' ? result.value : {})),
          style,
        );
        const opened = await csv.read(streamOf(encrypted), { encoding: style.encoding });
        const decrypted: Row[] = [];
        for await (const next of opened.rows)
          if (next.status === 'read') decrypted.push(decryptRows(options)(next.value, 1));
        expect(await written(csv, decrypted, { ...opened.style, columns: opened.columns ?? [] })).toEqual(original);
      }),
      { numRuns: 40 },
    );
  });
});

it('rows of JSON Lines come back', async () => {
  const options = { cipher, recordId: 'id' };
  const order = fc.record({
    id: fc.integer({ min: 1 }).map(String),
    to: fc.record({ name: cell, phone: cell }),
    note: cell,
  });
  await fc.assert(
    fc.asyncProperty(order, async (value) => {
      const [result] = processRows(encryptRows(options), [value], 1);
      fc.pre(result?.status === 'done');
      const [read] = await rowsIn(jsonLines, await written(jsonLines, [result.value]));
      expect(decryptRows(options)(read as Row, 1)).toEqual(value);
    }),
    { numRuns: 40 },
  );
});

describe('a refused row', () => {
  const secret = '13812345678';
  const processors = {
    columns: maskRows({ columns: { to: 'name', phone: 'phone' } }),
    schema: maskRows({ schema }),
    flat: maskRows({ schema, flat: true }),
    preset: maskRows({ preset: presets['taobao.trade'] }),
    encrypt: encryptRows({ cipher, recordId: 'id' }),
    encryptFlat: encryptRows({ cipher, recordId: 'id', flat: true }),
    decrypt: decryptRows({ cipher, recordId: 'id' }),
    decryptFlat: decryptRows({ cipher, recordId: 'id', flat: true }),
  };
  const key = fc.constantFrom(
    'id',
    'to',
    'phone',
    'to.name',
    'to.phone',
    'note',
    'privacy',
    'privacy.token',
    'tid',
    secret,
  );
  const value = fc.anything({
    key: fc.constantFrom('name', 'phone', 'token', secret),
    values: [fc.constant(secret), fc.constant(null), fc.integer(), fc.constant('wpr1.AQ')],
    maxDepth: 3,
  });
  const anyRow = fc.oneof(fc.dictionary(key, value), fc.anything());

  it.each(Object.entries(processors))('of %s never shows a value and never stops', (_, processor) => {
    fc.assert(
      fc.property(fc.array(anyRow as fc.Arbitrary<Row>, { maxLength: 4 }), (rows) => {
        const results = processRows(processor, rows, 1);
        expect(results.map((result) => result.row)).toEqual(rows.map((_, i) => i + 1));
        for (const result of results) {
          if (result.status === 'rejected') expect(JSON.stringify(result)).not.toContain(secret);
        }
      }),
    );
  });
});
