import { describe, expect, it } from 'vitest';
import { createBlindIndexer } from 'waybill-privacy/blind-index';
import { PrivacyError } from 'waybill-privacy/errors';
import { generateKeyring } from 'waybill-privacy/field';
import { presets } from 'waybill-privacy/platform';
import { createRecordCipher, defineSchema, orderSchema } from 'waybill-privacy/record';
import {
  decryptRows,
  decryptStream,
  encryptRows,
  encryptStream,
  maskRows,
  maskStream,
  processRows,
  type Row,
  type RowResult,
} from 'waybill-privacy/stream';

const keyring = generateKeyring({ tenant: 'shop-1' });
const cipher = createRecordCipher({ keyring });
const flat = { 收件人: 'recipient.name', 手机: 'recipient.phone', 备注: 'remark' } as const;
const table = { cipher, recordId: '订单号', flat };

async function through(stream: TransformStream<Row, RowResult>, rows: readonly Row[]): Promise<RowResult[]> {
  const out: RowResult[] = [];
  const source = new ReadableStream<Row>({
    start(controller) {
      for (const row of rows) controller.enqueue(row);
      controller.close();
    },
  });
  for await (const result of source.pipeThrough(stream) as unknown as AsyncIterable<RowResult>) out.push(result);
  return out;
}

const doneValue = (result: RowResult | undefined): Row => {
  if (result?.status !== 'done') throw new Error(`not done: ${result?.reason}`);
  return result.value;
};

describe('processRows', () => {
  it('gives one result for each row, from the number it is given', () => {
    const processor = maskRows({ columns: { phone: 'phone' } });
    const rows = [
      { phone: '13812345678' },
      { phone: {} },
      'no row',
      null,
      ['no row'],
      { phone: '' },
    ] as unknown as Row[];
    expect(processRows(processor, rows, 100)).toEqual([
      { status: 'done', row: 100, value: { phone: '138******78' } },
      {
        status: 'rejected',
        row: 101,
        code: 'ERR_FIELD_TYPE',
        field: 'phone',
        reason: 'a field is missing, of a wrong type or in another place than expected',
      },
      { status: 'rejected', row: 102, code: 'ERR_FIELD_TYPE', reason: 'a row is no object' },
      { status: 'rejected', row: 103, code: 'ERR_FIELD_TYPE', reason: 'a row is no object' },
      { status: 'rejected', row: 104, code: 'ERR_FIELD_TYPE', reason: 'a row is no object' },
      { status: 'done', row: 105, value: { phone: '' } },
    ]);
  });

  it('says nothing of an error that is not its own', () => {
    const fail = (row: Row): Row => {
      throw new Error(`cannot read ${String(row['name'])}`);
    };
    const [result] = processRows(fail, [{ name: '张三丰' }], 1);
    expect(result).toEqual({ status: 'rejected', row: 1, code: 'ERR_UNEXPECTED', reason: 'an error of no known code' });
  });

  it.each([0, 1.5, Number.NaN, '1'])('refuses %s as the first row', (first) => {
    expect(() => processRows((row) => row, [], first as number)).toThrow(RangeError);
  });
});

