import type { RejectedRow } from '../../stream/rows.ts';
import type { UnreadableRow } from '../files/codec.ts';
import { Problem } from '../problem.ts';

/** A row that is refused and ends the run. */
export function rejection(file: string, { code, field, reason, ...result }: RejectedRow | UnreadableRow): Problem {
  const row = 'line' in result ? result.line : result.row;
  return new Problem('ERR_ROW', { code, reason, field: field === undefined ? '' : `${field}: ` }, { file, row });
}
