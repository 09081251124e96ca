import { graphemes } from './people.ts';

const ascii = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/^(?:\+|00)?86(?=\D*1)/u, '')
    .replace(/\D+/gu, '');

/** First and last characters stay, everything between is one star each: the pattern all five platforms vary. */
export function starsBetween(text: string, first: number, last: number): string {
  const stars = Math.max(1, text.length - first - last);
  return text.slice(0, first) + '*'.repeat(stars) + (last === 0 ? '' : text.slice(-last));
}

/** The digits of a phone as written, masked with `first` and `last` of them left. */
export function phoneMask(phone: string, first: number, last: number): string {
  return starsBetween(ascii(phone), first, last);
}

/** `王**`: one character and constant stars; a name of one character is starred whole, or its mask would be the name. */
export function firstOnly(name: string, stars = '**'): string {
  const [first = '', ...rest] = graphemes(name);
  return rest.length === 0 ? stars : first + stars;
}

/** `林*坤`, and `林*` for two characters (shape of a 2024 Pinduoduo sample). */
export function firstAndLast(name: string): string {
  const parts = graphemes(name);
  if (parts.length < 2) return '*';
  const middle = '*'.repeat(Math.max(1, parts.length - 2));
  return (parts[0] ?? '') + middle + (parts.length > 2 ? (parts.at(-1) ?? '') : '');
}
