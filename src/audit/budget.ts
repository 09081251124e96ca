import { assertKnownKeys, assertObject } from '../errors.ts';

/** Counts reveals, so that restarts and other processes count on. */
export interface BudgetStore {
  /**
   * Adds one to a counter and gives the new count, in one step.
   *
   * @param counter - Its name: a window, and an actor or purpose. A new one starts at 0.
   * @param endsAt - When nobody will ask for it again, in ms since 1970: it may be deleted then.
   */
  increment(counter: string, endsAt: number): Promise<number> | number;
}

/** So many in a window of time. */
export interface Allowance {
  /** 0 or more. */
  readonly limit: number;
  /** Length of the window in ms; windows follow each other from 1970 on. Default a day, by UTC. */
  readonly windowMs?: number;
}

/** What may be revealed. */
export interface Budget {
  /** For each actor. Default 200 a day: nobody reads through an order book by hand. */
  readonly perActor?: Allowance;
  /** For all actors together, by purpose. Default: no limit. */
  readonly perPurpose?: Readonly<Record<string, Allowance>>;
  /** Default: counts in memory, and forgets them with the process. */
  readonly store?: BudgetStore;
}

const dayMs = 86_400_000;
const defaultPerActor: Allowance = { limit: 200 };

/** Counts in this process only: for tests, and for one process whose restarts may start anew. */
export function memoryBudgetStore(): BudgetStore {
  const counters = new Map<string, { count: number; endsAt: number }>();
  return {
    increment(counter, endsAt) {
      const known = counters.get(counter);
      if (known === undefined) {
        // New windows are rare, and the only time at which old ones can pile up.
        for (const [name, { endsAt: end }] of counters) if (end < endsAt - dayMs) counters.delete(name);
      }
      const count = (known?.count ?? 0) + 1;
      counters.set(counter, { count, endsAt });
      return count;
    },
  };
}

/** Takes one from every budget that a reveal falls under. */
export type BudgetCheck = (
  actor: string,
  purpose: string,
  now: Date,
) => Promise<'actor-budget' | 'purpose-budget' | undefined>;

/** @throws {TypeError} for wrong options. */
export function createBudgetCheck(budget: Budget = {}): BudgetCheck {
  assertObject(budget, 'budget');
  assertKnownKeys(budget, ['perActor', 'perPurpose', 'store'], 'budget');
  const { perActor = defaultPerActor, perPurpose = {}, store = memoryBudgetStore() } = budget;
  for (const allowance of [perActor, ...Object.values(perPurpose)]) checkAllowance(allowance);
  const take = async (allowance: Allowance, name: string, now: Date): Promise<boolean> => {
    const { limit, windowMs = dayMs } = allowance;
    const window = Math.floor(now.getTime() / windowMs);
    const count = await store.increment(`${windowMs}:${window}:${name}`, (window + 1) * windowMs);
    // A store that answers with anything but a count must not open the budget.
    return Number.isSafeInteger(count) && count >= 1 && count <= limit;
  };
  return async (actor, purpose, now) => {
    if (!(await take(perActor, `actor:${actor}`, now))) return 'actor-budget';
    const allowance = Object.hasOwn(perPurpose, purpose) ? perPurpose[purpose] : undefined;
    if (allowance !== undefined && !(await take(allowance, `purpose:${purpose}`, now))) return 'purpose-budget';
    return undefined;
  };
}

function checkAllowance(allowance: Allowance): void {
  assertObject(allowance, 'allowance');
  assertKnownKeys(allowance, ['limit', 'windowMs'], 'allowance');
  const { limit, windowMs = dayMs } = allowance;
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError('"limit" expected an integer of at least 0');
  if (!Number.isSafeInteger(windowMs) || windowMs < 1) throw new RangeError('"windowMs" expected a positive integer');
}
