import { isWellFormed } from '../../bytes/utf8.ts';
import { assertKnownKeys, assertObject, assertString } from '../../errors.ts';
import type { DecryptCallAnswer } from './answer.ts';
import { type DecryptClock, systemClock } from './clock.ts';
import type { DecryptAuditSink } from './event.ts';
import type { DecryptLedger } from './ledger.ts';
import { type DecryptProfile, type DecryptProfileName, decryptProfiles, type OrderState } from './profile.ts';
import type { DecryptRequest } from './request.ts';

/** One call to a platform: items of one shop. */
export interface DecryptCall {
  /** Whose session to use. */
  readonly shop: string;
  /** Purpose or scene code. */
  readonly purpose: string;
  /** At most as many as the profile allows. */
  readonly items: readonly DecryptRequest[];
  /** The caller's signal. */
  readonly signal?: AbortSignal;
}

/** Options of {@link createDecryptBroker}. */
export interface DecryptBrokerOptions {
  /** A profile of {@link decryptProfiles} by name, or one of your own. */
  readonly platform: DecryptProfileName | DecryptProfile;
  /**
   * Does the network call. Give `{ error }` when the platform answered with an error; reject only when you do not know whether it
   * got the call: the items then count as spent (`uncertain`). Nothing of a rejection is kept or shown, so log it yourself. Give it
   * a timeout below five minutes: a longer call across midnight would be counted for the wrong day.
   */
  call(call: DecryptCall): Promise<DecryptCallAnswer>;
  /** Remembers what was asked. One broker at a time writes to it. */
  readonly ledger: DecryptLedger;
  /** Keeps the events. When it fails, nothing is asked and no plaintext is released. */
  readonly audit: DecryptAuditSink;
  /** Name of your app at the platform: quotas and references belong to it. Default `app`. */
  readonly app?: string;
  /** Calls at a time, 1 to 64. Default 1. */
  readonly concurrency?: number;
  /**
   * What to do with an item that was sent and never settled, as after a crash. `report` (default) gives the result `uncertain`: no
   * quota is spent twice, and you decide. `retry` asks again and counts it again.
   */
  readonly uncertain?: 'report' | 'retry';
  /** How long plaintext is kept in memory for equal requests, in milliseconds, at most 86,400,000. Default 0: not at all. */
  readonly keepResultsMs?: number;
  /** Asked before each item; `false`, a rejection or anything but `true` refuses it (`refused-by-state`). */
  readonly mayAsk?: (request: DecryptRequest) => Promise<boolean> | boolean;
  /** Reads an order again whose reference went stale. `undefined`: it is gone. */
  readonly refetch?: (request: DecryptRequest) => Promise<RefetchedValue | undefined> | RefetchedValue | undefined;
  /** Fetches the keys of a client-side SDK. */
  readonly refreshKeys?: (shop: string) => Promise<void> | void;
  /**
   * 16 bytes or more. With it the ledger and the events hold HMAC-SHA-256 references; without it the ledger holds SHA-256 and
   * events hold order ids as given. Keep it: with another key the ledger forgets.
   */
  readonly referenceKey?: Uint8Array;
  /** For tests. */
  readonly clock?: DecryptClock;
}

/** What a second look at an order gave. */
export interface RefetchedValue {
  /** The new ciphertext or reference. */
  readonly value: string;
  /** State of the order now. */
  readonly state?: OrderState;
}

/** Options of one batch. */
export interface DecryptOptions {
  /** Why: the platform's scene code where it has one ({@link taobaoScenes}, {@link xiaohongshuActionTypes}), else a word of yours. */
  readonly purpose: string;
  /** Who: an id of a person or job. It stands in every event, so give no name. */
  readonly actor: string;
  /** Asks items again that were asked within their window, and counts them again. */
  readonly allowRepeat?: boolean;
  /** Stops asking. Items that were sent already are `uncertain`. */
  readonly signal?: AbortSignal;
}

/** Options with their defaults. */
export type BrokerSettings = Omit<DecryptBrokerOptions, 'platform'> & {
  readonly profile: DecryptProfile;
  readonly app: string;
  readonly concurrency: number;
  readonly uncertain: 'report' | 'retry';
  readonly keepResultsMs: number;
  readonly clock: DecryptClock;
};

