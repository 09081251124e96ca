import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEM_MLKEM768_X25519 as xWing } from '@panva/hpke-noble';
import { bench } from 'mitata';
import { generateKeyring } from 'waybill-privacy/field';
import { createRecordCipher, defineSchema } from 'waybill-privacy/record';
import {
  generateRecipientKey,
  generateSenderKey,
  openBatch,
  type Recipient,
  type SealOptions,
  sealBatch,
  secretText,
} from 'waybill-privacy/sealed';
import { recipient } from './orders.ts';
import { measure, printMeasured } from './rounds.ts';

const count = 1000;
const orders = Array.from({ length: count }, (_, n) => ({ id: `A${n}`, amount: '9.90', recipient }));
const paths = ['recipient.name', 'recipient.phone', 'recipient.address'];
// Without masks beside the token: a batch has none either.
const schema = defineSchema({
  name: 'bench',
  fields: {
    'recipient.name': { action: 'encrypt', id: 1, kind: 'name', mask: false },
    'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone', mask: false },
    'recipient.address': { action: 'encrypt', id: 3, kind: 'address', mask: false },
  },
});

export default function register(): void {
  bench('generateRecipientKey', () => generateRecipientKey()).baseline(true);
  bench('generateRecipientKey, X-Wing', () => generateRecipientKey({ kind: 'x-wing', xWing }));
}

export async function peers(): Promise<void> {
  const sender = await generateSenderKey();
  const keys = await Promise.all([1, 2, 3].map(() => generateRecipientKey()));
  const hybrids = await Promise.all([1, 2, 3].map(() => generateRecipientKey({ kind: 'x-wing', xWing })));
  const same = (ring: typeof keys): Recipient[] =>
    ring.map(({ publicKey }, i) => ({ id: `r${i}`, publicKey, fields: paths }));
  const different: Recipient[] = [
    { id: 'carrier', publicKey: keys[0]?.publicKey ?? '', fields: paths },
    { id: 'centre', publicKey: keys[1]?.publicKey ?? '', regions: ['recipient.address'] },
    { id: 'printer', publicKey: keys[2]?.publicKey ?? '', masks: paths },
  ];
  const seal = (recipients: readonly Recipient[], more: Partial<SealOptions> = {}) =>
    sealBatch(orders, { schema, recipients, sender, ...more });
  const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'bench' }), schema });
  const batch = await seal(same(keys));
  const [key] = keys;
  if (key === undefined) throw new Error('no key');
  const base = 'encrypt, as lines of JSON';
  printMeasured(
    `${count} orders of three fields, three recipients (bars: X25519 ≤ 10 %, X-Wing ≤ 25 % over encrypting)`,
    'orders',
    [base],
    await measure(
      [
        { name: base, run: () => orders.map((order) => JSON.stringify(cipher.encrypt(order, { recordId: order.id }))) },
        { name: 'seal, X25519, the same fields', run: () => seal(same(keys)) },
        { name: 'seal, X-Wing, the same fields', run: () => seal(same(hybrids), { xWing }) },
        { name: 'seal, X25519, different grants', run: () => seal(different) },
        { name: 'open', run: () => openBatch(batch, { key, senders: [sender.publicKey] }) },
      ],
      [base],
      count,
    ),
  );
  await printStream(secretText(sender), sender.publicKey, key.publicKey, secretText(key));
}

// Without a limit V8 takes 60 MB more than it needs before it collects.
const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=4'];

/** A million rows by default; SEAL_ROWS changes it. */
async function printStream(secret: string, sender: string, publicKey: string, recipientSecret: string): Promise<void> {
  const rows = process.env['SEAL_ROWS'] ?? '1000000';
  const folder = mkdtempSync(join(tmpdir(), 'seal-'));
  const script = fileURLToPath(new URL('sealStream.ts', import.meta.url));
  const run = (...words: string[]): { bytes: number; seconds: number; peakMb: number } => {
    const text = execFileSync(process.execPath, [...smallHeap, '--import', 'tsx', script, ...words], {
      encoding: 'utf8',
    });
    return JSON.parse(text) as { bytes: number; seconds: number; peakMb: number };
  };
  try {
    const file = join(folder, 'orders.wpb');
    for (const [verb, ...words] of [
      ['seal', secret, publicKey],
      ['open', sender, recipientSecret],
    ] as const) {
      const { bytes, seconds, peakMb } = run(verb, file, rows, ...words);
      const speed = (bytes / 1e6 / seconds).toFixed(1);
      console.log(
        `${verb} a stream of ${rows} rows: ${speed} MB/s, peak ${peakMb.toFixed(0)} MB with ${smallHeap.join(' ')} (bar 150 MB)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
