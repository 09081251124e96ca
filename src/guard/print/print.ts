import { assertKnownKeys, assertObject } from '../../errors.ts';
import { plaintextError } from '../assert.ts';
import type { Finding } from '../finding.ts';
import { type ScanOptions, type Search, searchOf } from '../options.ts';
import { rootPlace } from '../place.ts';
import { createRedact } from '../redact.ts';
import { scan } from '../scan.ts';
import { type Block, dialectOf, isOpenKey, mapBlocks, objectIn, type PrintDialect, sealOf } from './printBlocks.ts';

export type { PrintDialect } from './printBlocks.ts';

/** What the checks of print payloads take. */
export interface PrintOptions extends Pick<ScanOptions, 'kinds' | 'minConfidence' | 'region' | 'allow'> {
  /**
   * What the waybill API gave: its encrypted blocks, as objects or as the JSON text that most of them come in, one or a list.
   * With it each encrypted block must be one of them, unchanged. Without it only the form of a block is checked.
   */
  readonly waybill?: unknown;
  /**
   * The sender that `addData` puts in the place of the platform's. `keep` (default): a shop may show itself. `check`: its
   * name, phone and flat are findings too.
   */
  readonly sender?: 'keep' | 'check';
}

/** A print payload after a look at it. */
export interface PrintReport {
  /** Whose components its encrypted blocks are for, each once. */
  readonly dialects: readonly PrintDialect[];
  /** How many encrypted blocks it has. */
  readonly encryptedBlocks: number;
  /**
   * What is readable, by the rules of `scanPayload`; `print-block-changed` for an encrypted block that the waybill API did not
   * give, `print-block-form` for one that looks like no ciphertext. Empty: it may be printed.
   */
  readonly findings: readonly Finding[];
}

/**
 * Checks what is handed to a print component: each encrypted block is as the waybill API gave it, and nothing else is
 * readable. Custom areas (`{ data, templateURL }`, Kuaishou's `customData`) are where names and phones get onto labels a
 * second time.
 *
 * Knows `task.documents[].contents[]`, `documents[].contents[]`, `contents[]` and single blocks: Cainiao
 * `{encryptedData, signature, templateURL, ver, addData?}`, Kuaishou the same with `key` and `customData?`, Pinduoduo
 * `{data, encrypted, signature, template_url, ver, add_data?}`, Douyin `{print_data, sign}`. Anything else is refused.
 *
 * @param payload - The print command, or its JSON text.
 * @param options - What the waybill API gave, and what to do with the sender.
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for a payload or a block of an unknown shape; `path` names it.
 * @throws {TypeError} an unknown option.
 * @example
 * const block = {
 *   encryptedData: 'AES:AAAAAAAAAAAAAAAAAAAAAA==',
 *   signature: 'MD:AAAAAAAAAAAAAAAAAAAAAA==',
 *   templateURL: 'https://cloudprint.example.com/1',
 *   ver: 'waybill_print_secret_version_1',
 * };
 * const custom = { data: { note: '请打13812345678' }, templateURL: 'https://cloudprint.example.com/2' };
 * const payload = { task: { documents: [{ contents: [block, custom] }] } };
 * checkPrintPayload(payload, { waybill: block }).findings.map(({ path }) => path);
 * // => ['task.documents[0].contents[1].data.note']
 */
export function checkPrintPayload(payload: unknown, options: PrintOptions = {}): PrintReport {
  const { search, given, keepsSender } = planOf(options);
  const findings: Finding[] = [];
  const dialects: PrintDialect[] = [];
  const envelope = mapBlocks(objectIn(payload, ''), (value, path) => {
    const block = objectIn(value, path);
    const dialect = dialectOf(block, path);
    if (dialect !== undefined) {
      dialects.push(dialect.name);
      const { ciphertext, signature } = sealOf(block);
      if (!dialect.isSealed(ciphertext, signature, block)) findings.push(sealFinding(path, 'print-block-form'));
      else if (given !== undefined && !given.some((other) => isSame(other, block))) {
        findings.push(sealFinding(path, 'print-block-changed'));
      }
    }
    for (const [key, part] of openParts(block, keepsSender)) {
      for (const finding of scan({ [key]: part }, search, { ...rootPlace, path })) findings.push(finding);
    }
    return undefined;
  });
  // Names of tasks and documents are readable too.
  for (const finding of scan(envelope, search)) findings.push(finding);
  return { dialects: [...new Set(dialects)], encryptedBlocks: dialects.length, findings };
}

