import { decodeBase64url } from '../bytes/base64url.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { nobleEngine } from '../crypto/noble.ts';
import { provenSuite } from '../crypto/selfTest.ts';
import type { Engine } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { openKeys } from './batchKeys.ts';
import type { XWingKem } from './kem.ts';
import { fingerprintHex, parseSenderPublicKey, type RecipientKey, recipientSecret } from './keys.ts';
import { type Manifest, type ManifestRecipient, malformedBatch, parseManifest } from './manifest.ts';
import { changedBatch, createRowChain, type Row } from './row.ts';
import { createRowOpener } from './rowCipher.ts';
import type { SealedBatch } from './seal.ts';
import { isSignedLine } from './signature.ts';

/** How a batch is opened. */
export interface OpenOptions {
  /** The recipient's key pair. */
  readonly key: RecipientKey;
  /** Public keys of the senders that are trusted, `wpsender1…`; got over another way than the batch. */
  readonly senders: readonly string[];
  /** Which recipient to be, when the manifest names the same key more than once. */
  readonly recipientId?: string;
  /** Computes the suite of the rows. Default: @noble. */
  readonly engine?: Engine;
  /** X-Wing for runtimes without ML-KEM in WebCrypto. */
  readonly xWing?: XWingKem;
  /** Time of opening. Default: the clock. */
  readonly now?: Date;
}

/** What a manifest says, once its signature was checked. */
export interface BatchInfo {
  /** Random; remember it to notice a batch that comes twice. */
  readonly batchId: string;
  /** The pinned sender that signed it. */
  readonly sender: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** Name of the schema. */
  readonly schema: string;
  /** Who this recipient is in the manifest. */
  readonly recipientId: string;
  /** What it was granted, by path. */
  readonly views: Readonly<Record<string, 'value' | 'mask' | 'region'>>;
}

/** A batch as one recipient sees it. */
export interface OpenedBatch extends BatchInfo {
  /** The orders, in the order they were sealed in; fields that were not granted are missing. */
  readonly orders: readonly object[];
}

/** Reads the lines of one batch, in order. */
export interface BatchOpener {
  readonly info: BatchInfo;
  /** The row of the next line, authenticated, not yet opened. */
  verify(line: string): Row;
  /** MAC of the last verified row. */
  readonly mac: string;
  /** The granted fields of a verified row, put into its order. */
  open(row: Row): object;
  /** Checks the last line. @throws {PrivacyError} `ERR_BATCH_CHANGED`. */
  end(line: string): Promise<void>;
}

/** A place in a batch to go on from: the number of rows behind, and the MAC of the last of them. */
export interface BatchPosition {
  readonly rows: number;
  readonly mac: string;
}

// Clocks of two companies differ by minutes.
const clockSkewMs = 5 * 60_000;

/** Checks a manifest and opens its keys. */
export async function createBatchOpener(
  line: string,
  options: OpenOptions,
  after?: BatchPosition,
): Promise<BatchOpener> {
  checkOptions(options);
  assertString(line, 'manifest');
  const manifest = parseManifest(line);
  // The signature comes first: nothing of an unknown sender is looked at any further.
  if (!options.senders.includes(manifest.sender)) {
    throw new PrivacyError('ERR_UNKNOWN_SENDER', 'the batch is from a sender who is not pinned');
  }
  if (!(await isSignedLine('manifest', line, parseSenderPublicKey(manifest.sender)))) throw changedBatch();
  checkTime(manifest, options.now ?? new Date());
  const recipient = await recipientIn(manifest, options);
  const keys = await openKeys(manifest, recipient, options.key, options.xWing);
  if (keys === undefined) throw notARecipient();
  const suite = provenSuite(options.engine ?? nobleEngine, manifest.suite);
  const start = { row: after?.rows ?? 0, mac: after === undefined ? suite.hash(encodeUtf8(line)) : macOf(after) };
  const chain = createRowChain(suite, keys.rowKey, start);
  const open = createRowOpener(manifest, recipient.parts, keys, options.engine);
  let rows = start.row;
  return {
    info: infoOf(manifest, recipient),
    verify(text) {
      const row = chain.read(text);
      rows++;
      return row;
    },
    get mac() {
      return chain.mac;
    },
    open,
    async end(text) {
      const end = parseEnd(text);
      const isSigned = await isSignedLine('end', text, parseSenderPublicKey(manifest.sender));
      if (!isSigned || end?.end !== rows || end.mac !== chain.mac) throw changedBatch();
    },
  };
}

