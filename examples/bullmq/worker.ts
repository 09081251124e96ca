// One of the processes that mask chunks: node --import tsx examples/bullmq/worker.ts KEYRING PORT
import { type Job, Worker } from 'bullmq';
import { maskRows, processRows } from 'waybill-privacy/stream';
import { type ChunkJob, chunkQueue, openChunkCipher } from './chunks.ts';

const [keyringFile = '', port = '6379'] = process.argv.slice(2);
const cipher = await openChunkCipher(keyringFile);
const processor = maskRows({ columns: { name: 'name', phone: 'phone', address: 'address' } });

const worker = new Worker(
  chunkQueue,
  // A chunk that is done twice gives the same results under the same id: one that was lost may be done again.
  async ({ data }: Job<ChunkJob>) =>
    cipher.sealResults(data.id, processRows(processor, cipher.openRows(data), data.firstRow)),
  {
    connection: { host: '127.0.0.1', port: Number(port) },
    concurrency: 2,
    // Longer than the slowest chunk: a worker that is silent for so long is taken for dead, and its chunks are given to others.
    lockDuration: 3000,
    stalledInterval: 1000,
    maxStalledCount: 3,
  },
);
// An error of the connection names the address and the command, and a command may hold a token: only its code is told.
worker.on('error', (error: NodeJS.ErrnoException) => console.error(error.code ?? error.name));
worker.on('completed', ({ id }) => console.log(id));
process.once('SIGTERM', () => void worker.close());
