/**
 * Looks for readable private data in what leaves a system.
 *
 * @module
 */

import type { Finding } from './finding.ts';
import { type ScanOptions, searchOf } from './options.ts';
import { scan } from './scan.ts';

export type { CountryCode } from '../detect/phone/index.ts';
export type { TextKind } from '../detect/text/index.ts';
export type { AnswerGuardOptions } from './adapters/answer.ts';
export { expressGuard, type NodeResponseLike } from './adapters/express.ts';
export { type FastifyReplyLike, fastifyGuard } from './adapters/fastify.ts';
export { type FetchLike, guardFetch } from './adapters/fetch.ts';
export type { GuardOptions, GuardReport } from './adapters/gate.ts';
export { type HonoContextLike, honoGuard } from './adapters/hono.ts';
export { type DispatchLike, guardDispatch } from './adapters/undici.ts';
export { assertCiphertextOnly } from './assert.ts';
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
} from './coverage/coverage.ts';
export { type CoverageMarkdownOptions, coverageMarkdown } from './coverage/coverageMarkdown.ts';
export type { Finding } from './finding.ts';
export type { AssertOptions, ScanOptions } from './options.ts';
export {
  checkPrintPayload,
  type PrintDialect,
  type PrintOptions,
  type PrintReport,
  scrubPrintPayload,
} from './print/print.ts';
export { type PinoRedactor, type RedactOptions, redact, redactor } from './redact.ts';

/**
 * Finds names, phones, flats and identity data in any JSON value or string, also where they are packed: JSON in JSON, forms and
 * URLs, XML, multipart, URL escapes, HTML entities, base64 and hex, inside each other up to `maxDepth`.
 *
 * Tokens of this library, ciphertexts of the platforms and masks that hide enough are no findings. A key such as
 * `receiver_name` counts as a cue. Bytes are read as UTF-8; other bytes, streams, functions, symbols and booleans are passed over.
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
  return scan(payload, searchOf(options));
}
