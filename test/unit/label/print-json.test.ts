import { describe, expect, it } from 'vitest';
import { checkPrintPayload } from 'waybill-privacy/guard';
import { type Label, lintLabel, maskLabel, parseLabel, writeLabel } from 'waybill-privacy/label';
import { gbk, original, utf8, ways } from '../../support/labels.ts';
import { thrownBy } from '../../support/thrown.ts';

const ciphertext = 'q83vEjRWeJCrze8SNFZ4kA'.repeat(4);
const cainiao = {
  encryptedData: `AES:${ciphertext}`,
  signature: 'MD:q83vEjRWeJCrze8SNFZ4kA==',
  templateURL: 'https://cloudprint.example.com/template/standard/801',
  ver: 'waybill_print_secret_version_1',
};
const kuaishou = { ...cainiao, signature: 'd41d8cd98f00b204e9800998ecf8427e', key: 'app-key-1' };
const pdd = {
  data: ciphertext,
  encrypted: true,
  signature: 'q83vEjRWeJCrze8SNFZ4kA==',
  template_url: 'https://cloudprint.example.com/t',
  ver: '3',
};
const douyin = { print_data: ciphertext, sign: 'd41d8cd98f00b204e9800998ecf8427e' };

const custom = (data: unknown): object => ({ data, templateURL: 'https://cloudprint.example.com/2' });
const payload = (...contents: unknown[]): object => ({
  cmd: 'print',
  requestID: 'A-1',
  task: { taskID: 'A-2', documents: [{ documentID: 'A-3', contents }] },
});
const json = (...contents: unknown[]): string => JSON.stringify(payload(...contents));

const paths = (label: Label) => label.runs.map(({ position, text }) => `${position}: ${text}`);
const textsIn = (label: Label): string[] =>
  paths(label).filter((path) => !/^cmd|^requestID|ID:|URL:|_url:/u.test(path));

describe('what a print payload says', () => {
  const at = 'task.documents[0].contents';
  it.each<[string, string | Uint8Array, string[]]>([
    [
      'a custom area',
      json(custom({ note: 'A', list: ['b', { c: 'd' }] })),
      [`${at}[0].data.note: A`, `${at}[0].data.list[0]: b`, `${at}[0].data.list[1].c: d`],
    ],
    ['a block of Cainiao', json(cainiao), []],
    ['a block of Kuaishou', json(kuaishou), []],
    ['a block of Pinduoduo', json(pdd), []],
    ['a block of Douyin', json(douyin), []],
    [
      'what is added to a block',
      json({ ...cainiao, addData: { sender: { name: 'A' } } }),
      [`${at}[0].addData.sender.name: A`],
    ],
    ['the custom data of Kuaishou', json({ ...kuaishou, customData: { note: 'A' } }), [`${at}[0].customData.note: A`]],
    [
      'a block as JSON text',
      json(JSON.stringify({ ...cainiao, addData: { sender: { name: 'A' } } })),
      [`${at}[0].addData.sender.name: A`],
    ],
    [
      'what is added as JSON text',
      json({ ...pdd, add_data: '{"sender":{"name":"A\\"B"}}' }),
      [`${at}[0].add_data(json).sender.name: A"B`],
    ],
    ['contents alone', JSON.stringify({ contents: [custom({ note: 'A' })] }), ['contents[0].data.note: A']],
    ['a block alone', JSON.stringify(custom({ note: 'A' })), ['data.note: A']],
    ['escapes', '{"data":{"note":"\\u5f20\\t\\/\\"\\ud83d\\ude00"}}', ['data.note: 张\t/"😀']],
    ['a key like a path', '{"data":{"a.b":"A","c":{"":"B"}}}', ['data["a.b"]: A', 'data.c[""]: B']],
    ['UTF-8', utf8('{"data":{"note":"张三丰"}}'), ['data.note: 张三丰']],
    ['UTF-8 with its mark', utf8('\ufeff{"data":{"note":"张三丰"}}'), ['data.note: 张三丰']],
    ['GBK', gbk('{"data":{"note":"张三丰"}}'), ['data.note: 张三丰']],
    ['GBK with a backslash in a hanzi', gbk('{"data":{"note":"許\\"三"}}'), ['data.note: 許"三']],
  ])('%s', (_, source, expected) => {
    const label = parseLabel(source);
    expect(label.language).toBe('print-json');
    expect(textsIn(label)).toEqual(expected);
    expect(label.problems).toEqual([]);
    expect(writeLabel(label)).toEqual(source);
  });

  it('says where it stands', () => {
    const [run] = parseLabel('{"data":\n {"note":"A"}}').runs;
    expect(run).toMatchObject({ kind: 'text', offset: 19, line: 2, column: 11, position: 'data.note' });
  });

  it('has each key for a parameter once, where it first stands, also in JSON text', () => {
    const source = JSON.stringify(custom({ list: [{ note: 'A' }, { note: 'B' }], more: '{"note":"C","own":"D"}' }));
    const keys = parseLabel(source).parameters.map(({ offset, end }) => source.slice(offset, end));
    expect(keys).toEqual(['data', 'list', 'note', 'more', 'own', 'templateURL']);
    const isPhone = JSON.stringify(custom({ list: [{ 13812345678: 'A' }, { 13812345678: 'B' }] }));
    const findings = lintLabel(isPhone, original).findings.map(({ rule, offset }) => [rule, offset]);
    expect(findings).toEqual([['C4', isPhone.indexOf('13812345678')]]);
  });

  const sealed = JSON.stringify({ contents: [{ ...cainiao, encryptedData: '张三丰' }] });
  it.each<[string, string | Uint8Array, number]>([
    ['half a payload', '{"data":{"note":"A"}', 0],
    ['half an area', '{"data":{"note":"A"', 8],
    ['half a string', '{"data":{"note":"A', 16],
    ['no JSON', '{"data":{"note":A}}', 16],
    ['two payloads', '{"data":{}}{"data":{}}', 0],
    ['a payload of an unknown shape', '{"name":"张三丰"}', 0],
    ['a block with an unknown key', JSON.stringify({ ...cainiao, note: '张三丰' }), 0],
    ['a block that is not encrypted', sealed, 13],
    ['a key that stands twice', '{"data":{"note":"A","note":"B"}}', 20],
    ['contents that stand twice', `{"contents":[],"contents":[${JSON.stringify(cainiao)}]}`, 15],
    ['a payload that is too deep', `{"data":${'['.repeat(64)}${']'.repeat(64)}}`, 71],
    ['half a UTF-8 character', Uint8Array.of(...utf8('{"data":"'), 0xff, ...utf8('"}')), 0],
    ['ZPL after it', '{"data":{}}^XA^FD张三丰^FS^XZ', 11],
  ])('%s is a problem', (_, source, offset) => {
    const label = parseLabel(source, { language: 'print-json' });
    expect(label.problems.map((problem) => problem.offset)).toEqual([offset]);
    expect(writeLabel(label)).toEqual(source);
    for (const run of [
      () => maskLabel(source, { original }),
      () => maskLabel(source),
      () => lintLabel(source, original).findings,
    ]) {
      expect(thrownBy(run)).toMatchObject({ code: 'ERR_MALFORMED_LABEL' });
    }
  });
});

