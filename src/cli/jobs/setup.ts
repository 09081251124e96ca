import { randomBytes } from 'node:crypto';
import type { Keyring } from '../../keys/keyring.ts';
import { createPartProcessor, type PartProcessor, type PartTask } from '../rows/processPart.ts';

/** What a worker makes its processor from. Plain data. */
export interface Setup {
  readonly task: PartTask;
  /** The keyring under a key of this run alone: whoever opened it was asked for a secret once, and scrypt took its memory once. */
  readonly keyring?: { readonly wrapped: string; readonly key: Uint8Array };
}

/** Masks need none of it. */
const loadKeys = async () => ({
  ...(await import('../../keys/file.ts')),
  ...(await import('../../keys/rawKey.ts')),
});

/** The setup of all workers of a run. */
export async function createSetup(task: PartTask, keyring: Keyring | undefined): Promise<Setup> {
  if (keyring === undefined) return { task };
  const { exportKeyring, rawKeyProvider } = await loadKeys();
  const key = randomBytes(32);
  return { task, keyring: { wrapped: await exportKeyring(keyring, rawKeyProvider({ key })), key } };
}

/** The processor of a setup. @throws what {@link createPartProcessor} throws. */
export async function processorOf({ task, keyring }: Setup): Promise<PartProcessor> {
  if (keyring === undefined) return createPartProcessor(task);
  const { importKeyring, rawKeyProvider } = await loadKeys();
  return createPartProcessor(task, await importKeyring(keyring.wrapped, rawKeyProvider({ key: keyring.key })));
}
