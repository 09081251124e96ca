// The tokens of suite 3 (SM4-GCM, HMAC-SM3), and what must not pass between it and the others.
import { cutTag, flip } from './fields.ts';
import { makersOf } from './ofSuite.ts';
import { reassembled } from './records.ts';
import { address, fieldContext, impostor, key, keyringOf, name, phone, recordContext } from './setting.ts';
import type { Vector } from './types.ts';

const { keyring, opens, fails, recordOpens, recordFails } = makersOf(3);

export const suite3Vectors: readonly Vector[] = [
  opens('suite3-field-padded', 'A phone under SM4-GCM, padded, with commitment.', 'recipient.phone', phone),
  opens('suite3-field-unpadded', 'Flag 02.', 'recipient.phone', phone, { isPadded: false }),
  opens('suite3-field-uncommitted', 'Without commitment.', 'recipient.name', name, { isCommitted: false }),
  opens('suite3-field-address', 'Several blocks of the cipher.', 'recipient.address', address),
  opens('suite3-field-empty-unpadded', 'An empty plaintext: only a tag.', 'remark', '', { isPadded: false }),
  recordOpens('suite3-record-padded', 'Three fields, each under its own tag.'),
  recordOpens('suite3-record-unpadded', 'Flag 02.', { isPadded: false }),
  recordOpens('suite3-record-sealed', 'Flag 01.', { isSealed: true }),
  recordOpens('suite3-record-sealed-unpadded', 'Flags 01 and 02.', { isSealed: true, isPadded: false }),
  fails('suite3-field-suite-1', 'A token of suite 1 under a key of suite 3.', { suite: 1 }),
  fails('suite3-field-suite-2', 'A token of suite 2 under a key of suite 3.', { suite: 2 }),
  fails('suite3-field-keys-2', 'Suite 3, keys derived for suite 2: with SHA-256.', { kdfSuite: 2 }),
  fails('suite3-field-cipher-1', 'Suite 3 in header and keys, sealed with AES-256-GCM.', { cipher: 1 }),
  fails('suite3-field-under-suite-1', 'A token of suite 3 under the same key in suite 1.', {}, undefined, {
    keyring: { ...keyring, suite: 1 },
  }),
  fails('suite3-field-under-suite-2', 'A token of suite 3 under the same key in suite 2.', {}, undefined, {
    keyring: keyringOf(),
  }),
  fails('suite3-field-suite-swapped', 'The suite byte changed to 2; the keyring has suite 2.', {}, flip(0, 0x01), {
    keyring: keyringOf(),
  }),
  fails('suite3-field-other-record', 'Moved to another row.', {}, undefined, {
    context: { ...fieldContext, recordId: 'order-2' },
  }),
  fails('suite3-field-other-field', 'Moved to another field.', {}, undefined, {
    context: { ...fieldContext, field: 'remark' },
  }),
  fails('suite3-field-other-tenant', 'Moved to another tenant.', {}, undefined, {
    keyring: { ...keyring, tenant: 'shop-2' },
  }),
  fails('suite3-field-other-version', 'Rolled back.', {}, undefined, {
    context: { ...fieldContext, recordVersion: 1 },
  }),
  fails('suite3-field-key-impostor', 'Another key with the same id.', { key: { ...impostor, id: key.id } }),
  fails(
    'suite3-field-key-impostor-uncommitted',
    'The same without commitment: the tag is wrong.',
    { key: { ...impostor, id: key.id }, isCommitted: false },
    undefined,
    { commitment: false },
  ),
  fails('suite3-field-commitment-wrong', 'Key, context and tag are right, the commitment is not.', {}, flip(23, 1)),
  fails('suite3-field-bit-flags', 'The padding flag.', {}, flip(5, 0x02)),
  fails('suite3-field-bit-ciphertext', 'One bit of the ciphertext.', {}, flip(55, 0x01)),
  fails('suite3-field-bit-tag', 'The last bit of the tag.', {}, flip(-1, 0x01)),
  fails(
    'suite3-field-tag-missing',
    'No tag, which the GCM of a well-known package takes for a good one.',
    {},
    cutTag(0),
  ),
  fails('suite3-field-tag-4', 'A tag cut to 4 bytes.', {}, cutTag(4)),
  fails('suite3-field-tag-12', 'A tag cut to 12 bytes, which GCM itself would allow.', {}, cutTag(12)),
  fails('suite3-field-tag-15', 'A tag cut to 15 bytes.', {}, cutTag(15)),
  recordFails(
    'suite3-record-field-dropped',
    'The second field is gone, n is 2.',
    {},
    reassembled(2, ([a, , c]) => [a, c]),
  ),
  recordFails('suite3-record-bit-tag', 'The last bit of the last tag.', {}, flip(-1, 0x01)),
  recordFails('suite3-record-tag-missing', 'The last tag is missing.', {}, cutTag(0)),
  recordFails('suite3-record-tag-12', 'The last tag cut to 12 bytes.', {}, cutTag(12)),
  recordFails('suite3-record-sealed-bit-tag', 'The last bit of a sealed record.', { isSealed: true }, flip(-1, 0x01)),
  recordFails('suite3-record-sealed-tag-12', 'Its tag cut to 12 bytes.', { isSealed: true }, cutTag(12)),
  recordFails('suite3-record-suite-2', 'A token of suite 2 under a key of suite 3.', { suite: 2 }),
  recordFails('suite3-record-other-record', 'Moved to another row.', {}, undefined, {
    context: { ...recordContext, recordId: 'order-2' },
  }),
];