describe('maskRows', () => {
  it('masks by schema, preset and columns', () => {
    const order = { recipient: { name: '张三丰', phone: '13812345678' }, amount: 5 };
    expect(maskRows({ schema: orderSchema })(order, 1)).toEqual({
      recipient: { name: '张**', phone: '138******78' },
      amount: 5,
    });
    const trade = { tid: '1', receiver_name: '张三', receiver_mobile: '13812345678', receiver_address: '' };
    expect(maskRows({ preset: presets['taobao.trade'] })(trade, 1)).toMatchObject({ receiver_mobile: '138******78' });
    expect(maskRows({ columns: { 'a.b[0]': 'name' }, policy: 'public' })({ 'a.b[0]': '张三' }, 1)).toEqual({
      'a.b[0]': '**',
    });
    expect(maskRows({ columns: { phone: 'phone' } })({ phone: 13_812_345_678 }, 1)).toEqual({ phone: '138******78' });
  });

  it('masks a flat table in place', () => {
    const row = { no: '1', 手机: '13812345678', 收件人: '张三丰', x: '' };
    const masked = maskRows({ schema: orderSchema, flat: { 收件人: 'recipient.name', 手机: 'recipient.phone' } })(
      row,
      1,
    );
    expect(Object.entries(masked)).toEqual(Object.entries({ ...row, 手机: '138******78', 收件人: '张**' }));
  });

  it.each<[string, Parameters<typeof maskRows>[0], Row]>([
    ['lacks a column', { columns: { name: 'name', phone: 'phone' } }, { name: '张三' }],
    ['has an inherited column only', { columns: { name: 'name' } }, Object.create({ name: '张三' }) as Row],
    ['has none of the fields', { schema: orderSchema }, { receiver: { name: '张三' } }],
    ['has none of the columns', { schema: orderSchema, flat: true }, { receiver: '张三' }],
    ['is no flat row', { schema: orderSchema, flat: true }, { remark: '', recipient: { name: '张三' } }],
    ['has a field beside its column', { schema: orderSchema, flat }, { 手机: '', 'recipient.phone': '13812345678' }],
  ])('refuses a row that %s', (_, options, row) => {
    expect(processRows(maskRows(options), [row], 1)[0]).toMatchObject({ status: 'rejected', code: 'ERR_FIELD_TYPE' });
  });

  it('refuses a row of a flat table that has only what stays', () => {
    const schema = defineSchema({
      name: 'kept',
      fields: { 'to.name': { action: 'mask', kind: 'name' }, 'to.id': { action: 'keep' } },
    });
    expect(() => maskRows({ schema, flat: true })({ 'to.id': '7', name: '张三' }, 1)).toThrow('none of the private');
  });

  it('refuses an order that has only what stays', () => {
    const schema = defineSchema({
      name: 'kept',
      fields: { name: { action: 'mask', kind: 'name' }, id: { action: 'keep' } },
    });
    expect(() => maskRows({ schema })({ id: '7', to: '张三' }, 1)).toThrow('none of the private');
  });

  it('takes a row whose columns beside the table are empty', () => {
    const rest = { 'recipient.phone': null, 'recipient.name': '' };
    const process = maskRows({ schema: orderSchema, flat });
    expect(process({ 手机: '13812345678', ...rest }, 1)).toEqual({ 手机: '138******78', ...rest });
  });

  it('refuses a list in a flat table', () => {
    const schema = defineSchema({
      name: 'lists',
      fields: { name: { action: 'mask', kind: 'name' }, 'items[].note': { action: 'mask', kind: 'text' } },
    });
    const process = maskRows({ schema, flat: true });
    expect(() => process({ name: '张三', 'items[0].note': '张三' }, 1)).toThrow('items[].note');
    expect(() => process({ name: '张三', items: '[{"note":"张三"}]' }, 1)).toThrow('items[].note');
    expect(process({ name: '张三', items: '' }, 1)).toEqual({ name: '张**', items: '' });
  });

  it.each([
    {},
    { columns: {} },
    { columns: { a: 'nonsense' } },
    { columns: JSON.parse('{"__proto__":"name"}') },
    { columns: { a: 'name' }, schema: orderSchema },
    { columns: { a: 'name' }, flat: true },
    { schema: orderSchema, now: new Date() },
    { schema: orderSchema, colums: {} },
  ])('refuses the options %j', (options) => {
    expect(() => maskRows(options as never)).toThrow(TypeError);
  });

  it.each([
    { 手机: 'recipient.fax' },
    { a: 'remark', b: 'remark' },
    { remark: 'recipient.name' },
    JSON.parse('{"__proto__":"recipient.name"}') as object,
  ])('refuses the columns %j', (columns) => {
    expect(() => maskRows({ schema: orderSchema, flat: columns as never })).toThrow(PrivacyError);
  });
});

