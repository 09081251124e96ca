// Per call of fromCharCode, so that the arguments fit every stack.
const chunkUnits = 8192;

/** The text of code units; of bytes one character each. */
export function textOf(units: Uint8Array | Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += chunkUnits) {
    parts.push(String.fromCharCode.apply(undefined, units.subarray(at, at + chunkUnits) as unknown as number[]));
  }
  return parts.join('');
}

/** Bytes of a string that holds one byte a character. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
