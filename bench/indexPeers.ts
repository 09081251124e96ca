import { createHmac, randomBytes } from 'node:crypto';
import { createBlindIndexer } from 'waybill-privacy/blind-index';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { type Engine, generateKeyring, nobleEngine } from 'waybill-privacy/field';
import type { Comparison, Contender } from './rounds.ts';

const tagsPerRun = 20_000;
const phone = '13800138000';
const hmac = 'node:crypto createHmac of the text';

const repeat = (work: () => unknown) => (): unknown => {
  let last: unknown;
  for (let i = 0; i < tagsPerRun; i++) last = work();
  return last;
};

/** One tag: the phone is checked, normalised and hashed under the key of its index; beside it the hash alone. */
export function indexComparisons(): Comparison[] {
  const keyring = generateKeyring({ tenant: 'bench' });
  keyring.promote(keyring.add('index').id);
  const key = randomBytes(32);
  const ours = (name: string, engine: Engine): Contender => {
    const fields = [{ path: 'phone', normaliser: 'phone' }] as const;
    const indexer = createBlindIndexer({ keyring, engine, indexes: { phone: { fields, bits: 15 } } });
    return { name: `tags of { phone }, ${name}`, run: repeat(() => indexer.tags({ phone })) };
  };
  const contenders = [
    { name: hmac, run: repeat(() => createHmac('sha256', key).update(phone).digest('hex')) },
    ours('fast', fastEngine),
    ours('noble', nobleEngine),
  ];
  return [{ title: 'Blind index of a phone', unit: 'tags', itemsPerRun: tagsPerRun, bases: [hmac], contenders }];
}
