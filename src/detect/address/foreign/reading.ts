import type { AddressPart, AddressRole } from '../part.ts';
import type { Layout, Segment } from './layout.ts';
import type { Token } from './tokens.ts';
import type { WordClass } from './wordClass.ts';

/** What a number or a letter is. `keep` is part of a road, a region or a postcode. */
export type Role = AddressRole | 'keep';

/** What has been read of a text so far, left to right. */
export interface Reading extends Layout {
  readonly text: string;
  /** Role of each token that has one, by index. */
  readonly roles: (Role | undefined)[];
  readonly parts: AddressPart[];
  /** Segment of the door, once there is one: bare numbers behind it are flats. */
  doorSegment: number | undefined;
  /** Whether anything says that this is an address. */
  isAddress: boolean;
}

/** The token beside `at` in the same segment. */
export function beside(reading: Reading, at: number, step: 1 | -1): Token | undefined {
  const token = reading.tokens[at + step];
  return token === undefined || token.kind === 'break' ? undefined : token;
}

export const segmentAt = (reading: Reading, at: number): Segment =>
  reading.segments[reading.segmentOf[at] as number] as Segment;
export const isNumber = (token: Token | undefined): boolean => token?.kind === 'number';
export const hiddenRoles: readonly (Role | undefined)[] = ['room', 'floor', 'unit'];

/** The word that says what the number at `at` is, before it, and what stands between: Apt No. 4, House # 12. */
export interface Marker {
  readonly cls: WordClass | 'hash';
  readonly at: number;
  /** Whether No. or # stands between, or alone. */
  readonly isNumbered: boolean;
}

export function markerBefore(reading: Reading, at: number): Marker | undefined {
  let i = at - 1;
  let hash = false;
  let no = false;
  for (; i >= 0; i--) {
    const token = reading.tokens[i] as Token;
    const isGluedDash = token.text === '-' && (reading.tokens[i + 1] as Token).isGlued;
    if (token.text === '#') hash = true;
    else if (reading.classes[i] === 'number') no = true;
    else if (token.kind !== 'sign' || !(isGluedDash || ':.='.includes(token.text))) break;
  }
  const isNumbered = hash || no;
  const cls = reading.classes[i];
  // Taipei's 4F.-3 is a floor and a room.
  if (reading.tokens[i]?.text === 'f' && reading.roles[i - 1] === 'floor') return { cls: 'room', at: i, isNumbered };
  if (no && /^(?:[hd]|door)$/u.test(reading.tokens[i]?.text ?? '')) return { cls: 'house', at: i, isNumbered };
  // Ave #12-34 is a flat, Street # 5 a road.
  const isHashed = hash && cls === 'road' && beside(reading, i, -1) !== undefined;
  if (isHashed) return { cls: 'hash', at: i, isNumbered };
  if (cls !== undefined && !(no && cls === 'place')) return { cls, at: i, isNumbered };
  if (no) return { cls: 'number', at: i, isNumbered };
  return hash ? { cls: 'hash', at: i, isNumbered } : undefined;
}

const dashedUnits: Readonly<Record<string, Role>> = {
  dong: 'building',
  ho: 'room',
  go: 'room',
  cheung: 'floor',
  chung: 'floor',
};

/** What the word behind a number says: 6th floor, 12/F, 3. OG, 5. ajtó, 101-dong. */
export function roleBehind(reading: Reading, at: number): Role | undefined {
  const { tokens, classes } = reading;
  const number = tokens[at] as Token;
  let i = at + 1;
  const sign = tokens[i];
  const isDotted = sign?.text === '.' && sign.isGlued;
  const isJoined = (sign?.text === '/' || sign?.text === '-') && sign.isGlued && tokens[i + 1]?.isGlued === true;
  if (isDotted || isJoined) i++;
  const word = tokens[i];
  if (word?.kind !== 'word') return undefined;
  if (word.text === 'f' && (word.isGlued || isDotted)) return 'floor';
  if (isJoined) return sign.text === '-' ? (dashedUnits[word.text] ?? 'keep') : undefined;
  const cls = classes[i];
  if (cls === 'above') return 'floor';
  if (/^(?:chome|kerulet|ker|arrondissement|мкр)$/u.test(word.text)) return 'keep';
  const opens = isNumber(tokens[i + 1]) || tokens[i + 1]?.text === '#' || isDesignator(reading, i + 1);
  if (cls === 'floor') return !opens || number.isOrdinal || isDotted ? 'floor' : undefined;
  if (cls === 'count') return opens ? undefined : 'keep';
  if (cls === 'side') return isDotted || number.isOrdinal ? 'floor' : undefined;
  if (cls === 'room' || cls === 'unit') return (isDotted || number.isOrdinal) && !opens ? cls : undefined;
  return undefined;
}

const numberWord =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[ivx]{2,4})$/u;

/** Letters that stand where a number would: Apt B, Apt A/B, Suite AB, Level IV, Unit One. */
export function isDesignator(reading: Reading, at: number): boolean {
  const token = reading.tokens[at];
  if (token?.kind !== 'word') return false;
  if (numberWord.test(token.text)) return true;
  const written = reading.text.slice(token.start, token.end).replace(/[.:]$/u, '');
  if (/^\p{Lu}\/\p{Lu}$/u.test(written)) return true;
  if (written.length > 2) return false;
  if (/^\p{Lu}{1,2}$/u.test(written)) return written.length === 1 || reading.classes[at] === undefined;
  return written.length === 1 && beside(reading, at, 1)?.kind !== 'word';
}

/** Role of the flat that goes on here: Suites 100 & 200, Level 3 to 5, Units A and B. */
export function continuedRole(reading: Reading, at: number): Role | undefined {
  const link = beside(reading, at, -1);
  if (link === undefined || !/^(?:&|\+|\/|and|to|y|e|et|und|og|och|и)$/u.test(link.text)) return undefined;
  const role = reading.roles[at - 2];
  return hiddenRoles.includes(role) && !isBeforeRoad(reading, at) ? role : undefined;
}

/** Whether a word of a name, of a road or a house, follows at once. */
export function isBeforeName(reading: Reading, at: number): boolean {
  const next = beside(reading, at, 1);
  if (next?.kind !== 'word') return false;
  const cls = reading.classes[at + 1];
  return cls === undefined
    ? next.text.length > 1 || !isDesignator(reading, at + 1)
    : /^(?:road|lead|place|house|keep)$/u.test(cls);
}

/** Whether a road stands between the number and the next one of its segment. */
export const isBeforeRoad = ({ roadAhead }: Reading, at: number): boolean => roadAhead[at] === true;

/** Adds a part, unless it is to be kept. */
export function add({ parts }: Reading, role: Role, start: number, end: number): void {
  if (role !== 'keep') parts.push({ role, start, end });
}
