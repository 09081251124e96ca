import { readFileSync } from 'node:fs';
import { createMasker } from 'waybill-privacy/mask';
import { defineSchema } from 'waybill-privacy/record';
import { createAddressTagger } from 'waybill-privacy/tagger';
import { addressShapes, makeAddress } from '../scripts/orders/addresses.ts';
import { createRandom } from '../scripts/orders/random.ts';
import { dataFile } from './accuracy/table.ts';
import { inTurn, printProfile } from './profile.ts';
import { measure, printMeasured } from './rounds.ts';

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

/** Masks addresses beside a regex that hides every digit: as fast as a mask can be, and right for one row in three. */
export async function addressPeers(): Promise<void> {
  const addresses = typedAddresses();
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
  const measured = await measure(contenders, [digitsOnly], addresses.length);
  printMeasured('mask addresses', 'addresses', [digitsOnly], measured);

  const rows = addresses.slice(0, batchRows).map((address, i) => ({
    name: i % 3 === 0 ? '欧阳云岚' : '楚云岚',
    phone: String(13_000_000_000 + ((i * 7_919_317) % 6_999_999_999)),
    address,
  }));
  const json = JSON.stringify(rows);
  const schema = defineSchema({
    name: 'bench.recipient',
    fields: {
      name: { action: 'mask', kind: 'name' },
      phone: { action: 'mask', kind: 'phone' },
      address: { action: 'mask', kind: 'address' },
    },
  });
  const records = [
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
  printMeasured('mask {name, phone, address}', 'records', [floor], await measure(records, [floor], rows.length));
  const nextRow = inTurn(rows);
  await printProfile('masker.record of { name, phone, address }', () => masker.record(nextRow(), schema));
}
