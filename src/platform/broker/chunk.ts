import { encodeHex } from '../../bytes/buffer.ts';
import { createRandomSource } from '../../bytes/random.ts';
import { chinaDayEnd } from '../times.ts';
import { type DecryptCallAnswer, judgeCall, type Verdict } from './answer.ts';
import { untilAborted } from './clock.ts';
import type { DecryptEvent } from './event.ts';
import { type DecryptFailureClass, retries } from './failure.ts';
import type { LedgerAsk, LedgerDecision, LedgerSettlement } from './ledger.ts';
import type { BrokerSettings, DecryptOptions } from './options.ts';
import { countersOf, quotaName } from './quota.ts';
import type { Reference } from './reference.ts';
import { type DecryptRequest, failed, isSendable, type Outcome } from './request.ts';

/** One item on its way. `finish` is called exactly once. */
export interface Ask {
  /** Changes when the order is read again. */
  request: DecryptRequest;
  /** Reference in the ledger. */
  item: string;
  /** What the platform said last. */
  last?: Outcome;
  /** Whether the ledger has counted it in this batch already: the retry is ours, not the caller's. */
  isCounted: boolean;
  readonly tries: Map<DecryptFailureClass, number>;
  readonly finish: (outcome: Outcome) => void;
}

/** What belongs to one batch. */
export interface Batch extends DecryptOptions {
  /** Shops whose authorisation failed in this batch. */
  readonly unauthorised: Set<string>;
}

/** What a broker hands to its chunks. */
export interface ChunkContext {
  readonly settings: BrokerSettings;
  readonly reference: Reference;
  /** The reference of an item. */
  itemOf(request: DecryptRequest, purpose: string): string;
  /** When a quota that the platform calls used up is new, by name of the quota. */
  readonly exhausted: Map<string, number>;
  askEvent(request: DecryptRequest, batch: Batch): DecryptEvent;
  isRefused(request: DecryptRequest): Promise<boolean>;
}

interface Granted {
  readonly ask: Ask;
  readonly id: string;
}

