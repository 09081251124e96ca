import type { Engine } from '../../crypto/suite.ts';
import { fastEngine } from '../../engine-fast/index.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { nodeEngine } from '../../node/engine.ts';
import { nodeSmEngine } from '../../node/smEngine.ts';
import { presets } from '../../platform/index.ts';
import { createRecordCipher } from '../../record/cipher.ts';
import { orderSchema } from '../../record/schema.ts';
import { decryptRows, encryptRows } from '../../stream/encryptRows.ts';
import type { RowProcessor } from '../../stream/rows.ts';
import type { EngineName, RowPlan } from './plan.ts';

function engineOf({ suite }: Keyring, name: EngineName = 'node'): Engine {
  if (name === 'fast') return fastEngine;
  return suite === 3 ? nodeSmEngine : nodeEngine;
}

/** Loaded for ciphers alone: masks need no cryptography. @throws what `encryptRows` and `decryptRows` throw. */
export function cipherProcessor({ verb, shape, policy, recordId, engine }: RowPlan, keyring: Keyring): RowProcessor {
  if ('columns' in shape) throw new TypeError('a cipher needs paths of an order');
  const preset = shape.preset === undefined ? undefined : presets[shape.preset];
  const schema = preset?.schema ?? orderSchema;
  const options = {
    cipher: createRecordCipher({ keyring, schema, engine: engineOf(keyring, engine), ...(policy && { policy }) }),
    ...(preset && { preset }),
    ...(shape.flat !== undefined && { flat: shape.flat }),
    ...(recordId !== undefined && { recordId }),
  };
  return verb === 'encrypt' ? encryptRows(options) : decryptRows(options);
}
