import type { PrivateValue, ValueType } from './types.ts';

/** What a private field holds unless its rule says otherwise. */
export const textOnly: readonly ValueType[] = ['string'];

/** All types, in the order in which they are listed. */
export const valueTypes: readonly ValueType[] = ['string', 'number', 'bigint', 'boolean', 'date'];

const bigintLimit = /* @__PURE__ */ BigInt(`1${'0'.repeat(1000)}`);

/** The type of a value, or `undefined` for objects, lists and functions. */
export function typeOfValue(value: unknown): ValueType | undefined {
  const type = typeof value;
  if (type === 'string') return type;
  if (type === 'object') return timeOf(value) === undefined ? undefined : 'date';
  return type === 'number' || type === 'bigint' || type === 'boolean' ? type : undefined;
}

/**
 * The one text of a value, from which {@link valueOfText} makes it again. Numbers as ECMAScript and RFC 8785 §3.2.2.3 write
 * them, and `-0`; booleans as `0` and `1`, whose lengths do not tell which; dates in ISO 8601 with milliseconds, in UTC.
 *
 * @returns `undefined` for what is out of range: a number that is not finite or beyond ±(2^53 − 1), where digits were lost, a big
 * integer of more than 1,000 digits, whose conversion takes more than linear time, and an invalid date.
 */
export function textOfValue(value: PrivateValue): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return undefined;
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return value ? '1' : '0';
    case 'bigint':
      return value < bigintLimit && value > -bigintLimit ? String(value) : undefined;
    default: {
      const time = timeOf(value);
      return time === undefined || Number.isNaN(time) ? undefined : new Date(time).toISOString();
    }
  }
}

/** The value of a type that has exactly this text, or `undefined` where there is none: `012` is no number. */
export function valueOfText(type: ValueType, text: string): PrivateValue | undefined {
  const value = parse(type, text);
  return value !== undefined && textOfValue(value) === text ? value : undefined;
}

function parse(type: ValueType, text: string): PrivateValue | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return Number(text);
    case 'boolean':
      return text === '1';
    case 'bigint':
      // BigInt throws for what is no number.
      return /^-?\d{1,1000}$/u.test(text) ? BigInt(text) : undefined;
    case 'date':
      return new Date(text);
  }
}

/** Milliseconds of a date of any realm, NaN for an invalid one, `undefined` for anything that is none. */
function timeOf(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}
