import { bech32 } from '@scure/base';
import { PrivacyError } from '../errors.ts';

/** What a key string is for; the words before its first `1`. */
export type KeyTextKind = 'wppub' | 'wpsecret' | 'wpsender' | 'wpsign';

// BIP 173 limits a string to 90 letters for its error-correcting claim; like age, we use the checksum only.
const noLimit = false;

// A public X-Wing key is 1,217 bytes, 1,962 letters.
const maxKeyTextChars = 2048;

/** Bytes as one word that is easy to paste, with a checksum: Bech32 (BIP 173), secrets in capitals as age writes them. */
export function encodeKeyText(kind: KeyTextKind, bytes: Uint8Array): string {
  const text = bech32.encode(kind, bech32.toWords(bytes), noLimit);
  return isSecret(kind) ? text.toUpperCase() : text;
}

/**
 * The bytes of a key string of the kind that is wanted.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_KEY`; the text is never repeated, it may be a secret.
 */
export function decodeKeyText(kind: KeyTextKind, text: string): Uint8Array {
  if (text.length > maxKeyTextChars) throw malformedKey(kind);
  // One spelling of each key: Bech32 itself takes both cases.
  if (text !== (isSecret(kind) ? text.toUpperCase() : text.toLowerCase())) throw malformedKey(kind);
  try {
    const { prefix, words } = bech32.decode(text.toLowerCase() as `${string}1${string}`, noLimit);
    if (prefix === kind) return bech32.fromWords(words);
  } catch {
    // Its messages repeat the text.
  }
  throw malformedKey(kind);
}

const isSecret = (kind: KeyTextKind): boolean => kind === 'wpsecret' || kind === 'wpsign';

export const malformedKey = (kind: KeyTextKind): PrivacyError =>
  new PrivacyError('ERR_MALFORMED_KEY', `not a key that begins with ${isSecret(kind) ? kind.toUpperCase() : kind}1`);
