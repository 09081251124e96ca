// With fetch and undici themselves and a local server: what is refused must not be on the wire.
import { Readable } from 'node:stream';
import { Agent, FormData as UndiciFormData, fetch as undiciFetch, request as undiciRequest } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GuardOptions, type GuardReport, guardDispatch, guardFetch, presets } from 'waybill-privacy';
import { isPrivacyError } from 'waybill-privacy/errors';
import { type RecordingServer, startRecording } from '../../support/recordingServer.ts';
import { rejectionCodeOf, rejectionOf } from '../../support/thrown.ts';

const phone = '13812345678';
const leak = JSON.stringify({ order: 'A-1', remark: `请打${phone}` });
const clean = JSON.stringify({ order: 'A-1', receiver_name: '张**', receiver_mobile: '138******78' });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecording();
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(() => server.close());

const stream = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      // Cut in the middle of what is private.
      for (let at = 0; at < text.length; at += 7) controller.enqueue(bytes(text.slice(at, at + 7)));
      controller.close();
    },
  });

function form(value: string): FormData {
  const data = new FormData();
  data.append('order', 'A-1');
  data.append('remark', value);
  return data;
}

function formWithFile(value: string): FormData {
  const data = new FormData();
  data.append('file', new Blob([value]), 'orders.json');
  return data;
}

function undiciForm(value: string): UndiciFormData {
  const data = new UndiciFormData();
  data.append('remark', value);
  return data;
}

async function* iterable(text: string): AsyncGenerator<Uint8Array> {
  yield bytes(text.slice(0, 30));
  yield bytes(text.slice(30));
}

