import { encodeHex } from '../bytes/buffer.ts';
import { createRandomSource } from '../bytes/random.ts';
import { defaultSuiteId, isSuiteId, keyBytes, type SuiteId } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { KeyId } from '../types.ts';
import { wipeSchedules } from './schedule.ts';

/**
 * What a key is for: to encrypt, to make blind index tags, or to authenticate an audit log. A key of one purpose is never
 * used for another.
 */
export type KeyPurpose = 'data' | 'index' | 'audit';

/**
 * Life of a key: `pending` (shipped, not yet written with) → `enabled` (the one that writes) → `decrypt-only` →
 * `destroyed` (its bytes are gone, what it encrypted is erased).
 */
export type KeyStatus = 'pending' | 'enabled' | 'decrypt-only' | 'destroyed';

/** What may be known of a key. Never its bytes. */
export interface KeyInfo {
  /** 8 hexadecimal digits, unique in the keyring. */
  readonly id: KeyId;
  /** What it is for. */
  readonly purpose: KeyPurpose;
  /** Where it is in its life. */
  readonly status: KeyStatus;
  /** Time of creation, ISO 8601 in UTC. */
  readonly createdAt: string;
}

/** What may be shown of a keyring. */
export interface KeyringInfo {
  /** Whose keys. */
  readonly tenant: string;
  /** Cipher suite of all of them. */
  readonly suite: SuiteId;
  /** The keys without their bytes. */
  readonly keys: readonly KeyInfo[];
}

interface Entry extends KeyInfo {
  status: KeyStatus;
  readonly secret: Uint8Array;
}

/** A key with its bytes: only between the modules of this library. */
export interface KeyWithSecret extends KeyInfo {
  readonly secret: Uint8Array;
}

// Friends of the class: the bytes are reachable for this library's ciphers and for nobody else.
let entriesOf: (keyring: Keyring) => ReadonlyMap<string, Entry>;
let create: (tenant: string, suite: SuiteId, entries: readonly KeyWithSecret[]) => Keyring;

/**
 * The keys of one tenant, versioned. Holds secrets: `JSON.stringify`, `util.inspect` and string conversion show only what
 * {@link KeyInfo} has. JavaScript cannot promise that copies in the heap are wiped; {@link Keyring.destroy} wipes ours.
 *
 * Made by {@link generateKeyring} or `importKeyring`.
 */
export class Keyring {
  /** Whose keys these are. Enters every encryption context. */
  readonly tenant: string;
  /** Cipher suite of all keys here: a key belongs to one suite. */
  readonly suite: SuiteId;
  readonly #entries: Map<string, Entry>;

  private constructor(tenant: string, suite: SuiteId, entries: readonly KeyWithSecret[]) {
    this.tenant = tenant;
    this.suite = suite;
    this.#entries = new Map(entries.map((entry) => [entry.id, { ...entry }]));
  }

  static {
    entriesOf = (keyring) => keyring.#entries;
    create = (tenant, suite, entries) => new Keyring(tenant, suite, entries);
  }

