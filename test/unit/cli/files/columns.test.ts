import { describe, expect, it } from 'vitest';
import {
  checkColumns,
  columnKinds,
  columnPaths,
  parseColumns,
  parseMapping,
} from '../../../../src/cli/files/columns.ts';
import { proposeColumns } from '../../../../src/cli/files/proposal.ts';
import { inspectMask } from '../../../../src/mask/index.ts';
import { fieldKinds } from '../../../../src/types.ts';
import { thrownBy } from '../../../support/thrown.ts';

describe('parseColumns', () => {
  it('reads kinds and paths', () => {
    const mapping = parseColumns('收件人=name, 手机 = phone,a=b=address,寄件人=sender.name,留言=remark');
    expect(mapping).toEqual([
      { column: '收件人', kind: 'name' },
      { column: '手机', kind: 'phone' },
      { column: 'a=b', kind: 'address' },
      { column: '寄件人', kind: 'name', path: 'sender.name' },
      { column: '留言', kind: 'text', path: 'remark' },
    ]);
    expect(columnKinds(mapping)).toMatchObject({ 收件人: 'name', 寄件人: 'name', 留言: 'text' });
    expect(columnPaths(mapping)).toEqual({
      收件人: 'recipient.name',
      手机: 'recipient.phone',
      'a=b': 'recipient.address',
      寄件人: 'sender.name',
      留言: 'remark',
    });
  });

  it.each(['', '13812345678', '=name', '13812345678=fone', 'a=', 'a=name,a=phone', 'a=name,', 'a=toString'])(
    'refuses %j and does not repeat it',
    (text) => {
      const error = thrownBy(() => parseColumns(text));
      expect(error).toMatchObject({ code: 'ERR_FILE_MAPPING' });
      expect(String(error)).not.toContain('138');
    },
  );

  it('refuses what the schema has no field for, or twice', () => {
    expect(() => columnPaths(parseColumns('a=name,b=name'))).toThrow('two columns are recipient.name');
    expect(() => columnPaths(parseColumns('a=idNumber'))).toThrow('no field of the kind idNumber');
  });

  it('knows every kind of the library', () => {
    for (const kind of fieldKinds) expect(inspectMask(kind, '').masked).toBe('');
    expect(new Set(fieldKinds).size).toBe(10);
  });

  it('checks that the columns are there', () => {
    expect(() => checkColumns(['a', 'b'], parseColumns('b=name'))).not.toThrow();
    expect(() => checkColumns(['a', 'b'], parseColumns('a=name,c=name'))).toThrow('column 2 of the mapping');
  });
});

describe('parseMapping', () => {
  it('reads a file', () => {
    const text = '{ "columns": { "收件人,姓名": "name", "手机": "recipient.phone" }, "recordId": "订单号" }';
    expect(parseMapping(text)).toEqual({
      columns: [
        { column: '收件人,姓名', kind: 'name' },
        { column: '手机', kind: 'phone', path: 'recipient.phone' },
      ],
      recordId: '订单号',
    });
    expect(parseMapping('{ "preset": "taobao.trade", "columns": { "姓名": "receiver_name" } }')).toEqual({
      columns: [{ column: '姓名', kind: 'name', path: 'receiver_name' }],
      preset: 'taobao.trade',
    });
  });

  it.each([
    '13812345678',
    '[]',
    '{',
    '{"columns":[]}',
    '{"columns":{"a":1}}',
    '{"column":{}}',
    '{"preset":"taobao"}',
    '{"preset":"toString"}',
    '{"recordId":1}',
  ])('refuses %s', (text) => {
    const error = thrownBy(() => parseMapping(text));
    expect(error).toMatchObject({ code: 'ERR_FILE_MAPPING' });
    expect(String(error)).not.toContain('138');
  });
});

describe('proposeColumns', () => {
  it.each<[string, string, string | undefined]>([
    ['收货人', 'name', 'recipient.name'],
    ['收件人姓名', 'name', 'recipient.name'],
    ['收货人姓名', 'name', 'recipient.name'],
    ['姓名', 'name', 'recipient.name'],
    ['联系人', 'name', 'recipient.name'],
    ['receiver_name', 'name', 'recipient.name'],
    ['Receiver Name', 'name', 'recipient.name'],
    ['consignee', 'name', 'recipient.name'],
    ['寄件人', 'name', 'sender.name'],
    ['sender_name', 'name', 'sender.name'],
    ['联系电话', 'phone', 'recipient.phone'],
    ['手机号', 'phone', 'recipient.phone'],
    ['收件人手机', 'phone', 'recipient.phone'],
    ['ＭＯＢＩＬＥ', 'phone', 'recipient.phone'],
    ['receiver_mobile', 'phone', 'recipient.phone'],
    ['发货人电话', 'phone', 'sender.phone'],
    ['收货地址', 'address', 'recipient.address'],
    ['收货地址 ', 'address', 'recipient.address'],
    ['收件人详细地址', 'address', 'recipient.address'],
    ['shipping address', 'address', 'recipient.address'],
    ['买家留言', 'text', 'remark'],
    ['买家会员名', 'account', undefined],
    ['身份证号', 'idNumber', undefined],
    ['E-mail', 'email', undefined],
  ])('reads %s', (column, kind, path) => {
    const { columns, unknown } = proposeColumns([column]);
    expect(columns).toEqual([{ column, kind, ...(path !== undefined && { path }) }]);
    expect(unknown).toEqual([]);
  });

  it.each(['订单号', '运单号', '数量', '商品名称', 'total', 'tracking_no', '店铺名称', 'SKU', '城市'])(
    'leaves %s alone',
    (column) => {
      expect(proposeColumns([column])).toMatchObject({ columns: [], suspects: [], unknown: [] });
    },
  );

  it('suspects columns by what stands in them, and shows what it does not know', () => {
    const rows = [
      { 其他: '', X1: '请打13812345678', 颜色: '红' },
      { 其他: '无', X1: '', 颜色: '蓝' },
    ];
    const header = ['order_id', '手机', '电话', '其他', 'X1', '颜色'];
    expect(proposeColumns(header, rows)).toEqual({
      columns: [
        { column: '手机', kind: 'phone', path: 'recipient.phone' },
        { column: '电话', kind: 'phone' },
      ],
      suspects: ['X1'],
      unknown: ['其他', '颜色'],
      recordId: 'order_id',
    });
  });
});
