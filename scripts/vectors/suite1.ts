// The tokens of suite 1 (AES-256-GCM), and what must not pass between the suites.
import { cutTag, flip } from './fields.ts';
import { makersOf } from './ofSuite.ts';
import { reassembled } from './records.ts';
import { fieldContext, impostor, key, keyringOf, name, phone, recordContext } from './setting.ts';
import type { Vector } from './types.ts';

const { keyring, opens, fails, recordOpens, recordFails } = makersOf(1);

export const suite1Vectors: readonly Vector[] = [
  opens('suite1-field-padded', 'A phone under AES-256-GCM, padded, with commitment.', 'recipient.phone', phone),
  opens('suite1-field-unpadded', 'Flag 02.', 'recipient.phone', phone, { isPadded: false }),
  opens('suite1-field-uncommitted', 'Without commitment.', 'recipient.name', name, { isCommitted: false }),
  opens('suite1-field-empty-unpadded', 'An empty plaintext: only a tag.', 'remark', '', { isPadded: false }),
  recordOpens('suite1-record-padded', 'Three fields, each under its own tag.'),
  recordOpens('suite1-record-unpadded', 'Flag 02.', { isPadded: false }),
  recordOpens('suite1-record-sealed', 'Flag 01.', { isSealed: true }),
  recordOpens('suite1-record-sealed-unpadded', 'Flags 01 and 02.', { isSealed: true, isPadded: false }),
  fails('suite1-field-suite-2', 'A token of suite 2 under a key of suite 1.', { suite: 2 }),
  fails('suite1-field-keys-2', 'Suite 1, keys derived for suite 2: authentic otherwise.', { kdfSuite: 2 }),
  fails('suite1-field-cipher-2', 'Suite 1 in header and keys, sealed with ChaCha20-Poly1305.', { cipher: 2 }),
  fails('suite1-field-under-suite-2', 'A token of suite 1 under the same key in suite 2.', {}, undefined, {
    keyring: keyringOf(),
  }),
  fails('suite1-field-suite-swapped', 'The suite byte changed to 2; the keyring has suite 2.', {}, flip(0, 0x03), {
    keyring: keyringOf(),
  }),
  fails('suite1-field-other-record', 'Moved to another row.', {}, undefined, {
    context: { ...fieldContext, recordId: 'order-2' },
  }),
  fails('suite1-field-other-field', 'Moved to another field.', {}, undefined, {
    context: { ...fieldContext, field: 'remark' },
  }),
  fails('suite1-field-other-tenant', 'Moved to another tenant.', {}, undefined, {
    keyring: { ...keyring, tenant: 'shop-2' },
  }),
  fails('suite1-field-other-version', 'Rolled back.', {}, undefined, {
    context: { ...fieldContext, recordVersion: 1 },
  }),
  fails('suite1-field-key-impostor', 'Another key with the same id.', { key: { ...impostor, id: key.id } }),
  fails('suite1-field-commitment-wrong', 'Key, context and tag are right, the commitment is not.', {}, flip(23, 1)),
  fails('suite1-field-bit-flags', 'The padding flag.', {}, flip(5, 0x02)),
  fails('suite1-field-bit-ciphertext', 'One bit of the ciphertext.', {}, flip(55, 0x01)),
  fails('suite1-field-bit-tag', 'The last bit of the tag.', {}, flip(-1, 0x01)),
  fails('suite1-field-tag-missing', 'No tag.', {}, cutTag(0)),
  fails('suite1-field-tag-4', 'A tag cut to 4 bytes.', {}, cutTag(4)),
  fails('suite1-field-tag-12', 'A tag cut to 12 bytes, which GCM itself would allow.', {}, cutTag(12)),
  fails('suite1-field-tag-15', 'A tag cut to 15 bytes.', {}, cutTag(15)),
  recordFails(
    'suite1-record-field-dropped',
    'The second field is gone, n is 2.',
    {},
    reassembled(2, ([a, , c]) => [a, c]),
  ),
  recordFails('suite1-record-tag-12', 'The last tag cut to 12 bytes.', {}, cutTag(12)),
  recordFails('suite1-record-suite-2', 'A token of suite 2 under a key of suite 1.', { suite: 2 }),
  recordFails('suite1-record-other-record', 'Moved to another row.', {}, undefined, {
    context: { ...recordContext, recordId: 'order-2' },
  }),
];