describe('encryptRows and decryptRows', () => {
  it('keep the place and the value of each column', () => {
    const rows: Row[] = [
      { 手机: '13812345678', 订单号: '773012345678901234', 收件人: '𠮷田', 备注: '放门口\r\n"谢谢"', 数量: '2' },
      { 手机: '', 订单号: '2', 收件人: null, 备注: '', 数量: '' },
    ];
    const encrypted = processRows(encryptRows(table), rows, 1).map(doneValue);
    expect(encrypted.map((row) => Object.keys(row))).toEqual(rows.map((row) => [...Object.keys(row), 'privacy.token']));
    expect(encrypted[0]).toMatchObject({ 手机: '138******78', 收件人: '𠮷**', 备注: '' });
    expect(encrypted[1]).toEqual({ ...rows[1], 'privacy.token': 'none' });
    const decrypted = processRows(decryptRows(table), encrypted, 1).map(doneValue);
    expect(decrypted.map((row) => Object.entries(row))).toEqual(rows.map((row) => Object.entries(row)));
  });

  it('refuse a row that is encrypted already, and one whose token is gone', () => {
    const encrypted = encryptRows(table)({ 订单号: '1', 收件人: '张三丰' }, 1);
    const [again] = processRows(encryptRows(table), [encrypted], 1);
    expect(again).toMatchObject({ code: 'ERR_ALREADY_PROTECTED', field: 'privacy.token' });
    const [tagged] = processRows(encryptRows(table), [{ 订单号: '1', 收件人: '张三丰', 'privacy.indexes': '' }], 1);
    expect(tagged).toMatchObject({ code: 'ERR_ALREADY_PROTECTED' });
    const { 'privacy.token': _, ...without } = encrypted;
    const gone = [{ ...encrypted, 'privacy.token': '' }, { ...encrypted, 'privacy.token': null }, without];
    const rows = [...gone, { ...encrypted, 订单号: '2' }];
    const codes = processRows(decryptRows(table), rows, 1).map((result) => result.status === 'rejected' && result.code);
    expect(codes).toEqual([...gone.map(() => 'ERR_MALFORMED_TOKEN'), 'ERR_DECRYPT_FAILED']);
  });

  it('give back columns that the encrypted row has lost', () => {
    const row = { 订单号: '1', 收件人: '张三丰', 手机: '13812345678' };
    const { 收件人: _, 手机: __, ...rest } = encryptRows(table)(row, 1);
    expect(decryptRows(table)(rest, 1)).toEqual(row);
  });

  it('refuse a version below 0', () => {
    const processor = encryptRows({ ...table, recordVersion: '版本' });
    const results = processRows(processor, [{ 订单号: '1', 收件人: '张三', 版本: -1 }], 1);
    expect(results).toMatchObject([{ code: 'ERR_FIELD_TYPE', field: '版本' }]);
  });

  it('write all index tags into one column', () => {
    const own = generateKeyring({ tenant: 'shop-1' });
    own.promote(own.add('index').id);
    const indexer = createBlindIndexer({
      keyring: own,
      indexes: { phone: { fields: [{ path: 'recipient.phone', normaliser: 'phone' }], bits: 15 } },
    });
    const indexed = { ...table, cipher: createRecordCipher({ keyring: own, indexer }) };
    const rows = [
      { 订单号: '1', 手机: '13812345678' },
      { 订单号: '2', 手机: '' },
    ];
    const encrypted = processRows(encryptRows(indexed), rows, 1).map(doneValue);
    expect(encrypted[0]?.['privacy.indexes']).toMatch(/^wpi1\.phone\.[0-9a-f]+$/u);
    expect(encrypted[1]?.['privacy.indexes']).toBe('');
    expect(processRows(decryptRows(indexed), encrypted, 1).map(doneValue)).toEqual(rows);
  });

  it('take orders as JSON gives them', () => {
    const options = { cipher, recordId: 'head.id', recordVersion: 'head.version' } as const;
    const order = { head: { id: 7, version: 3 }, recipient: { name: '张三丰' } };
    const encrypted = encryptRows(options)(order, 1);
    expect(encrypted).toMatchObject({ privacy: { masks: { 'recipient.name': '张**' } } });
    expect(cipher.decrypt(encrypted as never, { recordId: '7', recordVersion: 3 })).toEqual(order);
    expect(decryptRows(options)(encrypted, 1)).toEqual(order);
  });

  it('take platform orders, flat or not, and leave what the platform protects', () => {
    const preset = presets['taobao.trade'];
    const options = { cipher: createRecordCipher({ keyring, schema: preset.schema }), preset };
    const trade = {
      tid: '1',
      receiver_name: '张三',
      receiver_mobile: '138******78',
      receiver_address: '海德三道199号',
    };
    const nested = encryptRows(options)(trade, 1);
    expect(nested).toMatchObject({
      receiver_mobile: '138******78',
      privacy: { token: expect.stringMatching(/^wpr1/u) },
    });
    expect(decryptRows(options)(nested, 1)).toEqual(trade);
    const row = { 订单: '1', 姓名: '张三', receiver_mobile: '138******78', receiver_address: '海德三道199号', x: 'y' };
    const flatOptions = { ...options, flat: { 订单: 'tid', 姓名: 'receiver_name' } };
    const encrypted = encryptRows(flatOptions)(row, 1);
    expect(encrypted).toMatchObject({ 姓名: '张**', receiver_mobile: '138******78' });
    expect(Object.entries(decryptRows(flatOptions)(encrypted, 1))).toEqual(Object.entries(row));
  });

  it.each<[string, Row]>([
    ['no id', { 收件人: '张三' }],
    ['an empty id', { 订单号: '', 收件人: '张三' }],
    ['an id beyond safe integers', { 订单号: 2 ** 53, 收件人: '张三' }],
  ])('refuse a row with %s', (_, row) => {
    const [result] = processRows(encryptRows(table), [row], 1);
    expect(result).toMatchObject({ status: 'rejected', code: 'ERR_FIELD_TYPE', field: '订单号' });
  });

  it('refuse a record id that would not stay', () => {
    expect(() => encryptRows({ cipher, recordId: 'recipient.phone' })).toThrow('recipient.phone');
    expect(() => encryptRows({ ...table, recordId: '手机' })).toThrow('recipient.phone');
    expect(() => encryptRows({ cipher })).toThrow(TypeError);
    expect(() => encryptRows({ cipher, preset: presets['pdd.order'] })).toThrow('schema');
  });
});

