const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values = /* @__PURE__ */ (() => {
  const table = new Int8Array(128).fill(-1);
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
})();

const codes = /* @__PURE__ */ Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
const ascii = /* @__PURE__ */ new TextDecoder();

/** Unpadded base64url, RFC 4648 §5. */
export function encodeBase64url(bytes: Uint8Array): string {
  // Letters as bytes, decoded once: joining four one-letter strings for each group costs several times as much.
  const letters = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  let i = 0;
  for (; i + 2 < bytes.length; i += 3) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    letters[at++] = codes[group >> 18] as number;
    letters[at++] = codes[(group >> 12) & 63] as number;
    letters[at++] = codes[(group >> 6) & 63] as number;
    letters[at++] = codes[group & 63] as number;
  }
  if (i < bytes.length) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8);
    letters[at++] = codes[group >> 18] as number;
    letters[at++] = codes[(group >> 12) & 63] as number;
    if (i + 2 === bytes.length) letters[at++] = codes[(group >> 6) & 63] as number;
  }
  return ascii.decode(letters);
}

/**
 * Strict decoder: only the one canonical spelling of a byte string is accepted, so a token cannot be re-spelled to slip
 * past a deny-list or a deduplication. No padding, no whitespace, no foreign letters, spare bits zero (RFC 4648 §3.5).
 *
 * @returns the bytes from `start` on, or `undefined` if the text is not canonical.
 */
export function decodeBase64url(text: string, start = 0): Uint8Array | undefined {
  const length = text.length - start;
  const tail = length % 4;
  if (length < 0 || tail === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let at = 0;
  let buffer = 0;
  let bits = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (values[code] as number) : -1;
    if (value < 0) return undefined;
    buffer = ((buffer << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
