// The promises of the broker against a platform that turns away, answers in part, hangs up before and after it counted, gives the
// input back, and against processes that end at every step. The stand-in keeps its own books, and the ledger must agree.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDecryptBroker,
  type DecryptBroker,
  type DecryptCall,
  type DecryptCallAnswer,
  type DecryptLedger,
  type DecryptProfile,
  type DecryptResult,
  decryptProfiles,
  memoryDecryptLedger,
} from 'waybill-privacy/platform';
import {
  ciphertextOf,
  noon,
  numberOf,
  phoneOf,
  plainAnswer,
  requestOf,
  type TestClock,
  testClock,
  who,
} from '../support/decryptPlatform.ts';

const windowMs = 86_400_000;
const chinaDate = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

const faults = [
  'none',
  'rate',
  'auth',
  'partial',
  'odd',
  'lost-before',
  'lost-after',
  'echo',
  'masked',
  'short',
] as const;
type Fault = (typeof faults)[number];

/** The platform: what it counted, and when. */
interface Books {
  /** Item → times at which it gave plaintext, or would have. */
  readonly served: Map<number, number[]>;
  /** Day → units counted. */
  readonly counted: Map<string, Set<string>>;
}

/** Where a process can end. After it has, nothing of it goes on. */
interface Process {
  readonly ended: Promise<'ended'>;
  step(): Promise<void>;
  /** It ends no more. */
  live(): void;
}

function startProcess(endsAt: number | undefined): Process {
  let steps = 0;
  let isEnded = false;
  let isSafe = false;
  let end: (value: 'ended') => void = () => {};
  const ended = new Promise<'ended'>((resolve) => {
    end = resolve;
  });
  return {
    ended,
    step: () => {
      if (steps++ === endsAt && !isSafe) isEnded = true;
      if (!isEnded) return Promise.resolve();
      end('ended');
      return new Promise(() => {});
    },
    live: () => {
      isSafe = true;
    },
  };
}

interface World {
  readonly clock: TestClock;
  readonly books: Books;
  readonly profile: DecryptProfile;
  readonly ledger: DecryptLedger;
  readonly pending: Fault[];
  broker: DecryptBroker;
  process: Process;
}

/** Calls take up to 40 s, in which a day can end. */
const callMs = 40_000;

async function answerCall(world: World, { items }: DecryptCall, process: Process): Promise<DecryptCallAnswer> {
  const { clock, books, profile } = world;
  const fault = world.pending.shift() ?? 'none';
  await process.step();
  clock.advance(callMs);
  const count = (n: number): void => {
    const date = chinaDate(clock.now());
    const units = books.counted.get(date) ?? new Set<string>();
    const serial = [...units].length;
    units.add(profile.quota.counts === 'order' ? `order ${n % 3}` : `ask ${serial}`);
    books.counted.set(date, units);
    books.served.set(n, [...(books.served.get(n) ?? []), clock.now()]);
  };
  const numbers = items.map(({ value }) => numberOf(value));
  if (fault === 'rate') return { error: { message: '请求太过频繁' } };
  if (fault === 'auth') return { error: { code: 40003 } };
  if (fault === 'lost-before') throw new Error('connection refused');
  const failing = fault === 'partial' ? numbers.filter((_, i) => i % 2 === 0) : [];
  for (const n of numbers) if (!failing.includes(n)) count(n);
  await process.step();
  if (fault === 'lost-after') throw new Error('socket hang up');
  if (fault === 'odd') return { error: { code: 88888 } };
  if (fault === 'short') return { items: items.slice(1).map(plainAnswer) };
  if (fault === 'echo') return { items: items.map(({ value }) => ({ values: { phone: value } })) };
  if (fault === 'masked') return { items: items.map(() => ({ values: { phone: '138******78' } })) };
  if (fault === 'partial') {
    return {
      error: { code: 50002, subCode: 'isv.business-failed:300008' },
      items: items.map((item, i) => (i % 2 === 0 ? undefined : plainAnswer(item))),
    };
  }
  return { items: items.map(plainAnswer) };
}

/** A new process over the same ledger. */
function restart(world: World, endsAt?: number): void {
  const process = startProcess(endsAt);
  const { ledger, clock, profile } = world;
  const stepped = async <T>(work: () => Promise<T>): Promise<T> => {
    await process.step();
    const result = await work();
    await process.step();
    return result;
  };
  world.process = process;
  world.broker = createDecryptBroker({
    platform: profile,
    clock,
    concurrency: 2,
    ledger: {
      reserve: (asks) => stepped(() => ledger.reserve(asks)),
      settle: (settlements) => stepped(() => ledger.settle(settlements)),
      used: ledger.used,
    },
    audit: () => process.step(),
    call: (call) => answerCall(world, call, process),
  });
}

function createWorld(start: number, counts: 'item' | 'order', limit?: number): World {
  const quota = { per: 'shop', counts, ...(limit === undefined ? {} : { limit }) } as const;
  const world: World = {
    clock: testClock(start),
    books: { served: new Map(), counted: new Map() },
    profile: { ...decryptProfiles.douyin, maxItemsPerCall: 4, windowMs, quota },
    ledger: memoryDecryptLedger(),
    pending: [],
    broker: undefined as never,
    process: undefined as never,
  };
  restart(world);
  return world;
}

