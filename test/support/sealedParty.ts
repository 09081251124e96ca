// One party of the sealed transport, as a process of its own: `sealedParty.ts ROLE FOLDER`. What it may know is in the
// environment: the sender has its signing key and public keys, a recipient its own key, a relay nothing.
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { scanPayload } from 'waybill-privacy/guard';
import { presets } from 'waybill-privacy/platform';
import { openStream, parseRecipientKey, parseSenderKey, type Recipient, sealStream } from 'waybill-privacy/sealed';
import { ordersOf, partyPresets, privatePaths } from './sealed.ts';

const [, , role = '', folder = ''] = process.argv;
const need = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};
const fileOf = (preset: string): string => join(folder, `${preset}.wpb`);

async function seal(): Promise<void> {
  const sender = await parseSenderKey(need('SENDER_SECRET'));
  for (const preset of partyPresets) {
    const { names, phones, addresses } = privatePaths(presets[preset]);
    const recipients: Recipient[] = [
      { id: 'carrier', publicKey: need('CARRIER'), fields: [...phones, ...addresses] },
      { id: 'centre', publicKey: need('CENTRE'), regions: addresses },
      { id: 'printer', publicKey: need('PRINTER'), masks: [...names, ...phones, ...addresses] },
    ];
    await (Readable.toWeb(Readable.from(ordersOf(presets[preset], Number(need('ORDERS'))))) as ReadableStream<object>)
      .pipeThrough(sealStream({ schema: presets[preset].schema, recipients, sender }))
      .pipeTo(Writable.toWeb(createWriteStream(fileOf(preset))));
  }
}

async function open(): Promise<void> {
  const key = await parseRecipientKey(need('OWN_SECRET'));
  for (const preset of partyPresets) {
    await (Readable.toWeb(createReadStream(fileOf(preset))) as ReadableStream<BufferSource>)
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(openStream({ key, senders: [need('SENDER')] }))
      .pipeThrough(new TransformStream({ transform: ({ order }, out) => out.enqueue(`${JSON.stringify(order)}\n`) }))
      .pipeTo(Writable.toWeb(createWriteStream(join(folder, `${preset}.${role}.jsonl`))));
  }
}

/** Sees every byte and looks for anything readable. */
function relay(): void {
  const findings = partyPresets.flatMap((preset) =>
    readFileSync(fileOf(preset), 'utf8')
      .trimEnd()
      .split('\n')
      .flatMap((line) => scanPayload(JSON.parse(line) as unknown)),
  );
  process.stdout.write(JSON.stringify(findings.map(({ path, kind }) => ({ path, kind }))));
}

if (role === 'erp') await seal();
else if (role === 'relay') relay();
else await open();
