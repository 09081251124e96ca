import { assertString } from '../../errors.ts';
import { fold } from '../../text/fold.ts';
import { findPhones } from '../phone/index.ts';
import { findCuedNames, findNamesBeside } from '../textNames.ts';
import { findForeignParts, isForeign } from './foreign/index.ts';
import { assignRoles } from './grammar.ts';
import { type AddressPart, ordered } from './part.ts';
import { simplify } from './suffixes.ts';
import { tokenize } from './tokens.ts';

export type { AddressPart, AddressRole } from './part.ts';

/** Delivery notes in brackets: a person, a code, a habit. Brackets around a place name stay. */
const noteCue = /[收放请電电话密码代勿送联系先生女士小姐阿姨]/u;
const brackets = /[(（[【{「]([^()（）[\]【】{}「」]{0,100})[)）\]】}」]/gu;

/**
 * Finds the parts of a Chinese address that a policy may hide: door, building, unit, floor and room numbers, and people,
 * phones and notes in brackets that were typed into the field.
 *
 * The parts are ordered, do not overlap, and leave out the suffix words (`2` of 2单元). Region, road and place names are
 * what is left between them.
 *
 * @param address - An address as typed, at most 512 UTF-16 units are meant; longer ones work and take linear time.
 * @returns offsets into `address` in UTF-16 units.
 * @example
 * findAddressParts('海德三道199号天利名城3-2-501').map((part) => part.role); // ['door', 'building', 'unit', 'room']
 * @see GB/T 35639-2017, address model: 单元户室号 ::= [单元门号] [楼层] [户室号]
 */
export function findAddressParts(address: string): readonly AddressPart[] {
  assertString(address, 'address');
  // What is not understood is one part that hides all of it.
  if (isForeign(address)) return findForeignParts(address) ?? [{ role: 'note', start: 0, end: address.length }];
  const text = simplify(fold(address));
  const phones = findLongPhones(text);
  const foreign = ordered([...findNotes(text), ...phones, ...findPeople(text, phones)]);
  // What does not belong there would move the level of the grammar: it is read as masked already.
  // That way a mask of the mask comes out the same.
  const cut = maskOut(text, foreign);
  const tokens = tokenize(cut);
  const roles = assignRoles(cut, tokens);
  const parts: AddressPart[] = [];
  let next = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const role = roles[i];
    if (token === undefined || role === undefined || role === 'other') continue;
    while ((foreign[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
    parts.push(...outside({ role, start: token.start, end: token.end }, foreign[next]));
  }
  return ordered([...foreign, ...parts]);
}

function findNotes(text: string): AddressPart[] {
  const notes: AddressPart[] = [];
  for (const match of text.matchAll(brackets)) {
    const inner = match[1] as string;
    if (noteCue.test(inner)) notes.push({ role: 'note', start: match.index + 1, end: match.index + 1 + inner.length });
  }
  return notes;
}

const maskedChain = /[ ./()-]\*|\*[ ./()-]/u;

function findLongPhones(text: string): AddressPart[] {
  const phones: AddressPart[] = [];
  for (const phone of findPhones(text, { reading: 'text', region: 'CN' })) {
    // A chain such as 12-3-1503 is an address; only forms that cannot be one count, and long runs nobody can place.
    const isPhone = phone.form !== 'unknown' && phone.form !== 'local';
    // 138****5678 is a number, 2026-11-** a chain with a room that is hidden already.
    const isMasked =
      phone.subscriber.every(({ digit }) => digit === '*') || maskedChain.test(text.slice(phone.start, phone.end));
    if (!isMasked && (isPhone || phone.subscriber.length >= 10))
      phones.push({ role: 'phone', start: phone.start, end: phone.end });
  }
  return phones;
}

// 姐 and 总 end place names too; the longer titles hardly do.
const minTitleChars = 2;

function findPeople(text: string, phones: readonly AddressPart[]): AddressPart[] {
  const names = [...findCuedNames(text, minTitleChars), ...phones.flatMap((phone) => findNamesBeside(text, phone))];
  return names.map(({ start, end }) => ({ role: 'name', start, end }));
}

/** What of a number is left beside a person or phone glued to it (B138…): those decide for themselves. */
function outside(part: AddressPart, other: AddressPart | undefined): AddressPart[] {
  if (other === undefined || other.start >= part.end) return [part];
  const before = { ...part, end: other.start };
  const after = { ...part, start: other.end };
  return [before, after].filter(({ start, end }) => start < end);
}

function maskOut(text: string, spans: readonly AddressPart[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    result += text.slice(at, start) + '*'.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}
