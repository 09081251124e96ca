import { type Charset, charsetNamed, unnamedCharsets } from '../charset.ts';

// TSPL Programming Manual, CODEPAGE, and the Asian pages that printers of Chinese makers take besides. The fonts decide what is
// printed, so drivers write UTF-8 and GBK under the Latin pages too.
const names: Readonly<Record<string, readonly string[]>> = {
  'UTF-8': ['utf-8'],
  UTF8: ['utf-8'],
  '65001': ['utf-8'],
  '932': ['shift_jis'],
  '936': ['gb18030'],
  '949': ['euc-kr'],
  '950': ['big5'],
  '1250': ['windows-1250', 'utf-8', 'gb18030'],
  '1251': ['windows-1251', 'utf-8', 'gb18030'],
  '1252': ['windows-1252', 'utf-8', 'gb18030'],
  '1253': ['windows-1253', 'utf-8', 'gb18030'],
  '1254': ['windows-1254', 'utf-8', 'gb18030'],
  '1255': ['windows-1255', 'utf-8', 'gb18030'],
  GBK: ['gb18030'],
  GB2312: ['gb18030'],
  GB18030: ['gb18030'],
  BIG5: ['big5'],
};
const latin: readonly string[] = ['USA', 'BRI', 'GER', 'FRE', 'DAN', 'ITA', 'SPA', 'SWE', 'SWI', '437', '850'];

/** The ways to read bytes under `CODEPAGE`; none for a page that is not read. */
export function charsetsOf(codepage: string | undefined): readonly Charset[] {
  if (codepage === undefined || latin.includes(codepage)) return unnamedCharsets();
  return (Object.hasOwn(names, codepage) ? (names[codepage] ?? []) : []).map(charsetNamed);
}