describe('streams of rows', () => {
  it('number rows, keep their order and go on behind a bad one', async () => {
    const rows = [{ phone: '13812345678' }, { phon: '13812345678' }, { phone: '13912345678' }];
    const results = await through(maskStream({ columns: { phone: 'phone' } }), rows);
    expect(results.map(({ status, row }) => [status, row])).toEqual([
      ['done', 1],
      ['rejected', 2],
      ['done', 3],
    ]);
  });

  it('encrypt and decrypt', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({ 订单号: String(i), 手机: `138${10_000_000 + i}` }));
    const encrypted = (await through(encryptStream(table), rows)).map(doneValue);
    expect((await through(decryptStream(table), encrypted)).map(doneValue)).toEqual(rows);
  });

  it('pull no more rows than a slow reader takes', async () => {
    let pulled = 0;
    const source = new ReadableStream<Row>({
      pull(controller) {
        pulled++;
        controller.enqueue({ phone: '13812345678' });
      },
    });
    const reader = source.pipeThrough(maskStream({ columns: { phone: 'phone' } })).getReader();
    for (let taken = 0; taken < 100; taken++) await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pulled).toBeLessThan(105);
    await reader.cancel();
    const after = pulled;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pulled).toBe(after);
  });

  it('pass on the error of their source', async () => {
    const source = new ReadableStream<Row>({
      start: (controller) => controller.enqueue({ phone: '1' }),
      pull: (controller) => controller.error(new Error('disk')),
    });
    const reader = source.pipeThrough(maskStream({ columns: { phone: 'phone' } })).getReader();
    const read = async (): Promise<void> => {
      while (!(await reader.read()).done);
    };
    await expect(read()).rejects.toThrow('disk');
  });
});
