import { exportKeyring, importKeyring } from '../keys/file.ts';
import type { KeyInfo, Keyring } from '../keys/keyring.ts';
import { kems, type RecipientKind } from '../sealed/kem.ts';
import { importRecipientKey, importSenderKey } from '../sealed/keyFile.ts';
import type { RecipientKey, SenderKey } from '../sealed/keys.ts';
import { decodeKeyText } from '../sealed/keyText.ts';
import { parseJson, readText } from './input.ts';
import { withOutput } from './output.ts';
import { at, Problem, usage } from './problem.ts';
import { providerFor, type SecretOptions, warnIfShared } from './secrets.ts';
import type { Session } from './session.ts';
import { xWingFor } from './xWing.ts';

/** Which keyring, and what opens it. */
export interface KeyringOptions extends SecretOptions {
  readonly keyring?: string | undefined;
}

export const keyringVariable = 'WAYBILL_PRIVACY_KEYRING';

/** The keyring file of a call: the option, else the environment. */
export function keyringPath(session: Session, { keyring }: KeyringOptions): string {
  const file = keyring ?? session.env[keyringVariable];
  if (file === undefined || file === '') throw usage('ERR_NO_KEYRING', { variable: keyringVariable });
  return file;
}

/** What a key file says without its secret. Nobody has checked it. */
export interface KeyFileHead {
  readonly format: string;
  readonly provider: string;
  readonly tenant?: string;
  readonly suite?: number;
  readonly keys?: readonly KeyInfo[];
  readonly use?: string;
  readonly publicKey?: string;
}

/** The kind of a recipient's key, where it is one. */
export const kindsOf = ({ use }: KeyFileHead): readonly RecipientKind[] =>
  kems.map(({ kind }) => kind).filter((kind) => kind === use);

/** A key file of this library, unopened. */
export async function readKeyFile(session: Session, file: string): Promise<{ text: string; head: KeyFileHead }> {
  const text = await readText(session, file);
  const head = parseJson(text, file) as Partial<KeyFileHead> | null;
  const isKnown = head?.format === 'waybill-privacy-keyring' || head?.format === 'waybill-privacy-key';
  if (!isKnown || typeof head?.provider !== 'string') throw new Problem('ERR_NOT_A_KEY_FILE', {}, { file });
  return { text, head: head as KeyFileHead };
}

/** Opens the keyring of a call. */
export async function openKeyring(session: Session, options: KeyringOptions): Promise<Keyring> {
  const file = keyringPath(session, options);
  await warnIfShared(session, file);
  const { text, head } = await readKeyFile(session, file);
  const provider = await providerFor(session, options, file, head.provider);
  return at({ file }, () => importKeyring(text, provider));
}

/** Opens a keyring, lets `change` change it, and puts it back under the same secret. */
export async function changeKeyring<T>(
  session: Session,
  options: KeyringOptions & { readonly dryRun?: boolean | undefined },
  change: (keyring: Keyring) => T | Promise<T>,
): Promise<T> {
  const file = keyringPath(session, options);
  await warnIfShared(session, file);
  const { text, head } = await readKeyFile(session, file);
  const provider = await providerFor(session, options, file, head.provider);
  return at({ file }, async () => {
    const keyring = await importKeyring(text, provider);
    const result = await change(keyring);
    const changed = await exportKeyring(keyring, provider);
    await withOutput(session, { file, dryRun: options.dryRun }, (write) => write(`${changed}\n`));
    return result;
  });
}

/** Opens the key file of somebody who receives batches. */
export async function openRecipientKey(session: Session, file: string, options: SecretOptions): Promise<RecipientKey> {
  await warnIfShared(session, file);
  const { text, head } = await readKeyFile(session, file);
  const provider = await providerFor(session, options, file, head.provider);
  const xWing = await at({ file }, () => xWingFor(kindsOf(head)));
  return at({ file }, () => importRecipientKey(text, provider, xWing));
}

/** Opens the key file of somebody who sends batches. */
export async function openSenderKey(session: Session, file: string, options: SecretOptions): Promise<SenderKey> {
  await warnIfShared(session, file);
  const { text, head } = await readKeyFile(session, file);
  const provider = await providerFor(session, options, file, head.provider);
  return at({ file }, () => importSenderKey(text, provider));
}

/**
 * A public key as typed, or the one that stands in a file: a key file, or a text file with the key alone. Whether it is whole is
 * seen here, where it is known who gave it.
 */
export async function publicKeyOf(session: Session, given: string, prefix: 'wppub1' | 'wpsender1'): Promise<string> {
  const kind = prefix === 'wppub1' ? 'wppub' : 'wpsender';
  if (given.startsWith(prefix)) {
    decodeKeyText(kind, given);
    return given;
  }
  const key = await publicKeyIn(session, given, prefix);
  await at({ file: given }, () => decodeKeyText(kind, key));
  return key;
}

async function publicKeyIn(session: Session, file: string, prefix: string): Promise<string> {
  const text = (await readText(session, file)).trim();
  if (text.startsWith(prefix)) return text;
  const { publicKey } = text.startsWith('{') ? (await readKeyFile(session, file)).head : {};
  if (publicKey?.startsWith(prefix)) return publicKey;
  throw new Problem('ERR_NO_PUBLIC_KEY', { prefix }, { file });
}
