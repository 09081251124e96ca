// Places, keys and tokens that several tests use. Invented people and streets only.
import type { createFieldCipher, createRecordCipher, Keyring } from 'waybill-privacy';
import { keyA, knownKeyring, shop } from './keyrings.ts';
import { type ReferenceContext, type ReferenceKey, readField } from './referenceToken.ts';

export const phone = '13800138000';
export const name = '张三丰';
export const address = '云溪省星河市望江区梧桐大道8号2单元501室';

export const place = { recordId: 'order-1', field: 'recipient.phone' } as const;
export const orderContext = { recordId: 'order-1' } as const;

/** The same place as the reference implementation takes it. */
export const context: ReferenceContext = { tenant: 'shop-1', recordId: 'order-1', schema: 'order' };
export const referenceKey: ReferenceKey = keyA;

export const order = {
  id: 'order-1',
  recipient: { name, phone, address },
  items: [{ title: '茶', count: 2 }],
  amount: '9.90',
} as const;

export type Options = Omit<Parameters<typeof createFieldCipher>[0], 'keyring'>;
export type RecordOptions = Omit<Parameters<typeof createRecordCipher>[0], 'keyring'>;

export const shopKeyring = (): Promise<Keyring> => knownKeyring(shop);

/** The four kinds of field tokens. */
export const fieldForms: readonly (readonly [string, Options])[] = [
  ['committed, padded', {}],
  ['committed, unpadded', { pad: 'none' }],
  ['uncommitted, padded', { commitment: false }],
  ['uncommitted, unpadded', { commitment: false, pad: 'none' }],
];

/** The four kinds of record tokens. */
export const recordForms: readonly (readonly [string, RecordOptions])[] = [
  ['fields, padded', {}],
  ['fields, unpadded', { pad: 'none' }],
  ['sealed, padded', { form: 'sealed' }],
  ['sealed, unpadded', { form: 'sealed', pad: 'none' }],
];

/** What the reference reads from a field token of {@link place}. */
export const referenceRead = (token: string): string => readField(token, referenceKey, context);
