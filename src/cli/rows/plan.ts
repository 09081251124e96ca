import type { Engine } from '../../crypto/suite.ts';
import type { CountryCode } from '../../detect/phone/index.ts';
import { fastEngine } from '../../engine-fast/index.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { PolicyName } from '../../mask/policy.ts';
import { nodeEngine } from '../../node/engine.ts';
import { nodeSmEngine } from '../../node/smEngine.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { createRecordCipher } from '../../record/cipher.ts';
import { orderSchema } from '../../record/schema.ts';
import { decryptRows, encryptRows } from '../../stream/encryptRows.ts';
import type { FlatColumns } from '../../stream/flatTable.ts';
import { maskRows } from '../../stream/maskRows.ts';
import type { RowProcessor } from '../../stream/rows.ts';
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

function engineOf({ suite }: Keyring, name: EngineName = 'node'): Engine {
  if (name === 'fast') return fastEngine;
  return suite === 3 ? nodeSmEngine : nodeEngine;
}

/**
 * The processor of a plan.
 *
 * @param keyring - For `encrypt` and `decrypt`.
 * @throws what `maskRows`, `encryptRows` and `decryptRows` throw.
 */
export function createProcessor(plan: RowPlan, keyring?: Keyring): RowProcessor {
  const { verb, shape, policy, region, recordId, engine } = plan;
  const masking = { ...(policy && { policy }) };
  if (verb === 'mask') {
    const options = { ...masking, ...(region && { region }) };
    if ('columns' in shape) return maskRows({ ...options, columns: shape.columns });
    const flat = shape.flat === undefined ? {} : { flat: shape.flat };
    return shape.preset === undefined
      ? maskRows({ ...options, schema: orderSchema, ...flat })
      : maskRows({ ...options, preset: presets[shape.preset], ...flat });
  }
  if (keyring === undefined || 'columns' in shape)
    throw new TypeError('a cipher needs a keyring and paths of an order');
  const preset = shape.preset === undefined ? undefined : presets[shape.preset];
  const schema = preset?.schema ?? orderSchema;
  const options = {
    cipher: createRecordCipher({ keyring, schema, engine: engineOf(keyring, engine), ...masking }),
    ...(preset && { preset }),
    ...(shape.flat !== undefined && { flat: shape.flat }),
    ...(recordId !== undefined && { recordId }),
  };
  return verb === 'encrypt' ? encryptRows(options) : decryptRows(options);
}
