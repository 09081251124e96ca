import { access, constants, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { nobleEngine } from '../../crypto/noble.ts';
import { provenSuite } from '../../crypto/selfTest.ts';
import { defaultSuiteId, type Engine, type SuiteId } from '../../crypto/suite.ts';
import { fastEngine } from '../../engine-fast/index.ts';
import { createFieldCipher } from '../../field/cipher.ts';
import { generateKeyring } from '../../keys/keyring.ts';
import { nodeEngine } from '../../node/engine.ts';
import { nodeSmEngine } from '../../node/smEngine.ts';
import { type KeyringOptions, keyringVariable, openKeyring, readKeyFile } from '../keyFiles.ts';
import { type ExitCode, exitCodes, problemLine, problemOf } from '../problem.ts';
import { isShared, passphraseVariable } from '../secrets.ts';
import type { Session } from '../session.ts';

export interface DoctorOptions extends KeyringOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/** `note`: nothing is broken, but somebody may want to know. */
type State = 'ok' | 'note' | 'wrong';

/** One thing that was looked at, and what to do about it. */
interface Check {
  readonly name: string;
  readonly state: State;
  readonly message: string;
}

type Report = (state: State, message: string) => void;

/** Looks at everything a command needs, and says what to mend. */
export async function examine(session: Session, options: DoctorOptions): Promise<ExitCode> {
  const checks: Check[] = [];
  const examinations = { node, engines, peers, locale, keyring, output };
  for (const [name, examination] of Object.entries(examinations)) {
    await examination((state, message) => checks.push({ name, state, message }), session, options);
  }
  const isOk = checks.every(({ state }) => state !== 'wrong');
  if (options.json) await session.print(`${JSON.stringify({ ok: isOk, checks }, null, 2)}\n`);
  else for (const { name, state, message } of checks) await session.print(`${state}\t${name}\t${message}\n`);
  return isOk ? exitCodes.ok : exitCodes.data;
}

const leastNode = [20, 19] as const;

function node(report: Report, { text }: Session): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  const values = { version: process.versions.node, least: leastNode.join('.') };
  if (isNew) report('ok', text('doctor.node', values));
  else report('wrong', text('doctor.oldNode', values));
}

const require = createRequire(import.meta.url);

function engines(report: Report, { text }: Session): void {
  const shipped: readonly (readonly [Engine, SuiteId, boolean])[] = [
    [nobleEngine, 1, true],
    [nobleEngine, 2, true],
    [nodeEngine, 1, true],
    [nodeEngine, 2, true],
    [fastEngine, 2, true],
    // OpenSSL may be built without SM3 and SM4.
    [nodeSmEngine, 3, false],
  ];
  for (const [engine, suite, isNeeded] of shipped) {
    const values = { engine: engine.name, suite };
    if (roundTrips(engine, suite)) report('ok', text('doctor.engine', values));
    else report(isNeeded ? 'wrong' : 'note', text('doctor.engineFails', values));
  }
}

/** Known answers, then a token there and back, read by the engine everybody has where it has the suite. */
function roundTrips(engine: Engine, suite: SuiteId): boolean {
  try {
    provenSuite(engine, suite);
    const keyring = generateKeyring({ tenant: 'doctor', suite });
    const place = { recordId: '1', field: 'recipient.phone' };
    const token = createFieldCipher({ keyring, engine }).encrypt('13800138000', place);
    const reader = suite <= defaultSuiteId ? nobleEngine : engine;
    return createFieldCipher({ keyring, engine: reader }).decrypt(token, place) === '13800138000';
  } catch {
    return false;
  }
}

const uses = {
  hucre: 'doctor.forXlsx',
  'bwip-js': 'doctor.forLabels',
  piscina: 'doctor.forJobs',
  '@panva/hpke-noble': 'doctor.forXWing',
} as const;

function peers(report: Report, { text }: Session): void {
  for (const [name, use] of Object.entries(uses)) {
    try {
      require.resolve(name);
      report('ok', text('doctor.peer', { name }));
    } catch {
      report('note', text(use, { name }));
    }
  }
}

function locale(report: Report, { env, language, text }: Session): void {
  const name = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value);
  const isUtf8 = process.platform === 'win32' || name === undefined || /utf-?8/iu.test(name);
  const values = { locale: name ?? '-', language };
  if (isUtf8) report('ok', text('doctor.locale', values));
  else report('note', text('doctor.localeNotUtf8', values));
}

async function keyring(report: Report, session: Session, options: DoctorOptions): Promise<void> {
  const { text } = session;
  const file = options.keyring ?? session.env[keyringVariable];
  if (file === undefined || file === '') return report('note', text('doctor.noKeyring', { variable: keyringVariable }));
  try {
    const { head } = await readKeyFile(session, file);
    if (await isShared(session, file)) report('wrong', text('doctor.shared', { file }));
    const hasSecret =
      options.passphraseFile !== undefined || options.keyEnv !== undefined || Boolean(session.env[passphraseVariable]);
    if (options.passphraseFile !== undefined && (await isShared(session, options.passphraseFile))) {
      report('wrong', text('doctor.shared', { file: options.passphraseFile }));
    }
    const keys = head.keys ?? [];
    if (hasSecret) {
      await openKeyring(session, options);
      report('ok', text('doctor.keyringOpens', { file, keys: keys.length }));
    } else report('note', text('doctor.keyringUnopened', { file, keys: keys.length }));
    const count = (status: string): number => keys.filter((key) => key.status === status).length;
    const states = ['enabled', 'pending', 'decrypt-only', 'destroyed'].map((status) => `${status} ${count(status)}`);
    const writes = keys.some(({ purpose, status }) => purpose === 'data' && status === 'enabled');
    report(
      writes ? 'ok' : 'wrong',
      text(writes ? 'doctor.keyStates' : 'doctor.noEnabledKey', { states: states.join(', ') }),
    );
  } catch (error) {
    report('wrong', problemLine(session, problemOf(error, { file })));
  }
}

async function output(report: Report, { path: pathOf, text }: Session, options: DoctorOptions): Promise<void> {
  const folder = options.out ?? '.';
  const path = pathOf(folder);
  try {
    if (!(await stat(path)).isDirectory()) return report('wrong', text('doctor.noFolder', { folder }));
    await access(path, constants.W_OK);
    report('ok', text('doctor.folder', { folder }));
  } catch {
    report('wrong', text('doctor.noFolder', { folder }));
  }
}