/** Invented payloads, and what they are when masked. */
const labels: readonly [string, string, string][] = [
  [
    'a note',
    json(cainiao, custom({ note: '张三丰 13812345678' })),
    json(cainiao, custom({ note: '张** 138******78' })),
  ],
  ['a name', json(kuaishou, custom({ name: '张三丰' })), json(kuaishou, custom({ name: '张**' }))],
  ['a name over two texts', json(douyin, custom({ a: '张', b: '三丰' })), json(douyin, custom({ a: '张', b: '**' }))],
  [
    'an address',
    json(custom({ to: '海德三道199号天利名城3-2-501' })),
    json(custom({ to: '海德三道199号天利名城3-**-**' })),
  ],
  ['a list', json(custom([{ tel: '138-1234-5678' }, '李雷'])), json(custom([{ tel: '138-******78' }, '李**']))],
  [
    'the sender of a block',
    json({ ...cainiao, addData: { sender: { name: '李雷' } } }),
    json({ ...cainiao, addData: { sender: { name: '李**' } } }),
  ],
  [
    'the sender as JSON text',
    json({ ...pdd, add_data: '{"sender":{"name":"李雷"}}' }),
    json({ ...pdd, add_data: '{"sender":{"name":"李**"}}' }),
  ],
  [
    'a block as JSON text',
    json(JSON.stringify(custom({ note: '张三丰"' }))),
    json(JSON.stringify(custom({ note: '张**"' }))),
  ],
  [
    'a name in the envelope',
    JSON.stringify({ ...payload(pdd), requestID: '张三丰' }),
    JSON.stringify({ ...payload(pdd), requestID: '张**' }),
  ],
  [
    'a template with a name',
    JSON.stringify({ contents: [{ data: {}, templateURL: '张三丰' }] }),
    JSON.stringify({ contents: [{ data: {}, templateURL: '张**' }] }),
  ],
  [
    'spaces and lines',
    JSON.stringify(payload(custom({ note: '张三丰' }), cainiao), null, 2),
    JSON.stringify(payload(custom({ note: '张**' }), cainiao), null, 2),
  ],
  ['escapes', '{"data":{"a":"\\u5f20\\u4e09\\u4e30","b":"\\u002d"}}', '{"data":{"a":"\\u5f20**","b":"\\u002d"}}'],
  [
    'a route, a weight and codes',
    json(custom({ no: 'SF3054296718850', route: '342-081-00 052', weight: 3.5, to: '张三丰' })),
    json(custom({ no: 'SF3054296718850', route: '342-081-00 052', weight: 3.5, to: '张**' })),
  ],
  [
    'what only looks like it',
    json(custom({ a: '213812345', b: '张三路', n: 123456 })),
    json(custom({ a: '213812345', b: '张三路', n: 123456 })),
  ],
];

