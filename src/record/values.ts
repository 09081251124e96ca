import { isWellFormed, loneSurrogate } from '../bytes/utf8.ts';
import type { Path } from '../paths.ts';
import type { TypedText } from '../token/plaintext.ts';
import { valueOfText, valueTypes } from '../typedText.ts';
import type { PrivateValue, ValueType } from '../types.ts';

/** A readable private value, its text, and where it stands. */
export interface FieldValue extends TypedText {
  readonly value: PrivateValue;
  readonly indices: readonly number[];
}

/**
 * The plaintext of a field: the value itself, or for a path with `[]` the JSON list of `[position…, text]`, with the type behind
 * it where it is none of a text, so that each value finds its place again.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate.
 */
export function packValues(path: Path, values: readonly FieldValue[]): TypedText {
  if (!isArrayPath(path)) return values[0] as FieldValue;
  // JSON would spell a lone surrogate as an escape, and the check behind it would not see one.
  if (!values.every(({ text }) => isWellFormed(text))) throw loneSurrogate();
  const list = values.map(({ type, text, indices }) => [...indices, text, ...(type === 'string' ? [] : [type])]);
  return { type: 'string', text: JSON.stringify(list) };
}

const noIndices: readonly number[] = [];

/** Reverses {@link packValues}; `undefined` if the plaintext was not made by it. */
export function unpackValues(path: Path, plaintext: TypedText): FieldValue[] | undefined {
  if (!isArrayPath(path)) {
    const value = fieldValue(plaintext.type, plaintext.text, noIndices);
    return value && [value];
  }
  if (plaintext.type !== 'string') return undefined;
  let list: unknown;
  try {
    list = JSON.parse(plaintext.text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const depth = path.steps.filter((step) => step === '[]').length;
  const values: FieldValue[] = [];
  for (const item of list as unknown[]) {
    const value = Array.isArray(item) ? readItem(item, depth) : undefined;
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** `[position…, text]` or `[position…, text, type]`. */
function readItem(item: readonly unknown[], depth: number): FieldValue | undefined {
  const indices = item.slice(0, depth);
  const [text, type, ...more] = item.slice(depth);
  if (typeof text !== 'string' || indices.length !== depth || !indices.every(isPosition)) return undefined;
  if (item.length === depth + 1) return fieldValue('string', text, indices);
  // A text has one form only.
  return isTypeName(type) && type !== 'string' && more.length === 0 ? fieldValue(type, text, indices) : undefined;
}

function fieldValue(type: ValueType, text: string, indices: readonly number[]): FieldValue | undefined {
  const value = valueOfText(type, text);
  return value === undefined ? undefined : { type, text, value, indices };
}

const isTypeName = (type: unknown): type is ValueType => (valueTypes as readonly unknown[]).includes(type);

const isPosition = (index: unknown): index is number => Number.isSafeInteger(index) && (index as number) >= 0;

const isArrayPath = (path: Path): boolean => path.steps.includes('[]');
