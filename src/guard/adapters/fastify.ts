import { type AnswerGuardOptions, answerGateOf, refusalStatus, refusalType } from './answer.ts';
import { readBody, streamOf } from './body.ts';

/** What is used of a Fastify reply. */
export interface FastifyReplyLike {
  /** Sets the status code. */
  code(status: number): unknown;
  /** Headers set so far. */
  getHeaders(): object;
  /** Sets a header. */
  header(name: string, value: string): unknown;
  /** Removes a header. */
  removeHeader(name: string): unknown;
}

/**
 * An `onSend` hook of Fastify that looks at answers before they leave, headers and errors included:
 * `app.addHook('onSend', fastifyGuard())` at the root. Streams are buffered up to `maxBodyBytes`. It does not see what goes
 * past Fastify (`reply.raw`, `reply.hijack()`); register it before `@fastify/compress`, so that it sees text.
 *
 * @param options - What `assertCiphertextOnly` takes, what to do on a finding, and limits.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * const reply = { code: () => {}, getHeaders: () => ({}), header: () => {}, removeHeader: () => {} };
 * await fastifyGuard()({}, reply, '{"tel":"13812345678"}'); // '{"error":"ERR_PLAINTEXT"}'
 */
export function fastifyGuard(
  options: AnswerGuardOptions = {},
): (request: unknown, reply: FastifyReplyLike, payload: unknown) => Promise<unknown> {
  const { gate, judge } = answerGateOf(options);
  return async (_request, reply, payload) => {
    const { scanned, sent, isTooLong } = await readBody(payload, gate.maxBodyBytes);
    const verdict = judge({ headers: reply.getHeaders(), body: scanned, isTooLong });
    // Fastify takes a stream, and bytes only as a Buffer of Node.
    if (verdict.send === 'as-is') return sent !== payload && sent instanceof Uint8Array ? streamOf(sent) : sent;
    if (verdict.send === 'refusal') {
      reply.code(refusalStatus);
      // Any of them may be what was found.
      for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
      reply.header('content-type', refusalType);
    } else {
      reply.removeHeader('content-length');
      reply.removeHeader('etag');
    }
    return verdict.body;
  };
}
