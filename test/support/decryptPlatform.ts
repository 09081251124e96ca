// A stand-in for a platform's decrypt interface, with faults, and what a broker needs around it. All people are invented.
import {
  createDecryptBroker,
  type DecryptBroker,
  type DecryptBrokerOptions,
  type DecryptCall,
  type DecryptCallAnswer,
  type DecryptClock,
  type DecryptEvent,
  type DecryptItemAnswer,
  type DecryptProfile,
  type DecryptRequest,
  decryptProfiles,
  memoryDecryptLedger,
} from 'waybill-privacy/platform';

/** 2026-03-15 12:00 in China. */
export const noon = Date.UTC(2026, 2, 15, 4);

export interface TestClock extends DecryptClock {
  readonly sleeps: number[];
  advance(ms: number): void;
}

/** Sleeping moves the time on and takes none. */
export function testClock(start = noon): TestClock {
  let now = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      if (signal?.aborted) return;
      sleeps.push(ms);
      now += ms;
    },
  };
}

/** In Douyin's form, and different for each number. */
export const ciphertextOf = (n: number): string => {
  const data = Buffer.from(`ciphertext number ${n} `.padEnd(48, `${n % 7}`)).toString('base64');
  return `$$${data}*CgYIASAHKAESPgo8${Buffer.from(`key ${n}`.padEnd(60, '~')).toString('base64')}GgA=$1$$`;
};
export const phoneOf = (n: number): string => `138001${String(n).padStart(5, '0')}`;

export const requestOf = (n: number, more: Partial<DecryptRequest> = {}): DecryptRequest => ({
  shop: 'shop-1',
  orderId: `A${n}`,
  field: 'phone',
  value: ciphertextOf(n),
  ...more,
});

export const numberOf = (value: string): number => {
  const found = /number (\d+) /u.exec(Buffer.from(value.slice(2).split('*')[0] ?? '', 'base64').toString());
  if (!found) throw new Error('not a ciphertext of this file');
  return Number(found[1]);
};

export const plainAnswer = ({ value }: DecryptRequest): DecryptItemAnswer => ({
  values: { phone: phoneOf(numberOf(value)) },
});
export const answerAll = async ({ items }: DecryptCall): Promise<DecryptCallAnswer> => ({
  items: items.map(plainAnswer),
});

export const who = { purpose: 'label', actor: 'station-3' } as const;

export interface Bench {
  readonly broker: DecryptBroker;
  readonly clock: TestClock;
  readonly calls: DecryptCall[];
  readonly events: DecryptEvent[];
}

/** A broker over a Douyin-like profile with what it does on record. */
export function bench(
  options: Partial<DecryptBrokerOptions> = {},
  profile: Partial<DecryptProfile> = {},
  clock: TestClock = testClock(),
): Bench {
  const calls: DecryptCall[] = [];
  const events: DecryptEvent[] = [];
  const { call = answerAll, ...rest } = options;
  const broker = createDecryptBroker({
    platform: { ...decryptProfiles.douyin, ...profile },
    ledger: memoryDecryptLedger(),
    audit: (batch) => void events.push(...batch),
    clock,
    ...rest,
    call: (given) => {
      calls.push(given);
      return call(given);
    },
  });
  return { broker, clock, calls, events };
}

/** What a result says, on one line. */
export const brief = (result: { status: string; class?: string; outcome?: string } | undefined): string =>
  [result?.status, result?.class ?? result?.outcome].filter((part) => part !== undefined).join(' ');