describe('a print payload masked by its original', () => {
  it.each(labels)('%s', (_, text, maskedText) => {
    for (const [way, encode] of ways({ gbk: '', utf8: '' })) {
      const label = encode(text);
      const masked = maskLabel(label, { original });
      expect([way, masked]).toEqual([way, encode(maskedText)]);
      expect([way, lintLabel(masked, original, { unmasked: label }).findings]).toEqual([way, []]);
      expect([way, maskLabel(masked, { original })]).toEqual([way, masked]);
    }
  });

  it('is read in both charsets where its bytes are of both', () => {
    const both = { recipient: { name: '毛伟' } };
    const label = gbk('{"data":{"name":"毛伟"}}');
    expect(new TextDecoder('utf-8', { fatal: true }).decode(label)).toContain('name');
    const masked = maskLabel(label, { original: both });
    expect(masked).toEqual(gbk('{"data":{"name":"毛**"}}'));
    expect(lintLabel(label, both).findings).toMatchObject([{ rule: 'C4', where: 'text' }]);
  });

  it.each([
    ['a key', '{"data":{"张三丰":1}}', 'parameter'],
    ['a number', '{"data":{"n":13812345678}}', 'parameter'],
    ['Base64', JSON.stringify(custom({ a: btoa('tel=13812345678') })), 'packed'],
  ])('is refused with private data in %s', (_, label, where) => {
    const error = thrownBy(() => maskLabel(label, { original }));
    expect(error).toMatchObject({ code: 'ERR_PLAINTEXT', findings: [{ rule: `C4 ${where}` }] });
    expect(String(error)).not.toMatch(/张|三丰|1234/u);
    expect(lintLabel(label, original).findings.map((finding) => finding.where)).toEqual([where]);
  });

  it('has a changed block told', () => {
    const label = json(cainiao, custom({ note: '张三丰' }));
    const changed = json({ ...cainiao, ver: '2' }, custom({ note: '张**' }));
    expect(lintLabel(changed, original, { unmasked: label }).findings).toMatchObject([
      { rule: 'C5', where: 'command' },
    ]);
  });
});

describe('escapes of a print payload in escapes', () => {
  const nested = (text: string, levels: number): string =>
    levels === 0 ? `{"note":"${text}"}` : JSON.stringify(custom({ inner: nested(text, levels - 1) }));
  const textOf = (json: string): string => {
    let value: unknown = json;
    while (typeof value === 'string' && value.startsWith('{')) {
      const { data, note } = JSON.parse(value);
      value = note ?? data.inner;
    }
    return value as string;
  };

  it.each([1, 2, 3])('are read and written %i JSON texts deep', (levels) => {
    const label = nested('\\u5f20三\\u4e30\\t\\"13812345678\\"\\\\', levels);
    expect(textOf(label)).toBe('张三丰\t"13812345678"\\');
    const masked = maskLabel(label, { original });
    expect(textOf(masked)).toBe('张**\t"138******78"\\');
    expect(lintLabel(masked, original, { unmasked: label }).findings).toEqual([]);
    const run = parseLabel(label).runs.find(({ text }) => text.startsWith('张'));
    const source = `${label.slice(0, run?.offset)}${run?.write('"\\\n')}${label.slice(run?.end)}`;
    expect(textOf(source)).toBe('"\\\n');
  });
});

describe('a print payload masked without an original', () => {
  it.each([
    [{ note: '收件人：李雷 13812345678' }, { note: '收件人：李** 138******78' }],
    [{ receiver_name: '李雷' }, { receiver_name: '李**' }],
    [[{ receiver_mobile: '13812345678', no: 'A-1' }], [{ receiver_mobile: '138******78', no: 'A-1' }]],
  ])('%j', (data, masked) => {
    for (const [, encode] of ways({ gbk: '', utf8: '' })) {
      expect(maskLabel(encode(json(cainiao, custom(data))))).toEqual(encode(json(cainiao, custom(masked))));
    }
    expect(checkPrintPayload(json(cainiao, custom(masked))).findings).toEqual([]);
  });

  it('is refused with a number that is a phone', () => {
    expect(thrownBy(() => maskLabel('{"data":{"n":13812345678}}'))).toMatchObject({ code: 'ERR_PLAINTEXT' });
  });
});
