import { isPrivacyError, PrivacyError, type PrivacyErrorCode } from '../errors.ts';

/** What became of one item of a bulk re-encryption, in the order of the items. */
export type ReencryptResult<T> = ReencryptedItem<T> | CurrentItem<T> | FailedItem;

/** The item has a new token: store `value` in its place. */
export interface ReencryptedItem<T> {
  /** Tells the results apart. */
  readonly status: 'reencrypted';
  /** With the new token. */
  readonly value: T;
}

/** The item is under the writing key already: it was not opened, and nothing is to be stored. */
export interface CurrentItem<T> {
  /** Tells the results apart. */
  readonly status: 'current';
  /** As it was given. */
  readonly value: T;
}

/** The item stays as it is stored. */
export interface FailedItem {
  /** Tells the results apart. */
  readonly status: 'failed';
  /** Why, as the single call would have thrown it; `ERR_FIELD_TYPE` for an item that is no such item. */
  readonly code: PrivacyErrorCode;
  /** The error itself. It holds no data. */
  readonly error: PrivacyError;
}

/** One result for each item: an item that fails stops no other. */
export function reencryptEach<Item, T>(
  items: readonly Item[],
  reencrypt: (item: Item) => ReencryptResult<T>,
): readonly ReencryptResult<T>[] {
  if (!Array.isArray(items)) throw new TypeError('"items" expected array');
  // Not map: it would leave the holes of a sparse list without a result.
  return Array.from(items, (item) => {
    try {
      return reencrypt(item);
    } catch (error) {
      return failed(error);
    }
  });
}

function failed(error: unknown): FailedItem {
  // A row with a number for a record id is bad data here, not a programmer's mistake that may stop all other rows.
  const known = isPrivacyError(error)
    ? error
    : new PrivacyError('ERR_FIELD_TYPE', 'an item has a part of a wrong type');
  return { status: 'failed', code: known.code, error: known };
}
