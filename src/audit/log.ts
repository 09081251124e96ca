import { encodeBase64url } from '../bytes/base64url.ts';
import { encodeCanonical } from '../bytes/canonical.ts';
import { nobleEngine } from '../crypto/noble.ts';
import { provenSuite } from '../crypto/selfTest.ts';
import type { Engine, Suite } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import { Keyring, readingKey, readingKeys, writingKey } from '../keys/keyring.ts';
import { scheduleOf } from '../keys/schedule.ts';
import { isAuthentic, lineMac, type MacLine, readMacLine, writeMacLine } from '../token/lineChain.ts';
import type { KeyId } from '../types.ts';
import type { RevealEvent } from './event.ts';

/** Keeps the lines of an audit log. Append-only. */
export interface AuditSink {
  /** Stores a line, which has no line break; settles when it is stored for good. */
  append(line: string): Promise<void> | void;
  /** The last whole line, to go on from; `undefined` for an empty log. */
  last(): Promise<string | undefined> | string | undefined;
}

/** Writes events into a hash chain. */
export interface AuditLog {
  /** Settles when the event is stored. Rejects when the sink does; the event is not in the log then. */
  append(event: RevealEvent): Promise<void>;
  /** The name of an order in this log: a MAC, so that nobody without the key finds out whose it is. */
  recordReference(recordId: string): string;
}

/** Options of an audit log. */
export interface AuditLogOptions {
  /** Needs an enabled key of purpose `audit`: `keyring.promote(keyring.add('audit').id)`. */
  readonly keyring: Keyring;
  /** Where the lines go. */
  readonly sink: AuditSink;
  /** Computes the MACs. Default: @noble. */
  readonly engine?: Engine;
  /** The time. Default: the clock. */
  readonly now?: () => Date;
}

/** What an event is on its line. */
interface AuditLine extends RevealEvent {
  readonly seq: number;
  readonly time: string;
  readonly key: KeyId;
}

/**
 * An audit log that shows any change: each line has a MAC over itself and the line before. Who has no key cannot write one;
 * who has it cannot change what was written and keep the last MAC.
 *
 * One writer at a time: events are stored one after the other. What was cut off at the end is noticed only by somebody who
 * knows the last MAC: note it elsewhere now and then (`verifyAuditLog` gives it and takes it).
 *
 * @throws {PrivacyError} `ERR_UNSUPPORTED_SUITE`, `ERR_ENGINE`. @throws {TypeError} for wrong options.
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('audit').id);
 * const lines: string[] = [];
 * const log = createAuditLog({ keyring, sink: { append: (line) => void lines.push(line), last: () => lines.at(-1) } });
 * const record = log.recordReference('A1');
 * await log.append({ outcome: 'revealed', actor: 'u-17', purpose: 'dispatch', field: 'recipient.phone', record });
 * (await verifyAuditLog(lines, { keyring })).problems; // []
 */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'sink', 'engine', 'now'], 'options');
  assertObject(options.sink, 'sink');
  const { keyring, sink, now = () => new Date() } = options;
  const suite = auditSuite(keyring, options.engine);
  let position: Promise<Position> | undefined;
  return Object.freeze({
    recordReference: (recordId: string) => referenceOf(suite, keyring, writingKey(keyring, 'audit'), recordId),
    append(event: RevealEvent) {
      // One after the other, and from what is stored: after a failure nobody knows what the sink has.
      const before = (position ?? Promise.reject(new Error('unknown'))).catch(async () =>
        positionAfter(await sink.last(), suite, keyring),
      );
      position = before.then(async ({ seq, mac }) => {
        const key = writingKey(keyring, 'audit');
        const line: AuditLine = { seq, time: now().toISOString(), ...event, key: key.id };
        const body = JSON.stringify(line).slice(0, -1);
        const next = lineMac(scheduleOf(suite, key.secret), mac, body);
        await sink.append(writeMacLine(body, next));
        return { seq: seq + 1, mac: next };
      });
      return position.then(() => undefined);
    },
  });
}

interface Position {
  /** Number of the next line. */
  readonly seq: number;
  readonly mac: Uint8Array;
}

/** Before the first line: a log of one tenant does not continue one of another. */
const startOf = (suite: Suite, keyring: Keyring): Position => ({
  seq: 0,
  mac: suite.hash(encodeCanonical(['wpa1', keyring.tenant])),
});

function positionAfter(line: string | undefined, suite: Suite, keyring: Keyring): Position {
  if (line === undefined) return startOf(suite, keyring);
  const parts = readMacLine(line);
  const entry = parts && entryOf(line);
  if (parts === undefined || entry === undefined) {
    throw new PrivacyError(
      'ERR_AUDIT_LOG',
      'the last line of the audit log is no line of it; nothing is written behind it',
    );
  }
  return { seq: entry.seq + 1, mac: parts.mac };
}

