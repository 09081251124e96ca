/** How the bytes of a field are read. One reading where the charset is certain, several where printers and drivers differ. */
export interface Charset {
  /** Bytes of the character that starts with `lead`. */
  length(lead: number, next: number | undefined): number;
  /** The character, or `undefined` where the bytes are none. */
  decode(bytes: Uint8Array): string | undefined;
}

const utf8Length = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
const doubleByte = (lead: number): number => (lead < 0x80 ? 1 : 2);
// GB 18030: a digit in second place makes four bytes.
const gb18030Length = (lead: number, next: number | undefined): number =>
  lead < 0x80 ? 1 : next !== undefined && next >= 0x30 && next <= 0x39 ? 4 : 2;
const shiftJisLength = (lead: number): number => (lead < 0x81 || (lead > 0x9f && lead < 0xe0) ? 1 : 2);
const eucJpLength = (lead: number): number => (lead < 0x80 ? 1 : lead === 0x8f ? 3 : 2);
const one = (): number => 1;

function charsetOf(label: string, length: Charset['length']): Charset {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return {
    length,
    decode(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        return undefined;
      }
    },
  };
}

// IBM code page 850, which no TextDecoder knows: 0x80 to 0xff (Unicode Consortium, CP850.TXT).
const upper850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const codePage850: Charset = {
  length: one,
  decode: ([byte = 0]) => (byte < 0x80 ? String.fromCharCode(byte) : upper850[byte - 0x80]),
};

const labels: Readonly<Record<string, Charset['length']>> = {
  'utf-8': utf8Length,
  gb18030: gb18030Length,
  big5: doubleByte,
  shift_jis: shiftJisLength,
  'euc-jp': eucJpLength,
  'euc-kr': doubleByte,
  'windows-1250': one,
  'windows-1251': one,
  'windows-1252': one,
  'windows-1253': one,
  'windows-1254': one,
  'windows-1255': one,
};
const cache = new Map<string, Charset>();

function named(label: string): Charset {
  const known = cache.get(label);
  if (known !== undefined) return known;
  const charset = label === 'cp850' ? codePage850 : charsetOf(label, labels[label] ?? one);
  cache.set(label, charset);
  return charset;
}

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
const singleByte = ['utf-8', 'gb18030', 'cp850'];

/** The ways to read bytes under `^CI`; none for a number that is not read. */
export function charsetsOf(ci: number): readonly Charset[] {
  const known = ci >= 0 && ci <= 13 ? singleByte : (names[ci] ?? []);
  return known.map(named);
}
