import type { SuiteId } from '../../crypto/suite.ts';
import { exportKeyring, importKeyring } from '../../keys/file.ts';
import { generateKeyring, type KeyInfo, type KeyPurpose } from '../../keys/keyring.ts';
import type { KeyProvider } from '../../keys/provider.ts';
import type { RecipientKind } from '../../sealed/kem.ts';
import { exportKey, importRecipientKey, importSenderKey } from '../../sealed/keyFile.ts';
import { fingerprint, generateRecipientKey, generateSenderKey } from '../../sealed/keys.ts';
import {
  changeKeyring,
  type KeyFileHead,
  type KeyringOptions,
  keyringPath,
  kindsOf,
  openKeyring,
  publicKeyOf,
  readKeyFile,
} from '../keyFiles.ts';
import { withOutput } from '../output.ts';
import { at, usage } from '../problem.ts';
import { providerFor, type SecretOptions } from '../secrets.ts';
import type { Session } from '../session.ts';
import { xWingFor } from '../xWing.ts';

interface Json {
  readonly json?: boolean;
}

/** What is generated: a keyring for one's own data, or a key pair for batches. */
export interface GenerateOptions extends SecretOptions, Json {
  readonly tenant?: string;
  readonly suite: string;
  readonly recipient?: boolean;
  readonly sender?: boolean;
  readonly kind: RecipientKind;
  readonly out: string;
  readonly dryRun?: boolean;
}

export async function generateKeys(session: Session, options: GenerateOptions): Promise<void> {
  const { tenant, recipient = false, sender = false, out: file, dryRun } = options;
  if ([tenant !== undefined, recipient, sender].filter(Boolean).length !== 1) throw usage('ERR_KEY_USE');
  // Before the passphrase is asked for.
  await withOutput(session, { file, dryRun, replace: false }, async (write) => {
    const provider = await providerFor(session, options, file, undefined);
    if (tenant === undefined) {
      const { kind } = options;
      const key = recipient
        ? await generateRecipientKey({ kind, ...(await xWingFor([kind])) })
        : await generateSenderKey();
      await write(`${await exportKey(key, provider)}\n`);
      await printPublicKey(session, key.publicKey, options);
      return;
    }
    const keyring = generateKeyring({ tenant, suite: Number(options.suite) as SuiteId });
    await write(`${await exportKeyring(keyring, provider)}\n`);
    if (options.json) await session.print(`${JSON.stringify(keyring)}\n`);
    else await printKeys(session, keyring.keys);
  });
}

/** Asked for by recipients and senders, so it goes to stdout; its fingerprint is to be compared by phone. */
async function printPublicKey(session: Session, publicKey: string, { json }: Json): Promise<void> {
  const short = await fingerprint(publicKey);
  if (json) return session.print(`${JSON.stringify({ publicKey, fingerprint: short })}\n`);
  session.say('keys.fingerprint', { fingerprint: short });
  await session.print(`${publicKey}\n`);
}

const printKeys = (session: Session, keys: readonly KeyInfo[]): Promise<void> =>
  session.print(
    keys.map(({ id, purpose, status, createdAt }) => `${id}\t${purpose}\t${status}\t${createdAt}\n`).join(''),
  );

export async function listKeys(
  session: Session,
  options: KeyringOptions & Json & { readonly check?: boolean },
): Promise<void> {
  const file = keyringPath(session, options);
  const { head } = await readKeyFile(session, file);
  if (head.publicKey !== undefined) return printPublicKey(session, head.publicKey, options);
  const { tenant = '', suite = 0, keys = [] } = options.check ? await openKeyring(session, options) : head;
  if (!options.check) session.say('keys.unchecked');
  if (options.json) return session.print(`${JSON.stringify({ tenant, suite, keys: keys.map(infoOf) })}\n`);
  session.say('keys.ring', { tenant, suite });
  await printKeys(session, keys);
}

/** Without what the file has beside it: the wrapped key. */
const infoOf = ({ id, purpose, status, createdAt }: KeyInfo): KeyInfo => ({ id, purpose, status, createdAt });

