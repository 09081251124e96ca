/**
 * Ciphertexts of the five platforms: random bytes in the documented layout, so a recogniser can be tested and nothing can
 * be decrypted. Sources are the platforms' SDKs and public samples; the examples README says which part is documented.
 */
import { base64, type Random } from './random.ts';

/** Characters of a sliding-window index: 4 per pair of neighbouring hanzi, so n hanzi give 4·(n−1). */
function windowIndex(random: Random, length: number): string {
  let index = '';
  for (let window = 1; window < Math.max(2, length); window += 1) index += base64(random.bytes(3));
  return index;
}

const concat = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** AES-CBC with PKCS#7 padding: the next multiple of 16 bytes above the plaintext. */
const padded = (plaintextBytes: number): number => (Math.floor(plaintextBytes / 16) + 1) * 16;

/** Whole AES blocks; the first byte is kept away from 0x00 and 0x02, which are how a Pinduoduo body begins. */
function blocks(random: Random, count: number): string {
  const bytes = random.bytes(count);
  bytes[0] = (bytes[0] ?? 0) | 0x40;
  return base64(bytes);
}

/** Taobao TOP security SDK (legacy), text: `~B64~version~` or `~B64~index~version~~`; a negative version is a public key. */
export function topText(random: Random, characters: number): string {
  const body = blocks(random, padded(characters * 3));
  const version = random.pick([1, 2, -1]);
  return random.chance(0.5) ? `~${body}~${version}~` : `~${body}~${windowIndex(random, characters)}~${version}~~`;
}

/** TOP, phone: `$<all but the last 8 digits>$B64$version$`, or `$B64(HMAC-MD5)$B64$version$$` when searchable. */
export function topPhone(random: Random): string {
  const body = blocks(random, 16);
  return random.chance(0.5)
    ? `$1${random.int(30, 99)}$${body}$${random.pick([1, -1])}$`
    : `$${base64(random.bytes(16))}$${body}$1$$`;
}

/** Byte 8 of a Pinduoduo ciphertext: the data type of the decrypt API. */
export const pddType = { name: 5, phone: 6, fullAddress: 7, detailAddress: 8, idNumber: 10 } as const;
export type PddType = keyof typeof pddType;

/**
 * Pinduoduo: byte 0 = 0x02, 1–7 the shop, 8 the type, 9–12 constant per order, 13 a flag, the rest random;
 * 32 bytes in all for a name or phone, 64 or 96 for an address.
 */
export function pdd(
  random: Random,
  type: PddType,
  from: { readonly shopId: number; readonly order: Uint8Array; readonly characters: number },
): string {
  const total = type === 'fullAddress' ? 96 : type === 'detailAddress' ? 64 : 32;
  const shop = [24, 16, 8, 0].map((shift) => (from.shopId >>> shift) & 0xff);
  const head = concat([2, 0, 0, 0], shop, [pddType[type]], from.order, [random.int(0, 1)]);
  const body = base64(concat(head, random.bytes(total - head.length)));
  const version = random.pick([2, 2, 2, 3, 4, 10]);
  // Shops move from ciphertext with an index to ciphertext without one, so both are in circulation.
  const indexed = random.chance(0.5);
  if (type === 'phone') {
    return indexed ? `$${base64(random.bytes(9))}$${body}$${version}$$` : `$${body}$${version}$`;
  }
  if (type === 'idNumber') return `#${base64(random.bytes(9))}#${body}#${version}##`;
  return indexed ? `~${body}~${windowIndex(random, from.characters)}~${version}~~` : `~${body}~${version}~`;
}

/** Pinduoduo before byte 0 became 0x02: bytes 0–4 are zero and the first three digits stand in front. */
export function pddLegacyPhone(random: Random): string {
  return `$1${random.int(30, 99)}$${base64(concat([0, 0, 0, 0, 0], random.bytes(27)))}$2$`;
}

/** Length of the data part by 2-, 3- or 4-character name as seen in samples; longer ones follow the same slope. */
const douyinNameBytes = (characters: number): number => 57 + Math.round(7.5 * characters);

/**
 * Douyin: data, `*`, and a 74-byte protobuf envelope: field 1 the key version (`08 01 20 07 28 01`), field 2 the wrapped
 * key of 60 bytes, field 3 empty. With index `#index#body#1##`, without `##body#1##`; phones use `$`.
 */
export function douyin(random: Random, field: 'name' | 'phone' | 'address', characters: number): string {
  const dataBytes =
    field === 'phone'
      ? random.int(82, 83)
      : field === 'name'
        ? douyinNameBytes(characters)
        : 94 + Math.max(0, characters - 12) * 3;
  const header = [0x0a, 0x06, 0x08, 0x01, 0x20, 0x07, 0x28, 0x01, 0x12, 0x3e, 0x0a, 0x3c];
  const envelope = base64(concat(header, random.bytes(60), [0x1a, 0x00]));
  const body = `${base64(random.bytes(dataBytes))}*${envelope}`;
  const delimiter = field === 'phone' ? '$' : '#';
  // Most samples since 2024 carry no index; then the delimiter is doubled in front instead.
  const index = random.chance(0.35)
    ? field === 'phone'
      ? base64(random.bytes(32))
      : windowIndex(random, characters)
    : '';
  return `${delimiter}${index}${delimiter}${body}${delimiter}1${delimiter}${delimiter}`;
}

/** JD TDE (weak): `00 04`, the shop's key id of 16 bytes, IV of 16, AES-128-CBC blocks; plain base64 without delimiters. */
export function jd(random: Random, keyId: Uint8Array, characters: number): string {
  return base64(concat([0x00, 0x04], keyId, random.bytes(16 + padded(characters * 3))));
}

/** JD `desen_*`: not a mask but a wildcard search index, 70 hexadecimal digits for 11 digits in the public sample. */
export function jdIndex(random: Random): string {
  return Buffer.from(random.bytes(35)).toString('hex');
}

/**
 * Kuaishou: two protobuf bodies joined by `&`, each naming the key `merchant.open.secret.key.ks…` (25 + 20 characters)
 * in field 1, then 32 or 48 bytes of ciphertext, 18 and 32 bytes, and the small numbers 5 and 1. The index comes first.
 */
export function kuaishou(
  random: Random,
  field: 'name' | 'phone' | 'address',
  from: { readonly appKey: string; readonly characters: number },
): string {
  const key = ascii(`merchant.open.secret.key.${from.appKey}`);
  const body = (cipherBytes: number): string =>
    base64(
      concat(
        [0x0a, key.length],
        key,
        [0x12, cipherBytes],
        random.bytes(cipherBytes),
        [0x1a, 18],
        random.bytes(18),
        [0x22, 32],
        random.bytes(32),
        [0x28, 5, 0x30, 1],
      ),
    );
  const index = field === 'phone' ? base64(random.bytes(32)) : windowIndex(random, from.characters);
  const delimiter = { name: '#', phone: '$', address: '~' }[field];
  return `${delimiter}${index}${delimiter}${body(32)}&${body(48)}${delimiter}1${delimiter}${delimiter}`;
}
