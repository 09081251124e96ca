import type { Token } from './tokens.ts';

/**
 * Postcodes that their form gives away. The plain ones, of three to seven digits, are judged by their place instead.
 *
 * @see UPU, Universal POST*CODE DataBase, address formats by country
 */
const single =
  /^(?:\d{2}-\d{3}|\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3}-\d{3,4}|[A-Z]{2}-?\d{4,6}|[A-Z]{1,3}-\d{5}|S\d{6}|KY\d-\d{4}|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|[A-Z]\d[A-Z]-?\d[A-Z]\d|[1-9]\d{3}[A-Z]{2})$/u;
const britishOutward = /^[A-Z]{1,2}\d[A-Z\d]?$/u;
const britishInward = /^\d[A-Z]{2}$/u;
const canadianHalves = [/^[A-Z]\d[A-Z]$/u, /^\d[A-Z]\d$/u] as const;
const irishRouting = /^[A-Z]\d[\dW]$/u;
const irishIdentifier = /^[A-Z\d]{4}$/u;

/** How many tokens, from `at` on, are a postcode: 0, 1 or 2. */
export function postcodeLength(text: string, tokens: readonly Token[], at: number): 0 | 1 | 2 {
  const written = (token: Token | undefined): string =>
    token === undefined || token.kind === 'break' ? '' : text.slice(token.start, token.end).toUpperCase();
  const first = written(tokens[at]);
  const second = written(tokens[at + 1]);
  const isPair =
    (britishOutward.test(first) && britishInward.test(second)) ||
    (canadianHalves[0].test(first) && canadianHalves[1].test(second)) ||
    (irishRouting.test(first) && irishIdentifier.test(second)) ||
    // 1017 CD; 112 01 before a city.
    (/^[1-9]\d{3}$/u.test(first) &&
      tokens[at - 1]?.kind !== 'word' &&
      /^[A-Z]{2}$/u.test(second) &&
      written(tokens[at + 1]) === rawOf(text, tokens[at + 1])) ||
    (/^\d{3}$/u.test(first) && /^\d{2}$/u.test(second) && tokens[at + 2]?.kind === 'word');
  if (isPair) return 2;
  if (britishInward.test(first) && /^[A-Z]{4}$/u.test(written(tokens[at - 1]))) return 1;
  return single.test(first) ? 1 : 0;
}

const rawOf = (text: string, token: Token | undefined): string =>
  token === undefined ? '' : text.slice(token.start, token.end);
