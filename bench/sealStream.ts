// Seals a stream of orders, or opens one, in a process of its own, and prints bytes, seconds and peak memory as JSON:
// `sealStream.ts seal|open FILE ROWS SENDER_SECRET|SENDER RECIPIENT`. A child of seal.bench.ts.
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { orderSchema } from 'waybill-privacy/record';
import { openStream, parseRecipientKey, parseSenderKey, sealStream } from 'waybill-privacy/sealed';
import { recipient } from './orders.ts';

const [, , verb, file = '', rows = '0', sender = '', key = ''] = process.argv;
const started = performance.now();
let bytes = 0;

function* orders(): Generator<object> {
  for (let n = 0; n < Number(rows); n++) yield { id: `A${n}`, recipient };
}

const counting = new TransformStream<string, string>({
  transform(chunk, out) {
    bytes += chunk.length;
    out.enqueue(chunk);
  },
});

if (verb === 'seal') {
  const recipients = [{ id: 'carrier', publicKey: key, fields: Object.keys(recipient).map((f) => `recipient.${f}`) }];
  await (Readable.toWeb(Readable.from(orders())) as ReadableStream<object>)
    .pipeThrough(sealStream({ schema: orderSchema, recipients, sender: await parseSenderKey(sender) }))
    .pipeThrough(counting)
    .pipeTo(Writable.toWeb(createWriteStream(file)));
} else {
  await (Readable.toWeb(createReadStream(file)) as ReadableStream<BufferSource>)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(counting)
    .pipeThrough(openStream({ key: await parseRecipientKey(key), senders: [sender] }))
    .pipeTo(new WritableStream());
}
const seconds = (performance.now() - started) / 1000;
// maxRSS is in KiB.
process.stdout.write(JSON.stringify({ bytes, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
