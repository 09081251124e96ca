import { decodeBase64url, encodeBase64url } from './base64url.ts';

/** Base64 with padding, RFC 4648 §4, as key services want it. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Strict: only what {@link encodeBase64} writes; else `undefined`. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = decodeBase64url(
    text
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/u, ''),
  );
  return bytes !== undefined && encodeBase64(bytes) === text ? bytes : undefined;
}
