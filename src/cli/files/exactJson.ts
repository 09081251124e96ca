import { randomUUID } from 'node:crypto';

/** A number of which JavaScript would keep only a part, such as `1e400`. */
export class InexactNumberError extends Error {
  override readonly name = 'InexactNumberError';
}

// A tracking number of 18 digits as a JSON number would come back as another one. A text cannot hold this by chance.
const mark = `${randomUUID()}:`;
const quotedMark = `"${mark}`;

/** Reads JSON text without changing a number: integers that a double cannot hold become `bigint`. @throws {SyntaxError} {InexactNumberError} */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!hasNumber(value) || !mayBeInexact(text)) return value;
  let hasBig = false;
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*/gu, (token) => {
    if (token.startsWith('"') || isExact(token)) return token;
    if (!isInteger(token)) throw new InexactNumberError();
    hasBig = true;
    return `${quotedMark}${token}"`;
  });
  if (!hasBig) return value;
  return JSON.parse(marked, (_, child: unknown) =>
    typeof child === 'string' && child.startsWith(mark) ? BigInt(child.slice(mark.length)) : child,
  );
}

/** A number of JSON text, exactly. `undefined` where there is no such value. */
export function exactNumber(token: string): number | bigint | undefined {
  if (isExact(token)) return Number(token);
  return isInteger(token) ? BigInt(token) : undefined;
}

/** JSON text of a value, with each `bigint` as a number. */
export function stringifyExactly(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    const text = JSON.stringify(value, (_, child: unknown) => (typeof child === 'bigint' ? `${mark}${child}` : child));
    const [head, ...parts] = text.split(quotedMark) as [string, ...string[]];
    return head + parts.map((part) => part.replace('"', '')).join('');
  }
}

/** How deep orders are, about; what lies deeper may be a number, as the call stack has an end. */
const maxDepth = 8;

/** Whether a number may be in a value. Most orders are texts alone, and a look at them costs less than one at their JSON. */
function hasNumber(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number';
  return depth === maxDepth || Object.values(value).some((child) => hasNumber(child, depth + 1));
}

/** Doubles keep any 15 digits; numbers without an exponent and with fewer are exact. */
const mayBeInexact = (text: string): boolean => /[\d.]{16}|\d[eE][+-]?\d/u.test(text);

const isInteger = (token: string): boolean => /^-?\d+$/u.test(token);

function isExact(token: string): boolean {
  if (token.length < 16 && !/[eE]/u.test(token)) return true;
  const value = Number(token);
  if (isInteger(token)) return String(value) === token;
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(token);
}

/** One spelling for each decimal number: its digits without zeros at the ends, and the power of ten behind them. */
function digitsOf(token: string): string {
  const [mantissa = '', exponent = '0'] = token.toLowerCase().replace('-', '').split('e', 2) as [string, string?];
  const [whole = '', fraction = ''] = mantissa.split('.', 2) as [string, string?];
  const all = (whole + fraction).replace(/^0+/u, '');
  let end = all.length;
  while (end > 0 && all[end - 1] === '0') end--;
  return end === 0 ? '0' : `${all.slice(0, end)}e${Number(exponent) - fraction.length + all.length - end}`;
}
