/** Writes a few bytes from `at` on. In a loop: up to some 32 bytes, `set` costs several times as much. */
export function copyBytes(from: Uint8Array, into: Uint8Array, at: number): void {
  for (let i = 0; i < from.length; i++) into[at + i] = from[i] as number;
}

/** Joins byte arrays. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Compares without leaving early, so that the time does not tell how many leading bytes agree. Lengths are public. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** Whether the bytes of `a` from `at` on are those of `b`; without leaving early, as {@link equalBytes}. */
export function hasBytesAt(a: Uint8Array, at: number, b: Uint8Array): boolean {
  if (at + b.length > a.length) return false;
  let difference = 0;
  for (let i = 0; i < b.length; i++) difference |= (a[at + i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** The two digits of each byte. */
const hexPairs: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Lower-case hexadecimal. */
export function encodeHex(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let text = '';
  for (let i = start; i < end; i++) text += hexPairs[bytes[i] as number] as string;
  return text;
}

/** Bytes of lower-case hexadecimal, or `undefined`. */
export function decodeHex(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})*$/u.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
