import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fastEngine } from 'waybill-privacy/engine-fast';
import { type Engine, generateKeyring, nobleEngine } from 'waybill-privacy/field';
import { createRecordCipher } from 'waybill-privacy/record';
import { bareSchema, order, place } from './encryptOrder.ts';
import { printProfile } from './profile.ts';

const engines: Readonly<Record<string, Engine>> = { fast: fastEngine, noble: nobleEngine };

async function profileEngine(name: string): Promise<void> {
  const keyring = generateKeyring({ tenant: 'bench' });
  const cipher = createRecordCipher({ keyring, schema: bareSchema, engine: engines[name] as Engine });
  const encrypted = cipher.encrypt(order, place);
  await printProfile(`encrypt, ${name}`, () => cipher.encrypt(order, place));
  await printProfile(`decrypt, ${name}`, () => cipher.decrypt(encrypted, place));
}

// Run as a program, with the name of an engine: profiles that one, in a process of its own.
const [, program, engineName] = process.argv;
if (program === fileURLToPath(import.meta.url)) await profileEngine(engineName as string);

/** Where the time of an order goes, engine by engine. */
export function printEngineProfiles(): void {
  for (const name of Object.keys(engines)) {
    spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), name], { stdio: 'inherit' });
  }
}
