import { isPlatformCiphertext } from './ciphertext.ts';
import { hasGlyph } from './glyph.ts';

const ownToken = /^wp[rfi]\d+\.[A-Za-z0-9._-]+$/u;
/** 138XXXX5678: an x for each hidden digit. */
const maskedDigits = /\d[xX]{3,}\d|\d-[xX]{3,}-\d/u;

/** Whether a value is a token of this library, of any version. */
export function isOwnToken(value: string): boolean {
  return ownToken.test(value);
}

/**
 * Whether `value` looks like a masked value: it holds a mask glyph (`*`, `●`, `█` …), as ours and the platforms' do.
 *
 * A heuristic over text, needed because carriers reject masked input and encrypting a mask loses the data. A plain address
 * that really holds a `*` is taken for a mask too: refused, never leaked. Masks drawn with a glyph of your own (`x`, an emoji)
 * are not recognised.
 *
 * @param value - Anything; only strings can be masked.
 * @example
 * isMasked('138******78'); // true
 * isMasked('王**'); // true
 * isMasked('13812345678'); // false
 */
export function isMasked(value: unknown): boolean {
  if (typeof value !== 'string' || isPlatformCiphertext(value)) return false;
  return hasGlyph(value) || maskedDigits.test(value);
}

/**
 * Whether a text is plainly none of all that: it begins with a digit or a hanzi, as no token and no ciphertext does, and has hanzi,
 * kana, signs of CJK (U+3001 to U+9FFF) and ASCII without `*`, `(`, `x` and `X`, in which there is no mask. Most values are, and
 * it takes less than any of the regexes.
 */
export function isPlainlyReadable(value: string): boolean {
  const first = value.charCodeAt(0);
  if (!(first >= 0x3001 && first <= 0x9fff) && !(first >= 0x30 && first <= 0x39)) return false;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit >= 0x3001 && unit <= 0x9fff) continue;
    if (unit > 0x7f || unit === 0x2a || unit === 0x28 || (unit & ~0x20) === 0x58) return false;
  }
  return true;
}

// What a token and each platform's ciphertext begin with.
const ciphertextStarts = 'w~$#\u0001AME';

/** Whose ciphertext a value is: a token of ours or a platform's. Nothing of it may be shown or encrypted again. */
export function ciphertextKind(value: string): 'token' | 'ciphertext' | undefined {
  const text = value.trim();
  if (!ciphertextStarts.includes(text[0] ?? ' ')) return undefined;
  if (isOwnToken(text)) return 'token';
  return isPlatformCiphertext(text) ? 'ciphertext' : undefined;
}

/** Whether a value is a ciphertext of anybody's. */
export const isCiphertext = (value: string): boolean => ciphertextKind(value) !== undefined;
