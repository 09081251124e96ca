// The example of BullMQ on a real Redis: one of two workers is killed in the middle of 100,000 orders.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportKeyring, generateKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { scanPayload } from 'waybill-privacy/guard';
import { maskRows, processRows, type Row } from 'waybill-privacy/stream';
import { type ChunkCipher, openChunkCipher } from '../../examples/bullmq/chunks.ts';
import { runExport } from '../../examples/bullmq/export.ts';
import { root } from '../../scripts/entries.mjs';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-broker-'));
const keyringFile = join(folder, 'keyring.json');
const orders = 100_000;
const children: ChildProcess[] = [];
let port = 0;
let redis: Redis;
let cipher: ChunkCipher;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  const key = randomBytes(32);
  process.env['EXPORT_KEY'] = key.toString('base64url');
  const keyring = generateKeyring({ tenant: 'shop-1' });
  writeFileSync(keyringFile, await exportKeyring(keyring, rawKeyProvider({ key })), { mode: 0o600 });
  cipher = await openChunkCipher(keyringFile);
  port = await freePort();
  const options = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  children.push(spawn('redis-server', options.map(String), { stdio: 'ignore' }));
  redis = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  redis.on('error', () => undefined);
  await redis.ping();
});

afterAll(async () => {
  redis?.disconnect();
  // The workers first: they would cry for their Redis.
  for (const child of children.reverse()) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a worker. @param onChunk - Told how many chunks it has done. */
function startWorker(onChunk: (done: number, worker: ChildProcess) => void): ChildProcess {
  const worker = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'examples/bullmq/worker.ts'), keyringFile, String(port)],
    {
      cwd: root,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'examples/tsconfig.json') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(worker);
  let done = 0;
  if (worker.stdout) createInterface(worker.stdout).on('line', () => onChunk(++done, worker));
  return worker;
}

const orderAt = (i: number): Row => ({
  id: `W${i}`,
  name: '张三丰',
  phone: `138${String(i).padStart(8, '0')}`,
  address: `浙江省杭州市西湖区文三路${i % 500}号2幢3单元${i % 900}室`,
});

/** Everything that stands in Redis, whatever its type. */
async function* contents(): AsyncGenerator<{ key: string; values: readonly string[] }> {
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    if (type === 'string') yield { key, values: [(await redis.get(key)) ?? ''] };
    else if (type === 'hash') yield { key, values: Object.entries(await redis.hgetall(key)).flat() };
    else if (type === 'list') yield { key, values: await redis.lrange(key, 0, -1) };
    else if (type === 'set') yield { key, values: await redis.smembers(key) };
    else if (type === 'zset') yield { key, values: await redis.zrange(key, '0', '-1') };
    else if (type === 'stream')
      yield { key, values: (await redis.xrange(key, '-', '+')).flatMap(([, fields]) => fields) };
    // A lock that has run out since its key was listed.
    else if (type !== 'none') throw new Error(`a key of type ${type}`);
  }
}

it('loses and doubles no order when a worker is killed, and Redis holds no plaintext', async () => {
  const rows = Array.from({ length: orders }, (_, i) => orderAt(i));
  let killed = false;
  let [mine, others] = [0, 0];
  startWorker((done, worker) => {
    mine = done;
    if (mine + others >= 100 && !killed) killed = worker.kill('SIGKILL');
  });
  startWorker((done) => {
    others = done;
  });
  const started = performance.now();
  const results = await runExport({ name: 'export', rows, cipher, port });
  console.log(
    `${orders} orders in ${((performance.now() - started) / 1000).toFixed(1)} s, ${mine} + ${others} chunks told`,
  );
  expect(killed).toBe(true);

  const processor = maskRows({ columns: { name: 'name', phone: 'phone', address: 'address' } });
  expect(results.length).toBe(orders);
  // In order and equal to one run on one core: nothing is lost, doubled or changed.
  const expected = processRows(processor, rows, 1);
  expect(results.findIndex((result, i) => JSON.stringify(result) !== JSON.stringify(expected[i]))).toBe(-1);

  let texts = 0;
  const leaks: string[] = [];
  for await (const { key, values } of contents()) {
    for (const value of [key, ...values]) {
      if (value.includes('张') || value.includes('文三路') || /(?<!\d)138\d{8}(?!\d)/u.test(value)) leaks.push(key);
      if (value.length > 10_000) texts++;
      for (const { kind } of scanPayload(value)) leaks.push(`${key} ${kind}`);
    }
  }
  expect(leaks).toEqual([]);
  // Else there was nothing to look at.
  expect(texts).toBeGreaterThanOrEqual(2 * (orders / 500));
});

it('finds plaintext where there is some', async () => {
  await redis.hset('bull:chunks:bad', 'data', JSON.stringify(orderAt(1)));
  let found = 0;
  for await (const { values } of contents()) found += values.flatMap((value) => scanPayload(value)).length;
  expect(found).toBeGreaterThan(0);
});
