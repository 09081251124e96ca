import { readFileSync } from 'node:fs';
import google from 'google-libphonenumber';
import { type CountryCode, lintMasked, maskPhone } from 'waybill-privacy';
import { dataFile, emptyRow, isClean, printTable, type Row } from './table.ts';

// Google's own library, which the product does not use: it makes the examples and says what the subscriber's digits are.
const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = google;
const util = PhoneNumberUtil.getInstance();
const minHiddenDigits = 6;

type Example = google.PhoneNumber;

const forms: Readonly<Record<string, (example: Example) => string>> = {
  'E.164': (example) => util.format(example, PhoneNumberFormat.E164),
  international: (example) => util.format(example, PhoneNumberFormat.INTERNATIONAL),
  national: (example) => util.format(example, PhoneNumberFormat.NATIONAL),
  'digits only': (example) => util.getNationalSignificantNumber(example),
  'full-width': (example) =>
    util
      .format(example, PhoneNumberFormat.INTERNATIONAL)
      .replaceAll(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  spaced: (example) => [...util.format(example, PhoneNumberFormat.E164)].join(' ').replace('+ ', '+'),
};

/** Example numbers of all regions and types in six forms, read with and without the region; and the waybills' phones. */
export function phones(): boolean {
  const rows = new Map<string, Row>();
  for (const region of util.getSupportedRegions()) {
    for (const type of Object.values(PhoneNumberType).filter((value) => typeof value === 'number')) {
      const example = util.getExampleNumberForType(region, type);
      if (example === null || example === undefined || example.getNationalNumber() === 0) continue;
      for (const [form, write] of Object.entries(forms)) {
        check(rowOf(rows, `${form}, region given`), example, write(example), region as CountryCode);
        check(rowOf(rows, `${form}, no region`), example, write(example), 'CN');
      }
    }
  }
  const waybills = dataFile('waybills.dev.jsonl');
  if (waybills !== undefined) addWaybills(rowOf(rows, 'phones of waybills.dev.jsonl'), readFileSync(waybills, 'utf8'));
  printTable('phones', [...rows.values()], 'break C2');
  return isClean([...rows.values()]);
}

function rowOf(rows: Map<string, Row>, name: string): Row {
  const row = rows.get(name) ?? emptyRow(name);
  rows.set(name, row);
  return row;
}

function check(row: Row, example: Example, text: string, region: CountryCode): void {
  judge(row, text, util.getNationalSignificantNumber(example), String(example.getCountryCode()), region);
}

function judge(row: Row, text: string, subscriber: string, countryCode: string, region: CountryCode): void {
  row.inputs++;
  try {
    const masked = maskPhone(text, { region });
    const written = text.normalize('NFKC').replaceAll(/\D/gu, '');
    const national = written.length - (/^\+|^00/u.test(text.normalize('NFKC')) ? countryCode.length : 0);
    const shown = masked.replace(`+${countryCode} `, '').replaceAll(/\D/gu, '').length;
    const isIdempotent = maskPhone(masked, { region }) === masked;
    const isBroken = national - shown < Math.min(minHiddenDigits, subscriber.length);
    if (isBroken || !isIdempotent || showsRun(masked, subscriber)) row.broken++;
    if (!lintMasked('phone', text, masked, 'cn-gbt41833', region).ok) row.linted++;
  } catch {
    row.exceptions++;
  }
}

/** Whether five digits of the number stand together in the mask. */
function showsRun(masked: string, digits: string): boolean {
  for (let i = 0; i + 5 <= digits.length; i++) if (masked.includes(digits.slice(i, i + 5))) return true;
  return false;
}

function addWaybills(row: Row, lines: string): void {
  for (const line of lines.trim().split('\n')) {
    const { text, spans } = JSON.parse(line) as {
      text: string;
      spans: { start: number; end: number; label: string }[];
    };
    for (const { start, end } of spans.filter(({ label }) => label === 'phone')) {
      judge(row, text.slice(start, end), text.slice(start, end), '86', 'CN');
    }
  }
}
