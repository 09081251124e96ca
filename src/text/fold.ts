/**
 * Folding that keeps every UTF-16 offset: what is found in the folded text is at the same place in the text as written.
 *
 * Full-width forms become ASCII, decimal digits of every script become 0–9, the dash family becomes `-`, exotic spaces
 * become a space, and characters that cannot be seen (zero-width, bidi marks, variation selectors, keycap frames) become
 * {@link ignorable}, which the detectors step over.
 */

/** Stands for a code unit that has no width. */
export const ignorable = '\u200b';

// First code point of each run of ten decimal digits in the BMP (Unicode 16, General_Category=Nd).
const digitZeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u30fc\uff70\u2500';
const spaces =
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f';
const hidden =
  '\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u20e3';

/** What each UTF-16 unit of the BMP that folding changes becomes. */
export function foldedUnits(): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const zero of digitZeros) for (let i = 0; i < 10; i++) map.set(zero + i, String(i));
  for (let unit = 0xff01; unit <= 0xff5e; unit++) map.set(unit, String.fromCharCode(unit - 0xfee0));
  for (const c of dashes) map.set(c.charCodeAt(0), '-');
  for (const c of spaces) map.set(c.charCodeAt(0), ' ');
  for (const c of hidden) map.set(c.charCodeAt(0), ignorable);
  for (let unit = 0xfe00; unit <= 0xfe0f; unit++) map.set(unit, ignorable);
  for (let i = 1; i <= 9; i++) {
    map.set(0x245f + i, String(i)); // ① …
    map.set(0x2775 + i, String(i)); // ❶ …
  }
  map.set(0x24ea, '0');
  return map;
}

const notPlain = /[^\u0020-\u007e\u3001-\u30fb\u3105-\u9fff\uac00-\ud7a3]/u;

/** Whether folding would change nothing. */
export const isPlainText = (text: string): boolean => !notPlain.test(text);

/** Folds `text`; the result has the same length in UTF-16 units. */
export const fold: (text: string) => string = /* @__PURE__ */ createFold();

// A factory: what a module declares is loaded and checked at every access, and this loop runs over everything.
function createFold(): (text: string) => string {
  const highSurrogate = 0xffff;
  /** What a unit becomes; 0 where it stays. */
  const units = new Uint16Array(0x10000).fill(highSurrogate, 0xd800, 0xdc00);
  for (const [unit, other] of foldedUnits()) units[unit] = other.charCodeAt(0);
  return (text) => {
    let first = 0;
    while (first < text.length && units[text.charCodeAt(first)] === 0) first++;
    if (first === text.length) return text;
    let folded = '';
    for (let from = 0; from < text.length; ) {
      // A string of codes is flat: one of joined pieces is read at half the speed by everyone behind this.
      const codes = new Array<number>(Math.min(chunkUnits, text.length - from));
      for (let i = 0; i < codes.length; i++) {
        const unit = text.charCodeAt(from + i);
        const other = units[unit] as number;
        if (other === highSurrogate && (text.charCodeAt(from + i + 1) & 0xfc00) === 0xdc00) {
          const pair = foldPair(text, from + i);
          codes[i] = pair.charCodeAt(0);
          codes[++i] = pair.charCodeAt(1);
        } else codes[i] = other === 0 || other === highSurrogate ? unit : other;
      }
      folded += String.fromCharCode.apply(null, codes);
      from += codes.length;
    }
    return folded;
  };
}

// So many arguments a call can have anywhere.
const chunkUnits = 1024;

/** Mathematical and other digits outside the BMP take two units: a digit and an ignorable. */
function foldPair(text: string, at: number): string {
  const codePoint = text.codePointAt(at) as number;
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return String((codePoint - 0x1d7ce) % 10) + ignorable;
  if (codePoint >= 0xe0100 && codePoint <= 0xe01ef) return ignorable + ignorable; // ideographic variation selectors
  return text.slice(at, at + 2);
}
