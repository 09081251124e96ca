import { textOf } from './codeUnits.ts';

/** How the bytes of a field are read. One reading where the charset is certain, several where printers and drivers differ. */
export interface Charset {
  /** Bytes of the character that starts with `lead`, which is no ASCII. */
  length(lead: number, next: number | undefined): number;
  /** How many units of `text`, from `at` on, the character with these bytes is. */
  units(text: string, at: number, lead: number, next: number | undefined): number;
  /** The text, or `undefined` where the bytes are none. */
  decode(bytes: Uint8Array): string | undefined;
}

const utf8Length = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
const doubleByte = (lead: number): number => (lead < 0x80 ? 1 : 2);
// GB 18030: a digit in second place makes four bytes.
const gb18030Length = (lead: number, next: number | undefined): number =>
  lead < 0x81 ? 1 : next !== undefined && next >= 0x30 && next <= 0x39 ? 4 : 2;
const shiftJisLength = (lead: number): number => (lead < 0x81 || (lead > 0x9f && lead < 0xe0) ? 1 : 2);
const eucJpLength = (lead: number): number => (lead < 0x80 ? 1 : lead === 0x8f ? 3 : 2);
const one = (): number => 1;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const unitsInUtf16 = (text: string, at: number): number => (isHighSurrogate(text.charCodeAt(at)) ? 2 : 1);
// Big5 has four characters that Unicode writes with a combining mark (WHATWG Encoding, Big5 decoder).
const big5Pairs: readonly number[] = [0x62, 0x64, 0xa3, 0xa5];
const big5Units: Charset['units'] = (text, at, lead, next = 0) =>
  lead === 0x88 && big5Pairs.includes(next) ? 2 : unitsInUtf16(text, at);

function charsetOf(label: string, length: Charset['length']): Charset {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return {
    length,
    units: label === 'big5' ? big5Units : unitsInUtf16,
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
  units: one,
  decode(bytes) {
    const units = new Uint16Array(bytes);
    for (let i = 0; i < units.length; i++) {
      const byte = units[i] as number;
      if (byte >= 0x80) units[i] = upper850.charCodeAt(byte - 0x80);
    }
    return textOf(units);
  },
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

/** @param label - Of those above, or `cp850`. */
export function charsetNamed(label: string): Charset {
  const known = cache.get(label);
  if (known !== undefined) return known;
  const charset = label === 'cp850' ? codePage850 : charsetOf(label, labels[label] ?? one);
  cache.set(label, charset);
  return charset;
}

/** How data is read that names no charset: as UTF-8 and GBK, which drivers write, and as the single-byte set of old printers. */
export const unnamedCharsets = (): readonly Charset[] => ['utf-8', 'gb18030', 'cp850'].map(charsetNamed);
