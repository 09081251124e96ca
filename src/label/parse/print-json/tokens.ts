import { isJson } from '../isJson.ts';

/** A token of a JSON text; commas and colons are left out. */
export interface JsonToken {
  readonly kind: '{' | '}' | '[' | ']' | 'key' | 'string' | 'number' | 'word';
  readonly start: number;
  readonly end: number;
}

/** Tokens of a JSON text, or where it goes wrong. */
export type JsonTokens =
  | { readonly tokens: readonly JsonToken[]; readonly wrongAt?: undefined }
  | { readonly tokens?: undefined; readonly wrongAt: number };

const blanks = /[ \t\r\n]*/uy;
const blanksAndColon = /[ \t\r\n]*:/uy;
const number = /-?[0-9][0-9.eE+-]*/uy;
const constant = /true|false|null/uy;
const brackets = '{}[]';

/** Reads a text that is JSON as a whole (RFC 8259). */
export function jsonTokens(text: string): JsonTokens {
  const tokens: JsonToken[] = [];
  const open: number[] = [];
  const add = (kind: JsonToken['kind'], start: number, end: number): number => {
    tokens.push({ kind, start, end });
    return end;
  };
  for (let at = matchEnd(blanks, text, 0); at < text.length; at = matchEnd(blanks, text, at)) {
    const sign = text[at] as string;
    if (sign === ',' || sign === ':') at++;
    else if (brackets.includes(sign)) {
      if (sign === '{' || sign === '[') open.push(at);
      else open.pop();
      at = add(sign as JsonToken['kind'], at, at + 1);
    } else if (sign === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return { wrongAt: at };
      at = add(matchEnd(blanksAndColon, text, end) > end ? 'key' : 'string', at, end);
    } else {
      const numberEnd = matchEnd(number, text, at);
      const end = numberEnd > at ? numberEnd : matchEnd(constant, text, at);
      if (end === at) return { wrongAt: at };
      at = add(numberEnd > at ? 'number' : 'word', at, end);
    }
  }
  return isJson(text) ? { tokens } : { wrongAt: open.at(-1) ?? 0 };
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where a string that begins at `at` ends. */
function stringEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i++;
    else if (unit === 0x22) return i + 1;
  }
  return undefined;
}
