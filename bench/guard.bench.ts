import { bench, do_not_optimize } from 'mitata';
import { generateKeyring } from 'waybill-privacy/field';
import { assertCiphertextOnly, redact, scanPayload } from 'waybill-privacy/guard';
import { presets, protectOrder } from 'waybill-privacy/platform';
import { createRecordCipher } from 'waybill-privacy/record';
import { makeClean } from '../scripts/guard/clean.ts';
import { makeLeaks } from '../scripts/guard/leaks.ts';
import { makeOrders } from '../scripts/orders/index.ts';
import { measure } from './rounds.ts';

const payloadBytes = 2_000;
const naive = 'naive phone regex';
const stringify = 'JSON.stringify';
const naivePhone = /1[3-9]\d{9}/u;

/** Bodies of orders that may leave, each of about 2 kB: as many orders as fit. */
function makePayloads(): { objects: object[]; texts: string[] } {
  const preset = presets['pdd.order'];
  const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'bench' }), schema: preset.schema });
  const objects: object[] = [];
  let orders: object[] = [];
  for (const { order } of makeOrders('pdd.order')) {
    orders.push(protectOrder(order, preset, cipher).order);
    if (JSON.stringify({ orders }).length < payloadBytes) continue;
    objects.push({ orders });
    orders = [];
  }
  return { objects, texts: objects.map((object) => JSON.stringify(object)) };
}

/** Microseconds a payload, by CPU time, and what they are a multiple of. */
export async function peers(): Promise<void> {
  const { objects, texts } = makePayloads();
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const preset = presets['pdd.order'];
  const many = Array.from({ length: 20 });
  const contenders = [
    // So fast that one round of all payloads would be shorter than the clock can tell.
    { name: stringify, times: 20, run: () => many.map(() => objects.map((object) => JSON.stringify(object))) },
    { name: naive, times: 20, run: () => many.map(() => texts.map((text) => naivePhone.test(text))) },
    { name: 'scanPayload, object', times: 1, run: () => objects.map((object) => scanPayload(object)) },
    { name: 'scanPayload, JSON text', times: 1, run: () => texts.map((text) => scanPayload(text)) },
    {
      name: 'assertCiphertextOnly, preset',
      times: 1,
      run: () => objects.map((object) => assertCiphertextOnly(object, { preset })),
    },
    { name: 'redact, object', times: 1, run: () => objects.map((object) => redact(object)) },
  ];
  const measured = await measure(contenders, [stringify, naive], objects.length);
  console.log(
    `\nguard: µs a payload of ${Math.round(characters)} characters, by CPU time, medians of ${objects.length} payloads`,
  );
  const micros = new Map(
    measured.map(({ name, itemsPerSecond }, i) => [name, 1e6 / itemsPerSecond / (contenders[i]?.times ?? 1)]),
  );
  const base = (name: string): number => micros.get(name) ?? Number.NaN;
  for (const [name, time] of micros) {
    const ratios = [stringify, naive].map((other) => `${(time / base(other)).toFixed(1)} × ${other}`).join(', ');
    console.log(`${name.padEnd(36)} ${time.toFixed(1).padStart(10)}   ${ratios}`);
  }
  printRates();
}

const samples = 20_000;
const seed = 20_261_126;

/** What is refused of seeded leaks, and what passes of clean values: both have to be all. */
function printRates(): void {
  const isRefused = (data: unknown): boolean => {
    try {
      assertCiphertextOnly({ id: 'A-1', data });
      return false;
    } catch {
      return true;
    }
  };
  const refused = makeLeaks(samples, seed).filter(({ text }) => isRefused(text)).length;
  const passed = makeClean(samples, seed).filter(({ value }) => !isRefused(value)).length;
  console.log(`leaks refused: ${refused} of ${samples}; clean values let through: ${passed} of ${samples}`);
}

export default function register(): void {
  const [object = {}] = makePayloads().objects;
  bench('JSON.stringify', () => do_not_optimize(JSON.stringify(object))).baseline(true);
  bench('assertCiphertextOnly', () => do_not_optimize(assertCiphertextOnly(object)));
}
