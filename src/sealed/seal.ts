import { encodeBase64url } from '../bytes/base64url.ts';
import { encodeHex } from '../bytes/buffer.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { nobleEngine } from '../crypto/noble.ts';
import { provenSuite } from '../crypto/selfTest.ts';
import { defaultSuiteId, type Engine, type SuiteId } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import type { Schema } from '../record/schema.ts';
import type { KeyId } from '../types.ts';
import { deriveBatchKeys, sealKeys } from './batchKeys.ts';
import { type Grants, partition } from './grants.ts';
import type { XWingKem } from './kem.ts';
import { parsePublicKey, type SenderKey, senderSecret } from './keys.ts';
import { assertManifestFits, formatName, formatVersion, type Manifest, maxParts, maxRecipients } from './manifest.ts';
import { createRowChain } from './row.ts';
import { createRowSealer } from './rowCipher.ts';
import { signLine } from './signature.ts';

/** Somebody who opens parts of a batch. */
export interface Recipient extends Grants {
  /** Name in the manifest, not secret: `carrier`, `printer`. Unique in the batch. */
  readonly id: string;
  /** `wppub1…`. */
  readonly publicKey: string;
}

/** How a batch is sealed. */
export interface SealOptions {
  /** Which fields are private. Those that nobody is granted are left out of the batch. */
  readonly schema: Schema;
  /** 1 to 255. */
  readonly recipients: readonly Recipient[];
  /** Signs the batch. */
  readonly sender: SenderKey;
  /** When it stops to open. Default 7 days after `now`. */
  readonly expiresAt?: Date;
  /** Cipher suite of the rows. Default 2. */
  readonly suite?: SuiteId;
  /** Computes it. Default: @noble. */
  readonly engine?: Engine;
  /** Policy of granted masks. Default `label`. */
  readonly policy?: PolicyName | Policy;
  /** X-Wing for runtimes without ML-KEM in WebCrypto. */
  readonly xWing?: XWingKem;
  /** Time of sealing. Default: the clock. */
  readonly now?: Date;
}

/** Orders as lines of JSON: a manifest, a line for each order, an end. */
export interface SealedBatch {
  /** First line. */
  readonly manifest: string;
  /** A line for each order. */
  readonly rows: readonly string[];
  /** Last line. */
  readonly end: string;
}

/** Writes the lines of one batch, in order. */
export interface BatchSealer {
  readonly manifest: string;
  /** The line of the next order. */
  row(order: object): string;
  /** The last line. */
  end(): Promise<string>;
}

const dayMs = 86_400_000;
const defaultDays = 7;

/** Makes the keys of a batch, seals them and signs the manifest. */
export async function createBatchSealer(options: SealOptions): Promise<BatchSealer> {
  const { schema, recipients, sender, now = new Date() } = checkedOptions(options);
  const expiresAt = options.expiresAt ?? new Date(now.getTime() + defaultDays * dayMs);
  if (!(expiresAt.getTime() > now.getTime())) throw new RangeError('"expiresAt" expected a time after "now"');
  const suite = provenSuite(options.engine ?? nobleEngine, options.suite ?? defaultSuiteId);
  const { parts, granted } = partition(schema, recipients);
  if (parts.length > maxParts) {
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `the grants differ in more than ${maxParts} ways`);
  }
  const batchKey = crypto.getRandomValues(new Uint8Array(32));
  const keys = deriveBatchKeys(suite, batchKey, parts.length);
  batchKey.fill(0);
  const batch = {
    batchId: encodeBase64url(crypto.getRandomValues(new Uint8Array(16))),
    sender: sender.publicKey,
  };
  const ids = keyIds(parts.length);
  const manifest: Manifest = {
    format: formatName,
    version: formatVersion,
    ...batch,
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    schema: schema.name,
    suite: suite.id,
    parts: parts.map((part, i) => ({ key: ids[i] as KeyId, ...part })),
    recipients: await Promise.all(
      recipients.map(({ id, publicKey }, i) =>
        sealKeys({ id, publicKey, parts: granted[i] as readonly number[] }, keys, batch, options.xWing),
      ),
    ),
  };
  const line = await signLine('manifest', manifest, sender);
  assertManifestFits(line);
  const chain = createRowChain(suite, keys.rowKey, { row: 0, mac: suite.hash(encodeUtf8(line)) });
  const sealRow = createRowSealer({ manifest, keys, schema, engine: options.engine, policy: options.policy });
  let row = 0;
  return {
    manifest: line,
    row(order) {
      const sealed = { row, ...sealRow(order, row) };
      const text = chain.write(sealed);
      row++;
      return text;
    },
    end: () => signLine('end', { end: row, mac: chain.mac }, sender),
  };
}

