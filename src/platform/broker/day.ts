const dayMs = 86_400_000;
// China has one time zone and no daylight saving time: UTC+8.
const offsetMs = 8 * 3_600_000;

/** A day in China, in which platforms count. */
export interface ChinaDay {
  /** As `2026-03-15`. */
  readonly date: string;
  /** Its end, in milliseconds since 1970. */
  readonly endsAt: number;
}

/** The day in China of a time in milliseconds since 1970. */
export function chinaDayOf(ms: number): ChinaDay {
  const day = Math.floor((ms + offsetMs) / dayMs);
  return { date: new Date(day * dayMs).toISOString().slice(0, 10), endsAt: (day + 1) * dayMs - offsetMs };
}
