import type { RejectedRow } from '../../stream/rows.ts';
import type { UnreadableRow } from './codec.ts';

/** A line of a file of rejected rows: where and why, never what. */
export function rejectLine({ row, code, field, reason, ...rest }: RejectedRow | UnreadableRow): string {
  const { line } = rest as Partial<UnreadableRow>;
  return `${JSON.stringify({ row, line, code, field, reason })}\n`;
}
