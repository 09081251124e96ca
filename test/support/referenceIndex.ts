// A second implementation of the version 1 index tags, written from their description alone and with Node's OpenSSL. It
// shares no code with src and does not normalise: values come as they enter the MAC.
import { createHash, createHmac } from 'node:crypto';

export interface ReferenceTag {
  readonly tenant: string;
  /** Default 2. Suite 3 hashes with SM3. */
  readonly suite?: number;
  readonly key: { readonly id: string; readonly secret: string };
  readonly name: string;
  /** Paths of the fields; the roles of `mergeKey`. */
  readonly fields: readonly string[];
  /** Empty where the index is not partitioned. */
  readonly partition: string;
  /** Normalised values, one for each field. */
  readonly values: readonly string[];
  readonly bits: number;
}

/** Each text as u16 length ‖ UTF-8. */
function prefixed(texts: readonly string[]): Buffer {
  const parts = texts.map((text) => {
    const utf8 = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(utf8.length);
    return Buffer.concat([length, utf8]);
  });
  return Buffer.concat(parts);
}

export function referenceTag(tag: ReferenceTag): string {
  const { tenant, suite = 2, key, name, fields, partition, values, bits } = tag;
  const hash = suite === 3 ? 'sm3' : 'sha256';
  const context = createHash(hash)
    .update(prefixed(['wpi1', tenant, name, partition, ...fields]))
    .digest();
  const indexKey = createHmac(hash, Buffer.from(key.secret, 'hex'))
    .update(Buffer.concat([Buffer.from([1, suite]), Buffer.from(key.id, 'hex'), context]))
    .digest();
  const mac = createHmac(hash, indexKey).update(prefixed(values)).digest();
  // As a bit string: no arithmetic that could agree with a mistake in src.
  const taken = [...mac]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, bits);
  const filled = taken.padEnd(Math.ceil(bits / 4) * 4, '0');
  const hex = filled.replaceAll(/.{4}/gu, (nibble) => Number.parseInt(nibble, 2).toString(16));
  return `wpi1.${name}.${hex}`;
}
