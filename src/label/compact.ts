import { fold } from '../text/fold.ts';
import { textOf } from './codeUnits.ts';

/** Letters and digits of a text; unit `i` stands at `origin[i]` of it. */
export interface Compact {
  readonly text: string;
  readonly origin: Uint32Array;
}

// A mask stays: 138******78 has no five digits side by side.
const kept = /[\p{L}\p{M}\p{N}*]/u;

/** Letters in lower case, digits and `*`; 0 for what is left out. */
const asciiUnits: Uint16Array = /* @__PURE__ */ Uint16Array.from({ length: 0x80 }, (_, code) => {
  const unit = String.fromCharCode(code);
  return kept.test(unit) ? unit.toLowerCase().charCodeAt(0) : 0;
});

/** What a value is compared by: width folded, lower-case, without spaces and signs. */
export function compact(text: string): Compact {
  const folded = fold(text);
  const units = new Uint16Array(folded.length);
  const origin = new Uint32Array(folded.length);
  let length = 0;
  const add = (unit: number, at: number): void => {
    units[length] = unit;
    origin[length] = at;
    length++;
  };
  for (let i = 0; i < folded.length; i++) {
    const code = folded.codePointAt(i) as number;
    if (code < 0x80) {
      if (asciiUnits[code] !== 0) add(asciiUnits[code] as number, i);
    } else if (code >= 0x4e00 && code <= 0x9fff) {
      // Hanzi, which are most of a label and have no case.
      add(code, i);
    } else {
      const size = code > 0xffff ? 2 : 1;
      const character = folded.slice(i, i + size);
      if (kept.test(character)) {
        const lower = character.toLowerCase();
        const one = lower.length === size ? lower : character;
        for (let k = 0; k < size; k++) add(one.charCodeAt(k), i + k);
      }
      i += size - 1;
    }
  }
  return { text: textOf(units.subarray(0, length)), origin: origin.subarray(0, length) };
}

export const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';

const latin = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Whether two units side by side are of one number or one word. */
export const isJoined = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && ((isDigit(a) && isDigit(b)) || (latin.test(a) && latin.test(b)));
