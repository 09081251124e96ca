import { PrivacyError } from '../errors.ts';

const encoder = /* @__PURE__ */ new TextEncoder();
// ignoreBOM keeps a leading U+FEFF: what is decrypted must be what was encrypted, to the last code unit.
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether every surrogate is paired. `String.prototype.isWellFormed` is missing in older browsers, so a loop. */
export function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xf800) !== 0xd800) continue;
    if (unit > 0xdbff || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) return false;
    i++;
  }
  return true;
}

/**
 * UTF-8 of a string, byte for byte: no normalisation.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate, which TextEncoder would turn into U+FFFD in silence.
 */
export function encodeUtf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw loneSurrogate();
  return encoder.encode(text);
}

export const loneSurrogate = (): PrivacyError => new PrivacyError('ERR_UNICODE', 'text holds a lone surrogate');

/** The string of UTF-8 bytes, or `undefined` if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
