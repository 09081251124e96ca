// With pino itself: what a logger writes must show nobody.
import { Writable } from 'node:stream';
import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createFieldCipher, generateKeyring, presets, redact, redactor, scanPayload } from 'waybill-privacy';

const phone = '13812345678';

describe('redact', () => {
  const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
  const token = cipher.encrypt(phone, { recordId: '1', field: 'recipient.phone' });

  it.each<[string, unknown, unknown]>([
    ['text', `请打${phone}`, '请打138******78'],
    ['a number', 13_812_345_678, '138******78'],
    ['a value by its key', { receiver_name: '张三丰' }, { receiver_name: '张**' }],
    ['deep', { a: [{ b: { tel: phone } }] }, { a: [{ b: { tel: '138******78' } }] }],
    ['a key', { [phone]: 1 }, { '138******78': 1 }],
    ['JSON text', `{"tel":"${phone}"}`, '{"tel":"138******78"}'],
    ['JSON in a line', `body={"receiver_name":"张三"} ok`, 'body={"receiver_name":"张**"} ok'],
    ['JSON lines', `{"a":1}\n{"tel":"${phone}"}\n`, '{"a":1}\n{"tel":"138******78"}\n'],
    ['a key that stands twice', `{"a":"${phone}","a":1}`, '{"a":1}'],
    ['a URL', `GET /x?receiver_name=%E5%BC%A0%E4%B8%89&a=1`, 'GET /x?receiver_name=张**&a=1'],
    ['base64', Buffer.from(`请打${phone}`).toString('base64'), '**'],
    ['bytes', new TextEncoder().encode(phone), '**'],
    ['a Map', new Map([['tel', phone]]), new Map([['tel', '138******78']])],
    ['a Set', new Set([phone]), new Set(['138******78'])],
    ['a form', new URLSearchParams({ tel: phone }), { tel: '138******78' }],
    ['toJSON', { toJSON: () => ({ tel: phone }) }, { tel: '138******78' }],
    ['a boxed string', Object(phone), '138******78'],
    ['functions and symbols', { f: () => phone, s: Symbol(phone) }, { f: '**', s: '**' }],
    ['a promise', { p: Promise.resolve(phone) }, { p: '**' }],
    ['a token', { token }, { token }],
    ['a mask', { phone: '138******78', name: '张**' }, { phone: '138******78', name: '张**' }],
    ['what is harmless', { id: 'A-1', at: 1_732_550_000_000, n: null, u: undefined, b: true }, undefined],
    ['codes', { ip: '144.160.45.169:14815', id: '123e4567-e89b-12d3-a456-426614174000' }, undefined],
  ])('masks %s', (_, value, expected = value) => {
    expect(redact(value)).toEqual(expected);
  });

  it('masks by the kinds of a preset', () => {
    const order = { trade: { receiver_name: '小可爱呀', receiver_mobile: '12', buyer_memo: '放门口' } };
    expect(redact(order, { preset: presets['taobao.trade'] })).toEqual({
      trade: { receiver_name: '小**', receiver_mobile: '******', buyer_memo: '放门口' },
    });
  });

  it('leaves the original alone', () => {
    const original = Object.freeze({ list: Object.freeze([phone]) });
    expect(redact(original)).toEqual({ list: ['138******78'] });
    expect(original.list[0]).toBe(phone);
  });

  it('keeps the class of an error, and masks all of it', () => {
    class OrderError extends RangeError {
      readonly order = { tel: phone };
    }
    const error = redact(new OrderError(`no stock for ${phone}`, { cause: new Error(`张三 ${phone}`) }));
    expect(error).toBeInstanceOf(OrderError);
    expect(error.message).toBe('no stock for 138******78');
    expect(error.order).toEqual({ tel: '138******78' });
    expect((error.cause as Error).message).toBe('张** 138******78');
    expect(error.stack).not.toContain(phone);
  });

  it('survives cycles, getters that throw, proxies that throw, depth', () => {
    const circle: { self?: unknown; tel: string } = { tel: phone };
    circle.self = circle;
    const copy = redact(circle);
    expect(copy.self).toBe(copy);
    expect(copy.tel).toBe('138******78');
    const getter = Object.defineProperty({ a: 1 }, 'b', {
      enumerable: true,
      get() {
        throw new Error(phone);
      },
    });
    expect(redact(getter)).toEqual({ a: 1, b: '**' });
    const proxy = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error(phone);
        },
      },
    );
    expect(redact({ proxy })).toEqual({ proxy: '**' });
    const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], phone);
    expect(JSON.stringify(redact(deep))).not.toContain(phone);
    const shared = { receiver: { name: '李雷' } };
    expect(redact({ goods: shared, order: shared })).toEqual({
      goods: { receiver: { name: '李**' } },
      order: { receiver: { name: '李**' } },
    });
  });

  it('keeps own __proto__ keys as keys', () => {
    const masked = redact(JSON.parse(`{"__proto__":{"tel":"${phone}"}}`) as object);
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"tel":"138******78"}}');
    expect(Object.getPrototypeOf(masked)).toBe(Object.prototype);
  });

  it('never throws, and leaves nothing that a scan finds', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        expect(scanPayload(redact({ value, tel: phone }))).toEqual([]);
      }),
    );
  });

  it('refuses unknown options', () => {
    expect(() => redact(1, { paths: [] } as object)).toThrow(TypeError);
    expect(() => redactor({ region: 'XX' as 'CN' })).toThrow(RangeError);
  });
});

describe('redactor', () => {
  function logged(log: (logger: pino.Logger) => void, options: pino.LoggerOptions = {}): string {
    let lines = '';
    const stream = new Writable({
      write(chunk: Buffer, _, done) {
        lines += chunk.toString();
        done();
      },
    });
    log(pino({ ...options, ...redactor() }, stream));
    return lines;
  }

  it.each<[string, (logger: pino.Logger) => void]>([
    ['a message', (logger) => logger.info(`请打${phone}`)],
    ['an interpolated value', (logger) => logger.info('请打%s，%o', phone, { tel: phone })],
    ['a number cut in two', (logger) => logger.info('tel %s%s', phone.slice(0, 5), phone.slice(5))],
    ['an object', (logger) => logger.info({ order: { receiver: [{ tel: phone, name: '张三' }] } }, 'order')],
    ['a body', (logger) => logger.info({ body: JSON.stringify({ receiver_name: '张三', tel: phone }) })],
    ['an error', (logger) => logger.error(new Error(`no stock for ${phone}`, { cause: new Error(phone) }))],
    ['a binding', (logger) => logger.child({ tel: phone }).info('child')],
    ['a key that stands twice', (logger) => logger.child({ tel: phone }).info({ tel: 'none' }, 'child')],
    ['a URL', (logger) => logger.info({ url: `/callback?receiver_name=${encodeURIComponent('张三')}` })],
    ['base64', (logger) => logger.info({ data: Buffer.from(phone).toString('base64') })],
  ])('masks %s', (_, log) => {
    const line = logged(log);
    expect(line.endsWith('}\n')).toBe(true);
    expect(scanPayload(line)).toEqual([]);
    expect(line).not.toContain(phone);
    expect(line).not.toContain('张三');
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number) });
  });

  it('leaves other lines as they are', () => {
    const line = logged((logger) => logger.info({ order: 'A-1', ms: 12 }, 'shipped'));
    expect(JSON.parse(line)).toMatchObject({ order: 'A-1', ms: 12, msg: 'shipped' });
  });
});
