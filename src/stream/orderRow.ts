import { PrivacyError } from '../errors.ts';
import type { MaskSchema } from '../mask/schema.ts';
import type { Row } from './rows.ts';

/**
 * Refuses a row of another shape, where a schema would find nothing to protect.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE`.
 */
export function assertOrderRow(row: Row, schema: MaskSchema): void {
  for (const { path, rule } of schema.rules) {
    if (rule.action !== 'keep' && Object.hasOwn(row, path.steps[0] as string)) return;
  }
  throw new PrivacyError('ERR_FIELD_TYPE', 'the row has none of the private fields');
}
