import { findPhones } from '../phone/index.ts';
import { isDigit } from '../span.ts';
import { surveyText } from '../text/hints.ts';
import { findCuedNames, findNamesBeside } from '../text/names.ts';
import type { Survey } from './characters.ts';
import { type AddressPart, cutOut, ordered } from './part.ts';

/** What does not belong into an address but is typed there: phones, people, delivery notes in brackets. */
export function findIntruders(text: string, { mayHaveNote, mayHavePerson, mayHavePhone }: Survey): AddressPart[] {
  if (!mayHaveNote && !mayHavePerson && !mayHavePhone) return [];
  const notes = mayHaveNote ? findNotes(text) : [];
  const phones = mayHavePhone ? findLongPhones(text) : [];
  const people = phones.length > 0 || (mayHavePerson && hasPersonCue(text)) ? findPeople(text, phones) : [];
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

// As long as three numbers: nothing that anybody could dial or find, and dear to read.
const endlessFigures = /[\d〇零一二三四五六七八九A-Za-z./() -]{64,}/gu;
const minEndlessDigits = 32;

function findEndless(text: string): AddressPart[] {
  if (text.length < minEndlessDigits) return [];
  const found: AddressPart[] = [];
  for (const { 0: run, index } of text.matchAll(endlessFigures)) {
    const letters = run.replace(/[\d〇零一二三四五六七八九]/gu, '').length;
    if (run.length - letters >= minEndlessDigits) found.push({ role: 'phone', start: index, end: index + run.length });
  }
  return found;
}

function findLongPhones(whole: string): AddressPart[] {
  const phones = findEndless(whole);
  const text = cutOut(whole, phones, '。');
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

/** One of these stands beside every name that has no phone beside it. */
const personCue = /先生|女士|小姐|太太|老师|阿姨|师傅|经理|老板|大哥|大姐|叔叔|收|联系|寄件|姓名|名字/u;

/** Whether a person without a phone may have been typed in. */
export const hasPersonCue = (text: string): boolean => personCue.test(text);

// 姐 and 总 end place names too; the longer titles hardly do.
const minTitleChars = 2;

// 女士公寓 is a house.
const placeName = /^(?:公寓|公馆|会所|客栈|酒店)/u;

function findPeople(text: string, phones: readonly AddressPart[]): AddressPart[] {
  // 13812345678，解放路12号: what a number follows is a road.
  const beside = phones.flatMap((phone) => findNamesBeside(text, phone)).filter(({ end }) => !isDigit(text[end]));
  const cued = findCuedNames(text, surveyText(text), [], minTitleChars).filter(
    ({ end }) => !placeName.test(text.slice(end, end + 2)),
  );
  const names = [...cued, ...beside];
  return names.map(({ start, end }) => ({ role: 'name', start, end }));
}
