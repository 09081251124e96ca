import type { Keyring } from '../../keys/keyring.ts';
import { presets } from '../../platform/index.ts';
import { orderSchema } from '../../record/schema.ts';
import { maskRows } from '../../stream/maskRows.ts';
import type { RowProcessor } from '../../stream/rows.ts';
import type { RowPlan } from './plan.ts';

/**
 * The processor of a plan.
 *
 * @param keyring - For `encrypt` and `decrypt`.
 * @throws what `maskRows`, `encryptRows` and `decryptRows` throw.
 */
export async function createProcessor(plan: RowPlan, keyring?: Keyring): Promise<RowProcessor> {
  if (plan.verb === 'mask') return maskProcessor(plan);
  if (keyring === undefined) throw new TypeError('a cipher needs a keyring');
  const { cipherProcessor } = await import('./cipherProcessor.ts');
  return cipherProcessor(plan, keyring);
}

function maskProcessor({ shape, policy, region }: RowPlan): RowProcessor {
  const options = { ...(policy && { policy }), ...(region && { region }) };
  if ('columns' in shape) return maskRows({ ...options, columns: shape.columns });
  const flat = shape.flat === undefined ? {} : { flat: shape.flat };
  return shape.preset === undefined
    ? maskRows({ ...options, schema: orderSchema, ...flat })
    : maskRows({ ...options, preset: presets[shape.preset], ...flat });
}
