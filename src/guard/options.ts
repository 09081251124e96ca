import { assertCountry, type CountryCode } from '../detect/phone/index.ts';
import { assertSearch, type TextKind, type TextSearch } from '../detect/text/index.ts';
import { assertKnownKeys, assertObject } from '../errors.ts';
import type { Preset } from '../platform/preset.ts';
import type { FieldKind } from '../types.ts';
import { type PrivatePaths, privatePathsOf } from './privatePaths.ts';

/** What `scanPayload` takes besides the payload. */
export interface ScanOptions {
  /** Kinds that the detectors of free text look for. Default all. */
  readonly kinds?: readonly TextKind[];
  /** Findings below it are left out, 0 to 1. Default 0.5. */
  readonly minConfidence?: number;
  /** Country of numbers without a country code. Default `CN`. */
  readonly region?: CountryCode;
  /**
   * Shapes of the orders in the payload. At a private path of theirs, wherever the order stands, everything is a finding that
   * is not a platform's ciphertext, a token of ours, a mask that hides enough, a declared virtual number or empty.
   */
  readonly preset?: Preset | readonly Preset[];
  /** Private paths of your own and what they hold, as those of a preset: `{ 'to.mobile': 'phone' }`. */
  readonly privatePaths?: Readonly<Record<string, FieldKind>>;
  /**
   * Free text at a private path (a remark). `deny` (default): a finding unless it is protected. `scan`: only what the
   * detectors find in it, for remarks that were masked.
   */
  readonly freeText?: 'deny' | 'scan';
  /** Digits that the mask of a phone must hide, 1 to 11. Default 6, as GB/T 41833-2022 asks of a label. */
  readonly minHiddenDigits?: number;
  /**
   * Asked for each string with a finding; `true` lets it pass. For order ids that look like phones and for virtual numbers
   * of your own ledger. It is handed private data: do not log it.
   */
  readonly allow?: (text: string, path: string) => boolean;
  /** The time at which declared virtual numbers must still be valid. Default: now. */
  readonly now?: Date;
  /** Deepest level of nesting and packing, 1 to 512. Default 64. */
  readonly maxDepth?: number;
  /** Most UTF-16 units of all strings, unpacked ones counted again, and one for each value. Default 16,777,216. */
  readonly maxChars?: number;
}

/** What `assertCiphertextOnly` takes besides the payload. */
export interface AssertOptions extends ScanOptions {
  /**
   * Whether bytes that are no UTF-8 text (a picture, gzip, GBK) and bodies that cannot be read (a stream) may pass unread.
   * Default `false`.
   */
  readonly allowBinary?: boolean;
}

/** What a scan looks for, with its limits: options after checking. */
export interface Search extends TextSearch {
  readonly region: CountryCode;
  readonly presets: readonly Preset[];
  readonly privatePaths: PrivatePaths | undefined;
  readonly freeText: 'deny' | 'scan';
  readonly minHiddenDigits: number;
  readonly allow: ((text: string, path: string) => boolean) | undefined;
  readonly now: Date | undefined;
  readonly maxDepth: number;
  readonly maxChars: number;
  /** Whether what cannot be read is a finding. */
  readonly refuseBinary: boolean;
}

const scanKeys: readonly string[] = [
  'kinds',
  'minConfidence',
  'region',
  'preset',
  'privatePaths',
  'freeText',
  'minHiddenDigits',
  'allow',
  'now',
  'maxDepth',
  'maxChars',
];
const assertKeys: readonly string[] = [...scanKeys, 'allowBinary'];

const defaultMaxDepth = 64;
const mostDepth = 512;
const defaultMaxChars = 16_777_216;
/** GB/T 41833-2022: 联系电话应隐藏6位以上. */
const labelHiddenDigits = 6;
const mobileDigits = 11;

/**
 * Checks options once.
 *
 * @throws {TypeError} an unknown option or kind. @throws {RangeError} a number out of range.
 * @throws {PrivacyError} `ERR_SCHEMA` for a private path that is none.
 */
export function searchOf(options: ScanOptions): Search {
  assertObject(options, 'options');
  assertKnownKeys(options, scanKeys, 'options');
  const { kinds, minConfidence, region = 'CN', maxDepth = defaultMaxDepth, maxChars = defaultMaxChars } = options;
  const { privatePaths, freeText = 'deny', minHiddenDigits = labelHiddenDigits, allow, now } = options;
  const presets = options.preset === undefined ? [] : [options.preset].flat();
  assertSearch({ kinds, minConfidence });
  assertCountry(region);
  assertCount(maxDepth, mostDepth, 'maxDepth');
  assertCount(maxChars, Number.MAX_SAFE_INTEGER, 'maxChars');
  assertCount(minHiddenDigits, mobileDigits, 'minHiddenDigits');
  if (freeText !== 'deny' && freeText !== 'scan') throw new TypeError('"options.freeText" expected deny or scan');
  if (allow !== undefined && typeof allow !== 'function') throw new TypeError('"options.allow" expected a function');
  if (now !== undefined && !(now instanceof Date)) throw new TypeError('"options.now" expected a Date');
  return {
    ...{ kinds, minConfidence, region, presets, freeText, minHiddenDigits, allow, now, maxDepth, maxChars },
    privatePaths: privatePathsOf(presets, privatePaths),
    refuseBinary: false,
  };
}

/** As {@link searchOf}, for a payload that leaves. */
export function assertSearchOf(options: AssertOptions): Search {
  assertObject(options, 'options');
  assertKnownKeys(options, assertKeys, 'options');
  const { allowBinary = false, ...rest } = options;
  if (typeof allowBinary !== 'boolean') throw new TypeError('"options.allowBinary" expected boolean');
  return { ...searchOf(rest), refuseBinary: !allowBinary };
}

function assertCount(value: number, most: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 1 || value > most) {
    throw new RangeError(`"options.${name}" expected an integer from 1 to ${most}`);
  }
}
