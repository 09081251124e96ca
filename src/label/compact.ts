import { fold } from '../text/fold.ts';

/** Letters and digits of a text; unit `i` stands at `origin[i]` of it. */
export interface Compact {
  readonly text: string;
  readonly origin: readonly number[];
}

// A mask stays: 138******78 has no five digits side by side.
const kept = /[\p{L}\p{M}\p{N}*]/u;

/** Letters in lower case, digits and `*`; the rest is left out. */
const asciiUnits: readonly (string | undefined)[] = /* @__PURE__ */ Array.from({ length: 0x80 }, (_, code) => {
  const unit = String.fromCharCode(code);
  return kept.test(unit) ? unit.toLowerCase() : undefined;
});

/** What a value is compared by: width folded, lower-case, without spaces and signs. */
export function compact(text: string): Compact {
  const folded = fold(text);
  let letters = '';
  const origin: number[] = [];
  for (let i = 0; i < folded.length; i++) {
    const code = folded.codePointAt(i) as number;
    if (code < 0x80) {
      const unit = asciiUnits[code];
      if (unit === undefined) continue;
      letters += unit;
      origin.push(i);
      continue;
    }
    const length = code > 0xffff ? 2 : 1;
    const character = folded.slice(i, i + length);
    if (kept.test(character)) {
      const lower = character.toLowerCase();
      letters += lower.length === length ? lower : character;
      for (let k = 0; k < length; k++) origin.push(i + k);
    }
    i += length - 1;
  }
  return { text: letters, origin };
}

export const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';

const latin = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Whether two units side by side are of one number or one word. */
export const isJoined = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && ((isDigit(a) && isDigit(b)) || (latin.test(a) && latin.test(b)));
