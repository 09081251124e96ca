import type { AddressPart } from '../part.ts';
import { readLetter, readMarker } from './flatWords.ts';
import { readLayout } from './layout.ts';
import { readNumber } from './numbers.ts';
import type { Reading } from './reading.ts';

/**
 * Finds the parts of an address in a writing with spaces. Each number is judged by the word beside it where that says what it
 * is (Apt, 2. OG, кв.), and by its place where it does not: before or behind the road, behind the door, alone between commas.
 *
 * @param text - Folded text that still has its line ends, people and phones in it hidden.
 * @returns `undefined` where there are numbers and nothing says that they belong to an address.
 */
export function findSpacedParts(text: string): AddressPart[] | undefined {
  const layout = readLayout(text);
  const { tokens, segments, classes } = layout;
  const isAddress = segments.some(({ hasRoad }) => hasRoad) || segments.filter(({ hasName }) => hasName).length > 1;
  // Not spread: V8 gives each copy of an object a shape of its own, and reads what has many at a tenth of the speed.
  const reading: Reading = {
    tokens,
    classes,
    segments,
    segmentOf: layout.segmentOf,
    roadAhead: layout.roadAhead,
    leads: layout.leads,
    lastDoor: layout.lastDoor,
    lastLeadingDoor: layout.lastLeadingDoor,
    lastNumber: layout.lastNumber,
    isSingapore: layout.isSingapore,
    hasSlashedDoors: layout.hasSlashedDoors,
    isJapanese: layout.isJapanese,
    text,
    roles: [],
    parts: [],
    doorSegment: undefined,
    isAddress,
  };
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'number') readNumber(reading, at);
    else if (classes[at] !== undefined) readMarker(reading, at);
    else if (tokens[at]?.kind === 'word') readLetter(reading, at);
  }
  const hasNumber = tokens.some(({ kind }) => kind === 'number');
  return hasNumber && !reading.isAddress ? undefined : reading.parts;
}
