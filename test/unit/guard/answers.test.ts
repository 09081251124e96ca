// With Express, Fastify and Hono themselves: what is refused or masked must not be on the wire.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AnswerGuardOptions,
  expressGuard,
  fastifyGuard,
  type GuardReport,
  honoGuard,
  presets,
} from 'waybill-privacy';

const phone = '13812345678';
const leak = { order: 'A-1', receiver_name: '张三', remark: `请打${phone}` };
const clean = { order: 'A-1', receiver_name: '张**', remark: '请打138******78', at: 1_732_550_000_000 };

/** An API whose routes answer in every way that the framework has; each gives the value. */
type StartApi = (options: AnswerGuardOptions, value: object) => Promise<(route: string) => Promise<Response>>;

const servers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const text = (value: object): string => JSON.stringify(value);
const bytes = (value: object): Buffer => Buffer.from(text(value));
const halves = (value: object): [string, string] => [text(value).slice(0, 40), text(value).slice(40)];

const startExpress: StartApi = async (options, value) => {
  const app = express();
  app.use(expressGuard(options));
  app.get('/json', (_, response) => void response.json(value));
  app.get('/text', (_, response) => void response.type('text').send(text(value)));
  app.get('/bytes', (_, response) => void response.type('json').send(bytes(value)));
  app.get('/stream', (_, response) => void Readable.from(halves(value)).pipe(response));
  app.get('/header', (_, response) => void response.set('x-receiver', encodeURIComponent(text(value))).send('ok'));
  app.get('/status', (_, response) => void response.status(201).json(value));
  app.get('/empty', (_, response) => void response.status(204).end());
  app.get('/error', () => {
    throw Object.assign(new Error(text(value)), { status: 400 });
  });
  app.get('/raw', (_, response) => {
    response.writeHead(202, { 'content-type': 'application/json', 'x-raw': '1' });
    for (const part of halves(value)) response.write(part);
    response.end();
  });
  const server = await new Promise<Server>((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return (route) => fetch(`http://127.0.0.1:${port}${route}`);
};

const startFastify: StartApi = async (options, value) => {
  const app = fastify();
  app.addHook('onSend', fastifyGuard(options));
  app.get('/json', async () => value);
  app.get('/text', async (_, reply) => reply.type('text/plain').send(text(value)));
  app.get('/bytes', async (_, reply) => reply.type('application/json').send(bytes(value)));
  app.get('/stream', async (_, reply) => reply.send(Readable.from(halves(value))));
  app.get('/header', async (_, reply) => reply.header('x-receiver', encodeURIComponent(text(value))).send('ok'));
  app.get('/status', async (_, reply) => reply.code(201).send(value));
  app.get('/empty', async (_, reply) => reply.code(204).send());
  app.get('/error', async () => {
    throw Object.assign(new Error(text(value)), { statusCode: 400 });
  });
  app.get('/raw', async (_, reply) => {
    reply.code(202).header('x-raw', '1').type('application/json');
    return reply.send(new Response(text(value)).body);
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  servers.push(app);
  return (route) => fetch(origin + route);
};

const startHono: StartApi = async (options, value) => {
  const app = new Hono();
  app.use(honoGuard(options));
  app.get('/json', (c) => c.json(value));
  app.get('/text', (c) => c.text(text(value)));
  app.get('/bytes', (c) => c.body(new Uint8Array(bytes(value)), 200, { 'content-type': 'application/json' }));
  app.get('/stream', (c) => c.body(new Blob(halves(value)).stream()));
  app.get('/header', (c) => c.text('ok', 200, { 'x-receiver': encodeURIComponent(text(value)) }));
  app.get('/status', (c) => c.json(value, 201));
  app.get('/empty', (c) => c.body(null, 204));
  app.get('/error', () => {
    throw new Error(text(value));
  });
  app.onError((error, c) => c.text(error.message, 400));
  app.get('/raw', (c) => {
    c.header('x-raw', '1');
    return c.newResponse(text(value), 202);
  });
  return async (route) => app.request(route);
};

describe.each<[string, StartApi]>([
  ['expressGuard', startExpress],
  ['fastifyGuard', startFastify],
  ['honoGuard', startHono],
])('%s', (_, start) => {
  const routes = ['/json', '/text', '/bytes', '/stream', '/header', '/status', '/error', '/raw'];

  it('refuses leaks in every kind of answer', async () => {
    const reports: GuardReport[] = [];
    const get = await start({ report: (report) => reports.push(report) }, leak);
    for (const route of routes) {
      const response = await get(route);
      expect([route, response.status]).toEqual([route, 500]);
      expect([route, await response.text()]).toEqual([route, '{"error":"ERR_PLAINTEXT"}']);
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(response.headers.get('x-receiver')).toBeNull();
    }
    expect(reports.map(({ surface, outcome }) => `${surface} ${outcome}`)).toEqual(
      routes.map(() => 'response refused'),
    );
    expect(JSON.stringify(reports)).not.toContain(phone);
  });

  it('sends clean answers as they are', async () => {
    const get = await start({}, clean);
    const statuses: Record<string, number> = { '/status': 201, '/raw': 202, '/error': 400 };
    for (const route of routes) {
      const response = await get(route);
      expect([route, response.status]).toEqual([route, statuses[route] ?? 200]);
      const body = await response.text();
      if (route !== '/header' && route !== '/error') expect([route, body]).toEqual([route, text(clean)]);
    }
    const raw = await get('/raw');
    expect(raw.headers.get('x-raw')).toBe('1');
    const empty = await get('/empty');
    expect([empty.status, await empty.text()]).toEqual([204, '']);
  });

  it('masks bodies in scrub mode, and refuses headers', async () => {
    const get = await start({ onFinding: 'scrub' }, leak);
    const masked = { order: 'A-1', receiver_name: '张**', remark: '请打138******78' };
    for (const route of ['/json', '/text', '/bytes', '/stream', '/status', '/raw']) {
      const response = await get(route);
      expect([route, await response.json()]).toEqual([route, masked]);
    }
    expect((await get('/status')).status).toBe(201);
    expect((await get('/header')).status).toBe(500);
  });

  it('reports and lets pass', async () => {
    const reports: GuardReport[] = [];
    const get = await start({ onFinding: 'report', report: (report) => reports.push(report) }, leak);
    expect(await (await get('/json')).json()).toEqual(leak);
    expect(await (await get('/stream')).json()).toEqual(leak);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['reported', 'reported']);
  });

  it('denies what is unknown at a path of the preset', async () => {
    const get = await start({ preset: presets['taobao.trade'] }, { trade: { receiver_name: 'qwertz' } });
    expect((await get('/json')).status).toBe(500);
  });

  it('refuses what is too long, or reports it', async () => {
    const refusing = await start({ maxBodyBytes: 10 }, clean);
    for (const route of ['/json', '/stream']) {
      const response = await refusing(route);
      expect([response.status, await response.text()]).toEqual([500, '{"error":"ERR_LIMIT_EXCEEDED"}']);
    }
    const reports: GuardReport[] = [];
    const reporting = await start(
      { maxBodyBytes: 10, onFinding: 'report', report: (report) => reports.push(report) },
      clean,
    );
    for (const route of ['/json', '/stream']) expect(await (await reporting(route)).json()).toEqual(clean);
    expect(reports.map(({ error }) => error.code)).toEqual(['ERR_LIMIT_EXCEEDED', 'ERR_LIMIT_EXCEEDED']);
  });

  it('refuses unknown options', async () => {
    await expect(start({ onFinding: 'mask' } as unknown as AnswerGuardOptions, clean)).rejects.toThrow(TypeError);
  });
});
