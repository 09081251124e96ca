import { isGlyph } from '../../glyph.ts';
import type { AddressPart, AddressRole } from '../part.ts';

/** A number of a Japanese address and the word behind it. */
interface Figure {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly isMasked: boolean;
  readonly suffix: Suffix | undefined;
  /** Whether a dash or の ties it to the number before: 1-2-3, 3番地の5. */
  readonly isJoined: boolean;
  /** What stands between it and the number before. */
  readonly gap: string;
}

type Suffix = 'district' | 'block' | 'number' | 'building' | 'floor' | 'room' | 'keep';

const suffixes: readonly (readonly [Suffix, RegExp])[] = [
  ['keep', /^(?:番町|号線|号車|条|線|区|組|班|年|月|日|世紀|km|地割|番街|ビル|丁(?!目))/iu],
  ['district', /^丁目/u],
  ['building', /^(?:号棟|号館|番館|棟|号地|街区)/u],
  ['room', /^(?:号室|室|号店|番室)/u],
  ['block', /^(?:番地|番)/u],
  ['number', /^号/u],
  ['floor', /^(?:階|F(?![A-Za-z])|\/F)/iu],
];

// Figures with a letter (A101, 12B, B1F); kanji numerals and single letters count where a word says what they are.
const figure =
  /[A-Za-z]{0,2}[\d*\u25cf\u2588\u25a0\u25a1\u2217]+(?:[A-EG-Za-eg-z](?![A-Za-z]))?|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u3007]+|[A-Za-z]+/gu;
const postcode = /〒? ?\d{3}-?\d{4}(?!\d)/u;
const joint = /^(?:[-/]|の|番地?(?:の|-)?|(?:階|F)-?)$/iu;
const place = /[都道府県市区町村郡]/u;

/**
 * Finds the parts of a Japanese address: 丁目 is the district's, 番 and 号 are the door, what follows is a building, a floor, a
 * room. In 1-2-3-401 the place in the chain says the same.
 *
 * @param text - Folded text, where a long vowel mark is a dash too, people and phones in it hidden.
 * @returns `undefined` where there are numbers and nothing says that they belong to an address.
 */
export function findJapaneseParts(text: string): AddressPart[] | undefined {
  const figures = readFigures(text);
  const parts: AddressPart[] = findNames(text);
  let isAddress = place.test(text);
  let hasDoor = false;
  for (let i = 0; i < figures.length; ) {
    let end = i + 1;
    while (figures[end]?.isJoined === true) end++;
    const chain = figures.slice(i, end);
    const roles = chain.length > 1 ? chainRoles(chain, hasDoor) : [singleRole(text, chain[0] as Figure, hasDoor)];
    chain.forEach(({ start, end: after, suffix, isMasked }, k) => {
      const role = roles[k];
      if (role !== undefined) parts.push({ role, start, end: after });
      if (role === 'door' && !isMasked) hasDoor = true;
      if (suffix !== undefined || chain.length > 1) isAddress = true;
    });
    i = end;
  }
  return figures.length > 0 && !isAddress ? undefined : parts;
}

function readFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  const code = postcode.exec(text);
  const isCode = code !== null && (code[0].startsWith('〒') || text.slice(0, code.index).trim() === '');
  let previousEnd = 0;
  for (const match of text.matchAll(figure)) {
    const start = match.index;
    if (isCode && start >= code.index && start < code.index + code[0].length) continue;
    const end = start + match[0].length;
    const after = text[end] === ' ' ? end + 1 : end;
    const rest = text.slice(after, after + 3);
    const suffix = suffixes.find(([, pattern]) => pattern.test(rest))?.[0];
    if (!counts(match[0], suffix) && !isBehindFloor(text, start, end)) continue;
    const gap = text.slice(previousEnd, start);
    figures.push({
      start,
      end,
      digits: match[0].replace(/\D/gu, '').length,
      isMasked: [...match[0]].some(isGlyph),
      suffix,
      isJoined: figures.length > 0 && joint.test(gap.trim()),
      gap,
    });
    previousEnd = end;
  }
  return figures;
}

