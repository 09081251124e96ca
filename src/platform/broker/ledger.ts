import type { DecryptFailureClass } from './failure.ts';

/** What an ask came to; `decrypted` or why not. */
export type LedgerOutcome = 'decrypted' | DecryptFailureClass;

/** A quota that an ask counts against. */
export interface LedgerCounter {
  /** Platform, app, shop and day. */
  readonly name: string;
  /** What is counted once: a reference of the order, or the id of the ask. */
  readonly unit: string;
  /** When the counter's day is over, in milliseconds since 1970. */
  readonly endsAt: number;
  /** Most units; without it everything is granted. */
  readonly limit?: number;
}

/** One item that is about to be sent to a platform. */
export interface LedgerAsk {
  /** Random, never used twice. */
  readonly id: string;
  /** Reference of the item: a hash, neither the ciphertext nor anything of the person. */
  readonly item: string;
  /** Now, in milliseconds since 1970. */
  readonly at: number;
  /** End of the window in which the item is not granted again. */
  readonly until: number;
  /** All of them must have room. Two near midnight, else one. */
  readonly counters: readonly LedgerCounter[];
  /** Whether an item asked within its window is granted again: never, when nobody knows how it ended, or always. */
  readonly repeat: 'no' | 'uncertain' | 'yes';
}

/** Whether an ask may be sent. */
export type LedgerDecision =
  | {
      /** It may, and is on record. */
      readonly granted: true;
    }
  | {
      /** It may not. */
      readonly granted: false;
      /** The item is within its window. */
      readonly reason: 'asked-before';
      /** When it was asked last, in milliseconds since 1970. */
      readonly askedAt: number;
      /** What it came to; `undefined` when nobody knows, as after a crash. */
      readonly outcome?: LedgerOutcome;
    }
  | {
      /** It may not. */
      readonly granted: false;
      /** A counter is full. */
      readonly reason: 'quota';
    };

/** How an ask ended. */
export interface LedgerSettlement {
  /** Id of the ask. */
  readonly id: string;
  /** What it came to. */
  readonly outcome: LedgerOutcome;
  /** Whether the platform counted it. If not, the ask is as if it had never been. */
  readonly counted: boolean;
}

/**
 * Remembers what was asked, across restarts. It holds hashes, times, shop ids and outcomes: no plaintext and no ciphertext.
 *
 * To write one over a database: `reserve` in one transaction per ask, in the order given, refusing (1) when an ask of the same
 * item has `until > at` and `repeat` does not allow it, (2) when the counter holds `limit` distinct units and not this one.
 * {@link memoryDecryptLedger} is the model.
 */
export interface DecryptLedger {
  /**
   * Decides each ask in order and records the granted ones before it settles, for good: what is granted is sent next. A
   * rejection means that nothing may be sent.
   */
  reserve(asks: readonly LedgerAsk[]): Promise<readonly LedgerDecision[]>;
  /** Records how asks ended. Unknown ids are ignored. */
  settle(settlements: readonly LedgerSettlement[]): Promise<void>;
  /** Units in a counter now. */
  used(counter: string): Promise<number>;
}

/** A granted ask as it is kept. */
export interface LedgerEntry {
  readonly id: string;
  readonly item: string;
  readonly at: number;
  readonly until: number;
  readonly counters: readonly Omit<LedgerCounter, 'limit'>[];
  readonly outcome?: LedgerOutcome;
}

/** The rules of a ledger, without a place to keep it. @internal */
export interface LedgerState {
  /** Decides and records. */
  reserve(ask: LedgerAsk): LedgerDecision;
  /** Puts back what was kept. */
  restore(entry: LedgerEntry): void;
  settle(settlement: LedgerSettlement): void;
  used(counter: string): number;
  /** What is still needed at a time. */
  entriesAt(now: number): readonly LedgerEntry[];
}