export async function rotateKeys(
  session: Session,
  options: KeyringOptions & Json & { readonly purpose: KeyPurpose; readonly now?: boolean; readonly dryRun?: boolean },
): Promise<void> {
  const key = await changeKeyring(session, options, (keyring) => {
    const added = keyring.add(options.purpose);
    if (options.now) keyring.promote(added.id);
    return keyring.keys.find(({ id }) => id === added.id) ?? added;
  });
  if (!options.now && !options.dryRun) session.say('keys.promoteNext', { id: key.id });
  if (options.json) await session.print(`${JSON.stringify(key)}\n`);
  else await printKeys(session, [key]);
}

export async function promoteKey(
  session: Session,
  id: string,
  options: KeyringOptions & { readonly dryRun?: boolean },
): Promise<void> {
  await changeKeyring(session, options, (keyring) => keyring.promote(id));
  if (!options.dryRun) session.say('keys.promoted', { id });
}

export async function destroyKey(
  session: Session,
  id: string,
  options: KeyringOptions & { readonly yes?: boolean; readonly dryRun?: boolean },
): Promise<void> {
  await changeKeyring(session, options, async (keyring) => {
    if (options.yes !== true && options.dryRun !== true && !(await confirms(session, id))) {
      throw usage('ERR_NOT_CONFIRMED', { option: '--yes' });
    }
    keyring.destroy(id);
  });
  if (!options.dryRun) session.say('keys.destroyed', { id });
}

const confirms = async ({ ask, text }: Session, id: string): Promise<boolean> =>
  ask !== undefined && (await ask(text('ask.destroy', { id }), { hidden: false })).trim() === id;

/** The public half of a key pair, or a key file under another secret. */
export interface ExportOptions extends SecretOptions, Json {
  readonly out?: string;
  readonly newPassphraseFile?: string;
  readonly newKeyEnv?: string;
  readonly dryRun?: boolean;
}

export async function exportKeys(session: Session, file: string, options: ExportOptions): Promise<void> {
  const { out, dryRun } = options;
  if (out === undefined) {
    const { head } = await readKeyFile(session, file);
    if (head.publicKey === undefined) throw usage('ERR_NO_OUTPUT', { option: '--out' }, { file });
    const prefix = head.publicKey.startsWith('wpsender1') ? 'wpsender1' : 'wppub1';
    return printPublicKey(session, await publicKeyOf(session, file, prefix), options);
  }
  const { text, head } = await readKeyFile(session, file);
  const from = await providerFor(session, options, file, head.provider);
  await withOutput(session, { file: out, dryRun, replace: false }, async (write) => {
    // Opened first: nobody is asked for a new passphrase after a wrong one.
    const wrapUnder = await at({ file }, () => opened[useOf(head)](text, from, head));
    const { newPassphraseFile: passphraseFile, newKeyEnv: keyEnv } = options;
    // The passphrase in the environment is the old one.
    const env = keyEnv === undefined ? {} : session.env;
    const to = await providerFor({ ...session, env }, { passphraseFile, keyEnv }, out, undefined);
    await write(`${await wrapUnder(to)}\n`);
  });
  if (!dryRun) session.say('keys.oldStillOpens', { file });
}

type Opened = (text: string, from: KeyProvider, head: KeyFileHead) => Promise<(to: KeyProvider) => Promise<string>>;

const opened: Readonly<Record<'keyring' | 'recipient' | 'sender', Opened>> = {
  async keyring(text, from) {
    const keyring = await importKeyring(text, from);
    return (to) => exportKeyring(keyring, to);
  },
  async recipient(text, from, head) {
    const key = await importRecipientKey(text, from, await xWingFor(kindsOf(head)));
    return (to) => exportKey(key, to);
  },
  async sender(text, from) {
    const key = await importSenderKey(text, from);
    return (to) => exportKey(key, to);
  },
};

const useOf = ({ format, use }: KeyFileHead): keyof typeof opened =>
  format === 'waybill-privacy-keyring' ? 'keyring' : use === 'sender' ? 'sender' : 'recipient';