const known: readonly (keyof DecryptBrokerOptions)[] = [
  'platform',
  'call',
  'ledger',
  'audit',
  'app',
  'concurrency',
  'uncertain',
  'keepResultsMs',
  'mayAsk',
  'refetch',
  'refreshKeys',
  'referenceKey',
  'clock',
];

/** Checks the options of a broker. */
export function readSettings(options: DecryptBrokerOptions): BrokerSettings {
  assertObject(options, 'options');
  assertKnownKeys(options, known, 'options');
  const { platform, ...rest } = options;
  const settings = {
    app: 'app',
    concurrency: 1,
    uncertain: 'report',
    keepResultsMs: 0,
    clock: systemClock,
    ...rest,
    profile: readProfile(platform),
  } as const;
  assertFunction(settings.call, 'call');
  assertFunction(settings.audit, 'audit');
  assertObject(settings.ledger, 'ledger');
  assertObject(settings.clock, 'clock');
  for (const name of ['mayAsk', 'refetch', 'refreshKeys'] as const) {
    if (settings[name] !== undefined) assertFunction(settings[name], name);
  }
  assertLabel(settings.app, 'app');
  assertInteger(settings.concurrency, 1, 64, 'concurrency');
  assertInteger(settings.keepResultsMs, 0, 86_400_000, 'keepResultsMs');
  if (settings.uncertain !== 'report' && settings.uncertain !== 'retry') {
    throw new TypeError('"uncertain" expected "report" or "retry"');
  }
  const key: unknown = settings.referenceKey;
  if (key !== undefined && !(key instanceof Uint8Array && key.length >= 16)) {
    throw new TypeError('"referenceKey" expected Uint8Array of at least 16 bytes');
  }
  return settings;
}

function readProfile(platform: unknown): DecryptProfile {
  if (typeof platform === 'string') {
    if (!Object.hasOwn(decryptProfiles, platform)) throw new TypeError('"platform" is no known profile');
    return decryptProfiles[platform as DecryptProfileName];
  }
  assertObject(platform, 'platform');
  const profile = platform as DecryptProfile;
  assertLabel(profile.platform, 'platform.platform');
  assertInteger(profile.maxItemsPerCall, 1, 10_000, 'platform.maxItemsPerCall');
  assertInteger(profile.windowMs, 0, Number.MAX_SAFE_INTEGER, 'platform.windowMs');
  assertInteger(profile.minCallIntervalMs ?? 0, 0, 86_400_000, 'platform.minCallIntervalMs');
  assertObject(profile.quota, 'platform.quota');
  const { limit, per, counts } = profile.quota;
  if (limit !== undefined) assertInteger(limit, 0, Number.MAX_SAFE_INTEGER, 'platform.quota.limit');
  if (per !== 'shop' && per !== 'app') throw new TypeError('"platform.quota.per" expected "shop" or "app"');
  if (counts !== 'item' && counts !== 'order')
    throw new TypeError('"platform.quota.counts" expected "item" or "order"');
  if (!Array.isArray(profile.rules) || !Array.isArray(profile.refusedStates)) {
    throw new TypeError('"platform.rules" and "platform.refusedStates" expected arrays');
  }
  return profile;
}

/** Checks the options of a batch. */
export function assertDecryptOptions(options: DecryptOptions): void {
  assertObject(options, 'options');
  assertKnownKeys(options, ['purpose', 'actor', 'allowRepeat', 'signal'], 'options');
  assertLabel(options.purpose, 'purpose');
  assertLabel(options.actor, 'actor');
}

/** Refuses what cannot be part of a counter's name. */
export function assertLabel(value: unknown, parameter: string): void {
  assertString(value, parameter);
  if (value === '' || !isWellFormed(value)) throw new TypeError(`"${parameter}" expected text without lone surrogates`);
}

function assertFunction(value: unknown, parameter: string): void {
  if (typeof value !== 'function') throw new TypeError(`"${parameter}" expected function, got ${typeof value}`);
}

function assertInteger(value: unknown, least: number, most: number, parameter: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    throw new RangeError(`"${parameter}" expected an integer from ${least} to ${most}`);
  }
}
