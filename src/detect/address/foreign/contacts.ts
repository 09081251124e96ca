import { isDigit } from '../../span.ts';
import { type AddressPart, ordered } from '../part.ts';
import { lookUp, plain } from './lexicon.ts';

/**
 * People, phones and e-mails typed into an address: the name after c/o, Attn or Mrs, the number after Tel or a `+`, runs of
 * digits that no address holds, and the name beside a phone.
 *
 * @param text - Folded text that still has its line ends.
 */
export function findContacts(text: string): AddressPart[] {
  const phones = findPhones(text);
  const besidePhones = phones.flatMap((phone) => findNameBeside(text, phone));
  return ordered([...findEmails(text), ...phones, ...besidePhones, ...findCuedNames(text)]);
}

const longestLocalPart = 64; // octets, RFC 5321, 4.5.3.1.1
const longestDomain = 255; // octets, RFC 5321, 4.5.3.1.2

function findEmails(text: string): AddressPart[] {
  const found: AddressPart[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < longestLocalPart && isEmailCharacter(text[start - 1] as string)) start--;
    let end = at + 1;
    while (end < text.length && end - at < longestDomain && isEmailCharacter(text[end] as string)) end++;
    if (start < at && end > at + 1) found.push({ role: 'note', start, end });
  }
  return found;
}

const isEmailCharacter = (character: string): boolean => !' @,;:()<>"*\n'.includes(character);