  /** All keys, oldest first, without their bytes. */
  get keys(): readonly KeyInfo[] {
    return [...this.#entries.values()].map(infoOf);
  }

  /** Adds a `pending` key. Ship the keyring to every reader, then {@link Keyring.promote} it. */
  add(purpose: KeyPurpose = 'data'): KeyInfo {
    const entry = newEntry(purpose, 'pending', new Set(this.#entries.keys()));
    this.#entries.set(entry.id, entry);
    return infoOf(entry);
  }

  /**
   * Makes a key the one that writes; the one before becomes `decrypt-only`.
   *
   * @throws {PrivacyError} `ERR_KEY_NOT_FOUND`, or `ERR_KEY_DISABLED` for a destroyed key.
   */
  promote(id: string): void {
    const key = this.#usable(id);
    for (const other of this.#entries.values()) {
      if (other.purpose === key.purpose && other.status === 'enabled') other.status = 'decrypt-only';
    }
    key.status = 'enabled';
  }

  /**
   * Wipes a key. Everything it encrypted is unreadable from then on; wrapped copies elsewhere must be deleted too.
   *
   * @throws {PrivacyError} `ERR_KEY_NOT_FOUND`.
   */
  destroy(id: string): void {
    const entry = this.#find(id);
    wipeSchedules(entry.secret);
    entry.secret.fill(0);
    entry.status = 'destroyed';
  }

  #find(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new PrivacyError('ERR_KEY_NOT_FOUND', 'the keyring has no such key');
    return entry;
  }

  #usable(id: string): Entry {
    const entry = this.#find(id);
    if (entry.status === 'destroyed') throw new PrivacyError('ERR_KEY_DISABLED', 'the key is destroyed');
    return entry;
  }

  /** Names and states of the keys, never their bytes. For a file see `exportKeyring`. */
  toJSON(): KeyringInfo {
    return { tenant: this.tenant, suite: this.suite, keys: this.keys };
  }

  /** A word without secrets. */
  toString(): string {
    return `Keyring(${this.keys.length} keys)`;
  }
}

const infoOf = ({ id, purpose, status, createdAt }: Entry): KeyInfo => ({ id, purpose, status, createdAt });

const keyIdBytes = 4;

function newEntry(purpose: KeyPurpose, status: KeyStatus, taken: ReadonlySet<string>): Entry {
  const random = createRandomSource();
  let id = encodeHex(random(keyIdBytes));
  while (taken.has(id)) id = encodeHex(random(keyIdBytes));
  return { id: id as KeyId, purpose, status, createdAt: new Date().toISOString(), secret: random(keyBytes) };
}

/** What a new keyring needs. */
export interface KeyringOptions {
  /** Name of the merchant, shop or system whose data it protects; not secret, at most 255 characters. */
  readonly tenant: string;
  /** Cipher suite: 1 is AES-256-GCM, 2 (default) ChaCha20-Poly1305, both with HMAC-SHA-256;
   * 3 is SM4-GCM with HMAC-SM3 and needs an engine of `waybill-privacy/sm`. Every key of the ring belongs to it. */
  readonly suite?: SuiteId;
}

/**
 * Makes a keyring with one enabled key of 32 random bytes.
 *
 * @throws {TypeError} a missing tenant or an unknown option. @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE`.
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.keys.map((key) => key.status); // ['enabled']
 */
export function generateKeyring(options: KeyringOptions): Keyring {
  assertObject(options, 'options');
  assertKnownKeys(options, ['tenant', 'suite'], 'options');
  assertTenant(options.tenant);
  const suite = options.suite ?? defaultSuiteId;
  if (!isSuiteId(suite)) throw new PrivacyError('ERR_UNSUPPORTED_SUITE', 'the suites are 1, 2 and 3');
  return create(options.tenant, suite, [newEntry('data', 'enabled', new Set())]);
}

const maxTenantChars = 255;

/** A tenant is a short, non-empty name. */
export function assertTenant(tenant: unknown): asserts tenant is string {
  assertString(tenant, 'tenant');
  if (!isTenant(tenant)) {
    throw new RangeError(`"tenant" expected 1 to ${maxTenantChars} characters, got ${tenant.length}`);
  }
}

export const isTenant = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= maxTenantChars;

/** A keyring of given keys. @internal */
export const keyringOf = (tenant: string, suite: SuiteId, keys: readonly KeyWithSecret[]): Keyring =>
  create(tenant, suite, keys);

/** Every key with its bytes, for export. @internal */
export const keysWithSecrets = (keyring: Keyring): readonly KeyWithSecret[] => [...entriesOf(keyring).values()];

/**
 * The key that writes.
 *
 * @throws {PrivacyError} `ERR_KEY_DISABLED` when no key is enabled: pending, decrypt-only and destroyed ones do not write.
 * @internal
 */
export function writingKey(keyring: Keyring, purpose: KeyPurpose): KeyWithSecret {
  for (const entry of entriesOf(keyring).values()) {
    if (entry.purpose === purpose && entry.status === 'enabled') return entry;
  }
  throw new PrivacyError('ERR_KEY_DISABLED', 'the keyring has no enabled key for this purpose');
}

/**
 * Every key of a purpose that is not destroyed, oldest first: pending ones too, because another process may have promoted
 * its copy already. @internal
 */
export const readingKeys = (keyring: Keyring, purpose: KeyPurpose): readonly KeyWithSecret[] =>
  [...entriesOf(keyring).values()].filter((entry) => entry.purpose === purpose && entry.status !== 'destroyed');

/** A key to read with, or `undefined` if it is unknown, of another purpose or destroyed. @internal */
export function readingKey(keyring: Keyring, id: string, purpose: KeyPurpose): KeyWithSecret | undefined {
  const entry = entriesOf(keyring).get(id);
  return entry?.purpose === purpose && entry.status !== 'destroyed' ? entry : undefined;
}
