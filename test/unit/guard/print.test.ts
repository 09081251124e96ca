import { describe, expect, it } from 'vitest';
import { checkPrintPayload, type PrintOptions, scrubPrintPayload } from 'waybill-privacy';
import { codeOf, thrownBy } from '../../support/thrown.ts';

const aes = `AES:${'q83vEjRWeJCrze8SNFZ4kA'.repeat(4)}`;
const phone = '13812345678';
const sender = { name: '王小明', mobile: phone, address: { province: '云溪省', detail: '栖柏路12号3栋501室' } };

const cainiao = {
  encryptedData: aes,
  signature: 'MD:q83vEjRWeJCrze8SNFZ4kA==',
  templateURL: 'https://cloudprint.example.com/template/standard/801',
  ver: 'waybill_print_secret_version_1',
};
const kuaishou = { ...cainiao, signature: 'd41d8cd98f00b204e9800998ecf8427e', key: 'app-key-1' };
const pdd = {
  data: aes.slice(4),
  encrypted: true,
  signature: 'q83vEjRWeJCrze8SNFZ4kA==',
  template_url: 'https://cloudprint.example.com/t',
  ver: '3',
};
const douyin = { print_data: aes.slice(4), sign: 'd41d8cd98f00b204e9800998ecf8427e' };
const blocks = { cainiao, kuaishou, pdd, douyin } as const;

const clean = {
  data: { remark: '放门口', items: [{ name: '白色连衣裙 M', count: 2 }] },
  templateURL: 'https://t.example',
};
const leaking = {
  data: { remark: `请打${phone}`, receiver_name: '张三', text: '3栋2单元501室', no: 'A-1' },
  templateURL: 'https://t.example',
};
const command = (...contents: unknown[]): object => ({
  cmd: 'print',
  requestID: '1234567890',
  version: '1.0',
  task: { taskID: '20261125100000123', preview: false, printer: 'P1', documents: [{ documentID: 'A-1', contents }] },
});
const rules = (payload: unknown, options?: PrintOptions): string[] =>
  checkPrintPayload(payload, options).findings.map(({ path, rule }) => `${path}: ${rule}`);

describe.each(Object.entries(blocks))('%s', (dialect, block) => {
  it('passes with its custom area', () => {
    const report = checkPrintPayload(command(block, clean), { waybill: block });
    expect(report).toEqual({ dialects: [dialect], encryptedBlocks: 1, findings: [] });
    expect(rules(command(JSON.stringify(block)), { waybill: [JSON.stringify(block)] })).toEqual([]);
    expect(rules(block)).toEqual([]);
  });

  it.each(Object.keys(block).filter((key) => key !== 'encrypted'))('notices a changed %s', (key) => {
    const changed = { ...block, [key]: `${(block as Record<string, unknown>)[key] as string}A` };
    expect(rules(command(changed), { waybill: block })).toEqual([
      expect.stringMatching(/^task\.documents\[0\]\.contents\[0\]: print-block-(?:changed|form)$/u),
    ]);
  });

  it('is not another block of the same kind', () => {
    const [first = ''] = Object.keys(block);
    const other = {
      ...block,
      [first]: `${(block as Record<string, unknown>)[first] as string}`.replace('q83v', 'q83w'),
    };
    expect(rules(command(other), { waybill: block })).toEqual([expect.stringContaining('print-block-changed')]);
    expect(rules(command(other), { waybill: [block, other] })).toEqual([]);
  });

  it('is left alone when the custom area is scrubbed', () => {
    const before = JSON.stringify(command(block, leaking));
    const scrubbed = scrubPrintPayload(command(block, leaking), { waybill: block });
    expect(scrubbed).toEqual(
      command(block, {
        ...leaking,
        data: { remark: '请打138******78', receiver_name: '张**', text: '3栋**单元**室', no: 'A-1' },
      }),
    );
    expect(JSON.parse(scrubPrintPayload(before)) as unknown).toEqual(scrubbed);
    expect(rules(scrubbed, { waybill: block })).toEqual([]);
  });
});