function entryOf(line: string): AuditLine | undefined {
  try {
    const entry = JSON.parse(line) as Partial<AuditLine> | null;
    return Number.isSafeInteger(entry?.seq) && typeof entry?.key === 'string' ? (entry as AuditLine) : undefined;
  } catch {
    return undefined;
  }
}

function auditSuite(keyring: Keyring, engine: Engine = nobleEngine): Suite {
  if (!(keyring instanceof Keyring)) throw new TypeError('"keyring" expected Keyring');
  return provenSuite(engine, keyring.suite);
}

const referenceBytes = 16;

const referenceOf = (suite: Suite, { tenant }: Keyring, { secret }: { secret: Uint8Array }, recordId: string): string =>
  encodeBase64url(
    scheduleOf(suite, secret)
      .mac(encodeCanonical(['wpa1', tenant, recordId]))
      .subarray(0, referenceBytes),
  );

/**
 * The names that an order has in the audit logs of a tenant, one for each key that is left: to find its events when a person
 * asks who has read their data.
 *
 * @example
 * const keyring = generateKeyring({ tenant: 'shop-1' });
 * keyring.promote(keyring.add('audit').id);
 * recordReferences(keyring, 'A1').length; // 1
 */
export function recordReferences(keyring: Keyring, recordId: string): readonly string[] {
  const suite = auditSuite(keyring);
  return readingKeys(keyring, 'audit').map((key) => referenceOf(suite, keyring, key, recordId));
}

/** A line that is not as it was written. */
export interface AuditProblem {
  /** Line number, from 1. */
  readonly line: number;
  /**
   * `changed`: the line, or what it says of the one before, is not authentic. `missing`: lines before it are gone, or it stands in
   * another place. `unreadable`: no line of an audit log. `unknown-key`: written with a key that the keyring does not have.
   * `end`: the log does not end where it should.
   */
  readonly why: 'changed' | 'missing' | 'unreadable' | 'unknown-key' | 'end';
}

/** What a check of an audit log found. */
export interface AuditVerification {
  /** Lines read. */
  readonly lines: number;
  /** Empty when every line is as it was written, in its place. */
  readonly problems: readonly AuditProblem[];
  /** MAC of the last line, to be noted elsewhere; `undefined` for an empty log. */
  readonly mac: string | undefined;
}

/** Options of a check. */
export interface VerifyAuditLogOptions {
  /** Has the keys that the log was written with. */
  readonly keyring: Keyring;
  /** The last line by an earlier check: the log must have it in its place. */
  readonly anchor?: { readonly lines: number; readonly mac: string };
  /** Computes the MACs. Default: @noble. */
  readonly engine?: Engine;
}

/**
 * Checks every line of an audit log in its place.
 *
 * @param lines - Without line breaks, in order. Only one is held at a time.
 * @throws {TypeError} for wrong options. Never for a line.
 */
export async function verifyAuditLog(
  lines: Iterable<string> | AsyncIterable<string>,
  options: VerifyAuditLogOptions,
): Promise<AuditVerification> {
  assertObject(options, 'options');
  assertKnownKeys(options, ['keyring', 'anchor', 'engine'], 'options');
  const { keyring, anchor } = options;
  const suite = auditSuite(keyring, options.engine);
  const problems: AuditProblem[] = [];
  let { seq, mac } = startOf(suite, keyring);
  let line = 0;
  let isAnchored = anchor === undefined;
  for await (const text of lines) {
    line++;
    const parts = typeof text === 'string' ? readMacLine(text) : undefined;
    const entry = parts && entryOf(text);
    if (parts === undefined || entry === undefined) {
      problems.push({ line, why: 'unreadable' });
      continue;
    }
    const why = problemOf(parts, entry, { seq, mac }, suite, keyring);
    if (why !== undefined) problems.push({ line, why });
    // Behind a bad line the check goes on from what it says: each change is reported where it is, once.
    ({ seq, mac } = { seq: entry.seq + 1, mac: parts.mac });
    if (anchor?.lines === line && anchor.mac === encodeBase64url(mac)) isAnchored = true;
  }
  if (!isAnchored) problems.push({ line, why: 'end' });
  return { lines: line, problems, mac: line === 0 ? undefined : encodeBase64url(mac) };
}

function problemOf(
  parts: MacLine,
  entry: AuditLine,
  { seq, mac }: Position,
  suite: Suite,
  keyring: Keyring,
): AuditProblem['why'] | undefined {
  const key = readingKey(keyring, entry.key, 'audit');
  if (key === undefined) return 'unknown-key';
  if (isAuthentic(parts, scheduleOf(suite, key.secret), mac)) return undefined;
  return entry.seq === seq ? 'changed' : 'missing';
}
