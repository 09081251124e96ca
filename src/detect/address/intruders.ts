import { findPhones } from '../phone/index.ts';
import { isDigit } from '../span.ts';
import { findCuedNames, findNamesBeside } from '../textNames.ts';
import type { Survey } from './characters.ts';
import type { AddressPart } from './part.ts';

/** What does not belong into an address but is typed there: phones, people, delivery notes in brackets. */
export function findIntruders(text: string, { mayHaveNote, mayHavePerson, mayHavePhone }: Survey): AddressPart[] {
  if (!mayHaveNote && !mayHavePerson && !mayHavePhone) return [];
  const notes = mayHaveNote ? findNotes(text) : [];
  const phones = mayHavePhone ? findLongPhones(text) : [];
  const people = mayHavePerson || phones.length > 0 ? findPeople(text, phones) : [];
  return ordered([...notes, ...phones, ...people]);
}

/** Delivery notes in brackets: a person, a code, a habit. Brackets around a place name stay. */
const noteCue = /[收放请电電话密码代勿送联系先生女士小姐阿姨]/u;
const brackets = /[(（[【{「]([^()（）[\]【】{}「」]{0,100})[)）\]】}」]/gu;

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

// 女士公寓 is a house.
const placeName = /^(?:公寓|公馆|会所|客栈|酒店)/u;

function findPeople(text: string, phones: readonly AddressPart[]): AddressPart[] {
  // 13812345678，解放路12号: what a number follows is a road.
  const beside = phones.flatMap((phone) => findNamesBeside(text, phone)).filter(({ end }) => !isDigit(text[end]));
  const cued = findCuedNames(text, minTitleChars).filter(({ end }) => !placeName.test(text.slice(end, end + 2)));
  const names = [...cued, ...beside];
  return names.map(({ start, end }) => ({ role: 'name', start, end }));
}

/** In order; of two that overlap the first and longer one. */
function ordered(parts: readonly AddressPart[]): AddressPart[] {
  const all = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: AddressPart[] = [];
  for (const part of all) if (part.start >= (merged.at(-1)?.end ?? 0)) merged.push(part);
  return merged;
}
