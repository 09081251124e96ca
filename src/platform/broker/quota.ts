import { chinaDayOf } from './day.ts';
import type { LedgerCounter } from './ledger.ts';
import type { DecryptProfile } from './profile.ts';

// A call sent before midnight can be counted after it. Five minutes cover slow calls and clocks that differ; counting a few items
// for two days costs less than counting too few.
const midnightMarginMs = 300_000;

/** What has a quota: its name without the day. */
export const quotaName = ({ platform, quota }: DecryptProfile, app: string, shop: string): string =>
  [platform, app, quota.per === 'app' ? '*' : shop].map(encodeURIComponent).join('/');

/** The counter of a quota on the day of a time. */
export const counterName = (quota: string, ms: number): string => `${quota}/${chinaDayOf(ms).date}`;

/** What an ask counts against: today, and tomorrow too when the platform may get it after midnight. */
export function countersOf(
  profile: DecryptProfile,
  quota: string,
  unit: string,
  now: number,
  waitMs: number,
): readonly LedgerCounter[] {
  const times = [now, now + midnightMarginMs + waitMs];
  const days = times.map(chinaDayOf).filter(({ date }, i, all) => i === 0 || date !== all[0]?.date);
  const { limit } = profile.quota;
  return days.map(({ date, endsAt }) => ({
    name: `${quota}/${date}`,
    unit,
    endsAt,
    ...(limit === undefined ? {} : { limit }),
  }));
}
