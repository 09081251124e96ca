import { describe, expect, it } from 'vitest';
import {
  coverage,
  createMasker,
  createRecordCipher,
  type EncryptedOrder,
  extendPreset,
  generateKeyring,
  inspectOrder,
  lockSchema,
  type PresetField,
  presets,
  protectOrder,
} from 'waybill-privacy';
import { codeOf } from '../../support/thrown.ts';

const base = presets['taobao.trade'];
const own = (path: string, id: number): PresetField => ({ path, id, role: 'sender', kind: 'text', form: 'value' });
const extended = extendPreset(base, {
  fields: [own('erp.note', 128), own('erp.lines[].note', 255)],
  mergeIds: ['erp.customer'],
  region: ['erp.zone'],
  pseudonyms: ['erp.buyer'],
  indexes: ['erp.index'],
});
const trade = { tid: '1', receiver_name: '喻晓刚', receiver_mobile: '138******78', receiver_address: '', oaid: 'o' };
const order = { ...trade, erp: { note: '找13812345678', lines: [{ note: '喻晓刚先生' }], index: 'x' } };

describe('extendPreset', () => {
  it('adds fields for every view of the preset', () => {
    const keyring = generateKeyring({ tenant: 'test' });
    const cipher = createRecordCipher({ keyring, schema: extended.schema });
    const { order: encrypted } = protectOrder(order, extended, cipher);
    expect(JSON.stringify(encrypted)).not.toMatch(/1381234|晓刚/u);
    expect(cipher.decrypt(encrypted, { recordId: '1' })).toEqual(order);
    expect(JSON.stringify(createMasker().record(order, extended.schema))).not.toMatch(/1381234|晓刚/u);
    expect(inspectOrder(order, extended).map(({ path }) => path)).toContain('erp.lines[0].note');
    expect(Object.keys(coverage([order], extended).byField[base.name] ?? {})).toContain('erp.note');
    expect(extended.mergeIds).toEqual(['oaid', 'erp.customer']);
    expect(extended.schema.rules.find(({ path }) => path.text === 'erp.index')?.rule).toEqual({ action: 'keep' });
  });

  it('keeps everything else, and the preset as it was', () => {
    const { fields, mergeIds, region, pseudonyms, indexes, schema, paths, ...rest } = extended;
    expect(base).toMatchObject(rest);
    expect(base.fields.every((field) => fields.includes(field))).toBe(true);
    expect(base.schema.fields.has('erp.note')).toBe(false);
    expect(() => lockSchema(schema, lockSchema(base.schema))).not.toThrow();
  });

  it('opens what the preset encrypted', () => {
    const keyring = generateKeyring({ tenant: 'test' });
    const before = createRecordCipher({ keyring, schema: base.schema });
    const after = createRecordCipher({ keyring, schema: extended.schema });
    const { order: encrypted } = protectOrder(trade, base, before);
    expect(after.decrypt(encrypted as EncryptedOrder, { recordId: '1' })).toEqual(trade);
  });

  it('can be repeated', () => {
    const again = extendPreset(extended, { fields: [own('erp.more', 129)] });
    expect(again.fields.length).toBe(base.fields.length + 3);
    expect(codeOf(() => extendPreset(extended, { fields: [own('erp.more', 128)] }))).toBe('ERR_SCHEMA');
  });

  it.each<[string, readonly PresetField[]]>([
    ['an id of this library', [own('erp.note', 127)]],
    ['an id that is too large', [own('erp.note', 256)]],
    ['an id that is no integer', [own('erp.note', 128.5)]],
    ['an id twice', [own('a', 128), own('b', 128)]],
    ['a path of the preset', [own('receiver_name', 128)]],
    ['a path twice', [own('a', 128), own('a', 129)]],
    ['a path that is kept', [own('oaid', 128)]],
    ['a path into prototypes', [own('a.__proto__.b', 128)]],
    ['a constructor', [own('constructor', 128)]],
    ['an empty path', [own('', 128)]],
  ])('refuses %s', (_, fields) => {
    expect(codeOf(() => extendPreset(base, { fields }))).toBe('ERR_SCHEMA');
  });

  it.each([{ name: 'mine' }, { recordId: 'x' }, { virtualNumber: { phones: [], until: 'x' } }])(
    'refuses to change %j',
    (extension) => {
      expect(() => extendPreset(base, extension as object)).toThrow(TypeError);
    },
  );
});
