import type { Engine } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject } from '../errors.ts';
import { createRecordKeySource } from '../field/keySource.ts';
import { type Keyring, writingKey } from '../keys/keyring.ts';
import type { IndexTag } from '../types.ts';
import { assertScopeName, type BlindIndexField, indexError, mergeName, readField, recordValues } from './indexer.ts';
import { createTagWriter, exactBits } from './tag.ts';

/** Where an order has its recipient. */
export interface MergeFields {
  /** Path of the name. */
  readonly name: string;
  /** Path of the phone. */
  readonly phone: string;
  /** Path of the whole address. */
  readonly address: string;
}

/** Options of {@link mergeKey}. */
export interface MergeKeyOptions {
  /** Needs an enabled key of purpose `index`. Keys of two tenants never agree. */
  readonly keyring: Keyring;
  /**
   * Name of the time window in which orders may share a parcel, such as the day of dispatch, `2026-03-15`: 1 to 255
   * characters. Keys of two windows never agree, so keep windows short.
   */
  readonly window: string;
  /** Paths of the recipient's fields. Default `recipient.name`, `recipient.phone`, `recipient.address`. */
  readonly fields?: MergeFields;
  /** Computes the MACs. Default: @noble. */
  readonly engine?: Engine;
}

const plainFields: MergeFields = { name: 'recipient.name', phone: 'recipient.phone', address: 'recipient.address' };

/**
 * Tag that two orders share when one parcel can serve both: same name, phone and address after normalising, same tenant,
 * same time window. Orders are then grouped while they are encrypted. Compare the decrypted orders before packing.
 *
 * **What leaks** to who reads the keys: which orders of one tenant in one window go to the same person at the same door, and
 * how many each; across windows and tenants nothing. It is exact, so delete it when its window is over.
 *
 * Equal means equal after {@link normaliseName}, {@link normalisePhone} and {@link normaliseAddress}; 二单元 and 2单元 give
 * two parcels. Promoting another index key within a window does too.
 *
 * @param order - The order in the clear; not changed.
 * @returns `wpi1.merge.` and 32 hexadecimal digits, or `undefined` where name, phone or address is missing: such an order
 * travels alone.
 * @throws {PrivacyError} `ERR_ALREADY_PROTECTED` for a masked value, a token or a platform's ciphertext, which would merge
 * strangers; `ERR_UNICODE`, `ERR_FIELD_TYPE`, `ERR_LIMIT_EXCEEDED`, `ERR_KEY_DISABLED`.
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('index').id);
 * const options = { keyring, window: '2026-03-15' };
 * const first = { recipient: { name: '张小明', phone: '13800138000', address: '杭州市西湖区幸福路1号' } };
 * const second = { recipient: { name: '张小明 ', phone: '+86 138-0013-8000', address: '浙江省杭州市西湖区 幸福路1号' } };
 * mergeKey(first, options) === mergeKey(second, options); // true
 * mergeKey(first, options) === mergeKey(first, { ...options, window: '2026-03-16' }); // false
 */
export function mergeKey(order: object, options: MergeKeyOptions): IndexTag | undefined {
  assertObject(order, 'order');
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'window', 'fields', 'engine'], 'options');
  const { keyring, window, engine, fields = plainFields } = options;
  assertScopeName(window, 'window');
  assertObject(fields, 'fields');
  assertKnownKeys(fields, ['name', 'phone', 'address'], 'fields');
  const { suite, tenant } = createRecordKeySource(keyring, engine);
  const read = roles.map((role): BlindIndexField => ({ path: fields[role], normaliser: role })).map(readField);
  if (read.some(({ path }) => path.steps.includes('[]'))) throw indexError('a person of a list is nobody to send to');
  const key = writingKey(keyring, 'index');
  const values = recordValues(read, order);
  // Roles, not paths: the same person in the orders of two platforms shares a parcel.
  const write = createTagWriter(suite, { tenant, name: mergeName, fields: roles }, exactBits);
  return values === undefined ? undefined : write(key, values, window);
}

const roles = ['name', 'phone', 'address'] as const;
