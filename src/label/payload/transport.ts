import { fieldOf, type Payload, type PayloadField, type PayloadRole } from './field.ts';
import { elementsOf } from './gs1.ts';

const header = '[)>';
const recordSeparator = '\x1e';
const groupSeparator = '\x1d';
const endOfTransmission = '\x04';

// Class of service, country (ISO 3166-1 numeric), and a postal code of nine digits (mode 2) or six characters (mode 3).
const primary = /^(\d{3})(\d{3})(\d{9}|[A-Z0-9 ]{6})(?=\[\)>)/u;

/**
 * The structured carrier message of a MaxiCode, mode 2 or 3, as a printer takes it: the primary message, then an envelope with
 * what the carrier adds.
 *
 * @see ISO/IEC 16023:2000, annex B; ANSI MH10.8.3, format 01
 */
export function parseMaxicode(text: string): Payload | undefined {
  const match = primary.exec(text);
  if (match === null) return undefined;
  const message = parseEnvelope(text, match[0].length);
  if (message === undefined) return undefined;
  const fields = [
    fieldOf(text, 'serviceClass', 0, 3, 'routing', { refChars: 0 }),
    fieldOf(text, 'country', 3, 6, 'routing', { refChars: 0 }),
    fieldOf(text, 'postalCode', 6, match[0].length, 'routing', { refChars: 0 }),
    ...message,
  ];
  return { form: 'maxicode', fields };
}

/** An envelope of ISO/IEC 15434 (ANSI MH10.8.3): FedEx's PDF417, UPS's MaxiCode as scanners give it. */
export function parseMh10(text: string): Payload | undefined {
  const fields = text.startsWith(header) ? parseEnvelope(text, 0) : undefined;
  return fields === undefined ? undefined : { form: 'mh10', fields };
}

function parseEnvelope(text: string, at: number): PayloadField[] | undefined {
  if (!text.startsWith(header + recordSeparator, at)) return undefined;
  const fields: PayloadField[] = [];
  const last = text.endsWith(endOfTransmission) ? text.length - 1 : text.length;
  let start = at + header.length + 1;
  while (start < last) {
    const next = text.indexOf(recordSeparator, start);
    const end = next < 0 ? last : Math.min(next, last);
    if (end > start) for (const field of recordOf(text, start, end)) fields.push(field);
    start = end + 1;
  }
  return fields;
}

/** One record: the number of its format, and data in that format. */
function recordOf(text: string, start: number, end: number): PayloadField[] {
  const format = text.slice(start, start + 2);
  const from = text[start + 2] === groupSeparator ? start + 3 : start + 2;
  if (from >= end) return [];
  switch (format) {
    case '01':
      return carrierFields(text, from, end);
    case '05':
      return elementsOf(text, from, end, groupSeparator) ?? [unread(text, format, from, end)];
    case '06':
      return identifiedFields(text, from, end);
    default:
      // 07 is free text, which UPS compresses with the address; 02 to 04 are EDI messages with their parties.
      return [unread(text, format, from, end)];
  }
}

const unread = (text: string, format: string, start: number, end: number): PayloadField =>
  fieldOf(text, `format ${format}`, start, end, 'personal', { refChars: 0, mayBeEmpty: format === '07' });

interface Part {
  readonly start: number;
  readonly end: number;
}

function partsOf(text: string, start: number, end: number): Part[] {
  const parts: Part[] = [];
  let from = start;
  while (from <= end) {
    const next = text.indexOf(groupSeparator, from);
    const stop = next < 0 || next > end ? end : next;
    parts.push({ start: from, end: stop });
    from = stop + 1;
  }
  return parts;
}

const destination: readonly string[] = ['postalCode', 'country', 'serviceClass'];
const carrier: readonly (readonly [key: string, role: PayloadRole])[] = [
  ['trackingNumber', 'routing'],
  ['scac', 'routing'],
  ['shipperNumber', 'routing'],
  ['julianDay', 'routing'],
  ['shipmentId', 'routing'],
  ['packageOfTotal', 'routing'],
  ['weight', 'routing'],
  ['addressValidated', 'routing'],
  ['street', 'personal'],
  ['city', 'city'],
  ['state', 'routing'],
  // FedEx goes on with the name.
  ['name', 'personal'],
];

const threeDigits = /^\d{3}$/u;

/** Format 01: two digits of version, then fields by their place. Those of the primary message are left out where it is printed. */
function carrierFields(text: string, start: number, end: number): PayloadField[] {
  const parts = partsOf(text, start + 2, end);
  const isDigits = (part: Part | undefined): boolean =>
    part !== undefined && threeDigits.test(text.slice(part.start, part.end));
  const hasDestination = isDigits(parts[1]) && isDigits(parts[2]);
  const offset = hasDestination ? destination.length : 0;
  return parts.map((part, i) => {
    const [key, role] =
      i < offset ? ([destination[i] as string, 'routing'] as const) : (carrier[i - offset] ?? ['further', 'personal']);
    return fieldOf(text, key, part.start, part.end, role, { refChars: 0, mayBeEmpty: true });
  });
}

const identifier = /^(\d{0,3}[A-Z])/u;
// Employees and other people (category H), and free text between two parties: FedEx writes names, phones and addresses there.
const personalIdentifier = /^(?:\d{0,3}H|1[1-9]Z)$/u;
// Licence plates of transport units, and postal codes of sender and receiver.
const routingIdentifier = /^(?:\d{0,2}J|2L|5[1-5]L)$/u;

/** Format 06: fields by their data identifiers (ANSI MH10.8.2). */
function identifiedFields(text: string, start: number, end: number): PayloadField[] {
  return partsOf(text, start, end)
    .filter((part) => part.end > part.start)
    .map((part) => {
      const key = identifier.exec(text.slice(part.start, Math.min(part.end, part.start + 4)))?.[1] ?? '';
      const role =
        personalIdentifier.test(key) || key === '' ? 'personal' : routingIdentifier.test(key) ? 'routing' : 'other';
      // With one separator, so that no field is empty.
      const isFirst = part.start === start;
      const cut = isFirst ? { start, end: Math.min(part.end + 1, end) } : { start: part.start - 1, end: part.end };
      return fieldOf(text, key, part.start + key.length, part.end, role, { cut });
    });
}
