import { checkPrintPayload } from '../../../guard/print/print.ts';
import type { FieldKind } from '../../../types.ts';
import type { Label, LabelRun } from '../label.ts';
import { payloadText } from './parsePrintJson.ts';

/** Private data in a print payload. */
export interface CuedText {
  /** Where; `undefined` for what is no text, such as a key. */
  readonly run: LabelRun | undefined;
  readonly kind: FieldKind;
  /** Offsets in the text of the run. */
  readonly start: number;
  readonly end: number;
}

/** What the check of print payloads finds, which takes keys such as `receiver_name` for cues. None in other languages. */
export function textsByKey(label: Label): CuedText[] {
  if (label.language !== 'print-json') return [];
  const runs = new Map(label.runs.map((run) => [run.position, run]));
  return checkPrintPayload(payloadText(label)).findings.map(({ path, kind, start, end }) => ({
    run: runs.get(path),
    kind,
    start,
    end,
  }));
}
