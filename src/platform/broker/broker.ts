import { chinaDay } from '../times.ts';
import { type Ask, type Batch, createChunkRunner } from './chunk.ts';
import { createLimiter, untilAborted } from './clock.ts';
import type { DecryptEvent } from './event.ts';
import { createResultMemory } from './memory.ts';
import {
  assertDecryptOptions,
  assertLabel,
  type DecryptBrokerOptions,
  type DecryptOptions,
  readSettings,
} from './options.ts';
import { counterName, quotaName } from './quota.ts';
import { createReference } from './reference.ts';
import {
  type DecryptRequest,
  type DecryptResult,
  failed,
  isSendable,
  labelsOf,
  type Outcome,
  type RequestLabels,
} from './request.ts';

/** What is used of a quota today. */
export interface DecryptUsage {
  /** The day in China, as `2026-03-15`. */
  readonly date: string;
  /** Items or orders counted, those whose end nobody knows included. */
  readonly used: number;
  /** Of so many, where the profile says it. */
  readonly limit?: number;
}

/** Decrypts through a platform's interface, spending as little of its quota as possible. */
export interface DecryptBroker {
  /**
   * One result for each request, in order; no item makes it reject. Requests are asked shop by shop in chunks, equal ones once.
   * Settles when the events of all results are kept.
   */
  decrypt(requests: readonly DecryptRequest[], options: DecryptOptions): Promise<readonly DecryptResult[]>;
  /** What the ledger counts for a shop (or its app) today. */
  usage(shop: string): Promise<DecryptUsage>;
  /** Asks again after the platform said that the quota is used up: the merchant bought more. */
  resume(): void;
  /** Drops the plaintext kept in memory. */
  forget(): void;
}

interface Pending {
  readonly via: 'call' | 'shared' | 'memory';
  readonly outcome: Promise<Outcome>;
}

/**
 * A broker between your app and a platform's decrypt interface. You bring the network call; it brings chunks, quotas, dedupe,
 * retries by class and the audit trail.
 *
 * **Nothing is asked twice within its window.** The intent to ask is in the ledger before the call and its outcome after it; an
 * intent without outcome counts as spent. Equal requests share a call while it runs. After that the answer is `asked-before`: the
 * broker keeps no plaintext, unless `keepResultsMs` says so, and then in memory only. Retries of its own are the exception: after
 * `partial` and `key-rotation` an item is asked once more, and counted once more.
 *
 * **Nothing is lost.** Every request ends in exactly one result, and what may have been spent on a crash is reported as
 * `uncertain`.
 *
 * **The input is never given back as plaintext.** An answer that equals it, still looks like ciphertext or is of no known form is
 * `malformed`; one that holds a mask is `masked`, also when a real address holds a `*`.
 *
 * **It fails closed.** No ask without the ledger and the audit sink; no plaintext when the sink fails on the results, although
 * it is spent then.
 *
 * @throws {TypeError} for wrong options. @throws {RangeError} for a number out of its range. `decrypt` rejects with a `TypeError`
 * for options or a list of a wrong type, and never for an item.
 * @example
 * const events: DecryptEvent[] = [];
 * const broker = createDecryptBroker({
 *   platform: 'douyin',
 *   ledger: memoryDecryptLedger(),
 *   audit: (batch) => void events.push(...batch),
 *   // Stands for order.batchDecrypt.
 *   call: async ({ items }) => ({ items: items.map(() => ({ values: { phone: '13800138000' } })) }),
 * });
 * const request = { shop: 's1', orderId: 'A1', field: 'phone', value: '$$dGhpcyBpcyBub3Qgb25l*CgYIASAHKAESPgo8GgA=$1$$' };
 * const [result] = await broker.decrypt([request], { purpose: 'label', actor: 'station-3' });
 * result.status; // 'decrypted'
 * result.reveal().values; // { phone: '13800138000' }
 * JSON.stringify(result); // '{"status":"decrypted","via":"call"}'
 * (await broker.decrypt([request], { purpose: 'label', actor: 'station-3' }))[0].status; // 'asked-before'
 * events.map(({ type }) => type); // ['ask', 'result', 'denial']
 */
