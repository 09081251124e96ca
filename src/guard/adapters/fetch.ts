import { drop, readBody } from './body.ts';
import { type GuardOptions, gateOf } from './gate.ts';

/** `fetch` of any runtime or library. */
export type FetchLike = (...parameters: never[]) => Promise<unknown>;

interface RequestLike {
  readonly url: string;
  readonly headers: unknown;
  readonly body: unknown;
  clone(): RequestLike;
}

interface Init {
  readonly body?: unknown;
  readonly headers?: unknown;
}

const isRequest = (input: unknown): input is RequestLike =>
  Object.prototype.toString.call(input) === '[object Request]';

/**
 * A `fetch` that refuses what {@link assertCiphertextOnly} refuses, before anything is on the wire: in the URL, in headers
 * (cookies, `user-agent` and `referer` too, without `authorization`) and in bodies of every kind. Streams are buffered up to
 * `maxBodyBytes` and sent as bytes, longer ones refused; of a `Request` a clone is read. Answers are not looked at.
 *
 * With libraries on top of `fetch` (ky, ofetch, openapi-fetch): hand it to them as their `fetch`.
 *
 * @param fetch - The function to call.
 * @param options - What `assertCiphertextOnly` takes, what to do on a finding, and limits.
 * @returns a function of the same type. It rejects with `ERR_PLAINTEXT`, or `ERR_LIMIT_EXCEEDED` for what is too long.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * const send = guardFetch(async (url: string, init?: { body?: string }) => `${url}: ${init?.body ?? ''}`);
 * await send('https://api.example.com/orders', { body: '{"tel":"138******78"}' });
 * // => 'https://api.example.com/orders: {"tel":"138******78"}'
 * await send('https://api.example.com/orders', { body: '{"tel":"13812345678"}' }); // throws ERR_PLAINTEXT
 */
export function guardFetch<F extends FetchLike>(fetch: F, options: GuardOptions = {}): F {
  if (typeof fetch !== 'function') throw new TypeError('"fetch" expected a function');
  const gate = gateOf('request', options);
  const call = fetch as unknown as (input: unknown, init?: Init) => Promise<unknown>;
  const guarded = async (input: unknown, init?: Init): Promise<unknown> => {
    const request = isRequest(input) ? input : undefined;
    // Read once: what was looked at is what is sent.
    const target = request ?? String(input);
    const own: Init = { ...init };
    const url = request?.url ?? target;
    const headers = own.headers ?? request?.headers;
    if (own.body !== undefined && own.body !== null) {
      const { scanned, sent, isTooLong } = await readBody(own.body, gate.maxBodyBytes);
      try {
        gate.check({ url, headers, body: scanned, isTooLong });
      } catch (error) {
        drop(sent);
        throw error;
      }
      return call(target, { ...own, body: sent });
    }
    if (request !== undefined && request.body !== null && request.body !== undefined) {
      const { scanned, sent, isTooLong } = await readBody(request.clone().body, gate.maxBodyBytes);
      drop(sent);
      gate.check({ url, headers, body: scanned, isTooLong });
    } else gate.check({ url, headers });
    return init === undefined ? call(target) : call(target, own);
  };
  return guarded as unknown as F;
}
