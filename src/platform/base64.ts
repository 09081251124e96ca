import { decodeBase64url } from '../bytes/base64url.ts';

/**
 * Bytes of base64 as the platforms write it: with or without padding, in either alphabet. Only for looking at the first
 * bytes of a foreign ciphertext; our own tokens are read strictly.
 */
export function decodeLenient(text: string): Uint8Array | undefined {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end--;
  const canonical = text.slice(0, end).replaceAll('+', '-').replaceAll('/', '_');
  const whole = decodeBase64url(canonical);
  // Spare bits that are not zero: drop the last character.
  return whole ?? decodeBase64url(canonical.slice(0, canonical.length - (canonical.length % 4)));
}