function checkedOptions(options: SealOptions): SealOptions {
  assertObject(options, 'options');
  assertKnownKeys(
    options,
    ['schema', 'recipients', 'sender', 'expiresAt', 'suite', 'engine', 'policy', 'xWing', 'now'],
    'options',
  );
  assertObject(options.schema, 'schema');
  senderSecret(options.sender);
  for (const time of [options.expiresAt, options.now]) {
    if (time !== undefined && !(time instanceof Date && !Number.isNaN(time.getTime()))) {
      throw new TypeError('"expiresAt" and "now" expected a valid Date');
    }
  }
  const { recipients } = options;
  if (!Array.isArray(recipients) || recipients.length === 0 || recipients.length > maxRecipients) {
    throw new TypeError(`"recipients" expected an array of 1 to ${maxRecipients}`);
  }
  for (const recipient of recipients as readonly Recipient[]) {
    assertObject(recipient, 'recipient');
    assertKnownKeys(recipient, ['id', 'publicKey', 'fields', 'masks', 'regions'], 'recipient');
    assertString(recipient.id, 'recipient.id');
    assertString(recipient.publicKey, 'recipient.publicKey');
    parsePublicKey(recipient.publicKey);
  }
  if (new Set(recipients.map(({ id }) => id)).size !== recipients.length) {
    throw new TypeError('"recipients" expected each id once');
  }
  return options;
}

/** Key ids are random and differ: a token never names two parts. */
function keyIds(count: number): KeyId[] {
  const ids = new Set<string>();
  while (ids.size < count) ids.add(encodeHex(crypto.getRandomValues(new Uint8Array(4))));
  return [...ids] as KeyId[];
}

/**
 * Seals orders to named recipients, each of whom opens only what it was granted.
 *
 * A fresh key for each group of fields that the same recipients read; these keys are sealed once to each recipient with HPKE
 * (RFC 9180; X25519 or X-Wing), manifest and end are signed with Ed25519, and every row is bound to its batch and its place.
 * Format: `docs/spec/sealed-batch-v1.md`. Rows carry what the schema does not name in readable form.
 *
 * Anybody sees who sends, for whom, which fields, how many orders and padded lengths. The sender cannot
 * deny a batch: the signature proves it to third parties too.
 *
 * @param orders - Plain orders of one schema.
 * @param options - Schema, recipients and sender.
 * @throws {PrivacyError} `ERR_SCHEMA`, `ERR_MALFORMED_KEY`, `ERR_UNSUPPORTED_SUITE`, and for an order `ERR_FIELD_TYPE`,
 * `ERR_ALREADY_PROTECTED`, `ERR_UNICODE`, `ERR_LIMIT_EXCEEDED`. All as rejections; nothing is returned then.
 * @throws {TypeError} for wrong options, a recipient without grants.
 * @example
 * const carrier = await generateRecipientKey();
 * const sender = await generateSenderKey();
 * const batch = await sealBatch([{ id: 'A1', recipient: { name: '张三丰', phone: '13812345678' } }], {
 *   schema: orderSchema,
 *   recipients: [{ id: 'carrier', publicKey: carrier.publicKey, fields: ['recipient.phone'], masks: ['recipient.name'] }],
 *   sender,
 * });
 * const opened = await openBatch(batch, { key: carrier, senders: [sender.publicKey] });
 * opened.orders; // [{ id: 'A1', recipient: { phone: '13812345678', name: '张**' } }]
 */
export async function sealBatch(
  orders: Iterable<object> | AsyncIterable<object>,
  options: SealOptions,
): Promise<SealedBatch> {
  const sealer = await createBatchSealer(options);
  const rows: string[] = [];
  for await (const order of orders) rows.push(sealer.row(order));
  return { manifest: sealer.manifest, rows, end: await sealer.end() };
}
