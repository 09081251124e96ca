import { withScratch } from '../bytes/scratch.ts';
import { decodeUtf8, writeUtf8 } from '../bytes/utf8.ts';
import { PrivacyError } from '../errors.ts';
import type { FieldKind, ValueType } from '../types.ts';
import { maxFieldBytes } from './header.ts';

// Padding hides the length inside a kind: a name of two or of four hanzi, a short or a long street. Sizes in bytes.
const buckets: Readonly<Record<FieldKind, number>> = {
  name: 24,
  phone: 16,
  address: 48,
  text: 48,
  idNumber: 24,
  email: 48,
  account: 24,
  bankCard: 24,
  plate: 16,
  opaque: 16,
};

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

/** The text of a value and the type it stands for. */
export interface TypedText {
  readonly type: ValueType;
  readonly text: string;
}

/**
 * Memory that is enough for a plaintext, in bytes.
 *
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a text that is too long in any case.
 */
export function plaintextRoom(text: string, kind: FieldKind): number {
  if (text.length > maxFieldBytes) throw tooLong();
  return 1 + 3 * text.length + buckets[kind];
}

/**
 * Writes a plaintext from `start` on: [ tag 1 ‖ ] UTF-8 ‖ 80 ‖ 00… to the next multiple of the kind's bucket (ISO/IEC 7816-4
 * padding); without padding just the tag and UTF-8.
 *
 * @param into - Has {@link plaintextRoom} behind `start`.
 * @returns its end.
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate, `ERR_LIMIT_EXCEEDED` over 65,535 bytes.
 */
export function writePlaintext(
  { type, text }: TypedText,
  kind: FieldKind,
  isPadded: boolean,
  into: Uint8Array,
  start: number,
): number {
  let at = start;
  if (type !== 'string') into[at++] = tags[type];
  at = writeUtf8(text, into, at);
  let end = at;
  if (isPadded) {
    const bucket = buckets[kind];
    end = start + Math.ceil((at + 1 - start) / bucket) * bucket;
    into[at++] = 0x80;
    while (at < end) into[at++] = 0;
  }
  if (end - start > maxFieldBytes) throw tooLong();
  return end;
}

/** The same for a text, in memory of its own. @throws {PrivacyError} as {@link writePlaintext}. */
export function encodePlaintext(text: string, kind: FieldKind, isPadded: boolean): Uint8Array {
  return withScratch(plaintextRoom(text, kind), (memory) =>
    memory.slice(0, writePlaintext({ type: 'string', text }, kind, isPadded, memory, 0)),
  );
}

/** The text, or `undefined` when padding or UTF-8 is wrong. */
export function decodePlaintext(
  bytes: Uint8Array,
  isPadded: boolean,
  start = 0,
  end: number = bytes.length,
): string | undefined {
  if (!isPadded) return decodeUtf8(bytes, start, end);
  let last = end - 1;
  while (last >= start && bytes[last] === 0) last--;
  return last >= start && bytes[last] === 0x80 ? decodeUtf8(bytes, start, last) : undefined;
}

/** Reverses {@link writePlaintext}; `undefined` when padding or UTF-8 is wrong. */
export function decodeTyped(bytes: Uint8Array, isPadded: boolean, start: number, end: number): TypedText | undefined {
  const first = start < end ? (bytes[start] as number) : 0;
  const type = first < tags.number ? 'string' : (typeOfTag.get(first) ?? 'string');
  const text = decodePlaintext(bytes, isPadded, type === 'string' ? start : start + 1, end);
  return text === undefined ? undefined : { type, text };
}

const tooLong = (): PrivacyError =>
  new PrivacyError('ERR_LIMIT_EXCEEDED', `a field is longer than ${maxFieldBytes} bytes`);
