import type { KeyedMac, Suite } from '../crypto/suite.ts';

// By the key's own bytes array, so that a keyring that goes takes its schedules with it.
const schedules = new WeakMap<Uint8Array, Map<Suite, KeyedMac>>();

/** The MAC under a tenant key with its key schedule kept: two of the four hash blocks of each derivation. */
export function scheduleOf(suite: Suite, secret: Uint8Array): KeyedMac {
  const known = schedules.get(secret);
  const schedule = known?.get(suite) ?? suite.keyedMac(secret);
  if (known === undefined) schedules.set(secret, new Map([[suite, schedule]]));
  else known.set(suite, schedule);
  return schedule;
}

/** Wipes what was computed from a key that is destroyed. */
export function wipeSchedules(secret: Uint8Array): void {
  for (const schedule of schedules.get(secret)?.values() ?? []) schedule.wipe();
  schedules.delete(secret);
}
