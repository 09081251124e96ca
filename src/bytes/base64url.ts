const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values = /* @__PURE__ */ (() => {
  const table = new Int8Array(128).fill(-1);
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
})();

const encoder = /* @__PURE__ */ new TextEncoder();
const ascii = /* @__PURE__ */ new TextDecoder();

/** The two letters of each 12 bits, as they lie in memory: two letters cost one look-up and one store. */
const pairs = /* @__PURE__ */ (() => {
  const letters = new Uint8Array(2 * 4096);
  for (let i = 0; i < 4096; i++) {
    letters[2 * i] = alphabet.charCodeAt(i >> 6);
    letters[2 * i + 1] = alphabet.charCodeAt(i & 63);
  }
  return new Uint16Array(letters.buffer);
})();

// Letters of a token are public: the memory may be used again.
const scratch = /* @__PURE__ */ new Uint16Array(1024);
const scratchLetters = /* @__PURE__ */ new Uint8Array(2048);

/** Unpadded base64url, RFC 4648 §5, of the first `length` bytes. */
export function encodeBase64url(bytes: Uint8Array, length: number = bytes.length): string {
  // Letters as bytes, decoded once: joining many short strings costs several times as much.
  const pairCount = Math.ceil(length / 3) * 2;
  const letters = pairCount <= scratch.length ? scratch : new Uint16Array(pairCount);
  let at = 0;
  const whole = length - (length % 3);
  for (let i = 0; i < whole; i += 3) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    letters[at++] = pairs[group >> 12] as number;
    letters[at++] = pairs[group & 0xfff] as number;
  }
  if (whole < length) {
    const group = ((bytes[whole] as number) << 16) | (whole + 1 < length ? (bytes[whole + 1] as number) << 8 : 0);
    letters[at++] = pairs[group >> 12] as number;
    letters[at] = pairs[group & 0xfff] as number;
  }
  return ascii.decode(new Uint8Array(letters.buffer, 0, Math.ceil((length * 4) / 3)));
}

/**
 * Strict decoder: only the one canonical spelling of a byte string is accepted, so a token cannot be re-spelled to slip
 * past a deny-list or a deduplication. No padding, no whitespace, no foreign letters, spare bits zero (RFC 4648 §3.5).
 *
 * @param memory - Takes the bytes, if it is given and large enough.
 * @returns the bytes from `start` on, or `undefined` if the text is not canonical.
 */
export function decodeBase64url(text: string, start = 0, memory?: Uint8Array): Uint8Array | undefined {
  const length = text.length - start;
  const tail = length % 4;
  if (length < 0 || tail === 1) return undefined;
  const letters = text.length <= scratchLetters.length ? scratchLetters : new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, letters);
  // Otherwise some character is none of ASCII, and takes more than a byte.
  if (read !== text.length || written !== text.length) return undefined;
  const byteCount = Math.floor((length * 3) / 4);
  const bytes =
    memory !== undefined && memory.length >= byteCount ? memory.subarray(0, byteCount) : new Uint8Array(byteCount);
  const wholeEnd = text.length - tail;
  let at = 0;
  let i = start;
  // A letter outside the alphabet is -1, which keeps the group negative.
  for (; i < wholeEnd; i += 4) {
    const group =
      (letterValue(letters[i]) << 18) |
      (letterValue(letters[i + 1]) << 12) |
      (letterValue(letters[i + 2]) << 6) |
      letterValue(letters[i + 3]);
    if (group < 0) return undefined;
    bytes[at++] = group >> 16;
    bytes[at++] = group >> 8;
    bytes[at++] = group;
  }
  if (tail === 0) return bytes;
  const third = tail === 3 ? letterValue(letters[i + 2]) : 0;
  const group = (letterValue(letters[i]) << 12) | (letterValue(letters[i + 1]) << 6) | third;
  if (group < 0) return undefined;
  bytes[at++] = group >> 10;
  if (tail === 3) bytes[at] = group >> 2;
  // Spare bits.
  return (group & (tail === 3 ? 0b11 : 0x3ff)) === 0 ? bytes : undefined;
}

const letterValue = (letter: number | undefined): number => values[letter as number] as number;
