import { drop, type ReadBody, readBody } from './body.ts';
import { type GuardOptions, gateOf } from './gate.ts';

/** The `dispatch` of undici. */
export type DispatchLike = (options: never, handler: never) => boolean;

interface DispatchOptions {
  readonly origin?: unknown;
  readonly path?: unknown;
  readonly query?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
}

interface DispatchHandler {
  onResponseError?(controller: unknown, error: unknown): void;
  onError?(error: unknown): void;
}

/**
 * An interceptor of undici that refuses what {@link assertCiphertextOnly} refuses, for `request`, `stream` and `fetch` alike:
 * `setGlobalDispatcher(new Agent().compose(guardDispatch()))`. URL, query, headers and body as in {@link guardFetch};
 * streams and iterables, which is how `fetch` hands over every body, are buffered up to `maxBodyBytes` and sent as bytes.
 *
 * Compose it last, so that it comes first and sees what the caller wrote.
 *
 * @param options - What `assertCiphertextOnly` takes, what to do on a finding, and limits.
 * @returns an interceptor. The request fails with `ERR_PLAINTEXT` or `ERR_LIMIT_EXCEEDED` (`fetch`: as the `cause`).
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * const dispatch = guardDispatch()((options: { path: string; body?: string }, handler: object) => true);
 * dispatch({ path: '/orders', body: '{"tel":"138******78"}' }, {}); // true
 * dispatch({ path: '/orders?tel=13812345678' }, {}); // throws ERR_PLAINTEXT
 */
export function guardDispatch(options: GuardOptions = {}): <D extends DispatchLike>(dispatch: D) => D {
  const gate = gateOf('request', options);
  return <D extends DispatchLike>(dispatch: D): D => {
    const call = dispatch as unknown as (request: DispatchOptions, handler: DispatchHandler) => boolean;
    const guarded = (request: DispatchOptions, handler: DispatchHandler): boolean => {
      const send = ({ scanned, sent, isTooLong }: ReadBody): boolean => {
        const { origin = '', path = '', query, headers } = request;
        const url = { href: `${String(origin)}${String(path)}`, query };
        try {
          gate.check({ url, headers, body: scanned, isTooLong });
        } catch (error) {
          drop(sent);
          throw error;
        }
        return call(sent === request.body ? request : { ...request, body: sent }, handler);
      };
      const body = readBody(request.body, gate.maxBodyBytes);
      if (!(body instanceof Promise)) return send(body);
      body.then(send).catch((error: unknown) => {
        if (handler.onResponseError === undefined) handler.onError?.(error);
        else handler.onResponseError(null, error);
      });
      return true;
    };
    return guarded as unknown as D;
  };
}