function checkOptions(options: OpenOptions): void {
  assertObject(options, 'options');
  assertKnownKeys(options, ['key', 'senders', 'recipientId', 'engine', 'xWing', 'now'], 'options');
  recipientSecret(options.key);
  if (!Array.isArray(options.senders) || options.senders.length === 0) {
    throw new TypeError('"senders" expected an array of at least one public key');
  }
  for (const sender of options.senders as readonly unknown[]) {
    assertString(sender, 'senders');
    parseSenderPublicKey(sender);
  }
  if (options.recipientId !== undefined) assertString(options.recipientId, 'recipientId');
  if (options.now !== undefined && !(options.now instanceof Date && !Number.isNaN(options.now.getTime()))) {
    throw new TypeError('"now" expected a valid Date');
  }
}

function checkTime({ createdAt, expiresAt }: Manifest, now: Date): void {
  if (now.getTime() >= Date.parse(expiresAt)) throw new PrivacyError('ERR_EXPIRED', 'the batch has expired');
  if (now.getTime() < Date.parse(createdAt) - clockSkewMs) {
    throw new PrivacyError(
      'ERR_EXPIRED',
      'the batch is from the future: the clock of this machine or the sender’s is wrong',
    );
  }
}

const notARecipient = (): PrivacyError =>
  new PrivacyError('ERR_NOT_A_RECIPIENT', 'the batch is not sealed to this key');

async function recipientIn(manifest: Manifest, { key, recipientId }: OpenOptions): Promise<ManifestRecipient> {
  const own = await fingerprintHex(key.publicKey);
  const found = manifest.recipients.find(
    ({ id, fingerprint }) => fingerprint === own && (recipientId === undefined || id === recipientId),
  );
  if (found === undefined) throw notARecipient();
  return found;
}

function macOf({ rows, mac }: BatchPosition): Uint8Array {
  assertString(mac, 'after.mac');
  const bytes = decodeBase64url(mac);
  if (!Number.isSafeInteger(rows) || rows < 1 || bytes?.length !== 32) {
    throw new TypeError('"after" expected the position of a row');
  }
  return bytes;
}

const infoOf = (manifest: Manifest, recipient: ManifestRecipient): BatchInfo => ({
  batchId: manifest.batchId,
  sender: manifest.sender,
  createdAt: manifest.createdAt,
  expiresAt: manifest.expiresAt,
  schema: manifest.schema,
  recipientId: recipient.id,
  views: Object.fromEntries(
    recipient.parts.flatMap((position) => {
      const { fields } = manifest.parts[position] as Manifest['parts'][number];
      return fields.map(({ path, view }) => [path, view] as const);
    }),
  ),
});

interface End {
  readonly end: number;
  readonly mac: string;
}

/** Whether a line begins as the last one does. */
export const isEndLine = (line: string): boolean => line.startsWith('{"end":');

const maxEndChars = 256;

function parseEnd(line: string): End | undefined {
  if (!isEndLine(line) || line.length > maxEndChars) return undefined;
  try {
    return JSON.parse(line) as End;
  } catch {
    return undefined;
  }
}

/**
 * Opens a batch: first the signatures, then every row in its place, and only when all of it is what the sender sealed, the
 * fields that this recipient was granted.
 *
 * @param batch - What `sealBatch` or `parseBatch` gave.
 * @param options - Key pair and pinned senders.
 * @throws {PrivacyError} `ERR_MALFORMED_BATCH`, `ERR_UNSUPPORTED_VERSION`, `ERR_UNKNOWN_SENDER`, `ERR_BATCH_CHANGED`,
 * `ERR_EXPIRED`, `ERR_NOT_A_RECIPIENT`, `ERR_DECRYPT_FAILED`. All as rejections; nothing is returned then.
 */
export async function openBatch(batch: SealedBatch, options: OpenOptions): Promise<OpenedBatch> {
  assertObject(batch, 'batch');
  const { manifest, rows, end } = batch;
  if (!Array.isArray(rows) || typeof end !== 'string') throw malformedBatch('rows or end are missing');
  const opener = await createBatchOpener(manifest, options);
  const verified = (rows as readonly unknown[]).map((line) => {
    if (typeof line !== 'string') throw changedBatch();
    return opener.verify(line);
  });
  await opener.end(end);
  return { ...opener.info, orders: verified.map(opener.open) };
}
