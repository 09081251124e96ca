import { assertObject, assertString, PrivacyError } from '../errors.ts';
import { malformedBatch } from './manifest.ts';
import { isEndLine } from './open.ts';
import type { SealedBatch } from './seal.ts';

/**
 * A batch as the text of a `.wpb` file: JSON lines (UTF-8, `\n`), the manifest first.
 *
 * @example
 * batchText({ manifest: '{"format":"…"}', rows: ['{"row":0}'], end: '{"end":1}' }).split('\n').length; // 4
 */
export function batchText(batch: SealedBatch): string {
  assertObject(batch, 'batch');
  return [batch.manifest, ...batch.rows, batch.end, ''].join('\n');
}

/**
 * Takes the text of a `.wpb` file apart. Proves nothing: `openBatch` does.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_BATCH` for text that is no batch, `ERR_BATCH_INCOMPLETE` for one without its end.
 */
export function parseBatch(text: string): SealedBatch {
  assertString(text, 'text');
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const [manifest, ...rows] = lines;
  if (manifest === undefined || manifest === '') throw malformedBatch('it is empty');
  const end = rows.pop();
  if (end === undefined || !isEndLine(end)) throw incompleteBatch();
  return { manifest, rows, end };
}

export const incompleteBatch = (): PrivacyError =>
  new PrivacyError('ERR_BATCH_INCOMPLETE', 'the batch ends before its last line');
