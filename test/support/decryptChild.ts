// A process of the kill test: decrypts items 0 … 29 over a ledger file, in batches of 4, slowly enough to be killed. The platform is
// a file to which each call appends the items that it counted.
import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openDecryptLedger } from '../../src/node/decryptLedger.ts';
import { createDecryptBroker, decryptProfiles } from '../../src/platform/index.ts';

const [folder = '', items = '0'] = process.argv.slice(2);
const write = (file: string, line: string): void => appendFileSync(`${folder}/${file}`, `${line}\n`);

const broker = createDecryptBroker({
  platform: { ...decryptProfiles.douyin, maxItemsPerCall: 4 },
  ledger: await openDecryptLedger(`${folder}/ledger.jsonl`),
  audit: () => {},
  call: async ({ items: asked }) => {
    await wait(5);
    write('platform', asked.map(({ orderId }) => orderId).join('\n'));
    await wait(5);
    return { items: asked.map(() => ({ values: { phone: '13800138000' } })) };
  },
});
process.stdout.write('ready\n');
for (let n = 0; n < Number(items); n += 4) {
  const requests = [n, n + 1, n + 2, n + 3].map(
    (i) =>
      ({ shop: 'shop-1', orderId: `A${i}`, field: 'phone', value: `##c${i}inventedciphertext*CgYGgA=#1##` }) as const,
  );
  const results = await broker.decrypt(requests, { purpose: 'label', actor: 'test' });
  for (const [i, { status }] of results.entries()) write('results', `A${n + i} ${status}`);
}
write('results', `used ${(await broker.usage('shop-1')).used}`);
