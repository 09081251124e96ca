import type { LabelRun, LabelRunKind } from '../label.ts';

// QR data begins with error correction and input mode, which the printer takes off; mode M would want a type of data too (^BQ).
const qrSwitches = /^([HQML])[AM],/u;

/**
 * How a field is written: what has a meaning of its own there in hexadecimal, after the switches of a QR code.
 *
 * @param data - The text that stands in the field.
 * @param reserved - The prefixes of commands.
 * @param hex - Indicator of `^FH`.
 */
export function fieldWriter(
  kind: LabelRunKind,
  symbol: string | undefined,
  data: string,
  reserved: string,
  hex: string | undefined,
): LabelRun['write'] {
  return (text) => {
    if (kind === 'payload') {
      // MaxiCode has postal code and country in fixed places, and nothing else would scan. In DataMatrix `_` is an escape (^BX).
      if (symbol === 'BD' || (symbol === 'BX' && text.includes('_'))) return undefined;
      const level = symbol === 'BQ' ? qrSwitches.exec(data)?.[1] : undefined;
      if (level !== undefined) return escaped(`${level}A,${text}`, reserved, hex);
    }
    return escaped(text, reserved, hex);
  };
}

function escaped(text: string, reserved: string, hex: string | undefined): string | undefined {
  let written = '';
  for (const character of text) {
    if (!reserved.includes(character) && character !== hex) written += character;
    else if (hex === undefined) return undefined;
    else written += hex + character.charCodeAt(0).toString(16).toUpperCase();
  }
  return written;
}
