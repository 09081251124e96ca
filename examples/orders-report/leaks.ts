import type { EncryptedOrder, FieldReport } from 'waybill-privacy';
import { type Label, textAt } from './label.ts';

/**
 * Looks for private values in what was written, without any of the library's detectors: plain search for the values that
 * went in. What it says is a field's path and a place, never the value.
 */
export function findLeaks(
  order: object,
  fields: readonly FieldReport[],
  label: Label,
  encrypted: EncryptedOrder,
): string[] {
  const printed = printedText(label);
  const { privacy, ...rest } = encrypted;
  const stored = JSON.stringify(rest);
  // Addresses may stand in their masks as they are: not every one has a flat to hide.
  const shown = `${printed}\n${Object.values(privacy.masks).join('\n')}`;
  const leaks: string[] = [];
  for (const { path, field, state } of fields) {
    if (state !== 'plain') continue;
    const value = textAt(order, path).trim();
    if (stored.includes(value) && isTelling(value)) leaks.push(`${path} is readable in the encrypted order`);
    if (field.kind === 'phone' || field.kind === 'text') {
      if (hiddenDigits(value).some((digits) => digitsOf(shown).includes(digits))) {
        leaks.push(`${path}: hidden digits of a phone are visible on the label or in a mask`);
      }
    }
    if ((field.kind === 'name' || field.kind === 'opaque') && isTelling(value) && shown.includes(value)) {
      leaks.push(`${path} is visible on the label or in a mask`);
    }
  }
  return [...leaks, ...knownPeople(order, printed)];
}

/** The people on the label. Routing data and ids are left out: their digits are nobody's phone. */
const printedText = ({ recipient, sender, texts }: Label): string =>
  [...Object.values(recipient), ...Object.values(sender), ...texts].join('\n');

/** Digits stay apart where words stand between them, and come together over what only separates. */
const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/[ ().-]/gu, '');

// Of 138 1234 5678 the mask shows 138 and 78: no five digits in a row from the hidden six may be readable.
const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/gu;
const windowDigits = 5;

function hiddenDigits(value: string): string[] {
  const digits = value.normalize('NFKC').replaceAll(/[\s().-]/gu, '');
  return [...digits.matchAll(mobile)].flatMap(([number]) => [
    number.slice(3, 3 + windowDigits),
    number.slice(4, 4 + windowDigits),
  ]);
}

// One character, or a few digits of an extension, stand anywhere by chance.
const isTelling = (value: string): boolean => (/^\d+$/u.test(value) ? value.length > 5 : value.length > 1);

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Rows that say where name and phone are (`spans` with these labels) are checked for them too. */
function knownPeople(order: object, printed: string): string[] {
  const { text, spans } = order as { readonly text?: unknown; readonly spans?: unknown };
  if (typeof text !== 'string' || !Array.isArray(spans)) return [];
  const leaks: string[] = [];
  for (const { label, start, end } of spans as Span[]) {
    const value = text.slice(start, end);
    if (label === 'name' && printed.includes(value)) leaks.push('text: a name is on the label');
    if (label === 'phone' && hiddenDigits(value).some((digits) => digitsOf(printed).includes(digits))) {
      leaks.push('text: hidden digits of a phone are on the label');
    }
  }
  return leaks;
}