// Up to 15 digits behind a plus (ITU-T E.164); without one only what is grouped or long like a phone and no postcode.
const international = /\+ ?\d[\d ()./-]{5,18}\d/gu;
const nationals: readonly RegExp[] = [
  /\(\d{2,5}\)[ .-]?\d{2,4}(?:[ .-]\d{2,4}){1,3}\b/gu,
  /\b\d{2,5}(?:[ .-]\d{2,4}){2,4}\b|\b\d{9,15}\b/gu,
];
const cued =
  /\b(?:tel|telefon|telefono|telephone|phone|ph|mob|mobile|cell|cel|fax|whatsapp|handy|hp)\b[.: ]{0,3}(?:no\.?)?[: ]{0,2}(\+?[\d(][\d ()./-]{4,18}\d)/giu;
const cuedCyrillic = /(?:тел|телефон|моб)[.: ]{1,3}(\+?[\d(][\d ()./-]{4,18}\d)/giu;
const minPhoneDigits = 9;
const minCuedDigits = 6;

function hasDigits(text: string, count: number): boolean {
  let digits = 0;
  for (let at = 0; at < text.length && digits < count; at++) if (isDigit(text[at])) digits++;
  return digits === count;
}

const eastAsian = /[\p{Script=Hang}\p{Script=Hira}\p{Script=Kana}\p{Script=Han}]/u;

function findPhones(text: string): AddressPart[] {
  if (!hasDigits(text, minCuedDigits)) return [];
  const found: AddressPart[] = [];
  const add = (start: number, length: number): void => {
    found.push({ role: 'phone', start, end: start + length });
  };
  for (const match of text.matchAll(international)) add(match.index, match[0].length);
  for (const pattern of [cued, cuedCyrillic]) {
    for (const match of text.matchAll(pattern)) {
      const number = match[1] as string;
      add(match.index + match[0].length - number.length, number.length);
    }
  }
  // 123 101-1502 is a door and a flat in Korea and Japan, whose numbers begin with a zero.
  const hasTrunkZero = eastAsian.test(text);
  for (const pattern of nationals) {
    for (const match of text.matchAll(pattern)) {
      if (hasTrunkZero && !/^\(?0/u.test(match[0])) continue;
      if (match[0].replace(/\D/gu, '').length >= minPhoneDigits) add(match.index, match[0].length);
    }
  }
  return ordered(found);
}

const separators = ',;|\n';
const longestName = 60; // UTF-16 units
const phoneWord = /^(?:tel|phone|ph|mob|mobile|cell|fax|☎|тел|моб)$/iu;
// 서울 and 구, 東京都: a region, not a person.
const regionWord = /[\u3400-\u9fff\uac00-\ud7a3]{5,}|[시도군구읍면동리로길층호都道府県市区町村]$/u;
const nameWord = /^[\p{Lu}\p{Lo}][\p{L}\p{M}'\u2019.-]*$/u;

/** Jane Doe +1 212…, or Jane Doe, +1 212… at the start of a text. */
function findNameBeside(text: string, phone: AddressPart): AddressPart[] {
  let from = phone.start;
  while (from > 0 && phone.start - from < longestName && !separators.includes(text[from - 1] as string)) from--;
  const own = nameOf(text, from, phone.start);
  if (own.length > 0) return own;
  const korean = koreanNameAtEnd.exec(text.slice(from, phone.start));
  if (korean !== null && !regionWord.test(korean[1] as string)) {
    const start = from + korean.index + korean[0].indexOf(korean[1] as string);
    return [{ role: 'name', start, end: start + (korean[1] as string).length }];
  }
  if (text.slice(from, phone.start).trim() !== '') return [];
  const head = text.slice(0, Math.max(0, from - 1));
  return head.length > longestName || /[,;|\n]/u.test(head) ? [] : nameOf(text, 0, head.length, 2);
}

const koreanNameAtEnd = /[ \d호층)](\p{Script=Hang}{2,4}) ?$/u;

/** The stretch as a name, if it is one to four capitalised words that no address is made of. */
function nameOf(text: string, from: number, to: number, minWords = 1): AddressPart[] {
  const written = text.slice(from, to);
  const words = written.split(/[ :.]/u).filter((word) => word !== '' && !phoneWord.test(word));
  if (words.length < minWords || words.length > 4 || !words.every((word) => nameWord.test(word))) return [];
  if (words.some((word) => regionWord.test(word) || lookUp(plain(word)) !== undefined)) return [];
  const last = words.at(-1) as string;
  return [
    {
      role: 'name',
      start: from + written.indexOf(words[0] as string),
      end: from + written.lastIndexOf(last) + last.length,
    },
  ];
}

/** Words that a person follows wherever they stand, and those that say it only at the start of a segment. */
const nameCue =
  /(?:\bc\/o\b|\u2105|\bcare of\b|\bp\/a\b|\b[sdwh]\/o\b|\battn\b|\battention\b|\bfao\b|\batt\b(?=[.:])|\bt\.?a\.?v\.?(?= )|\bz\. ?h(?:d|\u00e4nden)\b|\bzu h\u00e4nden\b|\ba\/a\b|\batenci\u00f3n\b|l'attention de\b|\b(?:recipient|receiver|consignee|name)(?=:)|получатель|для(?= \p{Lu}))[.:]{0,2} {0,2}(?:(?:de|von|v\.|d\.|of)[ .:]{1,2})?/giu;
const openingCue =
  /(?:^|[,;|\n] ?)(?:(?:bei|chez|presso) |((?:mr|mrs|ms|miss|mx|herrn?|frau|sra?|srta|mme|mlle|monsieur|madame|sig|sig\.ra|hr|fru|se\u00f1ora?|senhora?|encik|cik|puan|bapak|shri|smt|г-н|г-жа)(?:\. ?| )))/giu;

// One of these is in every cue: most texts have none, and looking for them is fast.
const cueStems = [
  '/',
  '\u2105',
  'att',
  'ate',
  'care of',
  'fao',
  't.a',
  'tav',
  'hd',
  'h\u00e4n',
  'reci',
  'rece',
  'cons',
  'name',
  'пол',
  'для',
];

function findCuedNames(text: string): AddressPart[] {
  const found: AddressPart[] = [];
  const lower = text.toLowerCase();
  const hasCue = cueStems.some((stem) => lower.includes(stem));
  for (const [pattern, isSure] of [
    [nameCue, true],
    [openingCue, false],
  ] as const) {
    if (isSure && !hasCue) continue;
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const end = nameEnd(text, start, isSure);
      // A title is a part of the name: it says who opens the door.
      const title = match[1]?.length ?? 0;
      if (end > start) found.push({ role: 'name', start: start - title, end });
    }
  }
  return found;
}

/**
 * Where a name that starts at `start` ends: at a separator, a figure, or a word of an address with its number. After an
 * unsure cue any other word of an address says that it is none (Mr Price Street, Frau-Holle-Weg).
 */
function nameEnd(text: string, start: number, isSure: boolean): number {
  let end = start;
  for (const match of text.slice(start, start + longestName).matchAll(/([\p{L}\p{M}'\u2019-]+)|[. ]|([\s\S])/gu)) {
    const [token, word, sign] = match;
    if (sign !== undefined) break;
    if (word === undefined) continue;
    const after = start + match.index + token.length;
    // An initial or a particle is part of a name, whatever else it may mean.
    if (word.length > 2 && lookUp(plain(word)) !== undefined) {
      if (/^[.:# ]{0,3}(?:[\d*]|\p{Lu}(?!\p{L}))/u.test(text.slice(after, after + 5))) break;
      if (!isSure) return start;
    }
    end = after;
  }
  return end;
}
