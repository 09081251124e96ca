import type { CountryCode } from '../../detect/phone/index.ts';
import type { TextKind } from '../../detect/text/index.ts';
import { type Finding, type ScanOptions, scanPayload } from '../../guard/index.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { type Encoding, inputFiles } from '../input.ts';
import { at, type ExitCode, exitCodes, Problem, problemLine } from '../problem.ts';
import type { Session } from '../session.ts';
import { type Payload, payloadsIn } from './scanPayloads.ts';

export interface ScanCommandOptions {
  readonly json?: boolean;
  readonly encoding?: Encoding;
  readonly preset?: PresetName;
  readonly kinds?: readonly TextKind[];
  readonly minConfidence?: number;
  readonly region?: CountryCode;
  readonly minHiddenDigits?: number;
}

/** Finds what is readable in files. JSON documents are read as a whole, workbooks by rows, everything else line by line. */
export async function scanFiles(
  session: Session,
  files: readonly string[],
  options: ScanCommandOptions,
): Promise<ExitCode> {
  const { preset, kinds, minConfidence, region, minHiddenDigits } = options;
  const scanOptions: ScanOptions = {
    ...(preset && { preset: presets[preset] }),
    ...(kinds && { kinds }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(region && { region }),
    ...(minHiddenDigits !== undefined && { minHiddenDigits }),
  };
  let [found, read, unread] = [0, 0, 0];
  for await (const file of inputFiles(session, files)) {
    read++;
    let isTold = false;
    // A picture has many lines that are no text: one message is enough.
    const tell = (problem: Problem): void => {
      if (!isTold) unread++;
      isTold = true;
      session.stderr.write(`${problemLine(session, problem)}\n`);
    };
    const onUnreadable = (problem: Problem): void => {
      if (!isTold) tell(problem);
    };
    try {
      for await (const payload of payloadsIn(session, file, options.encoding, onUnreadable)) {
        const findings = await at({ file, row: payload.row }, () => scanPayload(payload.value, scanOptions));
        for (const finding of findings) {
          const line = lineOf(file, payload, finding, options.json);
          if (line === undefined) continue;
          found++;
          await session.print(line);
        }
      }
    } catch (error) {
      // A picture in a folder must not hide what stands in the files behind it.
      if (!(error instanceof Problem)) throw error;
      tell(error);
    }
  }
  session.say('scan.total', { findings: found, files: read, unread });
  return found + unread === 0 ? exitCodes.ok : exitCodes.data;
}

function lineOf(file: string, { sheet, row, placeOf }: Payload, finding: Finding, json?: boolean): string | undefined {
  const place = placeOf(finding);
  if (place === undefined) return undefined;
  const { column, path } = place;
  const { kind, start, end, confidence, rule } = finding;
  if (json) return `${JSON.stringify({ file, sheet, row, column, path, kind, start, end, confidence, rule })}\n`;
  // Most workbooks have one sheet.
  const name = sheet === undefined || sheet === 1 ? file : `${file}[${sheet}]`;
  const at = [name, row, column].filter((part) => part !== undefined).join(':');
  return `${at}\t${kind}\t${path || '-'}\t${rule}\t${confidence}\n`;
}
