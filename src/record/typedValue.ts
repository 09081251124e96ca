import { decodePlaintext, encodePlaintext } from '../token/plaintext.ts';
import type { FieldKind, ValueType } from '../types.ts';

/** The text of a field and the type it stands for. */
export interface TypedText {
  readonly type: ValueType;
  readonly text: string;
}

// docs/spec/token-v1.md, 4.1. No text begins with these bytes in UTF-8 (RFC 3629 ends at F4), so that texts need no tag and none
// can be taken for a number, and a reader that does not know them refuses.
const tags: Readonly<Record<Exclude<ValueType, 'string'>, number>> = {
  number: 0xf8,
  bigint: 0xf9,
  boolean: 0xfa,
  date: 0xfb,
};

const typeOfTag = /* @__PURE__ */ new Map(
  Object.entries(tags).map(([type, tag]) => [tag, type as keyof typeof tags] as const),
);

/** Plaintext of a field: [ tag 1 ‖ ] UTF-8 ‖ padding. @throws {PrivacyError} as `encodePlaintext`. */
export function encodeTyped({ type, text }: TypedText, kind: FieldKind, isPadded: boolean): Uint8Array {
  if (type === 'string') return encodePlaintext(text, kind, isPadded);
  // One ASCII character keeps the place of the tag.
  const bytes = encodePlaintext(`?${text}`, kind, isPadded);
  bytes[0] = tags[type];
  return bytes;
}

/** Reverses {@link encodeTyped}; `undefined` when padding or UTF-8 is wrong. */
export function decodeTyped(bytes: Uint8Array, isPadded: boolean): TypedText | undefined {
  const type = typeOfTag.get(bytes[0] ?? 0) ?? 'string';
  const text = decodePlaintext(type === 'string' ? bytes : bytes.subarray(1), isPadded);
  return text === undefined ? undefined : { type, text };
}
