import { isWellFormed, loneSurrogate } from '../bytes/utf8.ts';
import type { Path } from '../paths.ts';

/** A readable private value and where it stands. */
export interface FieldValue {
  readonly text: string;
  readonly indices: readonly number[];
}

/**
 * The plaintext of a field: the value itself, or for a path with `[]` the JSON list of `[position…, value]`, so that each
 * value finds its place again.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate.
 */
export function packValues(path: Path, values: readonly FieldValue[]): string {
  if (!isArrayPath(path)) return (values[0] as FieldValue).text;
  // JSON would spell a lone surrogate as an escape, and the check behind it would not see one.
  if (!values.every(({ text }) => isWellFormed(text))) throw loneSurrogate();
  return JSON.stringify(values.map(({ text, indices }) => [...indices, text]));
}

/** Reverses {@link packValues}; `undefined` if the text was not made by it. */
export function unpackValues(path: Path, plaintext: string): FieldValue[] | undefined {
  if (!isArrayPath(path)) return [{ text: plaintext, indices: [] }];
  let list: unknown;
  try {
    list = JSON.parse(plaintext);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const depth = path.steps.filter((step) => step === '[]').length;
  const values: FieldValue[] = [];
  for (const item of list as unknown[]) {
    const text: unknown = Array.isArray(item) ? item.at(-1) : undefined;
    const indices: unknown[] = Array.isArray(item) ? item.slice(0, -1) : [];
    if (typeof text !== 'string' || indices.length !== depth || !indices.every(isPosition)) return undefined;
    values.push({ text, indices });
  }
  return values;
}

const isPosition = (index: unknown): index is number => Number.isSafeInteger(index) && (index as number) >= 0;

const isArrayPath = (path: Path): boolean => path.steps.includes('[]');
