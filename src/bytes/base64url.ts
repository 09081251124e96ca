import { lentMemory } from './scratch.ts';

/** Base64url without padding, RFC 4648 §5. */
interface Base64url {
  /** Of the first `length` bytes. */
  encode(bytes: Uint8Array, length: number): string;
  /** Writes the bytes of the letters from `start` on, which have room there; gives their number, or -1 if the letters are not what `encode` writes. */
  decodeInto(text: string, start: number, bytes: Uint8Array): number;
}

/** What Node has beside `Uint8Array`, where it is there: it writes base64url in a third of the time. */
interface NodeBuffer {
  from(memory: ArrayBufferLike): { toString(encoding: 'base64url', start: number, end: number): string };
}

/**
 * Tables and memory are made inside a function: bundlers turn the constants of a module into variables, and what V8 does not know
 * to be constant it loads and checks at every access.
 */
const createBase64url = (): Base64url => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const encoder = new TextEncoder();
  const ascii = new TextDecoder();

  /** Of each byte; -1 for what is no letter. */
  const values = new Int8Array(256).fill(-1);
  for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

  /** The two letters of each 12 bits, as they lie in memory: two letters cost one look-up and one store. */
  const pairs = new Uint16Array(4096);
  const pairLetters = new Uint8Array(pairs.buffer);
  for (let i = 0; i < 4096; i++) {
    pairLetters[2 * i] = alphabet.charCodeAt(i >> 6);
    pairLetters[2 * i + 1] = alphabet.charCodeAt(i & 63);
  }

  // Letters of a token are public: the memory may be used again.
  const scratch = new Uint8Array(2048);
  const scratchPairs = new Uint16Array(scratch.buffer);
  const native = nativeOf(scratch);
  // Records lie there: nothing to copy.
  const nativeOfLent = nativeOf(lentMemory);

  function encode(bytes: Uint8Array, length: number): string {
    if (bytes === lentMemory && nativeOfLent !== undefined) return nativeOfLent.toString('base64url', 0, length);
    if (native !== undefined && length <= scratch.length) {
      scratch.set(length === bytes.length ? bytes : bytes.subarray(0, length));
      return native.toString('base64url', 0, length);
    }
    // Letters as bytes, decoded once: joining many short strings costs several times as much.
    const pairCount = Math.ceil(length / 3) * 2;
    const letters = pairCount <= scratchPairs.length ? scratchPairs : new Uint16Array(pairCount);
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

  function decodeInto(text: string, start: number, bytes: Uint8Array): number {
    const tail = (text.length - start) % 4;
    if (tail === 1) return -1;
    const letters = text.length <= scratch.length ? scratch : new Uint8Array(text.length);
    const { read, written } = encoder.encodeInto(text, letters);
    // Otherwise some character is none of ASCII, and takes more than a byte.
    if (read !== text.length || written !== text.length) return -1;
    const wholeEnd = text.length - tail;
    let at = 0;
    let i = start;
    // What is no letter makes the group, and all of them together, negative.
    let all = 0;
    for (; i < wholeEnd; i += 4) {
      const group =
        ((values[letters[i] as number] as number) << 18) |
        ((values[letters[i + 1] as number] as number) << 12) |
        ((values[letters[i + 2] as number] as number) << 6) |
        (values[letters[i + 3] as number] as number);
      all |= group;
      bytes[at++] = group >> 16;
      bytes[at++] = group >> 8;
      bytes[at++] = group;
    }
    if (all < 0) return -1;
    if (tail === 0) return at;
    const third = tail === 3 ? (values[letters[i + 2] as number] as number) : 0;
    const group =
      ((values[letters[i] as number] as number) << 12) | ((values[letters[i + 1] as number] as number) << 6) | third;
    if (group < 0) return -1;
    bytes[at++] = group >> 10;
    if (tail === 3) bytes[at++] = group >> 2;
    // Spare bits.
    return (group & (tail === 3 ? 0b11 : 0x3ff)) === 0 ? at : -1;
  }

  return { encode, decodeInto };
};

/** Node's view of the memory, or `undefined` elsewhere: what stands in for it in a bundle may not know base64url. */
function nativeOf(memory: Uint8Array): ReturnType<NodeBuffer['from']> | undefined {
  try {
    const view = (globalThis as { readonly Buffer?: NodeBuffer }).Buffer?.from(memory.buffer);
    memory.set([0xfb, 0xff]);
    const letters = view?.toString('base64url', 0, 2);
    memory.fill(0, 0, 2);
    return letters === '-_8' ? view : undefined;
  } catch {
    return undefined;
  }
}

const base64url = /* @__PURE__ */ createBase64url();

/** Unpadded base64url, RFC 4648 §5, of the first `length` bytes. */
export const encodeBase64url = (bytes: Uint8Array, length: number = bytes.length): string =>
  base64url.encode(bytes, length);

/**
 * Strict decoder: only the one canonical spelling of a byte string is accepted, so a token cannot be re-spelled to slip
 * past a deny-list or a deduplication. No padding, no whitespace, no foreign letters, spare bits zero (RFC 4648 §3.5).
 *
 * @returns the bytes from `start` on, or `undefined` if the text is not canonical.
 */
export function decodeBase64url(text: string, start = 0): Uint8Array | undefined {
  if (start > text.length) return undefined;
  const bytes = new Uint8Array(Math.floor(((text.length - start) * 3) / 4));
  return base64url.decodeInto(text, start, bytes) < 0 ? undefined : bytes;
}

/** The same `into` memory that has room for as many bytes as the text has letters. @returns their number, or -1. */
export const decodeBase64urlInto = (text: string, start: number, into: Uint8Array): number =>
  base64url.decodeInto(text, start, into);