describe('guardFetch', () => {
  const bodies: [string, (text: string) => RequestInit][] = [
    ['a string', (body) => ({ body })],
    ['URLSearchParams', (text) => ({ body: new URLSearchParams({ remark: text }) })],
    ['FormData', (text) => ({ body: form(text) })],
    ['a file in FormData', (text) => ({ body: formWithFile(text) })],
    ['a Blob', (text) => ({ body: new Blob([text]) })],
    ['bytes', (text) => ({ body: bytes(text) as Uint8Array<ArrayBuffer> })],
    ['an ArrayBuffer', (text) => ({ body: bytes(text).buffer as ArrayBuffer })],
    ['a stream', (text) => ({ body: stream(text), duplex: 'half' }) as RequestInit],
  ];
  const send = (init: RequestInit, options?: GuardOptions): Promise<Response> =>
    guardFetch(fetch, options)(server.origin, { method: 'POST', ...init });

  it.each(bodies)('refuses a leak in %s', async (_, init) => {
    expect(await rejectionCodeOf(send(init(leak)))).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
  });

  it.each(bodies)('sends what is clean in %s', async (_, init) => {
    expect((await send(init(clean))).status).toBe(200);
    expect(decodeURIComponent(server.received[0]?.body ?? '')).toContain('138******78');
  });

  it.each<[string, string, RequestInit]>([
    ['the path', `/orders/${phone}`, {}],
    ['the query', `/orders?receiver_name=${encodeURIComponent('张三')}`, {}],
    ['a cookie', '/', { headers: { cookie: `a=1; phone=${phone}` } }],
    ['a user-agent', '/', { headers: { 'user-agent': `erp/1.0 (${phone})` } }],
    ['Headers', '/', { headers: new Headers({ 'x-receiver-mobile': phone }) }],
    ['a header of UTF-8 bytes', '/', { headers: { 'x-receiver-name': Buffer.from('张三').toString('latin1') } }],
  ])('refuses a leak in %s', async (_, path, init) => {
    expect(await rejectionCodeOf(guardFetch(fetch)(server.origin + path, init))).toBe('ERR_PLAINTEXT');
    expect(await rejectionCodeOf(guardFetch(fetch)(new URL(server.origin + path), init))).toBe('ERR_PLAINTEXT');
    expect(await rejectionCodeOf(guardFetch(fetch)(new Request(server.origin + path, init)))).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
  });

  it('leaves authorization alone unless it is told otherwise', async () => {
    const headers = { authorization: `Basic ${btoa('shop@example.com:secret-of-the-shop')}` };
    await guardFetch(fetch)(server.origin, { headers });
    expect(await rejectionCodeOf(guardFetch(fetch, { skipHeaders: [] })(server.origin, { headers }))).toBe(
      'ERR_PLAINTEXT',
    );
    expect(server.received).toHaveLength(1);
  });

  it.each(bodies)('reads a Request with %s', async (_, init) => {
    const make = (text: string): Request => new Request(server.origin, { method: 'POST', ...init(text) });
    expect(await rejectionCodeOf(guardFetch(fetch)(make(leak)))).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
    await guardFetch(fetch)(make(clean));
    expect(decodeURIComponent(server.received[0]?.body ?? '')).toContain('138******78');
  });

  it('names where, and no value', async () => {
    const error = await rejectionOf(send({ body: leak }));
    expect(isPrivacyError(error) && error.findings).toEqual([
      { path: 'body(json).remark', kind: 'phone', rule: 'phone-cue' },
    ]);
    expect(JSON.stringify(error) + String(error)).not.toContain(phone);
  });

  it('denies what is unknown at a path of the preset', async () => {
    const body = JSON.stringify({ order_info: { receiver_name: 'qwertz' } });
    expect(await rejectionCodeOf(send({ body }, { preset: presets['pdd.order'] }))).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
    await send({ body });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff])],
    ['GBK', new Uint8Array([0xd5, 0xc5, 0xc8, 0xfd])],
  ])('refuses a body it cannot read: %s', async (_, body) => {
    expect(await rejectionCodeOf(send({ body }))).toBe('ERR_PLAINTEXT');
    await send({ body }, { allowBinary: true });
    expect(server.received).toHaveLength(1);
  });

  it.each(['stream', 'blob', 'form'] as const)('refuses a %s over the limit', async (kind) => {
    const body = { stream: stream(clean), blob: new Blob([clean]), form: formWithFile(clean) }[kind];
    const init = { body, duplex: 'half' } as RequestInit;
    expect(await rejectionCodeOf(send(init, { maxBodyBytes: 10 }))).toBe('ERR_LIMIT_EXCEEDED');
    expect(server.received).toEqual([]);
  });

  it('reports and lets pass, also what is over the limit', async () => {
    const reports: GuardReport[] = [];
    const options: GuardOptions = { onFinding: 'report', report: (report) => reports.push(report) };
    await send({ body: leak }, options);
    await send({ body: stream(leak), duplex: 'half' } as RequestInit, { ...options, maxBodyBytes: 10 });
    expect(reports.map(({ error, outcome }) => [error.code, outcome])).toEqual([
      ['ERR_PLAINTEXT', 'reported'],
      ['ERR_LIMIT_EXCEEDED', 'reported'],
    ]);
    expect(server.received.map(({ body }) => body)).toEqual([
      Buffer.from(leak).toString('latin1'),
      Buffer.from(leak).toString('latin1'),
    ]);
  });

  it('is not stopped by a report that throws', async () => {
    const report = (): void => {
      throw new Error('log is full');
    };
    expect(await rejectionCodeOf(send({ body: leak }, { report }))).toBe('ERR_PLAINTEXT');
    await send({ body: leak }, { report, onFinding: 'report' });
    expect(server.received).toHaveLength(1);
  });

  it('hands over what the caller wrote', async () => {
    const calls: unknown[][] = [];
    const fake = guardFetch(async (...parameters: unknown[]) => {
      calls.push(parameters);
    });
    const request = new Request(server.origin);
    const init = { method: 'PUT', body: clean };
    await fake(request);
    await fake(server.origin, init);
    expect(calls[0]).toEqual([request]);
    expect(calls[1]).toEqual([server.origin, init]);
  });

  it.each<[unknown, ErrorConstructor]>([
    [{ onFinding: 'scrub' }, TypeError],
    [{ onFindings: 'refuse' }, TypeError],
    [{ report: 1 }, TypeError],
    [{ maxBodyBytes: 0 }, RangeError],
    [{ allowBinary: 1 }, TypeError],
  ])('refuses options %j', (options, error) => {
    expect(() => guardFetch(fetch, options as object)).toThrow(error);
    expect(() => guardDispatch(options as object)).toThrow(error);
  });
});

