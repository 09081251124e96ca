import type { CountryCode } from '../../detect/phone/index.ts';
import type { TextKind } from '../../detect/text/index.ts';
import { type Finding, type ScanOptions, scanPayload } from '../../guard/index.ts';
import { type PresetName, presets } from '../../platform/index.ts';
import { decode, type Encoding, inputFiles, parseJson, readBytes, readLines } from '../input.ts';
import { at, type ExitCode, exitCodes, type Place, Problem, problemLine } from '../problem.ts';
import type { Session } from '../session.ts';

export interface ScanCommandOptions {
  readonly json?: boolean;
  readonly encoding?: Encoding;
  readonly preset?: PresetName;
  readonly kinds?: readonly TextKind[];
  readonly minConfidence?: number;
  readonly region?: CountryCode;
  readonly minHiddenDigits?: number;
}

/** Finds what is readable in files. JSON documents are read as a whole, everything else line by line. */
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
      for await (const { value, row } of payloadsIn(session, file, options.encoding, onUnreadable)) {
        const findings = await at({ file, row }, () => scanPayload(value, scanOptions));
        for (const finding of findings) {
          found++;
          await session.print(lineOf({ file, row }, finding, typeof value === 'string', options.json));
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

interface Payload {
  readonly value: unknown;
  readonly row?: number;
}

async function* payloadsIn(
  session: Session,
  file: string,
  encoding: Encoding | undefined,
  onUnreadable: (problem: Problem) => void,
): AsyncGenerator<Payload> {
  if (/\.json$/iu.test(file)) {
    const bytes = await readBytes(session, file);
    yield { value: parseJson(decode(bytes, encoding, { file }), file) };
    return;
  }
  for await (const { text, row } of readLines(session, file, encoding, onUnreadable)) yield { value: text, row };
}

function lineOf(
  { file, row }: Place,
  { path, kind, start, end, confidence, rule }: Finding,
  isLine: boolean,
  json?: boolean,
): string {
  // A finding in the line itself has its column there; one inside a packing has it in the unpacked text.
  const column = isLine && path === '' ? start + 1 : undefined;
  if (json) return `${JSON.stringify({ file, row, column, path, kind, start, end, confidence, rule })}\n`;
  const at = [file, row, column].filter((part) => part !== undefined).join(':');
  return `${at}\t${kind}\t${path || '-'}\t${rule}\t${confidence}\n`;
}
