// Keys, places and people of the vectors. The people and streets are invented, the keys are counted up.
import { createHash } from 'node:crypto';
import type { ReferenceContext, ReferenceKey } from '../../test/support/referenceToken.ts';
import type { Vector } from './types.ts';

const counted = (start: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => (start + i) % 256)).toString('hex');

export const key: ReferenceKey = { id: '0a0b0c0d', secret: counted(0) };
export const secondKey: ReferenceKey = { id: '1a1b1c1d', secret: counted(100) };
/** Another key under the id of {@link key}. */
export const impostor: ReferenceKey = { id: key.id, secret: counted(200) };

export const place: ReferenceContext = { tenant: 'shop-1', recordId: 'order-1', schema: 'order', recordVersion: 0 };

export const name = '张三丰';
export const phone = '13800138000';
export const address = '云溪省星河市望江区梧桐大道8号2单元501室';

const buckets: Readonly<Record<string, number>> = { name: 24, phone: 16, address: 48, text: 48, opaque: 16 };

export const fields: Vector['schema']['fields'] = {
  'recipient.name': { id: 1, kind: 'name' },
  'recipient.phone': { id: 2, kind: 'phone' },
  'recipient.address': { id: 3, kind: 'address' },
  remark: { id: 7, kind: 'text' },
  'items[].remark': { id: 8, kind: 'text' },
};

/** Id and bucket of a field. */
export function slotOf(path: string): { readonly id: number; readonly bucket: number } {
  const { id, kind } = fields[path] ?? {};
  const bucket = buckets[kind ?? ''];
  if (id === undefined || bucket === undefined) throw new Error(`no field ${path}`);
  return { id, bucket };
}

/** Fixed salts, one for each vector: the same key and context never meet the same salt twice. */
export const saltFor = (vector: string): string => createHash('sha256').update(vector).digest('hex').slice(0, 32);

export const keyringOf = (status = 'enabled', of: ReferenceKey = key): Vector['keyring'] => ({
  tenant: place.tenant,
  suite: 2,
  keys: [{ id: of.id, status, secret: of.secret }],
});

export const basis = {
  keyring: keyringOf(),
  schema: { name: 'order', fields },
} as const;

export const recordContext = { recordId: 'order-1', recordVersion: 0 } as const;
export const fieldContext = { ...recordContext, field: 'recipient.phone' } as const;
