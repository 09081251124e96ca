// A second reader of sealed batches, written from docs/spec/sealed-batch-v1.md, with Node's OpenSSL and another HPKE. It
// shares no code with src: what both agree on is the format, not a common mistake.
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { XWing } from '@hpke/hybridkem-x-wing';
import { deriveKeys, open } from './referenceToken.ts';

interface ReferenceManifest {
  readonly batchId: string;
  readonly sender: string;
  readonly schema: string;
  readonly suite: number;
  readonly parts: readonly {
    readonly key: string;
    readonly fields: readonly { readonly id: number; readonly path: string }[];
  }[];
  readonly recipients: readonly {
    readonly fingerprint: string;
    readonly id: string;
    readonly parts: readonly number[];
    readonly encapsulated: string;
    readonly keys: string;
  }[];
}

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The bytes of a Bech32 string; its checksum (the last six letters) is not checked. */
export function bech32Bytes(text: string): Buffer {
  const data = text.toLowerCase().slice(text.indexOf('1') + 1, -6);
  const bits = [...data].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

const lp = (...texts: string[]): Buffer =>
  Buffer.concat(
    texts.flatMap((text) => {
      const utf8 = Buffer.from(text);
      return [Buffer.of(utf8.length >> 8, utf8.length & 255), utf8];
    }),
  );

/** DeriveKeyPair of draft-ietf-hpke-pq-05 up to the seed; the library has an older draft's. */
function xWingSeed(ikm: Buffer): ArrayBuffer {
  const suiteId = Buffer.concat([Buffer.from('KEM'), Buffer.of(0x64, 0x7a)]);
  const input = Buffer.concat([ikm, Buffer.from('HPKE-v1'), suiteId, lp('DeriveKeyPair'), Buffer.of(0, 32)]);
  return Uint8Array.from(createHash('shake256', { outputLength: 32 }).update(input).digest()).buffer;
}

function isSigned(line: string, name: string, publicKey: Buffer): boolean {
  const at = line.lastIndexOf(',"signature":"');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });
  const { signature } = JSON.parse(line) as { signature: string };
  const signed = Buffer.concat([lp('wpb1', name), Buffer.from(line.slice(0, at))]);
  return verify(null, signed, key, Buffer.from(signature, 'base64url'));
}

/** What one recipient reads: for each row, its number of the field and the text. Throws where the format is broken. */
export async function readBatch(text: string, secret: string): Promise<{ row: number; fields: Map<string, string> }[]> {
  const [first, ...lines] = text.trimEnd().split('\n') as [string, ...string[]];
  const last = lines.pop() as string;
  const manifest = JSON.parse(first) as ReferenceManifest;
  const sender = bech32Bytes(manifest.sender);
  if (!isSigned(first, 'manifest', sender) || !isSigned(last, 'end', sender)) throw new Error('signature');

  const [kind, ...ikm] = bech32Bytes(secret);
  const kem = kind === 1 ? new DhkemX25519HkdfSha256() : new XWing();
  const hpke = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const recipientKey =
    kind === 1
      ? await hpke.kem.deriveKeyPair(Uint8Array.from(ikm).buffer)
      : await hpke.kem.deserializePrivateKey(xWingSeed(Buffer.from(ikm)));
  let keys: Buffer | undefined;
  let parts: readonly number[] = [];
  for (const recipient of manifest.recipients) {
    try {
      const opened = await hpke.open(
        {
          recipientKey,
          enc: Uint8Array.from(Buffer.from(recipient.encapsulated, 'base64url')),
          info: Uint8Array.from(lp('wpb1', manifest.batchId, manifest.sender, recipient.id)),
        },
        Uint8Array.from(Buffer.from(recipient.keys, 'base64url')),
      );
      keys = Buffer.from(opened);
      parts = recipient.parts;
    } catch {
      // Another recipient's.
    }
  }
  if (keys === undefined) throw new Error('no recipient');

  let mac: Buffer = createHash('sha256').update(first).digest();
  const rows = lines.map((line, row) => {
    const at = line.lastIndexOf(',"mac":"');
    mac = createHmac('sha256', (keys as Buffer).subarray(0, 32))
      .update(mac)
      .update(line.slice(0, at))
      .digest();
    const parsed = JSON.parse(line) as { row: number; tokens: (string | null)[]; mac: string };
    if (parsed.mac !== mac.toString('base64url') || parsed.row !== row) throw new Error('mac');
    const fields = new Map<string, string>();
    for (const [i, position] of parts.entries()) {
      const token = parsed.tokens[position];
      const part = manifest.parts[position] as ReferenceManifest['parts'][number];
      if (typeof token !== 'string') continue;
      const bytes = Buffer.from(token.slice('wpr1.'.length), 'base64url');
      const tenantKey = { id: part.key, secret: (keys as Buffer).subarray(32 * (i + 1), 32 * (i + 2)).toString('hex') };
      const context = {
        tenant: manifest.sender,
        recordId: `${manifest.batchId}/${row}`,
        schema: manifest.schema,
      };
      const derived = deriveKeys(tenantKey, bytes.subarray(7, 23), context, manifest.suite);
      if (!derived.commitment.equals(bytes.subarray(23, 55))) throw new Error('commitment');
      for (let next = 55; next < bytes.length; ) {
        const id = bytes[next] as number;
        const end = next + 3 + bytes.readUInt16BE(next + 1) + 16;
        const aad = Buffer.concat([bytes.subarray(0, 7), Buffer.of(id)]);
        const padded = open(derived.recordKey, id, aad, bytes.subarray(next + 3, end), manifest.suite);
        const path = part.fields.find((field) => field.id === id)?.path as string;
        fields.set(path, padded.subarray(0, padded.lastIndexOf(0x80)).toString('utf8'));
        next = end;
      }
    }
    return { row, fields };
  });
  const end = JSON.parse(last) as { end: number; mac: string };
  if (end.end !== rows.length || end.mac !== mac.toString('base64url')) throw new Error('end');
  return rows;
}
