import type { PayloadRole } from './field.ts';

/** An application identifier of GS1. */
export interface ApplicationIdentifier {
  readonly ai: string;
  /** Characters of its value, where it has no separator behind it. */
  readonly fixedChars: number | undefined;
  /** Most characters of its value. */
  readonly maxChars: number;
  readonly role: PayloadRole;
  /** Whether its value is text, in percent where it is not ASCII. */
  readonly isText: boolean;
}

// GS1 General Specifications, predefined lengths: the rest of an identifier that begins so needs no separator.
const fixedChars: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '03': 14,
  '04': 16,
  '11': 6,
  '12': 6,
  '13': 6,
  '14': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '18': 6,
  '19': 6,
  '20': 2,
};

/** Text of a person or a place, and most characters of it (Scan4Transport 1.1; GS1 syntax dictionary). */
const transport: Readonly<Record<string, readonly [role: PayloadRole, maxChars: number, isText: boolean]>> = {
  '4300': ['personal', 35, true],
  '4301': ['personal', 35, true],
  '4302': ['personal', 70, true],
  '4303': ['personal', 70, true],
  '4304': ['personal', 70, true],
  '4305': ['routing', 70, true],
  '4306': ['routing', 70, true],
  '4307': ['routing', 2, false],
  '4308': ['personal', 30, true],
  '4309': ['personal', 20, false],
  '4310': ['personal', 35, true],
  '4311': ['personal', 35, true],
  '4312': ['personal', 70, true],
  '4313': ['personal', 70, true],
  '4314': ['personal', 70, true],
  '4315': ['routing', 70, true],
  '4316': ['routing', 70, true],
  '4317': ['routing', 2, false],
  '4318': ['routing', 20, false],
  '4319': ['personal', 30, true],
  '4320': ['other', 35, true],
  '4321': ['routing', 1, false],
  '4322': ['routing', 1, false],
  '4323': ['routing', 1, false],
  '4324': ['routing', 10, false],
  '4325': ['routing', 10, false],
  '4326': ['routing', 6, false],
};

/** Identifiers of three digits with a value of any length. */
const threeDigits: Readonly<Record<string, readonly [role: PayloadRole, maxChars: number]>> = {
  '401': ['routing', 30],
  '402': ['routing', 17],
  '403': ['routing', 30],
  '420': ['routing', 20],
  '421': ['routing', 12],
};

const maxChars = 90;

/** The identifier at an offset; `undefined` where no digits are. */
export function identifierAt(text: string, at: number): ApplicationIdentifier | undefined {
  const four = /^\d{2,4}/u.exec(text.slice(at, at + 4))?.[0];
  return four === undefined ? undefined : identifierOf(four);
}

/** The identifier that digits begin with. */
export function identifierOf(digits: string): ApplicationIdentifier | undefined {
  const two = digits.slice(0, 2);
  const fixed = fixedChars[two];
  if (fixed !== undefined) return { ai: two, fixedChars: fixed, maxChars: fixed, role: 'routing', isText: false };
  if (twoDigits.test(two)) {
    return { ai: two, fixedChars: undefined, maxChars, role: 'other', isText: true };
  }
  if (threeDigit.test(digits)) return ofThree(digits.slice(0, 3));
  if (digits.length < 4) return undefined;
  const [role, most, isText] = transport[digits] ?? [unknownRole(digits), maxChars, true];
  // Measures, 31nn to 36nn, have six digits.
  const isMeasure = two >= '31' && two <= '36';
  return isMeasure
    ? { ai: digits, fixedChars: 6, maxChars: 6, role: 'routing', isText: false }
    : { ai: digits, fixedChars: undefined, maxChars: most, role, isText };
}

// Batch, serial, counts, and 90 to 99 for the company's own use.
const twoDigits = /^(?:10|21|22|30|37|9\d)$/u;
const threeDigit = /^(?:2[345]\d|4[012]\d|71\d)/u;
// GLN of a place.
const isPlace = /^41/u;

function ofThree(ai: string): ApplicationIdentifier {
  if (isPlace.test(ai)) return { ai, fixedChars: 13, maxChars: 13, role: 'routing', isText: false };
  const [role, most] = threeDigits[ai] ?? (['other', maxChars] as const);
  return { ai, fixedChars: undefined, maxChars: most, role, isText: role === 'other' };
}

/** An identifier for transport that is not in the table may be the name of anyone. */
const unknownRole = (ai: string): PayloadRole => (ai.startsWith('43') ? 'personal' : 'other');

/** Whether digits end in their check digit (GS1 General Specifications, 7.9). */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length - 1; i++) sum += Number(digits[digits.length - 2 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}
