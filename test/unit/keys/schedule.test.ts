import { describe, expect, it } from 'vitest';
import { generateKeyring, nobleEngine, type Suite } from 'waybill-privacy';
import { keysWithSecrets } from '../../../src/keys/keyring.ts';
import { derivedSchedule, scheduleOf, wipeSchedules } from '../../../src/keys/schedule.ts';

const suite = nobleEngine.suite(2)!;
const data = Uint8Array.of(1, 2, 3);

/** The suite, and how many schedules it made and wiped. */
function counting(): { suite: Suite; counts: { made: number; wiped: number } } {
  const counts = { made: 0, wiped: 0 };
  const keyedMac: Suite['keyedMac'] = (key) => {
    const keyed = suite.keyedMac(key);
    counts.made++;
    return { mac: keyed.mac, wipe: () => void counts.wiped++ };
  };
  return { suite: { ...suite, keyedMac }, counts };
}

describe('scheduleOf', () => {
  it('makes one schedule for a key and a suite', () => {
    const [one, two] = [counting(), counting()];
    const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    for (let i = 0; i < 3; i++) {
      for (const of of [key, other]) {
        expect(scheduleOf(one.suite, of).mac(data)).toEqual(suite.mac(of, data));
        expect(scheduleOf(two.suite, of).mac(data)).toEqual(suite.mac(of, data));
      }
    }
    expect([one.counts.made, two.counts.made]).toEqual([2, 2]);
  });

  it('is wiped with the key, and only with this one', () => {
    const { suite: counted, counts } = counting();
    const keyring = generateKeyring({ tenant: 'shop-1' });
    keyring.add();
    const [first, second] = keysWithSecrets(keyring);
    scheduleOf(counted, first!.secret);
    scheduleOf(counted, second!.secret);
    keyring.destroy(first!.id);
    expect(counts).toEqual({ made: 2, wiped: 1 });
    // The bytes are zeros now, and so is the key of a new schedule.
    expect(scheduleOf(counted, first!.secret).mac(data)).toEqual(suite.mac(new Uint8Array(32), data));
  });

  it('leaves nothing to compute with', () => {
    const key = new Uint8Array(32).fill(1);
    const schedule = scheduleOf(suite, key);
    schedule.mac(data);
    wipeSchedules(key);
    expect(() => schedule.mac(data)).toThrow();
    wipeSchedules(new Uint8Array(32));
  });
});

describe('derivedSchedule', () => {
  const derive = (byte: number) => () => new Uint8Array(32).fill(byte);

  it('makes one schedule for a name, under one key and suite', () => {
    const { suite: counted, counts } = counting();
    const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    for (let i = 0; i < 3; i++) {
      expect(derivedSchedule(counted, key, 'a', derive(3)).mac(data)).toEqual(suite.mac(derive(3)(), data));
      expect(derivedSchedule(counted, key, 'b', derive(4)).mac(data)).toEqual(suite.mac(derive(4)(), data));
      expect(derivedSchedule(counted, other, 'a', derive(5)).mac(data)).toEqual(suite.mac(derive(5)(), data));
    }
    // Three, and one for each of the two keys.
    expect(counts).toEqual({ made: 5, wiped: 0 });
  });

  it('wipes the key that it was made from, and goes with the key that it was derived from', () => {
    const { suite: counted, counts } = counting();
    const key = new Uint8Array(32).fill(1);
    const derived = derive(3)();
    derivedSchedule(counted, key, 'a', () => derived);
    expect(derived).toEqual(new Uint8Array(32));
    wipeSchedules(key);
    expect(counts).toEqual({ made: 2, wiped: 2 });
  });

  it('keeps a bounded number, and makes the others again', () => {
    const { suite: counted, counts } = counting();
    const key = new Uint8Array(32).fill(1);
    for (let i = 0; i < 100; i++) derivedSchedule(counted, key, `partition ${i}`, derive(i));
    expect(counts).toEqual({ made: 101, wiped: 36 });
    expect(derivedSchedule(counted, key, 'partition 0', derive(0)).mac(data)).toEqual(suite.mac(derive(0)(), data));
    expect(counts.made).toBe(102);
  });
});
