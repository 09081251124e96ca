// Writes test/vectors/index-v1/*.json with the reference implementation: `npx tsx --tsconfig examples/tsconfig.json
// scripts/make-index-vectors.ts`. The files are frozen: only new ones may be added.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { referenceTag } from '../test/support/referenceIndex.ts';

/** One scenario: a record in the clear, and the tag that its index gives. */
export interface IndexVector {
  readonly name: string;
  readonly comment: string;
  readonly tenant: string;
  readonly key: { readonly id: string; readonly secret: string };
  /** `index` for an index of `createBlindIndexer`, `merge` for `mergeKey`. */
  readonly form: 'index' | 'merge';
  readonly index: string;
  readonly fields: readonly {
    readonly path: string;
    readonly normaliser: string;
    readonly types?: readonly string[];
  }[];
  readonly bits: number | 'exact';
  /** Partition, or the time window of `merge`; empty for none. */
  readonly partition: string;
  readonly record: object;
  /** The values as they enter the MAC. */
  readonly normalised: readonly string[];
  readonly tag: string;
}

const key = { id: '1d1e1f10', secret: '1f'.repeat(16) + 'a5'.repeat(16) };
const recipient = {
  name: '阿卜杜拉 · 买买提',
  phone: '138-0013-8000',
  address: '云溪省 星河市 幸福路１号，2单元501室',
};
const phone = { path: 'recipient.phone', normaliser: 'phone' };
const name = { path: 'recipient.name', normaliser: 'name' };
const base = {
  comment: '',
  tenant: 'shop-1',
  key,
  form: 'index',
  index: 'phone',
  fields: [phone],
  bits: 15,
  partition: '',
  record: { recipient },
  normalised: ['+8613800138000'],
} as const;

const scenarios: readonly Omit<IndexVector, 'tag'>[] = [
  { ...base, name: 'phone-15', comment: 'a phone cut to 15 bits: the last bit of the last digit is zero' },
  { ...base, name: 'phone-4', comment: 'the narrowest tag: one digit', bits: 4 },
  { ...base, name: 'phone-32', comment: 'the widest truncated tag', bits: 32 },
  { ...base, name: 'phone-exact', comment: 'an exact tag: 128 bits', bits: 'exact' },
  { ...base, name: 'phone-other-tenant', comment: 'another tenant with the same key bytes', tenant: '店铺-2' },
  { ...base, name: 'phone-other-key', comment: 'another key id with the same bytes', key: { ...key, id: 'ffffffff' } },
  { ...base, name: 'phone-other-name', comment: 'the same field under another name', index: 'phone-2' },
  { ...base, name: 'phone-partition', comment: 'the partition enters the key', partition: '2026-03' },
  {
    ...base,
    name: 'phone-extension',
    comment: 'an extension stays',
    record: { recipient: { phone: '13800138000转12' } },
    normalised: ['+8613800138000;ext=12'],
  },
  {
    ...base,
    name: 'name-exact',
    comment: 'Chinese in UTF-8',
    index: 'name',
    fields: [name],
    bits: 'exact',
    normalised: ['阿卜杜拉买买提'],
  },
  {
    ...base,
    name: 'name-astral',
    comment: 'a character outside the BMP',
    index: 'name',
    fields: [name],
    record: { recipient: { name: '张𠮷' } },
    normalised: ['张𠮷'],
  },
  {
    ...base,
    name: 'name-last4',
    comment: 'a compound index',
    index: 'name-last4',
    fields: [name, { ...phone, normaliser: 'phone-last4' }],
    bits: 20,
    normalised: ['阿卜杜拉买买提', '8000'],
  },
  {
    ...base,
    name: 'name-region',
    comment: 'a compound index with a region',
    index: 'name-region',
    fields: [name, { path: 'recipient.address', normaliser: 'region' }],
    record: { recipient: { name: '张小明', address: '杭州市西湖区幸福路1号' } },
    normalised: ['张小明', '浙江/杭州/西湖区'],
  },
  {
    ...base,
    name: 'email',
    comment: 'an identifier',
    index: 'email',
    fields: [{ path: 'email', normaliser: 'text' }],
    record: { email: ' Zhang.Xiaoming@Example.COM' },
    normalised: ['zhang.xiaoming@example.com'],
  },
  {
    ...base,
    name: 'list',
    comment: 'a field of a list: the path with [], one tag for each different value',
    index: 'serial',
    fields: [{ path: 'items[].serial', normaliser: 'text' }],
    record: { items: [{ serial: 'SN-1' }, { serial: '' }, { serial: 'sn-1' }] },
    normalised: ['sn-1'],
  },
  {
    ...base,
    name: 'phone-number',
    comment: 'a number counts as its text',
    fields: [{ ...phone, types: ['string', 'number'] }],
    bits: 24,
    record: { recipient: { phone: 13900139000 } },
    normalised: ['+8613900139000'],
  },
  {
    ...base,
    name: 'merge',
    comment: 'mergeKey: the fields are roles, the window is the partition',
    form: 'merge',
    index: 'merge',
    fields: [name, phone, { path: 'recipient.address', normaliser: 'address' }],
    bits: 'exact',
    partition: '2026-03-15',
    normalised: ['阿卜杜拉买买提', '+8613800138000', '云溪省星河市幸福路1号2单元501室'],
  },
];

/** File name and text of every vector, by name. */
export function makeIndexVectors(): [string, string][] {
  const files = scenarios.map((scenario): [string, string] => {
    const { form, index, fields, normalised, bits } = scenario;
    const tag = referenceTag({
      ...scenario,
      name: index,
      fields: form === 'merge' ? ['name', 'phone', 'address'] : fields.map(({ path }) => path),
      values: normalised,
      bits: bits === 'exact' ? 128 : bits,
    });
    return [`${scenario.name}.json`, `${JSON.stringify({ ...scenario, tag }, null, 2)}\n`];
  });
  return files.sort(([a], [b]) => (a < b ? -1 : 1));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [file, text] of makeIndexVectors()) {
    writeFileSync(new URL(`../test/vectors/index-v1/${file}`, import.meta.url), text);
  }
}
