import { chinaDay, chinaDayEnd } from '../times.ts';
import type { LedgerCounter } from './ledger.ts';
import type { DecryptProfile } from './profile.ts';

// A call sent before midnight can be counted after it. Five minutes cover slow calls and clocks that differ; counting a few items
// for two days costs less than counting too few.
const midnightMarginMs = 300_000;

/** What has a quota: its name without the day. */
export const quotaName = ({ platform, quota }: DecryptProfile, app: string, shop: string): string =>
  [platform, app, quota.per === 'app' ? '*' : shop].map(encodeURIComponent).join('/');

/** The counter of a quota on the day of a time. */
export const counterName = (quota: string, ms: number): string => `${quota}/${chinaDay(ms)}`;

/** What an ask counts against: today, and tomorrow too when the platform may get it after midnight. */
export function countersOf(
  profile: DecryptProfile,
  quota: string,
  unit: string,
  now: number,
  waitMs: number,
): readonly LedgerCounter[] {
  const times = [now, now + midnightMarginMs + waitMs];
  const days = times.filter((time, i) => i === 0 || chinaDay(time) !== chinaDay(now));
  const { limit } = profile.quota;
  return days.map((time) => ({
    name: counterName(quota, time),
    unit,
    endsAt: chinaDayEnd(time),
    ...(limit === undefined ? {} : { limit }),
  }));
}