/**
 * A copy of a print payload whose custom areas are masked: texts as by `maskText`, and what its key names as by `redact`. The
 * sender is masked with `sender: 'check'`. Encrypted blocks and all else stay as they are.
 *
 * @param payload - The print command, or its JSON text; text comes back as text.
 * @param options - As for {@link checkPrintPayload}.
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for an unknown shape; `ERR_PLAINTEXT` when something is left that masks cannot mend: an
 * encrypted block that is not what the waybill API gave, a name in the envelope.
 * @throws {TypeError} an unknown option.
 * @example
 * scrubPrintPayload({ contents: [{ data: { note: '请打13812345678' }, templateURL: 'https://cloudprint.example.com/2' }] });
 * // => { contents: [{ data: { note: '请打138******78' }, templateURL: 'https://cloudprint.example.com/2' }] }
 */
export function scrubPrintPayload<T>(payload: T, options: PrintOptions = {}): T {
  const { keepsSender, redact } = planOf(options);
  const scrubbed = mapBlocks(objectIn(payload, ''), (value, path) => {
    const block = objectIn(value, path);
    dialectOf(block, path);
    const masked: Record<string, unknown> = { ...block };
    for (const [key, part] of openParts(block, keepsSender)) {
      const { [key]: safe } = redact({ [key]: part });
      masked[key] = key in senderKeys && keepsSender ? withSender(block[key], safe) : safe;
    }
    return typeof value === 'string' ? JSON.stringify(masked) : masked;
  });
  const { findings } = checkPrintPayload(scrubbed, options);
  if (findings.length > 0) throw plaintextError(findings);
  return (typeof payload === 'string' ? JSON.stringify(scrubbed) : scrubbed) as T;
}

interface PrintPlan {
  readonly search: Search;
  readonly redact: <T>(value: T) => T;
  readonly given: readonly Block[] | undefined;
  readonly keepsSender: boolean;
}

function planOf(options: PrintOptions): PrintPlan {
  assertObject(options, 'options');
  assertKnownKeys(options, ['waybill', 'sender', 'kinds', 'minConfidence', 'region', 'allow'], 'options');
  const { waybill, sender = 'keep', ...rest } = options;
  if (sender !== 'keep' && sender !== 'check') throw new TypeError('"options.sender" expected keep or check');
  return {
    search: { ...searchOf(rest), refuseBinary: true },
    redact: createRedact(rest),
    given: waybill === undefined ? undefined : [waybill].flat().map((block) => objectIn(block, 'options.waybill')),
    keepsSender: sender === 'keep',
  };
}

const sealFinding = (path: string, rule: string): Finding => ({
  path,
  kind: 'opaque',
  start: 0,
  end: 0,
  confidence: 1,
  rule,
});

/** All that the waybill API gave of a block is in the other; which template Douyin prints it with, for one, is not given. */
function isSame(given: Block, block: Block): boolean {
  const other = sealOf(block);
  const seal = Object.entries(sealOf(given)) as [keyof typeof other, string][];
  return seal.every(([key, value]) => value === '' || value === other[key]) && sealOf(given).ciphertext !== '';
}

const senderKeys: Readonly<Record<string, true>> = { addData: true, add_data: true };

/** What of a block is in clear. */
function openParts(block: Block, keepsSender: boolean): [string, unknown][] {
  const parts: [string, unknown][] = [];
  for (const [key, value] of Object.entries(block)) {
    if (key in senderKeys) parts.push([key, keepsSender ? withoutSender(value) : value]);
    else if (isOpenKey(block, key)) parts.push([key, value]);
  }
  return parts;
}

function withoutSender(addData: unknown): unknown {
  if (addData === null || addData === undefined || addData === '') return addData;
  const { sender: _, ...rest } = objectIn(addData, 'addData');
  return rest;
}

/** The masked rest with the sender that it had, written as it was. */
function withSender(addData: unknown, rest: unknown): unknown {
  if (typeof rest !== 'object' || rest === null) return rest;
  const original = objectIn(addData, 'addData');
  const whole: Record<string, unknown> = {};
  for (const key of Object.keys(original)) whole[key] = key === 'sender' ? original[key] : (rest as Block)[key];
  return typeof addData === 'string' ? JSON.stringify(whole) : whole;
}
