import type { KeyedMac, Suite } from '../crypto/suite.ts';

/** Key schedules of one tenant key in one suite. */
interface Schedules {
  readonly own: KeyedMac;
  /** Of keys that were derived from it, by their names; the oldest first. */
  readonly derived: Map<string, KeyedMac>;
}

// By the key's own bytes array, so that a keyring that goes takes its schedules with it.
const schedules = new WeakMap<Uint8Array, Map<Suite, Schedules>>();

// Indexes in the partitions that are written at one time; what goes is made again.
const maxDerived = 64;

function schedulesOf(suite: Suite, secret: Uint8Array): Schedules {
  let bySuite = schedules.get(secret);
  if (bySuite === undefined) {
    bySuite = new Map();
    schedules.set(secret, bySuite);
  }
  let known = bySuite.get(suite);
  if (known === undefined) {
    known = { own: suite.keyedMac(secret), derived: new Map() };
    bySuite.set(suite, known);
  }
  return known;
}

/** The MAC under a tenant key with its key schedule kept: two of the four hash blocks of each derivation. */
export const scheduleOf = (suite: Suite, secret: Uint8Array): KeyedMac => schedulesOf(suite, secret).own;

/**
 * The MAC under a key that is derived from a tenant key, with its key schedule kept.
 *
 * @param name - Says which; two keys never have the same.
 * @param derive - Makes the key; it is wiped here.
 */
export function derivedSchedule(suite: Suite, secret: Uint8Array, name: string, derive: () => Uint8Array): KeyedMac {
  const { derived } = schedulesOf(suite, secret);
  const known = derived.get(name);
  if (known !== undefined) return known;
  const [oldest] = derived.keys();
  if (derived.size >= maxDerived && oldest !== undefined) {
    derived.get(oldest)?.wipe();
    derived.delete(oldest);
  }
  const key = derive();
  const schedule = suite.keyedMac(key);
  key.fill(0);
  derived.set(name, schedule);
  return schedule;
}

/** Wipes what was computed from a key that is destroyed. */
export function wipeSchedules(secret: Uint8Array): void {
  for (const { own, derived } of schedules.get(secret)?.values() ?? []) {
    own.wipe();
    for (const schedule of derived.values()) schedule.wipe();
  }
  schedules.delete(secret);
}
