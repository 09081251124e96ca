// The tokens of suites 1 (AES-256-GCM) and 3 (SM4-GCM), and what must not pass between the suites.
import type { ReferenceFieldToken } from '../../test/support/referenceToken.ts';
import { bad, cutTag, flip, good } from './fields.ts';
import { bad as badRecord, good as goodRecord, reassembled } from './records.ts';
import { fieldContext, impostor, key, keyringOf, name, phone, recordContext } from './setting.ts';
import type { Vector } from './types.ts';

type Changes = Partial<Omit<Vector, 'name' | 'expect' | 'comment'>>;

/** The same scenarios for a suite; suite 2 has its own files. */
function vectorsOf(suite: 1 | 3, cipher: string): readonly Vector[] {
  const keyring: Vector['keyring'] = { ...keyringOf(), suite };

  const opens = (
    vector: string,
    comment: string,
    path: string,
    value: string,
    making: Partial<ReferenceFieldToken> = {},
  ): Vector => good(vector, comment, path, value, { suite, ...making }, { keyring });

  const fails = (
    vector: string,
    comment: string,
    making: Partial<ReferenceFieldToken>,
    edit: (token: string) => string = (token) => token,
    changes: Changes = {},
  ): Vector => {
    const made = bad(vector, comment, { suite, ...making }, { keyring, ...changes });
    return { ...made, token: edit(made.token ?? '') };
  };

  const recordFails = (vector: string, comment: string, edit: (token: string) => string): Vector => {
    const made = badRecord(vector, comment, { suite }, { keyring });
    return { ...made, token: edit(made.token ?? '') };
  };

  return [
    opens(`suite${suite}-field-padded`, `A phone under ${cipher}, padded, with commitment.`, 'recipient.phone', phone),
    opens(`suite${suite}-field-unpadded`, 'Flag 02.', 'recipient.phone', phone, { isPadded: false }),
    opens(`suite${suite}-field-uncommitted`, 'Without commitment.', 'recipient.name', name, { isCommitted: false }),
    opens(`suite${suite}-field-empty-unpadded`, 'An empty plaintext: only a tag.', 'remark', '', { isPadded: false }),
    goodRecord(`suite${suite}-record-padded`, 'Three fields, each under its own tag.', { suite }, { keyring }),
    goodRecord(`suite${suite}-record-unpadded`, 'Flag 02.', { suite, isPadded: false }, { keyring }),
    goodRecord(`suite${suite}-record-sealed`, 'Flag 01.', { suite, isSealed: true }, { keyring }),
    goodRecord(
      `suite${suite}-record-sealed-unpadded`,
      'Flags 01 and 02.',
      { suite, isSealed: true, isPadded: false },
      { keyring },
    ),
    fails(`suite${suite}-field-suite-2`, `A token of suite 2 under a key of suite ${suite}.`, { suite: 2 }),
    fails(`suite${suite}-field-keys-2`, `Suite ${suite}, keys derived for suite 2: authentic otherwise.`, {
      kdfSuite: 2,
    }),
    fails(`suite${suite}-field-cipher-2`, `Suite ${suite} in header and keys, sealed with ChaCha20-Poly1305.`, {
      cipher: 2,
    }),
    fails(
      `suite${suite}-field-under-suite-2`,
      `A token of suite ${suite} under the same key in suite 2.`,
      {},
      undefined,
      {
        keyring: keyringOf(),
      },
    ),
    fails(
      `suite${suite}-field-suite-swapped`,
      'The suite byte changed to 2; the keyring has suite 2.',
      {},
      flip(0, suite ^ 2),
      {
        keyring: keyringOf(),
      },
    ),
    fails(`suite${suite}-field-other-record`, 'Moved to another row.', {}, undefined, {
      context: { ...fieldContext, recordId: 'order-2' },
    }),
    fails(`suite${suite}-field-other-field`, 'Moved to another field.', {}, undefined, {
      context: { ...fieldContext, field: 'remark' },
    }),
    fails(`suite${suite}-field-other-tenant`, 'Moved to another tenant.', {}, undefined, {
      keyring: { ...keyring, tenant: 'shop-2' },
    }),
    fails(`suite${suite}-field-other-version`, 'Rolled back.', {}, undefined, {
      context: { ...fieldContext, recordVersion: 1 },
    }),
    fails(`suite${suite}-field-key-impostor`, 'Another key with the same id.', { key: { ...impostor, id: key.id } }),
    fails(
      `suite${suite}-field-commitment-wrong`,
      'Key, context and tag are right, the commitment is not.',
      {},
      flip(23, 1),
    ),
    fails(`suite${suite}-field-bit-flags`, 'The padding flag.', {}, flip(5, 0x02)),
    fails(`suite${suite}-field-bit-ciphertext`, 'One bit of the ciphertext.', {}, flip(55, 0x01)),
    fails(`suite${suite}-field-bit-tag`, 'The last bit of the tag.', {}, flip(-1, 0x01)),
    fails(`suite${suite}-field-tag-missing`, 'No tag.', {}, cutTag(0)),
    fails(`suite${suite}-field-tag-4`, 'A tag cut to 4 bytes.', {}, cutTag(4)),
    fails(`suite${suite}-field-tag-12`, 'A tag cut to 12 bytes, which GCM itself would allow.', {}, cutTag(12)),
    fails(`suite${suite}-field-tag-15`, 'A tag cut to 15 bytes.', {}, cutTag(15)),
    recordFails(
      `suite${suite}-record-field-dropped`,
      'The second field is gone, n is 2.',
      reassembled(2, ([a, , c]) => [a, c]),
    ),
    recordFails(`suite${suite}-record-tag-12`, 'The last tag cut to 12 bytes.', cutTag(12)),
    badRecord(
      `suite${suite}-record-suite-2`,
      `A token of suite 2 under a key of suite ${suite}.`,
      { suite: 2 },
      { keyring },
    ),
    badRecord(
      `suite${suite}-record-other-record`,
      'Moved to another row.',
      { suite },
      { keyring, context: { ...recordContext, recordId: 'order-2' } },
    ),
  ];
}

export const suiteVectors: readonly Vector[] = [...vectorsOf(1, 'AES-256-GCM'), ...vectorsOf(3, 'SM4-GCM')];
