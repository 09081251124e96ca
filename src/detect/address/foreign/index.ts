import { fold } from '../../../text/fold.ts';
import { type AddressPart, cutOut, ordered } from '../part.ts';
import { findContacts } from './contacts.ts';
import { findJapaneseParts } from './japanese.ts';
import { findKoreanParts } from './korean.ts';
import { hasOtherScript, isJapanese, isKorean, maxAddressChars } from './scripts.ts';
import { findSpacedParts } from './spaced.ts';

export { isForeign } from './scripts.ts';

/**
 * Finds the parts of an address beyond the mainland that a policy may hide: in Latin, Cyrillic and Greek letters, Japanese or
 * Korean.
 *
 * The parts are ordered and do not overlap. They leave out the words that say what a number is (`Apt`, `кв.`, 号室); a letter
 * or a word that stands for a number (`Flat A`, `Sixth Floor`) is one.
 *
 * @param text - The address as typed. Line ends part it as commas do.
 * @returns `undefined` where the address is not understood and has to be hidden whole: another script, more than
 * 2,000 UTF-16 units, or numbers with nothing that says what they are. An empty list where there is no number and no word for
 * a flat.
 */
export function findForeignParts(text: string): readonly AddressPart[] | undefined {
  if (text.length > maxAddressChars) return undefined;
  // A line end is a space in folded text, but parts an address.
  const folded = text.split('\n').map(fold).join('\n');
  const unread = findUnread(folded);
  if (unread === undefined) return undefined;
  const foreign = ordered([...unread, ...findContacts(folded)]);
  // What does not belong there is read as hidden already: that way a mask of the mask comes out the same.
  const rest = cutOut(folded, foreign, '*');
  const parts = isKorean(rest)
    ? findKoreanParts(rest)
    : isJapanese(rest)
      ? findJapaneseParts(rest)
      : findSpacedParts(rest);
  return parts === undefined ? undefined : ordered([...foreign, ...parts]);
}

/**
 * Segments in a script that is not read (Arabic, Thai, Devanagari …), which are hidden as they are; `undefined` where they are
 * most of the text.
 */
function findUnread(text: string): AddressPart[] | undefined {
  if (!hasOtherScript(text)) return [];
  const unread: AddressPart[] = [];
  let length = 0;
  for (const match of text.matchAll(/[^,;|()\n\u060c]+/gu)) {
    const segment = match[0];
    if (!hasOtherScript(segment)) continue;
    const start = match.index + segment.length - segment.trimStart().length;
    const end = match.index + segment.trimEnd().length;
    unread.push({ role: 'note', start, end });
    length += end - start;
  }
  return length * 2 > text.length ? undefined : unread;
}
