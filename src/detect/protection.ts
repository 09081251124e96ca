import type { FieldKind } from '../types.ts';
import { isPlatformCiphertext } from './ciphertext.ts';
import { hasGlyph } from './glyph.ts';

/** How a value is protected already. */
export type Protection = 'token' | 'ciphertext' | 'masked';

const ownToken = /^wp[rfi]\d+\.[A-Za-z0-9._-]+$/u;
const maskedDigits = /\d[xX]{3,}\d|\d-[xX]{3,}-\d/u;

/** Whether a value is a token of this library, of any version. */
export function isOwnToken(value: string): boolean {
  return ownToken.test(value);
}

/**
 * Whether `value` looks like a masked value: it holds a mask glyph (`*`, `●`, `█` …), as ours and the platforms' do.
 *
 * A heuristic over text, needed because carriers reject masked input and encrypting a mask loses the data. A plain
 * address that really holds a `*` is taken for a mask too: refused, never leaked.
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
 * How a value is protected already, or `undefined` for readable text. In free text and opaque values a lone `*` means
 * nothing ("2*3 包"), so only whole tokens and ciphertexts count there.
 */
export function protectionOf(value: string, kind: FieldKind): Protection | undefined {
  const text = value.trim();
  if (isOwnToken(text)) return 'token';
  if (isPlatformCiphertext(text)) return 'ciphertext';
  if (kind !== 'text' && kind !== 'opaque' && isMasked(text)) return 'masked';
  return undefined;
}
