import type { LabelRun, LabelRunKind } from '../label.ts';

const qrModeAt = 4;
const escapeOption = /^\s*c(\d+)\s*$/iu;

/**
 * How a text in quotation marks is written.
 *
 * @param parameters - Of the command, without their texts.
 */
export function stringWriter(
  kind: LabelRunKind,
  symbol: string | undefined,
  parameters: readonly string[],
): LabelRun['write'] {
  return (text) => {
    if (kind !== 'payload') return escaped(text);
    // MaxiCode has postal code and country in fixed places, and nothing else would scan.
    if (symbol === 'MAXICODE') return undefined;
    const escapeSign =
      symbol === 'DMATRIX' ? parameters.map((one) => escapeOption.exec(one)?.[1]).find(Boolean) : undefined;
    if (escapeSign !== undefined && text.includes(String.fromCharCode(Number(escapeSign)))) return undefined;
    // In manual mode data begins with its kind: bytes, and how many (TSPL Programming Manual, QRCODE).
    const isManual = symbol === 'QRCODE' && parameters[qrModeAt]?.trim().toUpperCase() === 'M';
    return escaped(isManual ? `B${String(text.length).padStart(4, '0')}${text}` : text);
  };
}

const escapes: Readonly<Record<string, string>> = { '"': '\\["]', '\r': '\\[R]', '\n': '\\[L]' };

// What follows a backslash decides whether it is an escape, so that none is written.
const escaped = (text: string): string | undefined =>
  text.includes('\\') ? undefined : text.replace(/["\r\n]/gu, (sign) => escapes[sign] ?? sign);
