import { type Charset, charsetNamed, unnamedCharsets } from '../charset.ts';

// CPCL Programming Guide, ENCODING and COUNTRY.
const names: Readonly<Record<string, string>> = {
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gb18030',
  GB2312: 'gb18030',
  CHINA: 'gb18030',
  BIG5: 'big5',
  TAIWAN: 'big5',
  'JAPAN-S': 'shift_jis',
  KOREA: 'euc-kr',
};
// The fonts decide what is printed, so drivers write UTF-8 and GBK under the Latin sets too.
const latin: readonly string[] = [
  'ASCII',
  'USA',
  'UK',
  'GERMANY',
  'FRANCE',
  'ITALY',
  'SPAIN',
  'SWEDEN',
  'NORWAY',
  'CP850',
];

/** The ways to read bytes under `ENCODING` or `COUNTRY`; none for a set that is not read. */
export function charsetsOf(encoding: string | undefined): readonly Charset[] {
  if (encoding === undefined || latin.includes(encoding)) return unnamedCharsets();
  const name = Object.hasOwn(names, encoding) ? names[encoding] : undefined;
  return name === undefined ? [] : [charsetNamed(name)];
}
