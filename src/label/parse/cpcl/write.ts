import type { LabelRun, LabelRunKind } from '../label.ts';

// QR data begins with error correction, mask and input mode, which the printer takes off; mode M would want a type of data too.
const qrSwitches = /^([HQML])[0-8]?[AM],/u;

/**
 * How the data of a line is written: as it is, since nothing but the end of the line has a meaning of its own there.
 *
 * @param data - The text that stands there.
 */
export function lineWriter(kind: LabelRunKind, symbol: string | undefined, data: string): LabelRun['write'] {
  return (text) => {
    if (/[\r\n]/u.test(text)) return undefined;
    if (kind !== 'payload') return text;
    // MaxiCode has postal code and country in fixed places, and nothing else would scan. In DataMatrix `_` may be an escape.
    if (symbol === 'MAXICODE' || (symbol === 'DATAMATRIX' && text.includes('_'))) return undefined;
    const level = symbol === 'QR' ? qrSwitches.exec(data)?.[1] : undefined;
    return level === undefined ? text : `${level}A,${text}`;
  };
}
