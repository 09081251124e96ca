import { PrivacyError } from '../errors.ts';
import type { Finding } from './finding.ts';
import { type AssertOptions, assertSearchOf } from './options.ts';
import { scan } from './scan.ts';

// Enough to mend the code that sends it; an error is not to be as long as a payload.
const maxErrorFindings = 100;

/** The error for a payload with findings. */
export function plaintextError(findings: readonly Finding[]): PrivacyError {
  const first = findings[0] as Finding;
  const at = first.path === '' ? 'in the text' : `at ${first.path}`;
  const message =
    first.rule === 'unreadable'
      ? `a body that cannot be read as text ${at}`
      : `readable private data ${at}: ${first.kind}`;
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : '';
  return new PrivacyError('ERR_PLAINTEXT', message + more, {
    path: first.path,
    findings: findings.slice(0, maxErrorFindings).map(({ path, kind, rule }) => ({ path, kind, rule })),
  });
}

/**
 * Refuses a payload with anything readable in it. With a `preset` unknown text at a private path is refused whatever it
 * looks like: only a platform's ciphertext, a token of ours, a mask that hides enough, a declared virtual number, a reference
 * id or nothing may stand there. Everything else is scanned as by {@link scanPayload}.
 *
 * Reads objects, text (JSON, JSON lines, forms, XML, HTML, URLs, multipart), bytes, `URLSearchParams`, `FormData`, `Headers`,
 * `URL`. What it cannot read is refused: bytes that are no UTF-8, compressed bodies, `Blob`, streams (the adapters such as
 * {@link guardFetch} read these first).
 *
 * An 11-digit number in the form of a mobile is refused wherever it stands, also as an order id: nothing tells them apart.
 * `allow` lets known ones pass.
 *
 * @param payload - What leaves.
 * @param options - A preset or private paths, and what `scanPayload` takes.
 * @throws {PrivacyError} `ERR_PLAINTEXT` with `findings`: paths, kinds and rules, never a value (the first 100).
 * `ERR_LIMIT_EXCEEDED` for a payload that is deeper or longer than the limits, or goes round in a circle.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * assertCiphertextOnly({ receiver_name: '张**', receiver_mobile: '138******78' }, { preset: presets['taobao.trade'] });
 * assertCiphertextOnly({ trade: { receiver_name: '未知' } }, { preset: presets['taobao.trade'] }); // throws ERR_PLAINTEXT
 * assertCiphertextOnly('tel=13812345678'); // throws ERR_PLAINTEXT
 */
export function assertCiphertextOnly(payload: unknown, options: AssertOptions = {}): void {
  const findings = scan(payload, assertSearchOf(options));
  if (findings.length > 0) throw plaintextError(findings);
}
