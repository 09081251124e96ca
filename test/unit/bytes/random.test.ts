import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRandomSource } from '../../../src/bytes/random.ts';

afterEach(() => vi.restoreAllMocks());

describe('random source', () => {
  it.each([0, 1, 4, 16, 32, 4095, 4096, 4097, 65_536])('gives %i bytes', (length) => {
    const random = createRandomSource();
    expect(random(length)).toHaveLength(length);
    expect(random(length)).toHaveLength(length);
  });

  it('never gives the same bytes twice, over many refills of its pool', () => {
    const random = createRandomSource();
    const seen = new Set<string>();
    for (let i = 0; i < 2000; i++) seen.add(Buffer.from(random(16)).toString('hex'));
    expect(seen.size).toBe(2000);
  });

  it('gives what the system gives, each byte once', () => {
    let next = 0;
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      const bytes = array as unknown as Uint8Array;
      for (let i = 0; i < bytes.length; i++) bytes[i] = next++ % 251;
      return array;
    });
    const random = createRandomSource();
    expect(random(3)).toEqual(Uint8Array.of(0, 1, 2));
    expect(random(2)).toEqual(Uint8Array.of(3, 4));
    // 4091 bytes are left, so a larger draw takes a fresh pool instead of joining two.
    expect(random(4092)[0]).toBe(4096 % 251);
  });

  it('asks the system once for 256 salts', () => {
    const spy = vi.spyOn(crypto, 'getRandomValues');
    const random = createRandomSource();
    for (let i = 0; i < 256; i++) random(16);
    expect(spy).toHaveBeenCalledTimes(1);
    random(16);
    expect(spy).toHaveBeenCalledTimes(2);
  });

  it('wipes its pool behind what it handed out', () => {
    let pool: Uint8Array | undefined;
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      pool = array as unknown as Uint8Array;
      pool.fill(0xaa);
      return array;
    });
    const random = createRandomSource();
    const first = random(16);
    const second = random(32);
    expect(first).toEqual(new Uint8Array(16).fill(0xaa));
    expect(second).toEqual(new Uint8Array(32).fill(0xaa));
    expect(pool?.subarray(0, 48)).toEqual(new Uint8Array(48));
    expect(pool?.[48]).toBe(0xaa);
  });

  it('hands out copies, so that a caller cannot change what comes next', () => {
    const random = createRandomSource();
    expect(random(16).buffer).not.toBe(random(16).buffer);
  });
});
