import { recognize } from '../../platform/recognize.ts';
import type { Platform, Recognition, RecognizeHint } from '../../platform/types.ts';
import { type Encoding, inputFiles, readLines } from '../input.ts';
import type { Session } from '../session.ts';

export interface RecognizeOptions {
  readonly json?: boolean;
  readonly encoding?: Encoding;
  readonly platform?: Platform;
  readonly field?: NonNullable<RecognizeHint['field']>;
}

/** What each line of the input is. */
export async function recognizeLines(
  session: Session,
  files: readonly string[],
  options: RecognizeOptions,
): Promise<void> {
  const { platform, field } = options;
  const hint = { ...(platform && { platform }), ...(field && { field }) };
  const counts = new Map<string, number>();
  for await (const file of inputFiles(session, files)) {
    for await (const { text, row } of readLines(session, file, options.encoding)) {
      const recognition = recognize(text, hint);
      counts.set(recognition.kind, (counts.get(recognition.kind) ?? 0) + 1);
      await session.print(options.json ? jsonOf(file, row, recognition) : textOf(file, row, recognition));
    }
  }
  const values = [...counts.values()].reduce((sum, count) => sum + count, 0);
  session.say('recognize.total', { values, total: [...counts].map((pair) => pair.join(' ')).join(', ') || '-' });
}

const jsonOf = (file: string, row: number, recognition: Recognition): string =>
  `${JSON.stringify({ file, row, ...recognition })}\n`;

const textOf = (file: string, row: number, { kind, platform, field, confidence }: Recognition): string =>
  `${file}:${row}\t${kind}\t${platform ?? '-'}\t${field ?? '-'}\t${confidence}\n`;
