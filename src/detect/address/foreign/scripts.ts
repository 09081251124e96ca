// Which grammar reads a text: each test looks for what no other writing has.

/** Longer texts are no addresses and not read (UTF-16 units). */
export const maxAddressChars = 2_000;

const anyHangul = /[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]/u;
const hangul = /\p{Script=Hang}/gu;
const latin = /\p{Script=Latin}/gu;
const han = /\p{Script=Han}/u;
const kanaPair = /[\p{Script=Hira}\p{Script=Kana}\u30fc][\p{Script=Hira}\p{Script=Kana}\u30fc-]/u;
// A Chinese shop may have a の in its name; these only Japan has.
const japaneseWord = /〒|丁目|番地|通り|[\u4e00-\u9fff]県|東京都|北海道|京都府|大阪府/u;
const chineseWord = /[栋幢弄]|单元|号楼|路/u;
const otherLetter =
  /[^\P{L}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hira}\p{Script=Kana}\p{Script=Hang}\p{Script=Common}]/u;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether most letters are hangul. */
export const isKorean = (text: string): boolean => anyHangul.test(text) && count(text, hangul) >= count(text, latin);

/** Whether a text is Japanese and not Chinese: by its words, or by kana beside each other. */
export const isJapanese = (text: string): boolean =>
  japaneseWord.test(text) || (kanaPair.test(text) && !chineseWord.test(text));

/** Whether an address is not for the Chinese grammar: no hanzi, or those of a Japanese or Korean one. */
export const isForeign = (text: string): boolean => {
  const head = text.slice(0, maxAddressChars);
  return !han.test(head) || isKorean(head) || isJapanese(head);
};

/** Arabic, Thai, Devanagari …: which of its numbers is a flat is not known. */
export const hasOtherScript = (text: string): boolean => otherLetter.test(text);