describe('custom areas', () => {
  it('shows where', () => {
    expect(rules(command(cainiao, leaking))).toEqual([
      'task.documents[0].contents[1].data.remark: phone-cue',
      'task.documents[0].contents[1].data.receiver_name: name-label',
      expect.stringContaining('task.documents[0].contents[1].data.text'),
      expect.stringContaining('task.documents[0].contents[1].data.text'),
    ]);
  });

  it("reads Kuaishou's customData", () => {
    const block = { ...kuaishou, customData: { note: `请打${phone}` } };
    expect(rules({ contents: [block] })).toEqual(['contents[0].customData.note: phone-cue']);
    expect(scrubPrintPayload({ contents: [block] })).toEqual({
      contents: [{ ...kuaishou, customData: { note: '请打138******78' } }],
    });
  });

  it('reads what stands around the blocks', () => {
    const payload = { documents: [{ documentID: `张三${phone}`, contents: [cainiao] }] };
    expect(rules(payload)).toContain('documents[0].documentID: phone-mobile');
    expect(codeOf(() => scrubPrintPayload(payload))).toBe('ERR_PLAINTEXT');
  });
});

describe('the sender of addData', () => {
  it.each<[string, object]>([
    ['an object', { ...cainiao, addData: { sender } }],
    ['JSON text', { ...pdd, add_data: JSON.stringify({ sender }) }],
  ])('may show itself, unless it is to be checked: %s', (_, block) => {
    expect(rules(command(block))).toEqual([]);
    expect(scrubPrintPayload(command(block))).toEqual(command(block));
    const found = rules(command(block), { sender: 'check' });
    expect(found.some((finding) => finding.includes('sender.name'))).toBe(true);
    const masked = JSON.stringify(scrubPrintPayload(command(block), { sender: 'check' }));
    expect(masked).not.toContain(phone);
    expect(masked).not.toContain('王小明');
    expect(masked).not.toContain('501');
  });

  it('is no place for a recipient', () => {
    const block = { ...cainiao, addData: { sender, recipient: { name: '张三' } } };
    expect(rules(block)).toEqual(['addData.recipient.name: name-label']);
    expect(scrubPrintPayload(block)).toEqual({ ...block, addData: { sender, recipient: { name: '张**' } } });
  });
});

describe('what is refused', () => {
  it.each<[string, unknown, string]>([
    ['no object', 'print', ''],
    ['a list', [cainiao], ''],
    ['an unknown shape', { task: { pages: [] } }, 'task'],
    ['a document without contents', { documents: [{ pages: [] }] }, 'documents[0]'],
    ['an unknown block', { contents: [{ zpl: '^XA' }] }, 'contents[0]'],
    ['an unknown key in a block', { contents: [{ ...cainiao, receiver: '张三' }] }, 'contents[0]'],
    ['an unknown key in a custom area', { contents: [{ ...clean, html: '' }] }, 'contents[0]'],
  ])('%s', (_, payload, path) => {
    for (const call of [checkPrintPayload, scrubPrintPayload]) {
      expect(thrownBy(() => call(payload))).toMatchObject({ code: 'ERR_FIELD_TYPE', path });
    }
  });

  it.each<[string, object]>([
    ['plain data in a block', { ...cainiao, encryptedData: '{"recipient":"..."}' }],
    ['a block that says it is not encrypted', { ...pdd, encrypted: false }],
    ['a signature of another kind', { ...kuaishou, signature: cainiao.signature }],
  ])('%s', (_, block) => {
    expect(rules(block)).toEqual([': print-block-form']);
    expect(codeOf(() => scrubPrintPayload(block))).toBe('ERR_PLAINTEXT');
  });

  it.each([[{ sender: 'mask' }], [{ waybills: [] }]])('options %j', (options) => {
    expect(() => checkPrintPayload(cainiao, options as object)).toThrow(TypeError);
  });
});
