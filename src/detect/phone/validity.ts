/**
 * Whether a declared virtual number still forwards: its time lies ahead. Afterwards it is given to someone else.
 *
 * @throws {TypeError} something else than a date. @throws {RangeError} an invalid date.
 */
export function isStillValid(validUntil: Date, now: Date): boolean {
  return timeOf(validUntil, 'validUntil') > timeOf(now, 'now');
}

function timeOf(value: unknown, parameter: string): number {
  if (!(value instanceof Date)) throw new TypeError(`"${parameter}" expected Date`);
  const time = value.getTime();
  if (Number.isNaN(time)) throw new RangeError(`"${parameter}" is an invalid date`);
  return time;
}