/** An empty ledger's rules. @internal */
export function createLedgerState(): LedgerState {
  const entries = new Map<string, LedgerEntry>();
  const byItem = new Map<string, readonly string[]>();
  /** Counter → unit → how many asks hold it. */
  const counters = new Map<string, Map<string, number>>();
  let sweepAbove = 1024;

  function add(entry: LedgerEntry): void {
    entries.set(entry.id, entry);
    byItem.set(entry.item, [...(byItem.get(entry.item) ?? []), entry.id]);
    for (const { name, unit } of entry.counters) {
      const units = counters.get(name) ?? new Map<string, number>();
      units.set(unit, (units.get(unit) ?? 0) + 1);
      counters.set(name, units);
    }
  }

  function remove(entry: LedgerEntry): void {
    entries.delete(entry.id);
    const left = byItem.get(entry.item)?.filter((id) => id !== entry.id) ?? [];
    if (left.length > 0) byItem.set(entry.item, left);
    else byItem.delete(entry.item);
    for (const { name, unit } of entry.counters) {
      const units = counters.get(name);
      const held = units?.get(unit) ?? 0;
      if (held > 1) units?.set(unit, held - 1);
      else units?.delete(unit);
      if (units?.size === 0) counters.delete(name);
    }
  }

  const isNeeded = (entry: LedgerEntry, now: number): boolean =>
    entry.until > now || entry.counters.some(({ endsAt }) => endsAt > now);

  function sweep(now: number): void {
    if (entries.size <= sweepAbove) return;
    for (const entry of [...entries.values()]) if (!isNeeded(entry, now)) remove(entry);
    sweepAbove = Math.max(1024, 2 * entries.size);
  }

  const hasRoom = ({ name, unit, limit }: LedgerCounter): boolean => {
    const units = counters.get(name);
    return limit === undefined || units?.has(unit) === true || (units?.size ?? 0) < limit;
  };

  return {
    reserve(ask) {
      sweep(ask.at);
      const within = (byItem.get(ask.item) ?? [])
        .map((id) => entries.get(id))
        .filter((entry) => entry !== undefined)
        .filter((entry) => entry.until > ask.at);
      const last = within.at(-1);
      const isAllowed =
        ask.repeat === 'yes' || (ask.repeat === 'uncertain' && within.every(({ outcome }) => outcome === undefined));
      if (last !== undefined && !isAllowed) {
        const known = within.find(({ outcome }) => outcome === 'decrypted') ?? last;
        const { at: askedAt, outcome } = known;
        return { granted: false, reason: 'asked-before', askedAt, ...(outcome === undefined ? {} : { outcome }) };
      }
      if (!ask.counters.every(hasRoom)) return { granted: false, reason: 'quota' };
      add(entryOf(ask));
      return { granted: true };
    },
    restore: add,
    settle({ id, outcome, counted }) {
      const entry = entries.get(id);
      if (entry === undefined || entry.outcome !== undefined) return;
      if (counted) entries.set(id, { ...entry, outcome });
      else remove(entry);
    },
    used: (counter) => counters.get(counter)?.size ?? 0,
    entriesAt: (now) => [...entries.values()].filter((entry) => isNeeded(entry, now)),
  };
}

/** What is kept of a granted ask. @internal */
export const entryOf = ({ id, item, at, until, counters }: LedgerAsk): LedgerEntry => ({
  id,
  item,
  at,
  until,
  counters: counters.map(({ name, unit, endsAt }) => ({ name, unit, endsAt })),
});

/**
 * A ledger that lives as long as the process: for tests, and where nothing is lost by forgetting. Where a restart must not ask
 * twice, use `openDecryptLedger` of `waybill-privacy/node` or write one over your database.
 *
 * @example
 * const ledger = memoryDecryptLedger();
 * await ledger.used('douyin/my-erp/shop-1/2026-03-15'); // => 0
 */
export function memoryDecryptLedger(): DecryptLedger {
  const state = createLedgerState();
  return Object.freeze({
    reserve: async (asks: readonly LedgerAsk[]) => asks.map((ask) => state.reserve(ask)),
    settle: async (settlements: readonly LedgerSettlement[]) => {
      for (const settlement of settlements) state.settle(settlement);
    },
    used: async (counter: string) => state.used(counter),
  });
}
