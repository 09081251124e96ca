/**
 * What runs in the browser: the built package, imported as users import it. `scripts/browser.mjs` bundles this page, opens it and
 * prints what it reports.
 */
import {
  createFieldCipher,
  createRecordCipher,
  defineSchema,
  type Engine,
  type FieldRule,
  generateKeyring,
  isPrivacyError,
  maskPhone,
  nobleEngine,
  orderSchema,
  recognize,
  scanPayload,
} from 'waybill-privacy';
import { createAuditLog } from 'waybill-privacy/audit';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { maskLabel } from 'waybill-privacy/label';
import { lintMasked } from 'waybill-privacy/lint';
import { generateRecipientKey, generateSenderKey, openBatch, sealBatch } from 'waybill-privacy/sealed';
import { maskTextStream } from 'waybill-privacy/stream';
import type { Vector } from '../../scripts/vectors/types.ts';
import { knownKeyring } from '../support/keyrings.ts';

type Check = readonly [name: string, work: () => unknown];

const engines: readonly Engine[] = [nobleEngine, fastEngine];
const order = {
  recipient: { name: '张小明', phone: '13800138000', address: '云溪省星河市望江区梧桐大道8号3单元1502室' },
};

function equal(actual: unknown, expected: unknown): void {
  if (textOf(actual) !== textOf(expected)) throw new Error('another result');
}

/** JSON with keys in one order: a decrypted field comes back at the end of its object. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Tokens that all implementations must open or refuse alike, with each engine. */
async function openVector({ schema, keyring, ...vector }: Vector, engine: Engine): Promise<void> {
  const rules = Object.entries(schema.fields).map(([path, field]) => [
    path,
    { action: 'encrypt', ...field } as FieldRule,
  ]);
  const options = {
    keyring: await knownKeyring({ ...keyring, keys: keyring.keys as never }),
    schema: defineSchema({ name: schema.name, fields: Object.fromEntries(rules) }),
    engine,
  };
  const { field = '', ...place } = vector.context;
  const open = (): unknown =>
    vector.form === 'field'
      ? createFieldCipher({ ...options, commitment: vector.commitment ?? true }).decrypt(vector.token!, {
          ...place,
          field,
        })
      : createRecordCipher(options).decrypt(
          { ...vector.rest, privacy: { token: vector.token, masks: {} } } as never,
          place,
        );
  let result: unknown;
  try {
    result = open();
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return equal(error.code, vector.expect);
  }
  equal(vector.expect, 'success');
  equal(result, vector.input);
}

const textsOnly = (vector: Vector): boolean => !JSON.stringify(vector.input ?? '').includes('"type"');

async function checks(): Promise<Check[]> {
  const vectors = (await (await fetch('/vectors')).json()) as Vector[];
  const suites = new Set([2]);
  const opened = vectors.filter(
    (vector) => vector.operation === 'decrypt' && suites.has(vector.keyring.suite) && textsOnly(vector),
  );
  return [
    ['masks', () => equal(maskPhone('13812345678'), '138******78')],
    ['lints', () => equal(lintMasked('phone', '13812345678', '138****5678').ok, false)],
    ['recognises', () => equal(recognize('13800138000').kind, 'plain')],
    ['scans', () => equal(scanPayload({ phone: '13800138000' }).length, 1)],
    ['masks a label', () => equal(maskLabel('^XA^FD收件人：李雷^FS^XZ'), '^XA^FD收件人：李**^FS^XZ')],
    ['masks a stream', () => masksStream()],
    ['seals and opens a batch with WebCrypto', () => sealsBatch()],
    ['has an audit log', () => equal(typeof createAuditLog, 'function')],
    ...engines.flatMap((sealing) =>
      engines.map(
        (opening): Check => [
          `${opening.name} opens what ${sealing.name} sealed`,
          () => {
            const keyring = generateKeyring({ tenant: 'shop-1' });
            const place = { recordId: 'A1' };
            const encrypted = createRecordCipher({ keyring, engine: sealing }).encrypt(order, place);
            equal(createRecordCipher({ keyring, engine: opening }).decrypt(encrypted, place), order);
          },
        ],
      ),
    ),
    ...engines.flatMap((engine) =>
      opened.map((vector): Check => [`vector ${vector.name}, ${engine.name}`, () => openVector(vector, engine)]),
    ),
  ];
}

async function masksStream(): Promise<void> {
  const { readable, writable } = maskTextStream();
  const writer = writable.getWriter();
  void writer.write('请打13812345678').then(() => writer.close());
  let text = '';
  const reader = readable.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value;
  equal(text, '请打138******78');
}

async function sealsBatch(): Promise<void> {
  const carrier = await generateRecipientKey();
  const sender = await generateSenderKey();
  const recipients = [{ id: 'carrier', publicKey: carrier.publicKey, fields: ['recipient.phone'] }];
  const batch = await sealBatch([order], { schema: orderSchema, recipients, sender });
  const opened = await openBatch(batch, { key: carrier, senders: [sender.publicKey] });
  equal(opened.orders, [{ recipient: { phone: order.recipient.phone } }]);
}

const rounds = 9;
const callsPerRound = 2000;

/** A browser has no CPU time: wall time, each engine in turn, and the median of what a round says. */
function bench(): string[] {
  const place = { recordId: 'A1' };
  const rules = (['name', 'phone', 'address'] as const).map((kind, i) => [
    `recipient.${kind}`,
    { action: 'encrypt', id: i + 1, kind, mask: false } as FieldRule,
  ]);
  const schema = defineSchema({ name: 'order', fields: Object.fromEntries(rules) });
  const keyring = generateKeyring({ tenant: 'bench' });
  const work = engines.map((engine) => {
    const cipher = createRecordCipher({ keyring, schema, engine });
    const encrypted = cipher.encrypt(order, place);
    return { seal: () => cipher.encrypt(order, place), open: () => cipher.decrypt(encrypted, place) };
  });
  return (['seal', 'open'] as const).map((verb) => {
    const ratios: number[] = [];
    const micros: number[] = [];
    for (let round = -3; round < rounds; round++) {
      const [noble, fast] = work.map((each) => timeOf(each[verb])) as [number, number];
      if (round < 0) continue;
      ratios.push(noble / fast);
      micros.push((1000 * fast) / callsPerRound);
    }
    return `record of three fields, ${verb}: fast ${median(micros).toFixed(1)} µs, ${median(ratios).toFixed(2)} × noble`;
  });
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  for (let i = 0; i < callsPerRound; i++) work();
  return performance.now() - start;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;

async function main(): Promise<{ passed: number; failed: string[]; figures: string[] }> {
  const failed: string[] = [];
  const all = await checks();
  for (const [name, work] of all) {
    try {
      await work();
    } catch (error) {
      failed.push(`${name}: ${String(error)}`);
    }
  }
  const figures = location.search === '?bench' ? bench() : [];
  return { passed: all.length - failed.length, failed, figures };
}

const report = await main().catch((error: unknown) => ({ passed: 0, failed: [String(error)], figures: [] }));
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
