// The tokens of suite 1 (AES-256-GCM), and what must not pass between the suites.
import type { ReferenceFieldToken } from '../../test/support/referenceToken.ts';
import { bad, cutTag, flip, good } from './fields.ts';
import { bad as badRecord, good as goodRecord, reassembled } from './records.ts';
import { fieldContext, impostor, key, keyringOf, name, phone, recordContext } from './setting.ts';
import type { Vector } from './types.ts';

type Changes = Partial<Omit<Vector, 'name' | 'expect' | 'comment'>>;

const keyring: Vector['keyring'] = { ...keyringOf(), suite: 1 };

const opens = (
  vector: string,
  comment: string,
  path: string,
  value: string,
  making: Partial<ReferenceFieldToken> = {},
): Vector => good(vector, comment, path, value, { suite: 1, ...making }, { keyring });

const fails = (
  vector: string,
  comment: string,
  making: Partial<ReferenceFieldToken>,
  edit: (token: string) => string = (token) => token,
  changes: Changes = {},
): Vector => {
  const made = bad(vector, comment, { suite: 1, ...making }, { keyring, ...changes });
  return { ...made, token: edit(made.token ?? '') };
};

const recordFails = (vector: string, comment: string, edit: (token: string) => string): Vector => {
  const made = badRecord(vector, comment, { suite: 1 }, { keyring });
  return { ...made, token: edit(made.token ?? '') };
};

export const suite1Vectors: readonly Vector[] = [
  opens('suite1-field-padded', 'A phone under AES-256-GCM, padded, with commitment.', 'recipient.phone', phone),
  opens('suite1-field-unpadded', 'Flag 02.', 'recipient.phone', phone, { isPadded: false }),
  opens('suite1-field-uncommitted', 'Without commitment.', 'recipient.name', name, { isCommitted: false }),
  opens('suite1-field-empty-unpadded', 'An empty plaintext: only a tag.', 'remark', '', { isPadded: false }),
  goodRecord('suite1-record-padded', 'Three fields, each under its own tag.', { suite: 1 }, { keyring }),
  goodRecord('suite1-record-unpadded', 'Flag 02.', { suite: 1, isPadded: false }, { keyring }),
  goodRecord('suite1-record-sealed', 'Flag 01.', { suite: 1, isSealed: true }, { keyring }),
  goodRecord(
    'suite1-record-sealed-unpadded',
    'Flags 01 and 02.',
    { suite: 1, isSealed: true, isPadded: false },
    { keyring },
  ),
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
    reassembled(2, ([a, , c]) => [a, c]),
  ),
  recordFails('suite1-record-tag-12', 'The last tag cut to 12 bytes.', cutTag(12)),
  badRecord('suite1-record-suite-2', 'A token of suite 2 under a key of suite 1.', { suite: 2 }, { keyring }),
  badRecord(
    'suite1-record-other-record',
    'Moved to another row.',
    { suite: 1 },
    { keyring, context: { ...recordContext, recordId: 'order-2' } },
  ),
];
