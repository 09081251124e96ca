import { type AnswerGuardOptions, answerGateOf, refusalStatus, refusalType } from './answer.ts';
import { joined } from './body.ts';

/** What is used of a Node or Express response. */
export interface NodeResponseLike {
  /** Status code. */
  statusCode: number;
  /** Reason phrase. */
  statusMessage: string;
  /** Headers set so far. */
  getHeaders(): object;
  /** Sets a header. */
  setHeader(name: string, value: never): unknown;
  /** Removes a header. */
  removeHeader(name: string): unknown;
  /** Sends a part of the body. */
  write: (...parameters: never[]) => boolean;
  /** Sends the rest. */
  end: (...parameters: never[]) => unknown;
  /** Sends status and headers. */
  writeHead: (...parameters: never[]) => unknown;
  /** Sends headers early. */
  flushHeaders: () => void;
}

type Call = (...parameters: unknown[]) => unknown;

interface Chunk {
  readonly bytes: Uint8Array;
  /** As it was handed over, to be sent byte for byte. */
  readonly parameters: readonly unknown[];
}

/**
 * Middleware of Express (Connect, `node:http`) that looks at answers before they leave: everything that is written to the
 * response, by `res.json`, `res.send`, `res.end` or a pipe, and the headers. An answer is held back until it is complete, up
 * to `maxBodyBytes`: not for event streams. `app.use(expressGuard())` goes before the routes and after `compression()`, so that it sees text.
 *
 * @param options - What `assertCiphertextOnly` takes, what to do on a finding, and limits.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * const guard = expressGuard({ onFinding: 'scrub' });
 * typeof guard; // 'function'
 */
export function expressGuard(
  options: AnswerGuardOptions = {},
): (request: unknown, response: NodeResponseLike, next: () => void) => void {
  const { gate, judge } = answerGateOf(options);

  return (_request, response, next) => {
    const write = response.write.bind(response) as unknown as Call;
    const end = response.end.bind(response) as unknown as Call;
    const flushHeaders = response.flushHeaders.bind(response);
    const writeHead = response.writeHead.bind(response);
    let chunks: Chunk[] = [];
    let length = 0;
    let isEnded = false;

    const isTooLong = (): boolean => length > gate.maxBodyBytes;
    const restore = (): void => {
      Object.assign(response, { write, end, writeHead, flushHeaders });
    };
    const release = (): void => {
      restore();
      for (const { parameters } of chunks) write(...parameters);
      chunks = [];
    };
    const hold = (chunk: unknown, encoding: unknown): void => {
      const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array);
      length += bytes.length;
      if (isTooLong() && gate.onFinding !== 'report') chunks = [];
      else chunks.push({ bytes, parameters: typeof encoding === 'string' ? [chunk, encoding] : [chunk] });
    };
    const inspected = (): ReturnType<typeof judge> =>
      judge({
        headers: response.getHeaders(),
        body: joined(chunks.map(({ bytes }) => bytes)),
        isTooLong: isTooLong(),
      });

    function heldWrite(...parameters: unknown[]): boolean {
      hold(parameters[0], parameters[1]);
      const callback = parameters.find((parameter) => typeof parameter === 'function') as Call | undefined;
      if (isTooLong() && gate.onFinding === 'report') {
        inspected();
        release();
      }
      if (callback !== undefined) queueMicrotask(callback);
      return true;
    }

    function heldEnd(...parameters: unknown[]): unknown {
      if (isEnded) return response;
      isEnded = true;
      const [chunk, encoding] = parameters;
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') hold(chunk, encoding);
      const callback = parameters.filter((parameter) => typeof parameter === 'function');
      const verdict = inspected();
      if (verdict.send === 'as-is') {
        // In one piece where it was, so that Node can still tell the length.
        const last = chunks.pop();
        release();
        return last === undefined ? end(...callback) : end(...last.parameters, ...callback);
      }
      restore();
      if (verdict.send === 'refusal') refuse(response);
      response.removeHeader('content-length');
      response.removeHeader('etag');
      return end(verdict.body, ...callback);
    }

    // Status and headers are set and not sent: they may still change.
    function heldHead(status: number, ...parameters: unknown[]): unknown {
      response.statusCode = status;
      for (const parameter of parameters) {
        if (typeof parameter === 'string') response.statusMessage = parameter;
        else for (const [name, value] of headersIn(parameter)) response.setHeader(name, value as never);
      }
      return response;
    }

    Object.assign(response, { write: heldWrite, end: heldEnd, writeHead: heldHead, flushHeaders: () => undefined });
    next();
  };
}

function refuse(response: NodeResponseLike): void {
  response.statusCode = refusalStatus;
  response.statusMessage = '';
  // Any of them may be what was found.
  for (const name of Object.keys(response.getHeaders())) response.removeHeader(name);
  response.setHeader('content-type', refusalType as never);
}

function headersIn(headers: unknown): [string, unknown][] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (!Array.isArray(headers)) return Object.entries(headers);
  if (Array.isArray(headers[0])) return headers as [string, unknown][];
  const pairs: [string, unknown][] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([String(headers[i]), headers[i + 1]]);
  return pairs;
}
