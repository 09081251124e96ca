/**
 * Brands for strings that must not be mixed up. They cost nothing at run time and are made only by this library.
 *
 * @module
 */

declare const brand: unique symbol;

/** Text whose private parts are replaced by a mask glyph. It cannot be turned back, and carriers reject it as input. */
export type Masked = string & {
  /** @internal */
  readonly [brand]: 'masked';
};

/** One encrypted value: `wpf1.` and base64url. */
export type FieldToken = string & {
  /** @internal */
  readonly [brand]: 'field-token';
};

/** The encrypted private fields of one order: `wpr1.` and base64url. */
export type RecordToken = string & {
  /** @internal */
  readonly [brand]: 'record-token';
};

/** Blind index tag of a value: `wpi1.`, the name of the index, `.` and hexadecimal. Finds rows; opens nothing. */
export type IndexTag = string & {
  /** @internal */
  readonly [brand]: 'index-tag';
};

/** Name of a key in a keyring: 8 lower-case hexadecimal digits, 4 bytes in a token. */
export type KeyId = string & {
  /** @internal */
  readonly [brand]: 'key-id';
};

/**
 * What a private field holds. It decides the mask, the padding and how the value is checked.
 *
 * `text` is free text (remarks) that may hold anything; `idNumber` an identity card, passport or permit; `account` a WeChat,
 * QQ or other login; `plate` a number plate; `opaque` is private but has no parts worth showing
 * (an account, a coordinate) and is masked whole.
 */
export type FieldKind =
  | 'name'
  | 'phone'
  | 'address'
  | 'text'
  | 'idNumber'
  | 'email'
  | 'account'
  | 'bankCard'
  | 'plate'
  | 'opaque';

/** All kinds, in the order in which they are listed. @internal */
export const fieldKinds: readonly FieldKind[] = [
  'name',
  'phone',
  'address',
  'text',
  'idNumber',
  'email',
  'account',
  'bankCard',
  'plate',
  'opaque',
];

/**
 * Type of a private value. `number` is finite and within ±(2^53 − 1), beyond which digits are lost; `bigint` has at most 1,000
 * digits; `date` is a `Date` that holds a time.
 */
export type ValueType = 'string' | 'number' | 'bigint' | 'boolean' | 'date';

/** A private value of an order. */
export type PrivateValue = string | number | bigint | boolean | Date;