/** Asks the items of one shop, with retries, until each is finished. */
export function createChunkRunner(context: ChunkContext): (asks: readonly Ask[], batch: Batch) => Promise<void> {
  const { settings, exhausted } = context;
  const { profile, ledger, clock } = settings;
  const random = createRandomSource();
  const intervalMs = profile.minCallIntervalMs ?? 0;
  let nextCallAt = 0;

  /** Waits for the turn of a call. */
  async function pace(signal: AbortSignal | undefined): Promise<void> {
    const now = clock.now();
    // A clock that went back must not stop everything.
    const waitMs = Math.min(Math.max(0, nextCallAt - now), intervalMs * settings.concurrency);
    nextCallAt = now + waitMs + intervalMs;
    if (waitMs > 0) await clock.sleep(waitMs, signal);
  }

  const giveUp = (asks: readonly Ask[], outcome: Outcome): void => {
    for (const ask of asks) ask.finish(ask.last ?? outcome);
  };

  /** Why a shop is not asked now. */
  function stopOf(shop: string, batch: Batch): Outcome | undefined {
    if (batch.signal?.aborted) return { status: 'aborted' };
    if (batch.unauthorised.has(shop)) return failed('auth', false);
    const until = exhausted.get(quotaName(profile, settings.app, shop));
    return until !== undefined && clock.now() < until ? failed('quota', false) : undefined;
  }

  function toLedgerAsk({ request, item, isCounted }: Ask, batch: Batch): LedgerAsk {
    const at = clock.now();
    const id = encodeHex(random(16));
    const { shop, orderId } = request;
    const quota = quotaName(profile, settings.app, shop);
    const unit =
      profile.quota.counts === 'item'
        ? id
        : context.reference('order', [profile.platform, settings.app, shop, orderId]);
    return {
      id,
      item,
      at,
      until: at + profile.windowMs,
      counters: countersOf(profile, quota, unit, at, intervalMs * settings.concurrency),
      repeat: isCounted || batch.allowRepeat ? 'yes' : settings.uncertain === 'retry' ? 'uncertain' : 'no',
    };
  }

  /** Records the intent to ask; finishes what is not granted. */
  async function reserve(asks: readonly Ask[], batch: Batch): Promise<readonly Granted[]> {
    const entries = asks.map((ask) => toLedgerAsk(ask, batch));
    let decisions: readonly LedgerDecision[];
    try {
      decisions = await ledger.reserve(entries);
    } catch {
      decisions = [];
    }
    const granted: Granted[] = [];
    for (const [i, ask] of asks.entries()) {
      const decision = decisions[i];
      const id = entries[i]?.id;
      if (decision === undefined || id === undefined) ask.finish(failed('ledger', ask.last !== undefined));
      else if (decision.granted) granted.push({ ask, id });
      else ask.finish(deniedAs(decision, ask));
    }
    return granted;
  }

  /** An outcome that is not on record leaves the intent, which counts as spent: no reason to withhold what was paid for. */
  async function settle(settlements: readonly LedgerSettlement[]): Promise<void> {
    try {
      await ledger.settle(settlements);
    } catch {
      // See above.
    }
  }

  const withdraw = (granted: readonly Granted[], outcome: DecryptFailureClass): Promise<void> =>
    settle(granted.map(({ id }) => ({ id, outcome, counted: false })));

  /** One call; gives back what is to be asked again. */
  async function attempt(asks: readonly Ask[], batch: Batch): Promise<readonly Ask[]> {
    const shop = asks[0]?.request.shop ?? '';
    const stop = stopOf(shop, batch);
    if (stop !== undefined) {
      giveUp(asks, stop);
      return [];
    }
    const granted = await reserve(asks, batch);
    if (granted.length === 0) return [];
    const sent = granted.map(({ ask }) => ask);
    try {
      await settings.audit(sent.map(({ request }) => context.askEvent(request, batch)));
    } catch {
      await withdraw(granted, 'audit');
      for (const ask of sent) ask.finish(failed('audit', ask.last !== undefined));
      return [];
    }
    await pace(batch.signal);
    if (batch.signal?.aborted) {
      await withdraw(granted, 'unknown');
      giveUp(sent, { status: 'aborted' });
      return [];
    }
    const askedAt = clock.now();
    const answer = await send(sent, shop, batch);
    if (answer === undefined) {
      for (const ask of sent) ask.finish({ status: 'uncertain', askedAt });
      return [];
    }
    const verdicts = verdictsOn(answer.given, sent);
    await settle(
      granted.map(({ id }, i) => {
        const verdict = verdicts[i];
        if (verdict === undefined || 'answer' in verdict) return { id, outcome: 'decrypted', counted: true };
        return { id, outcome: verdict.class, counted: verdict.counted };
      }),
    );
    return await conclude(sent, verdicts, batch);
  }

  /** What the platform gave, or `undefined` when nobody knows whether it got the call. */
  async function send(
    asks: readonly Ask[],
    shop: string,
    batch: Batch,
  ): Promise<{ given: DecryptCallAnswer } | undefined> {
    const { purpose, signal } = batch;
    const items = asks.map(({ request }) => request);
    try {
      const call = settings.call({ shop, purpose, items, ...(signal === undefined ? {} : { signal }) });
      return { given: await untilAborted(Promise.resolve(call), signal) };
    } catch {
      // Errors of clients carry the request, and so ciphertexts: nothing of it goes on.
      return undefined;
    }
  }

  function verdictsOn(given: DecryptCallAnswer, asks: readonly Ask[]): readonly Verdict[] {
    try {
      return judgeCall(
        given,
        asks.map(({ request }) => request),
        profile.rules,
      );
    } catch {
      return asks.map(() => ({ class: 'malformed', counted: true }));
    }
  }

  /** Finishes what has its last verdict; gives back the rest after what its class needs was done. */
  async function conclude(asks: readonly Ask[], verdicts: readonly Verdict[], batch: Batch): Promise<readonly Ask[]> {
    const again: { ask: Ask; failure: DecryptFailureClass }[] = [];
    let waitMs = 0;
    for (const [i, ask] of asks.entries()) {
      const verdict = verdicts[i];
      if (verdict === undefined) continue;
      if ('answer' in verdict) {
        ask.finish({ status: 'decrypted', answer: verdict.answer });
        continue;
      }
      const { class: failure, code, counted } = verdict;
      ask.last = failed(failure, true, code);
      ask.isCounted ||= counted;
      noteStop(ask, failure, batch);
      const tries = ask.tries.get(failure) ?? 0;
      const pause = retries[failure]?.[tries];
      if (pause === undefined) {
        ask.finish(ask.last);
        continue;
      }
      ask.tries.set(failure, tries + 1);
      waitMs = Math.max(waitMs, pause);
      again.push({ ask, failure });
    }
    const ready = await prepare(again, batch);
    if (waitMs > 0 && ready.length > 0) await clock.sleep(waitMs, batch.signal);
    return ready;
  }

  function noteStop({ request }: Ask, failure: DecryptFailureClass, batch: Batch): void {
    if (failure === 'auth') batch.unauthorised.add(request.shop);
    if (failure === 'quota') {
      exhausted.set(quotaName(profile, settings.app, request.shop), chinaDayEnd(clock.now()));
    }
  }

  async function prepare(
    again: readonly { ask: Ask; failure: DecryptFailureClass }[],
    batch: Batch,
  ): Promise<readonly Ask[]> {
    const needsKeys = again.find(({ failure }) => failure === 'key-rotation');
    const hasKeys = needsKeys !== undefined && (await refreshKeys(needsKeys.ask.request.shop));
    const ready: Ask[] = [];
    for (const { ask, failure } of again) {
      const isReady =
        failure === 'stale-reference' ? await refetch(ask, batch) : failure === 'key-rotation' ? hasKeys : true;
      if (isReady) ready.push(ask);
      else giveUp([ask], failed(failure, true));
    }
    return ready;
  }

  async function refreshKeys(shop: string): Promise<boolean> {
    if (settings.refreshKeys === undefined) return false;
    try {
      await settings.refreshKeys(shop);
      return true;
    } catch {
      return false;
    }
  }

  /** Puts the new reference of an order into an ask; `false` when there is none that may be asked. */
  async function refetch(ask: Ask, batch: Batch): Promise<boolean> {
    try {
      const fresh = await settings.refetch?.(ask.request);
      if (fresh === undefined || fresh.value === ask.request.value) return false;
      const { value, state = ask.request.state } = fresh;
      const request: DecryptRequest = { ...ask.request, value, ...(state === undefined ? {} : { state }) };
      if (!isSendable(request)) return false;
      if (await context.isRefused(request)) {
        ask.last = { status: 'refused-by-state' };
        return false;
      }
      ask.request = request;
      ask.item = context.itemOf(request, batch.purpose);
      // Another reference is another item, with a window of its own.
      ask.isCounted = false;
      return true;
    } catch {
      return false;
    }
  }

  return async (asks, batch) => {
    let pending = asks;
    try {
      while (pending.length > 0) pending = await attempt(pending, batch);
    } catch {
      // A clock or callback that throws: every request still ends in one result.
      giveUp(asks, failed('unknown', true));
    }
  };
}

function deniedAs(decision: Exclude<LedgerDecision, { granted: true }>, { last }: Ask): Outcome {
  if (decision.reason === 'quota') return failed('quota', last !== undefined);
  const { askedAt, outcome } = decision;
  return outcome === undefined ? { status: 'uncertain', askedAt } : { status: 'asked-before', askedAt, outcome };
}
