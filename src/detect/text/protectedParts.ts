import { isPlatformCiphertext } from '../ciphertext.ts';
import { isOwnToken } from '../protection.ts';
import type { Span } from '../span.ts';
import { asciiSet, minTokenChars, runsOf, tokenCharacters } from './runs.ts';

const tokenSet = /* @__PURE__ */ asciiSet(tokenCharacters);
const ownStart = /wp[rfi]\d+\./u;
// Header, nonce and tag: a shorter one protects nothing.
const minOwnChars = 40;

/** A text whose protected parts are characters that no detector reads, offset for offset. */
export function withoutProtected(text: string): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of findProtectedParts(text)) {
    rest += text.slice(at, start) + '\ufffc'.repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}

/** Tokens of this library and ciphertexts of the platforms inside a text: left alone, and nothing is found in them. */
function findProtectedParts(text: string): Span<'token' | 'ciphertext'>[] {
  const found: Span<'token' | 'ciphertext'>[] = [];
  for (const { start: index, text: word } of runsOf(text, tokenSet, minTokenChars)) {
    const own = word.search(ownStart);
    if (own >= 0 && word.length - own >= minOwnChars && isOwnToken(word.slice(own))) {
      found.push({ role: 'token', start: index + own, end: index + word.length });
      continue;
    }
    const part = ciphertextIn(word);
    if (part !== undefined) found.push({ role: 'ciphertext', start: index + part.start, end: index + part.end });
  }
  return found;
}

// The longest field of an order, encrypted and in base64, with room to spare.
const maxCiphertextChars = 65_536;
const delimiters = /[~$#]/u;

/** The ciphertext of a run: whole, or from its first delimiter to its last, or behind a colon (phone:$…$). */
function ciphertextIn(word: string): { readonly start: number; readonly end: number } | undefined {
  const first = word.search(delimiters);
  const last = Math.max(word.lastIndexOf('~'), word.lastIndexOf('$'), word.lastIndexOf('#'));
  const blob = word.indexOf('AES:');
  const candidates = [
    { start: 0, end: word.length },
    { start: first, end: last + 1 },
    { start: blob, end: word.length },
    { start: word.indexOf(':') + 1, end: word.length },
  ];
  return candidates.find(
    ({ start, end }) =>
      start >= 0 && start < end && end - start <= maxCiphertextChars && isPlatformCiphertext(word.slice(start, end)),
  );
}