const requests = (numbers: readonly number[]) => numbers.map((n) => requestOf(n, { orderId: `order-${n % 3}` }));

/** What may be said of a request, and that plaintext is the right one. */
function checkResults(numbers: readonly number[], results: readonly DecryptResult[]): void {
  expect(results).toHaveLength(numbers.length);
  for (const [i, result] of results.entries()) {
    const n = numbers[i] as number;
    // Nobody aborted, and no state was given.
    expect(['decrypted', 'failed', 'asked-before', 'uncertain']).toContain(result.status);
    if (result.status !== 'decrypted') continue;
    expect(Object.values(result.reveal().values)).toEqual([phoneOf(n)]);
    expect(JSON.stringify(result)).not.toContain(ciphertextOf(n));
  }
}

async function checkBooks({ books, ledger, profile }: World): Promise<void> {
  for (const [n, times] of books.served) {
    for (const [i, time] of times.entries()) {
      const before = times[i - 1];
      // The window begins with the intent, one call before the platform counts.
      if (before !== undefined) expect(time - before, `item ${n}`).toBeGreaterThanOrEqual(profile.windowMs - callMs);
    }
  }
  for (const [date, units] of books.counted) {
    const used = await ledger.used(`douyin/app/shop-1/${date}`);
    expect(used, `counted on ${date}`).toBeGreaterThanOrEqual(units.size);
    if (profile.quota.limit !== undefined) expect(units.size).toBeLessThanOrEqual(profile.quota.limit);
  }
}

type Command =
  | { readonly type: 'ask'; readonly numbers: number[]; readonly faults: Fault[]; readonly endsAt: number | undefined }
  | { readonly type: 'ask twice at once'; readonly numbers: number[]; readonly faults: Fault[] }
  | { readonly type: 'wait'; readonly ms: number };

const numbers = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 10 });
const anyFaults = fc.array(fc.constantFrom(...faults), { maxLength: 4 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('ask' as const),
    numbers,
    faults: anyFaults,
    endsAt: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  }),
  fc.record({ type: fc.constant('ask twice at once' as const), numbers, faults: anyFaults }),
  fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 30 * 3_600_000 }) }),
);

async function run(world: World, given: Command): Promise<void> {
  if (given.type === 'wait') {
    world.clock.advance(given.ms);
    return;
  }
  world.pending.splice(0, world.pending.length, ...given.faults);
  if (given.type === 'ask twice at once') {
    const both = [
      world.broker.decrypt(requests(given.numbers), who),
      world.broker.decrypt(requests(given.numbers), who),
    ];
    for (const results of await Promise.all(both)) checkResults(given.numbers, results);
    return;
  }
  restart(world, given.endsAt);
  const ended = await Promise.race([world.broker.decrypt(requests(given.numbers), who), world.process.ended]);
  world.process.live();
  if (ended === 'ended') restart(world);
  else checkResults(given.numbers, ended);
}

describe('the broker under faults and crashes', () => {
  it('asks nothing twice within its window, loses nothing, and never counts less than the platform', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 1, maxLength: 12 }),
        // A start shortly before midnight in China, so that calls cross it.
        fc.constantFrom(noon, noon + 12 * 3_600_000 - 30_000, noon + 12 * 3_600_000 - 100_000),
        fc.constantFrom('item' as const, 'order' as const),
        fc.constantFrom(undefined, 2, 8),
        async (commands, start, counts, limit) => {
          const world = createWorld(start, counts, limit);
          for (const each of commands) {
            await run(world, each);
            await checkBooks(world);
          }
          // Whatever happened, a day later everything can be asked again.
          if (limit !== undefined) return;
          world.clock.advance(windowMs);
          world.pending.length = 0;
          restart(world);
          const all = Array.from({ length: 12 }, (_, n) => n);
          const results = await world.broker.decrypt(requests(all), who);
          expect(results.map(({ status }) => status)).toEqual(all.map(() => 'decrypted'));
          checkResults(all, results);
        },
      ),
    );
  });

  it.each<Fault>(faults as never)('ends at every step of a batch whose first call is: %s', async (fault) => {
    const all = [0, 1, 2, 3, 4, 5];
    for (let endsAt = 0; ; endsAt++) {
      const world = createWorld(noon, 'item');
      restart(world, endsAt);
      world.pending.push(fault);
      const first = await Promise.race([world.broker.decrypt(requests(all), who), world.process.ended]);
      await checkBooks(world);
      restart(world);
      world.pending.length = 0;
      const second = await world.broker.decrypt(requests(all), who);
      checkResults(all, second);
      await checkBooks(world);
      for (const [i, { status }] of second.entries()) {
        const served = world.books.served.get(i)?.length ?? 0;
        // What the platform never counted is either asked now or, at worst, reported.
        if (status === 'decrypted') expect(served).toBe(1);
        else expect(['asked-before', 'uncertain']).toContain(status);
        if (served === 0) expect(status === 'uncertain' || fault === 'partial').toBe(true);
      }
      if (first !== 'ended') break;
      expect(endsAt).toBeLessThan(60);
    }
  });
});
