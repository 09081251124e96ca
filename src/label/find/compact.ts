import { fold } from '../../text/fold.ts';
import { textOf } from '../parse/codeUnits.ts';

/** Letters and digits of a text; unit `i` stands at `origin[i]` of it. */
export interface Compact {
  readonly text: string;
  readonly origin: Uint32Array;
}

// A mask stays: 138******78 has no five digits side by side.
const kept = /[\p{L}\p{M}\p{N}*]/u;

// What a unit of the basic plane is compared by, worked out when it is first met.
const unknown = 0;
const leftOut = 0xffff;
const compared = /* @__PURE__ */ new Uint16Array(0x1_0000);

function comparedUnit(code: number): number {
  const known = compared[code] as number;
  if (known !== unknown) return known;
  const character = String.fromCharCode(code);
  const lower = character.toLowerCase();
  const unit = !kept.test(character) ? leftOut : lower.length === 1 ? lower.charCodeAt(0) : code;
  compared[code] = unit;
  return unit;
}

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
    if (code <= 0xffff) {
      const unit = comparedUnit(code);
      if (unit !== leftOut) add(unit, i);
      continue;
    }
    const pair = folded.slice(i, i + 2);
    if (kept.test(pair)) {
      const lower = pair.toLowerCase();
      for (let k = 0; k < 2; k++) add((lower.length === 2 ? lower : pair).charCodeAt(k), i + k);
    }
    i++;
  }
  return { text: textOf(units.subarray(0, length)), origin: origin.subarray(0, length) };
}

export const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';

const latin = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Whether two units side by side are of one number or one word. */
export const isJoined = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && ((isDigit(a) && isDigit(b)) || (latin.test(a) && latin.test(b)));
