// Writes test/vectors/sealed-v1/*.json: `npx tsx --tsconfig examples/tsconfig.json scripts/make-batch-vectors.ts NAME …`. Sealing
// is random, so each file is made once and then frozen; only new names may be added. The reference reader of the tests checks them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble';
import { defineSchema, orderSchema, type Schema } from 'waybill-privacy/record';
import {
  batchText,
  generateRecipientKey,
  generateSenderKey,
  type RecipientKey,
  type SealOptions,
  sealBatch,
  secretText,
} from 'waybill-privacy/sealed';

const recipient = { name: '阿卜杜拉·买买提', phone: '13800138000', address: '云溪省星河市北辰区幸福路1号2单元501室' };
const lists: Schema = defineSchema({
  name: 'lists',
  fields: {
    'items[].note': { action: 'encrypt', id: 7, kind: 'text' },
    buyer: { action: 'encrypt', id: 200, kind: 'name' },
  },
});
const sender = await generateSenderKey();
const carrier = await generateRecipientKey();
const printer = await generateRecipientKey();
const hybrid = await generateRecipientKey({ kind: 'x-wing', xWing: KEM_MLKEM768_X25519 });
const now = new Date('2026-05-01T08:00:00.000Z');
const common = { schema: orderSchema, sender, now, expiresAt: new Date('2099-01-01T00:00:00.000Z') };
const all = ['recipient.name', 'recipient.phone', 'recipient.address'];
const orders = [
  { id: 'A1', recipient, remark: '放门口' },
  { id: 'A2' },
  { id: 'A3', recipient: { phone: '075512345678' } },
];

interface Scenario {
  readonly comment: string;
  readonly orders: readonly object[];
  readonly keys: Readonly<Record<string, RecipientKey>>;
  readonly options: SealOptions;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'three-parties': {
    comment: 'a carrier with all fields, a printer with masks, and rows without private fields',
    orders,
    keys: { carrier, printer },
    options: {
      ...common,
      recipients: [
        { id: 'carrier', publicKey: carrier.publicKey, fields: [...all, 'remark'] },
        { id: 'printer', publicKey: printer.publicKey, masks: all.slice(0, 2), regions: all.slice(2) },
      ],
    },
  },
  'x-wing': {
    comment: 'a recipient with a hybrid key beside one with X25519, the same part for both',
    orders: orders.slice(0, 1),
    keys: { carrier, hybrid },
    options: {
      ...common,
      xWing: KEM_MLKEM768_X25519,
      recipients: [
        { id: 'carrier', publicKey: carrier.publicKey, fields: all },
        { id: 'hybrid', publicKey: hybrid.publicKey, fields: all },
      ],
    },
  },
  'suite-1': {
    comment: 'AES-256-GCM in the rows',
    orders,
    keys: { carrier },
    options: { ...common, suite: 1, recipients: [{ id: 'carrier', publicKey: carrier.publicKey, fields: all }] },
  },
  lists: {
    comment: 'a list of free texts with gaps',
    orders: [{ items: [{ note: '送王明' }, {}, { note: '轻放' }], buyer: '李小红' }],
    keys: { carrier },
    options: {
      ...common,
      schema: lists,
      recipients: [{ id: 'carrier', publicKey: carrier.publicKey, fields: ['items[].note', 'buyer'] }],
    },
  },
  empty: {
    comment: 'no order',
    orders: [],
    keys: { carrier },
    options: { ...common, recipients: [{ id: 'carrier', publicKey: carrier.publicKey, fields: all }] },
  },
};

const folder = new URL('../test/vectors/sealed-v1/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of process.argv.slice(2)) {
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}, only ${Object.keys(scenarios).join(', ')}`);
  const file = new URL(`${name}.json`, folder);
  if (existsSync(file)) throw new Error(`${name} exists: vectors are frozen`);
  const { comment, options, keys } = scenario;
  const text = batchText(await sealBatch(scenario.orders, options));
  const secrets = Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, secretText(key)]));
  const vector = {
    name,
    comment,
    sender: sender.publicKey,
    secrets,
    orders: scenario.orders,
    lines: text.trimEnd().split('\n'),
  };
  writeFileSync(file, `${JSON.stringify(vector, null, 2)}\n`);
}
