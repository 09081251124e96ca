import { isGlyph } from '../../glyph.ts';
import { isAsciiLetter } from '../../span.ts';
import type { AddressPart, AddressRole } from '../part.ts';

/**
 * Numbers of a Korean address. A basement (지하, B) is part of the number; 가 to 하 count buildings.
 *
 * @see 도로명주소법 (Road Name Address Act): road name, building number, then 동, 층, 호
 */
const figure =
  /(?:지하 ?)?[A-Za-z]?[\d*\u25cf\u2588\u25a0\u25a1\u2217]+[A-Za-z]?(?:-[A-Za-z]?[\d*\u25cf\u2588\u25a0\u25a1\u2217]+[A-Za-z]?)*/gu;
const letterBuilding = /(?:^|[ ,()\d])([가나다라마바사아자차카타파하A-Za-z])(?=동(?:[ ,)\d]|$))/gu;
const letterRoom = /(?:^|[ ,()동층])([A-Za-z가나다라마바사])(?=호(?:실)?(?:[ ,)]|$))/gu;
const floorWord = /반지하|옥탑방?|지하층|지층/gu;
const sideWord = /(?:왼쪽|오른쪽|좌측|우측)(?=[ ,)]|$)/gu;
const addressee = /([\p{Script=Hang}]{2,4}) ?(?=(?:님|귀하|貴下)(?:[ ,)\n]|$))/gu;

const keptSuffix = /^(?:번길|번가|대로|길|로|가(?!동)|리|통|반|차|호선|구역|공구|번출구|km|년|월|일| ?단지)/u;
const doorSuffix = /^ ?(?:번지|번)/u;
const roadEnd = /(?:로|길) ?$/u;
const villageEnd = /(?:동|리|가|읍|면|산|번지|지번) ?$/u;
const regionWord = /[시도군구읍면동리로길](?:[ ,)\d]|$)/u;

/**
 * Finds the parts of a Korean address: 동 is a building where it stands alone (101동) and a region where it ends a name
 * (서초2동), 층 a floor, 호 a room; the number behind 로, 길 or a village's name is the door.
 *
 * @param text - Folded text, people and phones in it hidden.
 * @returns `undefined` where there are numbers and nothing says that they belong to an address.
 */
export function findKoreanParts(text: string): AddressPart[] | undefined {
  const parts = [...findWords(text)];
  let hasDoor = false;
  let isAddress = regionWord.test(text) || parts.length > 0;
  let hasNumber = false;
  for (const match of text.matchAll(figure)) {
    hasNumber = true;
    const glued = gluedLetters(text, match.index, match[0]);
    const found = readFigure(text, match.index + glued, match[0].slice(glued), hasDoor);
    if (found === undefined) continue;
    for (const part of found) {
      parts.push(part);
      if (part.role === 'door' && !isMasked(match[0])) hasDoor = true;
      if (part.role !== 'door') isAddress = true;
    }
  }
  return hasNumber && !isAddress ? undefined : parts;
}

const isMasked = (number: string): boolean => [...number].some(isGlyph);

/** How many letters in front of a number belong to the word before it: the t of Apt12. */
function gluedLetters(text: string, at: number, figures: string): number {
  if (!isAsciiLetter(text[at - 1])) return 0;
  const letters = figures.search(/[^A-Za-z]/u);
  return Math.max(0, letters);
}

function readFigure(text: string, start: number, number: string, hasDoor: boolean): AddressPart[] | undefined {
  const end = start + number.length;
  const after = text.slice(end, end + 4);
  const before = text.slice(Math.max(0, start - 4), start);
  const whole = (role: AddressRole): AddressPart[] => [{ role, start, end }];
  if (/^ ?(?:층|F(?![A-Za-z]))/u.test(after)) return whole('floor');
  if (keptSuffix.test(after)) return undefined;
  if (/^ ?호/u.test(after)) return chain(start, number, 'room');
  if (/^ ?동(?![\p{Script=Hang}])/u.test(after)) {
    const isRegion =
      /[\p{Script=Hang}]$/u.test(before) &&
      !/(?:아파트|빌라|단지|차|지)$/u.test(text.slice(Math.max(0, start - 3), start));
    return isRegion ? undefined : whole('building');
  }
  if (/^ ?(?:라인|호기|계단)/u.test(after)) return whole('unit');
  if (/^ ?(?:관|블록|블럭|롯트)/u.test(after)) return whole('building');
  if (doorSuffix.test(after)) return whole('door');
  if (isMasked(number)) return whole('room');
  if (!hasDoor && (roadEnd.test(before) || villageEnd.test(before))) return doorChain(start, number);
  if (isPostcode(text, start, number)) return undefined;
  if (number.includes('-')) return chain(start, number, 'room');
  // 래미안 101 1502: a building and a room.
  const isPair = !hasDoor && /^ ?[\d*]/u.test(after);
  return whole(isPair ? 'building' : 'room');
}

/** Five digits, or six as they were until 2015, at an end of the address or in brackets. */
function isPostcode(text: string, start: number, number: string): boolean {
  if (!/^(?:\d{5}|\d{3}-\d{3})$/u.test(number)) return false;
  const before = text.slice(0, start).trimEnd();
  return before === '' || /[(우:]$/u.test(before) || text.slice(start + number.length).trim() === '';
}

/** 101-1502: a building and a room. */
function chain(start: number, number: string, role: AddressRole): AddressPart[] {
  return pieces(start, number, (i, last) => (i === last ? role : 'building'));
}

/** 123-45 is one lot; what comes third is a room. */
function doorChain(start: number, number: string): AddressPart[] {
  return pieces(start, number, (i) => (i > 1 ? 'room' : 'door'));
}

function pieces(start: number, number: string, roleOf: (i: number, last: number) => AddressRole): AddressPart[] {
  const numbers = number.split('-');
  let at = start;
  return numbers.map((piece, i) => {
    const part = { role: roleOf(i, numbers.length - 1), start: at, end: at + piece.length };
    at += piece.length + 1;
    return part;
  });
}

function* findWords(text: string): Generator<AddressPart> {
  for (const [pattern, role] of [
    [letterBuilding, 'building'],
    [letterRoom, 'room'],
    [floorWord, 'floor'],
    [sideWord, 'room'],
    [addressee, 'name'],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const word = match[1] ?? match[0];
      // The word ends its match, but for the space behind a name.
      const start = role === 'name' ? match.index : match.index + match[0].length - word.length;
      yield { role, start, end: start + word.length };
    }
  }
}
