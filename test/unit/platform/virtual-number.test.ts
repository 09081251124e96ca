import { describe, expect, it } from 'vitest';
import { inspectOrder, presets } from 'waybill-privacy';

const now = new Date('2026-11-11T12:00:00+08:00');
const seconds = now.getTime() / 1000;

/** State of the phone of a trade that declares its virtual number until `until`. */
const stateUntil = (until: unknown, mobile = '18412345678-1234', at: Date = now): string | undefined => {
  const trade = {
    tid: '1',
    receiver_name: '喻晓刚',
    receiver_mobile: mobile,
    receiver_address: '栖柏花园3栋501室',
    secret_no_expire_time: until,
  };
  return inspectOrder(trade, presets['taobao.trade'], { now: at }).find(({ path }) => path === 'receiver_mobile')
    ?.state;
};

describe('a declared virtual number', () => {
  it.each<[string, unknown]>([
    ['China time', '2026-11-11 12:00:01'],
    ['China time with T', '2026-11-11T12:00:01'],
    ['ISO 8601 with an offset', '2026-11-11T12:00:01+08:00'],
    ['ISO 8601, UTC', '2026-11-11T04:00:01Z'],
    ['seconds', seconds + 1],
    ['seconds as text', String(seconds + 1)],
    ['milliseconds', now.getTime() + 1],
    ['milliseconds as text', String(now.getTime() + 1)],
    ['the end of the century', '2099-12-31 23:59:59'],
  ])('counts until it expires: %s', (_, until) => {
    expect(stateUntil(until)).toBe('virtual-number');
  });

  it.each<[string, unknown]>([
    ['China time, this second', '2026-11-11 12:00:00'],
    ['China time, before', '2026-11-11 11:59:59'],
    // 12:00:01 UTC would still be valid; it is over in China.
    ['China time, last year', '2025-11-11 12:00:01'],
    ['this second', seconds],
    ['seconds ago', seconds - 1],
    ['seconds ago as text', String(seconds - 1)],
    ['this millisecond', now.getTime()],
    ['milliseconds ago', now.getTime() - 1],
  ])('is a number like any other when expired: %s', (_, until) => {
    expect(stateUntil(until)).toBe('plain');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['empty', ''],
    ['zero', 0],
    ['negative', -1],
    ['NaN', Number.NaN],
    ['Infinity, as JSON reads 1e999', Number.POSITIVE_INFINITY],
    ['a year no one lives to see', 1e300],
    ['true', true],
    ['an object', { until: '2099-12-31' }],
    ['an array', ['2099-12-31 23:59:59']],
    ['a Date', new Date('2099-12-31')],
    ['words', '永久'],
    ['words before a year', 'until 2099'],
    ['a number of an order', 'SF2099'],
    ['a year', '2099'],
    ['a phone', '13812345678'],
    ['a month that is none', '2099-13-01 00:00:00'],
    ['an hour that is none', '2099-12-01 25:00:00'],
  ])('is a number like any other when the time is garbage: %s', (_, until) => {
    expect(stateUntil(until)).toBe('plain');
  });

  it('is told by the declaration, not by the look of the number', () => {
    expect(stateUntil(undefined, '18412345678-1234')).toBe('plain');
    expect(stateUntil('2099-12-31 23:59:59', '13812345678')).toBe('virtual-number');
    expect(stateUntil('2099-12-31 23:59:59', '138****5678')).toBe('masked');
    expect(stateUntil('2099-12-31 23:59:59', '')).toBe('empty');
  });

  it('makes no other phone of the order virtual', () => {
    const order = {
      tid: '1',
      receiver_name: '喻晓刚',
      receiver_mobile: '18412345678-1234',
      receiver_phone: '0571-88886666',
      seller_mobile: '13912345679',
      receiver_address: '栖柏路12号',
      secret_no_expire_time: '2099-12-31 23:59:59',
    };
    const states = inspectOrder(order, presets['taobao.trade'], { now }).map(({ path, state }) => `${path} ${state}`);
    expect(states).toContain('receiver_mobile virtual-number');
    expect(states).toContain('receiver_phone plain');
    expect(states).toContain('seller_mobile plain');
  });

  it('uses the clock when no time is given', () => {
    const order = (until: number): object => ({
      orderId: 1,
      consigneeInfo: { fullname: '喻晓刚', mobile: '18412345678-1234', fullAddress: '栖柏路12号', expiration: until },
    });
    const state = (until: number): string | undefined =>
      inspectOrder(order(until), presets['jd.order']).find(({ path }) => path.endsWith('mobile'))?.state;
    expect(state(Date.now() + 3_600_000)).toBe('virtual-number');
    expect(state(Date.now() - 3_600_000)).toBe('plain');
  });
});
