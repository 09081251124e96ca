import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { concatBytes } from '../bytes/buffer.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { encodeUtf8, isWellFormed } from '../bytes/utf8.ts';
import { type SenderKey, senderSecret } from './keys.ts';

/** What a signature is over: the first or the last line of a batch. */
export type SignedLine = 'manifest' | 'end';

const signedBytes = (line: SignedLine, body: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(concatBytes(encodeCanonical(['wpb1', line]), encodeUtf8(body)));

/** A JSON object text with `signature` as its last member: over every byte before that member. */
export async function signLine(line: SignedLine, value: object, sender: SenderKey): Promise<string> {
  const body = JSON.stringify(value).slice(0, -1);
  const signature = await crypto.subtle.sign('Ed25519', senderSecret(sender).pair.privateKey, signedBytes(line, body));
  return `${body},"signature":"${encodeBase64url(new Uint8Array(signature))}"}`;
}

const signatureMember = /,"signature":"([A-Za-z0-9_-]{86})"\}$/u;

/** Whether a line was signed with this key, to the last byte. */
export async function isSignedLine(line: SignedLine, text: string, publicKey: Uint8Array): Promise<boolean> {
  // A lone surrogate has no UTF-8: nobody signed it.
  if (!isWellFormed(text)) return false;
  const match = signatureMember.exec(text);
  const signature = match?.[1] === undefined ? undefined : decodeBase64url(match[1]);
  if (match === null || signature === undefined) return false;
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify(
    'Ed25519',
    key,
    Uint8Array.from(signature),
    signedBytes(line, text.slice(0, match.index)),
  );
}
