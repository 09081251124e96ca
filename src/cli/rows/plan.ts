import type { CountryCode } from '../../detect/phone/index.ts';
import type { PolicyName } from '../../mask/policy.ts';
import type { PresetName } from '../../platform/index.ts';
import type { FlatColumns } from '../../stream/flatTable.ts';
import type { FieldKind } from '../../types.ts';

/** What is private in a row: columns by kind, or an order of a preset or of the library's own shape, in a table or as JSON. */
export type RowShape =
  | { readonly columns: Readonly<Record<string, FieldKind>> }
  | { readonly preset?: PresetName; readonly flat?: FlatColumns };

/** Engines of the ciphers: OpenSSL of Node, or suite 2 in code of ours that nobody has audited. */
export type EngineName = 'node' | 'fast';

/** What is done with rows. Plain data without secrets: a worker can make the same processor from it and the keyring. */
export interface RowPlan {
  readonly verb: 'mask' | 'encrypt' | 'decrypt';
  readonly shape: RowShape;
  /** Of the masks. */
  readonly policy?: PolicyName;
  /** Of phones without a country code. */
  readonly region?: CountryCode;
  /** Column or path of the identity of each row, for the ciphers. */
  readonly recordId?: string;
  /** Of the ciphers. Default `node`. */
  readonly engine?: EngineName;
}
