import { describe, expect, it } from 'vitest';
import { generateKeyring } from 'waybill-privacy/field';
import type { RowPlan } from '../../../../src/cli/rows/plan.ts';
import { createProcessor } from '../../../../src/cli/rows/processor.ts';

const row = { id: 'A-1', recipient: { phone: '13812345678' } };
const planOf = (verb: RowPlan['verb'], engine: RowPlan['engine']): RowPlan => ({
  verb,
  shape: {},
  recordId: 'id',
  ...(engine && { engine }),
});

describe('the engine of a plan', () => {
  it.each([
    ['fast', 'node'],
    ['node', 'fast'],
    [undefined, 'fast'],
  ] as const)('%s writes what %s opens', async (writes, opens) => {
    const keyring = generateKeyring({ tenant: 'shop-1' });
    const encrypted = (await createProcessor(planOf('encrypt', writes), keyring))(row, 1);
    expect((await createProcessor(planOf('decrypt', opens), keyring))(encrypted, 1)).toEqual(row);
  });

  it('is Node’s for every suite, and another only by name', async () => {
    for (const suite of [1, 3] as const) {
      const keyring = generateKeyring({ tenant: 'shop-1', suite });
      const encrypt = await createProcessor(planOf('encrypt', 'node'), keyring);
      expect(() => encrypt(row, 1)).not.toThrow();
      await expect(createProcessor(planOf('encrypt', 'fast'), keyring)).rejects.toThrow('fast');
    }
  });
});