export function createDecryptBroker(options: DecryptBrokerOptions): DecryptBroker {
  const settings = readSettings(options);
  const { profile, app, clock } = settings;
  const reference = createReference(settings.referenceKey);
  const memory = createResultMemory(settings.keepResultsMs, clock);
  const inFlight = new Map<string, Promise<Outcome>>();
  const exhausted = new Map<string, number>();
  const limit = createLimiter(settings.concurrency);

  const itemOf = ({ shop, orderId, value }: DecryptRequest, purpose: string): string =>
    reference('item', [profile.platform, app, shop, orderId, value, profile.answerDependsOnPurpose ? purpose : '']);

  const eventOf = ({ shop, orderId, field }: RequestLabels, batch: Batch): Omit<DecryptEvent, 'type'> => {
    const { platform } = profile;
    const order =
      settings.referenceKey === undefined || orderId === ''
        ? orderId
        : reference('order', [platform, app, shop, orderId]);
    return { at: clock.now(), platform, app, shop, order, field, purpose: batch.purpose, actor: batch.actor };
  };

  async function isRefused(request: DecryptRequest): Promise<boolean> {
    if (request.state !== undefined && profile.refusedStates.includes(request.state)) return true;
    if (settings.mayAsk === undefined) return false;
    try {
      return (await settings.mayAsk(request)) !== true;
    } catch {
      return true;
    }
  }

  const runChunk = createChunkRunner({
    settings,
    reference,
    itemOf,
    exhausted,
    isRefused,
    askEvent: (request, batch) => ({ type: 'ask', ...eventOf(request, batch) }),
  });

  /** A promise of an item's outcome, and the ask that keeps it when nobody asks for it yet. */
  function pendingOf(request: DecryptRequest, batch: Batch, asks: Ask[]): Pending {
    const item = itemOf(request, batch.purpose);
    const kept = batch.allowRepeat ? undefined : memory.get(item);
    if (kept !== undefined) return { via: 'memory', outcome: Promise.resolve({ status: 'decrypted', answer: kept }) };
    const running = inFlight.get(item);
    if (running !== undefined) return { via: 'shared', outcome: running };
    const outcome = new Promise<Outcome>((resolve) => {
      const finish = (found: Outcome): void => {
        inFlight.delete(item);
        if (found.status === 'decrypted') memory.put(item, found.answer);
        resolve(found);
      };
      asks.push({ request, item, isCounted: false, tries: new Map(), finish: once(finish) });
    });
    inFlight.set(item, outcome);
    return { via: 'call', outcome };
  }

  /** Starts the calls for some asks: shop by shop, in chunks. */
  function start(asks: readonly Ask[], batch: Batch): void {
    const shops = new Map<string, Ask[]>();
    for (const ask of asks) {
      const { shop } = ask.request;
      const ofShop = shops.get(shop);
      if (ofShop === undefined) shops.set(shop, [ask]);
      else ofShop.push(ask);
    }
    for (const ofShop of shops.values()) {
      for (let at = 0; at < ofShop.length; at += profile.maxItemsPerCall) {
        const chunk = ofShop.slice(at, at + profile.maxItemsPerCall);
        void limit(() => runChunk(chunk, batch));
      }
    }
  }

  async function outcomesOf(
    requests: readonly (DecryptRequest | undefined)[],
    batch: Batch,
  ): Promise<readonly Known[]> {
    const isDenied = await Promise.all(
      requests.map(async (request) => request !== undefined && (await isRefused(request))),
    );
    const asks: Ask[] = [];
    const pending = requests.map((request, i): Pending => {
      if (request === undefined) return { via: 'call', outcome: Promise.resolve(failed('malformed', false)) };
      if (isDenied[i]) return { via: 'call', outcome: Promise.resolve({ status: 'refused-by-state' }) };
      return pendingOf(request, batch, asks);
    });
    start(asks, batch);
    return await Promise.all(
      pending.map(async ({ via, outcome }, i): Promise<Known> => {
        if (via !== 'shared') return { via, outcome: await outcome };
        const shared = await untilAborted(outcome, batch.signal).catch((): Outcome => ({ status: 'aborted' }));
        // Whoever asked first gave up; this one did not.
        if (shared.status === 'aborted' && !batch.signal?.aborted) {
          const [own] = await outcomesOf([requests[i]], batch);
          if (own !== undefined) return own;
        }
        return { via, outcome: shared };
      }),
    );
  }

  async function decrypt(
    requests: readonly DecryptRequest[],
    given: DecryptOptions,
  ): Promise<readonly DecryptResult[]> {
    if (!Array.isArray(requests)) throw new TypeError('"requests" expected array');
    assertDecryptOptions(given);
    // Not map: it would leave the holes of a sparse list without a result.
    const list = Array.from(requests, (request: unknown) => {
      const copy = copyOf(request);
      return { copy, labels: labelsOf(copy ?? request) };
    });
    if (list.length === 0) return [];
    const batch: Batch = { ...given, unauthorised: new Set() };
    const known = await outcomesOf(
      list.map(({ copy }) => copy),
      batch,
    );
    const events = known.map((each, i) => ({
      ...eventOf(list[i]?.labels ?? labelsOf(undefined), batch),
      ...verdictOf(each),
    }));
    let isKept = true;
    try {
      await settings.audit(events);
    } catch {
      isKept = false;
    }
    return known.map((each) => resultOf(each, isKept));
  }

  return Object.freeze({
    decrypt,
    async usage(shop: string) {
      assertLabel(shop, 'shop');
      const now = clock.now();
      const used = await settings.ledger.used(counterName(quotaName(profile, app, shop), now));
      const { limit: most } = profile.quota;
      return { date: chinaDay(now), used, ...(most === undefined ? {} : { limit: most }) };
    },
    resume: () => exhausted.clear(),
    forget: () => memory.clear(),
  });
}

interface Known {
  readonly via: Pending['via'];
  readonly outcome: Outcome;
}

function once<T>(call: (value: T) => void): (value: T) => void {
  let isDone = false;
  return (value) => {
    if (isDone) return;
    isDone = true;
    call(value);
  };
}

/** A copy that nobody changes later, or `undefined` for what cannot be sent. */
function copyOf(given: unknown): DecryptRequest | undefined {
  try {
    const { shop, orderId, field, value, state } = given as DecryptRequest;
    const request = { shop, orderId, field, value, ...(state === undefined ? {} : { state }) };
    return isSendable(request) ? Object.freeze(request) : undefined;
  } catch {
    return undefined;
  }
}

function verdictOf({ via, outcome }: Known): Pick<DecryptEvent, 'type' | 'status' | 'class' | 'via'> {
  const { status } = outcome;
  if (status === 'decrypted') return { type: 'result', status, via };
  if (status === 'failed') return { type: outcome.asked ? 'result' : 'denial', status, class: outcome.class };
  return { type: status === 'uncertain' ? 'result' : 'denial', status };
}

function resultOf({ via, outcome }: Known, isKept: boolean): DecryptResult {
  if (outcome.status !== 'decrypted') return Object.freeze(outcome);
  if (!isKept) return Object.freeze({ status: 'failed', class: 'audit', asked: via !== 'memory' });
  const { answer } = outcome;
  return Object.freeze({ status: 'decrypted', via, reveal: () => answer });
}
