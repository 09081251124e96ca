import { type AnswerGuardOptions, answerGateOf, refusalStatus, refusalType } from './answer.ts';
import { readBody } from './body.ts';

/** What is used of a context of Hono. */
export interface HonoContextLike {
  /** The answer. Hono joins headers when one is set over another, and takes `undefined` first to forget the old one. */
  get res(): Response;
  /** Takes another in its place. */
  set res(response: Response | undefined);
}

/**
 * Middleware of Hono that looks at answers before they leave, headers included: `app.use(honoGuard())` before the routes. An
 * answer is buffered up to `maxBodyBytes`: not for event streams. Put it after `compress()`, so that it sees text.
 *
 * @param options - What `assertCiphertextOnly` takes, what to do on a finding, and limits.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * const context = { res: new Response('{"tel":"13812345678"}') };
 * await honoGuard()(context, async () => {});
 * context.res.status; // 500
 */
export function honoGuard(
  options: AnswerGuardOptions = {},
): (context: HonoContextLike, next: () => Promise<void>) => Promise<void> {
  const { gate, judge } = answerGateOf(options);
  return async (context, next) => {
    await next();
    const response = context.res;
    const { scanned, sent, isTooLong } = await readBody(response.body, gate.maxBodyBytes);
    const verdict = judge({ headers: response.headers, body: scanned, isTooLong });
    // An answer without a body stays the object it is: only the runtime can make a switch of protocols.
    if (verdict.send === 'as-is' && response.body === null) return;
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    context.res = undefined;
    if (verdict.send === 'as-is') {
      context.res = new Response(sent as BodyInit, { status, statusText, headers });
    } else if (verdict.send === 'refusal') {
      context.res = new Response(verdict.body, { status: refusalStatus, headers: { 'content-type': refusalType } });
    } else {
      headers.delete('content-length');
      headers.delete('etag');
      context.res = new Response(verdict.body, { status, statusText, headers });
    }
  };
}
