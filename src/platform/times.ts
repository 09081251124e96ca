/**
 * Times as the platforms write them, and the days and weeks that their rules speak of. China has one time zone, UTC+8,
 * without summer time.
 */

// 2000 and 2200: anything else is no time but another number in the wrong field.
const earliest = 946_684_800_000;
const latest = 7_258_118_400_000;
const chinaTime = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/u;
const zonedTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/**
 * Milliseconds since 1970 of Unix seconds or milliseconds, ISO 8601 with an offset, or `YYYY-MM-DD HH:mm:ss` in China's
 * time; `undefined` for anything that is not surely a time.
 */
export function readTime(value: unknown): number | undefined {
  const time =
    typeof value === 'number' ? unixTime(value) : typeof value === 'string' ? writtenTime(value) : Number.NaN;
  return time >= earliest && time <= latest ? time : undefined;
}

/** Seconds or milliseconds: between 2000 and 2200 they cannot be mistaken for each other. */
const unixTime = (value: number): number => (value * 1000 <= latest ? value * 1000 : value);

function writtenTime(value: string): number {
  if (/^\d{10}(?:\d{3})?$/u.test(value)) return unixTime(Number(value));
  const local = chinaTime.exec(value);
  if (local !== null) return Date.parse(`${local[1]}T${local[2]}+08:00`);
  return zonedTime.test(value) ? Date.parse(value) : Number.NaN;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days since 1970-01-01 in China. */
const chinaDayNumber = (time: number): number => Math.floor((time + 8 * hourMs) / dayMs);

const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** The day in China, `YYYY-MM-DD`. */
export const chinaDay = (time: number): string => dayText(chinaDayNumber(time));

/** When the day in China ends, in milliseconds since 1970. */
export const chinaDayEnd = (time: number): number => (chinaDayNumber(time) + 1) * dayMs - 8 * hourMs;

/** The Monday of the week in China, `YYYY-MM-DD`: weeks begin on Monday at 00:00. */
export function chinaWeek(time: number): string {
  const day = chinaDayNumber(time);
  // 1970-01-01 was a Thursday, three days after a Monday.
  return dayText(day - ((day + 3) % 7));
}
