import { readFileSync } from 'node:fs';
import { createMasker } from 'waybill-privacy/mask';
import { defineSchema } from 'waybill-privacy/record';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { addressShapes, makeAddress } from '../scripts/orders/addresses.ts';
import { createRandom } from '../scripts/orders/random.ts';
import { dataFile } from './accuracy/table.ts';
import { inTurn, printProfile } from './profile.ts';
import type { Comparison } from './rounds.ts';

const batchRows = 10_000;
const digitsOnly = 'digits-only regex';
const floor = 'JSON.parse + JSON.stringify';

/** Addresses as people type them; invented ones where the data set is not there. */
function typedAddresses(): string[] {
  const file = dataFile('addresses.dev.jsonl');
  if (file === undefined) return inventedAddresses();
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function inventedAddresses(): string[] {
  const random = createRandom(20_261_125);
  return Array.from({ length: batchRows }, () => makeAddress(random, random.pick(addressShapes)).full.text);
}

/** Addresses beside a regex that hides every digit, as fast as a mask can be and right for one row in three; records beside JSON. */
export const addressComparisons = (): Comparison[] => {
  const addresses = typedAddresses();
  return [ofAddresses(addresses), ofRecords(recordsWith(addresses))];
};

function ofAddresses(addresses: readonly string[]): Comparison {
  const masker = createMasker('label');
  const strict = createMasker({
    ...masker.policy,
    name: 'strict',
    address: { ...masker.policy.address, level: 'strict' },
  });
  const tagged = createMasker('label', { tagger: createAddressTagger() });
  const contenders = [
    { name: digitsOnly, run: () => addresses.map((address) => address.replace(/\d/gu, '*')) },
    { name: 'grammar, balanced', run: () => addresses.map((address) => masker.address(address)) },
    { name: 'grammar, strict', run: () => addresses.map((address) => strict.address(address)) },
    { name: 'grammar and tagger', run: () => addresses.map((address) => tagged.address(address)) },
  ];
  return {
    title: 'mask addresses',
    unit: 'addresses',
    itemsPerRun: addresses.length,
    bases: [digitsOnly],
    contenders,
  };
}

interface Row {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

const recordsWith = (addresses: readonly string[]): Row[] =>
  addresses.slice(0, batchRows).map((address, i) => ({
    name: i % 3 === 0 ? '欧阳云岚' : '楚云岚',
    phone: String(13_000_000_000 + ((i * 7_919_317) % 6_999_999_999)),
    address,
  }));

const schema = defineSchema({
  name: 'bench.recipient',
  fields: {
    name: { action: 'mask', kind: 'name' },
    phone: { action: 'mask', kind: 'phone' },
    address: { action: 'mask', kind: 'address' },
  },
});

function ofRecords(rows: readonly Row[]): Comparison {
  const masker = createMasker('label');
  const json = JSON.stringify(rows);
  const contenders = [
    { name: floor, run: () => JSON.stringify(JSON.parse(json)) },
    { name: 'masker.record', run: () => rows.map((row) => masker.record(row, schema)) },
    {
      name: 'masker.name, .phone, .address',
      run: () =>
        rows.map(({ name, phone, address }) => ({
          name: masker.name(name),
          phone: masker.phone(phone),
          address: masker.address(address),
        })),
    },
  ];
  return {
    title: 'mask {name, phone, address}',
    unit: 'records',
    itemsPerRun: rows.length,
    bases: [floor],
    contenders,
  };
}

/** Where the time of a record goes. */
export async function profileRecord(): Promise<void> {
  const masker = createMasker('label');
  const nextRow = inTurn(recordsWith(typedAddresses()));
  await printProfile('masker.record of { name, phone, address }', () => masker.record(nextRow(), schema));
}
