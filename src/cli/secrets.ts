import { stat } from 'node:fs/promises';
import { type KeyProvider, passphraseProvider } from '../keys/provider.ts';
import { environmentKeyProvider } from '../node/environmentKey.ts';
import { readText } from './input.ts';
import { at, usage } from './problem.ts';
import type { Session } from './session.ts';

/** Where secrets come from. Never from an argument: arguments stand in the shell's history and in the list of processes. */
export interface SecretOptions {
  /** File whose first line is the passphrase. */
  readonly passphraseFile?: string | undefined;
  /** Name of an environment variable with 32 random bytes as base64url, for files of provider `raw`. */
  readonly keyEnv?: string | undefined;
}

export const passphraseVariable = 'WAYBILL_PRIVACY_PASSPHRASE';
const minPassphraseChars = 8;

/** A passphrase from a file, the environment or the terminal, in this order. A new one is asked for twice. */
async function readPassphrase(
  session: Session,
  { passphraseFile }: SecretOptions,
  file: string,
  isNew: boolean,
): Promise<string> {
  if (passphraseFile !== undefined) {
    await warnIfShared(session, passphraseFile);
    return checked((await readText(session, passphraseFile)).split(/\r?\n/u)[0], passphraseFile);
  }
  const inherited = session.env[passphraseVariable];
  if (inherited !== undefined && inherited !== '') return checked(inherited);
  const { ask } = session;
  if (ask === undefined) throw usage('ERR_NO_PASSPHRASE', { variable: passphraseVariable }, { file });
  const passphrase = await ask(session.text(isNew ? 'ask.newPassphrase' : 'ask.passphrase', { file }), {
    hidden: true,
  });
  if (isNew && passphrase !== (await ask(session.text('ask.again'), { hidden: true }))) {
    throw usage('ERR_PASSPHRASES_DIFFER');
  }
  return checked(passphrase);
}

function checked(passphrase = '', file?: string): string {
  if (passphrase.length < minPassphraseChars) {
    throw usage('ERR_PASSPHRASE_SHORT', { limit: minPassphraseChars }, { file });
  }
  return passphrase;
}

/** What wraps or unwraps the keys of a file. `kind` is what the file names; a new file gets what the options ask for. */
export async function providerFor(
  session: Session,
  options: SecretOptions,
  file: string,
  kind: string | undefined,
): Promise<KeyProvider> {
  if ((kind ?? (options.keyEnv === undefined ? 'scrypt' : 'raw')) === 'raw') {
    const { keyEnv } = options;
    if (keyEnv === undefined) throw usage('ERR_NO_KEY_VARIABLE', {}, { file });
    try {
      return environmentKeyProvider(keyEnv, session.env);
    } catch {
      throw usage('ERR_KEY_VARIABLE', { variable: keyEnv });
    }
  }
  if (kind !== undefined && kind !== 'scrypt') throw usage('ERR_OTHER_PROVIDER', { provider: kind }, { file });
  return passphraseProvider({ passphrase: await readPassphrase(session, options, file, kind === undefined) });
}

/** Whether others than the owner may read a file. Windows has no such bits. */
export async function isShared(session: Session, file: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  return ((await at({ file }, () => stat(session.path(file)))).mode & 0o077) !== 0;
}

/** Says so when others may read a secret. */
export async function warnIfShared(session: Session, file: string): Promise<void> {
  if (file !== '-' && (await isShared(session, file))) session.say('warn.shared', { file });
}
