import { type Charset, charsetNamed, unnamedCharsets } from '../charset.ts';

const asian = ['gb18030', 'shift_jis', 'big5', 'euc-kr'];

// ZPL II Programming Guide, ^CI. Drivers write UTF-8 and GBK under the single-byte sets too, so those are read in every way.
const names: Readonly<Record<number, readonly string[]>> = {
  14: asian,
  15: ['shift_jis'],
  16: ['euc-jp'],
  26: asian,
  27: ['windows-1252', 'utf-8', 'gb18030'],
  28: ['utf-8'],
  31: ['windows-1250', 'utf-8', 'gb18030'],
  33: ['windows-1251', 'utf-8', 'gb18030'],
  34: ['windows-1253', 'utf-8', 'gb18030'],
  35: ['windows-1254', 'utf-8', 'gb18030'],
  36: ['windows-1255', 'utf-8', 'gb18030'],
};

/** The ways to read bytes under `^CI`; none for a number that is not read. */
export function charsetsOf(ci: number): readonly Charset[] {
  return ci >= 0 && ci <= 13 ? unnamedCharsets() : (names[ci] ?? []).map(charsetNamed);
}
