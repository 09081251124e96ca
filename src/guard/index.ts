/**
 * Looks for readable private data in what leaves a system.
 *
 * @module
 */

import { assertCountry, type CountryCode } from '../detect/phone/index.ts';
import type { TextKind } from '../detect/text/index.ts';
import { assertSearch } from '../detect/text/index.ts';
import { assertKnownKeys, assertObject } from '../errors.ts';
import { type Finding, scan } from './scan.ts';

export type { CountryCode } from '../detect/phone/index.ts';
export type { TextKind } from '../detect/text/index.ts';
export {
  type CoverageCollector,
  type CoverageFigures,
  type CoverageOptions,
  type CoverageReport,
  type CoverageState,
  coverage,
  coverageStates,
  createCoverage,
  type StateCounts,
} from './coverage.ts';
export { type CoverageMarkdownOptions, coverageMarkdown } from './coverageMarkdown.ts';
export type { Finding } from './scan.ts';

/** What `scanPayload` takes besides the payload. */
export interface ScanOptions {
  /** Kinds to look for. Default all. */
  readonly kinds?: readonly TextKind[];
  /** Findings below it are left out, 0 to 1. Default 0.5. */
  readonly minConfidence?: number;
  /** Country of numbers without a country code. Default `CN`. */
  readonly region?: CountryCode;
  /** Deepest level of nesting and packing, 1 to 512. Default 64. */
  readonly maxDepth?: number;
  /** Most UTF-16 units of all strings, unpacked ones counted again. Default 16,777,216. */
  readonly maxChars?: number;
}

const defaultMaxDepth = 64;
const mostDepth = 512;
const defaultMaxChars = 16_777_216;

/**
 * Finds names, phones, flats and identity data in any JSON value or string, also where they are packed: URL escapes, JSON in
 * JSON, base64 and hex, inside each other up to `maxDepth`.
 *
 * Tokens of this library, ciphertexts of the platforms and masks that hide enough are no findings. A key such as
 * `receiver_name` counts as a cue. Bytes are read as UTF-8; functions, symbols and booleans are passed over.
 *
 * @param payload - What leaves: an object, an array, a string, bytes.
 * @param options - Kinds, confidence, region and limits.
 * @returns findings with path, kind, place and rule; none of them quotes a value or a key that may be private.
 * @throws {PrivacyError} `ERR_LIMIT_EXCEEDED` for a payload that is deeper or longer than the limits, or goes round in a circle.
 * @throws {TypeError} an unknown option or kind. @throws {RangeError} a number out of range.
 * @example
 * scanPayload({ id: 'A-1', remark: '请打13812345678' }).map(({ path, kind }) => `${path}: ${kind}`); // ['remark: phone']
 * scanPayload({ body: '{"tel":"MTM4MTIzNDU2Nzg="}' })[0]?.path; // 'body(json).tel(base64)'
 * scanPayload({ phone: '138******78', tracking: 'SF1234567890123' }); // []
 */
export function scanPayload(payload: unknown, options: ScanOptions = {}): Finding[] {
  assertObject(options, 'options');
  assertKnownKeys(options, ['kinds', 'minConfidence', 'region', 'maxDepth', 'maxChars'], 'options');
  const { kinds, minConfidence, region = 'CN', maxDepth = defaultMaxDepth, maxChars = defaultMaxChars } = options;
  assertSearch({ kinds, minConfidence });
  assertCountry(region);
  assertCount(maxDepth, mostDepth, 'maxDepth');
  assertCount(maxChars, Number.MAX_SAFE_INTEGER, 'maxChars');
  return scan(payload, { kinds, minConfidence, region, maxDepth, maxChars });
}

function assertCount(value: number, most: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 1 || value > most) {
    throw new RangeError(`"options.${name}" expected an integer from 1 to ${most}`);
  }
}