/** The B of 3F-B. */
const isBehindFloor = (text: string, start: number, end: number): boolean =>
  end - start === 1 && /[\dF階*]-$/u.test(text.slice(Math.max(0, start - 2), start));

/** Whether letters or kanji numerals are a number: A号室, 三階; digits always are. */
function counts(figures: string, suffix: Suffix | undefined): boolean {
  if (/^[A-Za-z]*$/u.test(figures)) return figures.length === 1 && (suffix === 'room' || suffix === 'building');
  return suffix !== undefined ? suffix !== 'keep' : !/^[\u4e00-\u9fff\u3007]/u.test(figures);
}

/** A number with its word, or bare. */
function singleRole(
  text: string,
  { start, end, suffix, isMasked, digits }: Figure,
  hasDoor: boolean,
): AddressRole | undefined {
  switch (suffix) {
    case 'keep':
    case 'district':
      return undefined;
    case 'block':
      return 'door';
    case 'number':
      return hasRoomBefore(text, start) ? 'room' : hasDoor && !followsBlock(text, start) ? 'room' : 'door';
    case 'building':
    case 'floor':
    case 'room':
      return suffix;
    case undefined:
      break;
  }
  if (text[start - 1] === '第') return undefined;
  if (!hasDoor && !isMasked && /(?:通り?|町|筋|字|村) ?$/u.test(text.slice(Math.max(0, start - 3), start)))
    return 'door';
  if (isMasked || hasDoor || digits >= 3) return 'room';
  // 109ビル, B棟: glued to a name in front.
  return /^[\p{Script=Han}\p{Script=Kana}]/u.test(text.slice(end, end + 1)) && digits > 0 ? undefined : 'door';
}

const followsBlock = (text: string, at: number): boolean =>
  /番(?:地の?)?[ -]?$/u.test(text.slice(Math.max(0, at - 5), at));
const hasRoomBefore = (text: string, at: number): boolean => /[階棟館F] ?$/u.test(text.slice(Math.max(0, at - 2), at));

/** 1-2-3: district, block, number. What comes fourth, or has three digits and comes last, is a room. */
function chainRoles(chain: readonly Figure[], hasDoor: boolean): (AddressRole | undefined)[] {
  const first = chain[0] as Figure;
  const isInDistrict = /丁目 ?$/u.test(first.gap) || first.suffix === 'block';
  const doors = isInDistrict ? 2 : 3;
  let isInside = false;
  return chain.map(({ suffix, digits, isMasked }, i) => {
    const isLast = i === chain.length - 1;
    if (suffix === 'floor' || suffix === 'room' || suffix === 'building') {
      isInside = true;
      return suffix;
    }
    if (isInside) return 'room';
    if (hasDoor) return isLast ? 'room' : 'building';
    if (i >= doors || isMasked) return 'room';
    if (isLast && digits >= 3) return 'room';
    return i === 0 && !isInDistrict && chain.length > 2 ? undefined : 'door';
  });
}

// Longest name before 様, with a space in the middle.
const longestName = 12;
const nameCharacter = /^[\p{Script=Han}\p{Script=Hira}\p{Script=Kana} \u30fb-]/u;
const notName = /号室|[室階号棟館番町市区村]/gu;

/** 田中太郎様, 山田様方. */
function findNames(text: string): AddressPart[] {
  const names: AddressPart[] = [];
  for (const match of text.matchAll(/様|殿(?![\u4e00-\u9fff])|さま/gu)) {
    const end = match.index;
    let start = end;
    while (start > 0 && end - start < longestName && nameCharacter.test(text[start - 1] as string)) start--;
    // What belongs to the address in front of the name ends in one of its words.
    for (const word of text.slice(start, end).matchAll(notName)) {
      const after = start + word.index + word[0].length;
      if (text[after] === ' ' || word[0] === '号室') start = after;
    }
    while (text[start] === ' ') start++;
    if (start < end) names.push({ role: 'name', start, end: text[end - 1] === ' ' ? end - 1 : end });
  }
  return names;
}
