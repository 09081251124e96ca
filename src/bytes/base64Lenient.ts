import { decodeBase64url } from './base64url.ts';

/**
 * Bytes of base64 as others write it: with or without padding, in either alphabet. Only for looking into foreign values; our
 * own tokens are read strictly.
 */
export function decodeLenient(text: string): Uint8Array | undefined {
  const canonical = withoutPadding(text).replaceAll('+', '-').replaceAll('/', '_');
  const whole = decodeBase64url(canonical);
  // Spare bits that are not zero: drop the last character.
  return whole ?? decodeBase64url(canonical.slice(0, canonical.length - (canonical.length % 4)));
}

/** How many bytes a base64 text stands for, or `undefined` where no number of bytes has this length. */
export function lenientByteLength(text: string): number | undefined {
  const digits = withoutPadding(text).length;
  return digits % 4 === 1 ? undefined : Math.floor((digits * 3) / 4);
}

function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end--;
  return text.slice(0, end);
}
