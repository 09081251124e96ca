import { isPrivacyError, type PlaintextFinding, PrivacyError } from '../../errors.ts';
import { plaintextError } from '../assert.ts';
import { Pairs } from '../decode/pairs.ts';
import { type AssertOptions, assertSearchOf } from '../options.ts';
import { scan } from '../scan.ts';

/** What a guard saw in a request or an answer. No value, and no key that may be private. */
export interface GuardReport {
  /** Which way it goes. */
  readonly surface: 'request' | 'response';
  /** `ERR_PLAINTEXT` with its findings, or why the payload could not be read. */
  readonly error: PrivacyError;
  /** The findings of the error; their paths begin with `url`, `headers` or `body`. */
  readonly findings: readonly PlaintextFinding[];
  /** What came of it. */
  readonly outcome: 'refused' | 'reported' | 'scrubbed';
}

/** What every guard takes. */
export interface GuardOptions extends AssertOptions {
  /** `refuse` (default), or `report`, which lets everything pass: for the first weeks. */
  readonly onFinding?: 'refuse' | 'report';
  /** Called for each request or answer with a finding. What it throws is dropped. */
  readonly report?: (report: GuardReport) => void;
  /** Longest body that is buffered and read, bytes. Longer ones are refused. Default 8,388,608. */
  readonly maxBodyBytes?: number;
  /**
   * Headers that are not looked at. Default `authorization` and `proxy-authorization`, whose tokens the receiver needs as they
   * are; cookies, `user-agent`, `referer` and all others are scanned.
   */
  readonly skipHeaders?: readonly string[];
}

/** Parts of a request or an answer. */
export interface Message {
  readonly url?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  /** Whether the body is longer than the limit. */
  readonly isTooLong?: boolean;
}

/** A guard's decision, made once from its options. */
export interface Gate {
  readonly maxBodyBytes: number;
  readonly onFinding: 'refuse' | 'report' | 'scrub';
  /** What is wrong with a message. */
  inspect(message: Message): PrivacyError | undefined;
  /** Tells the user. */
  tell(error: PrivacyError, outcome: GuardReport['outcome']): void;
  /** Tells and throws, unless everything is to pass. */
  check(message: Message): void;
}

const defaultMaxBodyBytes = 8_388_608;
const defaultSkipHeaders: readonly string[] = ['authorization', 'proxy-authorization'];

/**
 * Checks the options of a guard.
 *
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 */
export function gateOf(
  surface: GuardReport['surface'],
  options: Omit<GuardOptions, 'onFinding'> & { readonly onFinding?: Gate['onFinding'] },
): Gate {
  const { onFinding = 'refuse', report, maxBodyBytes = defaultMaxBodyBytes, skipHeaders, ...rest } = options;
  const search = assertSearchOf(rest);
  const outcomes: readonly string[] = surface === 'request' ? ['refuse', 'report'] : ['refuse', 'report', 'scrub'];
  if (!outcomes.includes(onFinding)) throw new TypeError(`"options.onFinding" expected ${outcomes.join(' or ')}`);
  if (report !== undefined && typeof report !== 'function') throw new TypeError('"options.report" expected a function');
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 1) {
    throw new RangeError('"options.maxBodyBytes" expected a positive integer');
  }
  const skipped = new Set((skipHeaders ?? defaultSkipHeaders).map((name) => name.toLowerCase()));

  function inspect({ url, headers, body, isTooLong = false }: Message): PrivacyError | undefined {
    if (isTooLong) return new PrivacyError('ERR_LIMIT_EXCEEDED', `a body of more than ${maxBodyBytes} bytes`);
    const parts = new Pairs([
      ['url', url],
      ['headers', headerPairs(headers, skipped)],
      ['body', body],
    ]);
    try {
      const findings = scan(parts, search);
      return findings.length > 0 ? plaintextError(findings) : undefined;
    } catch (error) {
      return isPrivacyError(error) ? error : new PrivacyError('ERR_FIELD_TYPE', 'a payload that cannot be read');
    }
  }

  function tell(error: PrivacyError, outcome: GuardReport['outcome']): void {
    try {
      report?.({ surface, error, findings: error.findings ?? [], outcome });
    } catch {
      // A broken log must neither stop an order nor let one through.
    }
  }

  return {
    maxBodyBytes,
    onFinding,
    inspect,
    tell,
    check(message) {
      const error = inspect(message);
      if (error === undefined) return;
      tell(error, onFinding === 'report' ? 'reported' : 'refused');
      if (onFinding !== 'report') throw error;
    },
  };
}

// Of multipart: digits by chance.
const boundary = /;\s{0,8}boundary=[^;]*/iu;

/** Headers as `fetch`, undici and Node write them: an object, pairs, a flat list, `Headers`. */
function headerPairs(headers: unknown, skipped: ReadonlySet<string>): Pairs {
  const pairs: [string, unknown][] = [];
  const add = (name: unknown, value: unknown): void => {
    const text = textOf(name);
    if (!skipped.has(text.toLowerCase()))
      pairs.push([text, typeof value === 'string' ? value.replace(boundary, '') : value]);
  };
  if (typeof headers !== 'object' || headers === null) return new Pairs(pairs);
  if (!(Symbol.iterator in headers)) {
    for (const [name, value] of Object.entries(headers)) add(name, value);
    return new Pairs(pairs);
  }
  let name: unknown;
  for (const item of headers as Iterable<unknown>) {
    if (Array.isArray(item)) add(item[0], item[1]);
    else if (name === undefined) name = item;
    else {
      add(name, item);
      name = undefined;
    }
  }
  return new Pairs(pairs);
}

const textOf = (name: unknown): string =>
  ArrayBuffer.isView(name) ? new TextDecoder().decode(name as Uint8Array) : String(name);
