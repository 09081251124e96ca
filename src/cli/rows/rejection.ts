import type { RejectedRow } from '../../stream/rows.ts';
import type { UnreadableRow } from '../files/codec.ts';
import { Problem, type ProblemCode } from '../problem.ts';

type Refused = RejectedRow | UnreadableRow;

/** A row that is refused and ends the run; `--rejects` lets the others go on. */
export const rejection = (file: string, row: Refused): Problem => problemWith('ERR_ROW', file, row);

/** One that ends the run whatever is asked: the output has all rows or does not exist. */
export const rejectionOfAll = (file: string, row: Refused): Problem => problemWith('ERR_ROW_ALL', file, row);

/** One that is only read. */
export const unreadable = (file: string, row: Refused): Problem => problemWith('ERR_ROW_READ', file, row);

function problemWith(message: ProblemCode, file: string, { code, field, reason, ...result }: Refused): Problem {
  const row = 'line' in result ? result.line : result.row;
  return new Problem(message, { code, reason, field: field === undefined ? '' : `${field}: ` }, { file, row });
}