describe('guardDispatch', () => {
  const agent = (options?: GuardOptions) => new Agent().compose(guardDispatch(options));
  type Body = Parameters<typeof undiciRequest>[1] extends infer O ? (O extends { body?: infer B } ? B : never) : never;
  const bodies: [string, (text: string) => Body][] = [
    ['a string', (text) => text],
    ['bytes', bytes],
    ['a Readable', (text) => Readable.from([text.slice(0, 28), text.slice(28)])],
    ['an async iterable', (text) => iterable(text) as unknown as Body],
    ['FormData', undiciForm],
  ];

  it.each(bodies)('refuses a leak in request with %s', async (_, body) => {
    const sent = undiciRequest(server.origin, { method: 'POST', body: body(leak), dispatcher: agent() });
    expect(await rejectionCodeOf(sent)).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
  });

  it.each(bodies)('sends what is clean in request with %s', async (_, body) => {
    const { statusCode } = await undiciRequest(server.origin, {
      method: 'POST',
      body: body(clean),
      dispatcher: agent(),
    });
    expect(statusCode).toBe(200);
    expect(server.received[0]?.body).toContain('138******78');
  });

  it.each<[string, (text: string) => object]>([
    ['a string', (body) => ({ body })],
    ['URLSearchParams', (text) => ({ body: new URLSearchParams({ remark: text }) })],
    ['FormData', (text) => ({ body: undiciForm(text) })],
    ['a stream', (text) => ({ body: stream(text), duplex: 'half' })],
  ])('sees the body of undici.fetch with %s', async (_, init) => {
    const send = (text: string): Promise<unknown> =>
      undiciFetch(server.origin, { method: 'POST', dispatcher: agent(), ...init(text) });
    const error = await rejectionOf(send(leak));
    expect((error as Error).cause).toMatchObject({ code: 'ERR_PLAINTEXT' });
    expect(server.received).toEqual([]);
    await send(clean);
    expect(decodeURIComponent(server.received[0]?.body ?? '')).toContain('138******78');
  });

  it('reads fields of multipart by their names', async () => {
    const data = undiciForm('A-1');
    data.append('receiver_name', '张三');
    const sent = undiciFetch(server.origin, { method: 'POST', dispatcher: agent(), body: data });
    expect((await rejectionOf(sent)) as Error).toMatchObject({
      cause: { findings: [{ path: 'body(multipart).receiver_name' }] },
    });
    expect(server.received).toEqual([]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['the path', `/orders/${phone}`, {}],
    ['the query in the path', '/orders?receiver_name=%E5%BC%A0%E4%B8%89', {}],
    ['the query', '/', { query: { receiver_name: '张三' } }],
    ['headers as an object', '/', { headers: { cookie: `phone=${phone}` } }],
    ['headers as a list', '/', { headers: ['x-receiver-mobile', phone] }],
  ])('refuses a leak in %s', async (_, path, options) => {
    const sent = undiciRequest(server.origin + path, { dispatcher: agent(), ...options });
    expect(await rejectionCodeOf(sent)).toBe('ERR_PLAINTEXT');
    expect(server.received).toEqual([]);
  });

  it('refuses streams over the limit, and reports them in report mode', async () => {
    const reports: GuardReport[] = [];
    const send = (options: GuardOptions): Promise<unknown> =>
      undiciRequest(server.origin, { method: 'POST', body: Readable.from([leak]), dispatcher: agent(options) });
    expect(await rejectionCodeOf(send({ maxBodyBytes: 10 }))).toBe('ERR_LIMIT_EXCEEDED');
    expect(server.received).toEqual([]);
    await send({ maxBodyBytes: 10, onFinding: 'report', report: (report) => reports.push(report) });
    expect(reports).toHaveLength(1);
    expect(server.received[0]?.body).toBe(Buffer.from(leak).toString('latin1'));
  });

  it('passes on the failure of a stream', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('disk is gone'));
      },
    });
    const sent = undiciRequest(server.origin, { method: 'POST', body: broken, dispatcher: agent() });
    await expect(sent).rejects.toThrow('disk is gone');
    expect(server.received).toEqual([]);
  });
});
