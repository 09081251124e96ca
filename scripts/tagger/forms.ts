import { placeKindBefore, placeKinds } from '../../src/tagger/placeKinds.ts';
import { at, type Random } from '../orders/random.ts';
import { drawByShare } from './draw.ts';
import type { Piece } from './marked.ts';

/** Writes an address in another way; the roles stay what they are. */
export type Form = (pieces: readonly Piece[], random: Random) => Piece[];

const inside = new Set(['building', 'unit', 'floor', 'room']);
const isInside = (piece: Piece | undefined): boolean => piece?.role !== undefined && inside.has(piece.role);

const droppable = /^(?:号楼|栋|幢|座|单元|号|室|房|楼|层)/u;
const isNumberEnd = /[0-9A-Za-z一二三四五六七八九十]$/u;

/** 3栋2单元501室 as 3-2-501: with a probability for each word, so that mixtures occur as well. */
const withoutWords =
  (probability: number, joint: string): Form =>
  (pieces, random) => {
    const written: Piece[] = [];
    for (let i = 0; i < pieces.length; i++) {
      const piece = at(pieces, i);
      const before = pieces[i - 1];
      if (piece.role === undefined && isInside(before) && random.chance(probability)) {
        const rest = piece.text.replace(droppable, '');
        const isDropped = rest !== piece.text;
        if (rest === '' && isInside(pieces[i + 1]) && isNumberEnd.test(before?.text ?? '')) {
          written.push({ text: joint });
          continue;
        }
        if (isDropped && rest === '') continue;
        // A digit would run into the next number.
        written.push({ text: isDropped ? rest : piece.text });
        continue;
      }
      written.push(piece);
    }
    return written;
  };

const numerals = '零一二三四五六七八九';

function inHanzi(digits: string): string {
  if (digits.length > 2 || digits.startsWith('0')) return [...digits].map((d) => at([...numerals], Number(d))).join('');
  const value = Number(digits);
  if (value < 10) return at([...numerals], value);
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? at([...numerals], tens) : ''}十${value % 10 > 0 ? at([...numerals], value % 10) : ''}`;
}

const hanzi: Form = (pieces) =>
  pieces.map((piece) =>
    isInside(piece)
      ? { ...piece, text: piece.text.replace(/\d+/gu, (digits) => (digits.length > 5 ? digits : inHanzi(digits))) }
      : piece,
  );

const hash: Form = (pieces) =>
  pieces.map((piece, i) => {
    const role = pieces[i - 1]?.role;
    if (piece.role !== undefined || (role !== 'building' && role !== 'room')) return piece;
    return { text: piece.text.replace(role === 'building' ? /^(?:号楼|栋|幢|号)/u : /^(?:室|号)/u, '#') };
  });

const bracketed: Form = (pieces) => {
  const first = pieces.findIndex(isInside);
  if (first < 0) return [...pieces];
  let last = first;
  for (let i = first; i < pieces.length; i++) if (isInside(pieces[i])) last = i;
  const suffix = pieces[last + 1];
  const word = suffix === undefined ? '' : (droppable.exec(suffix.text)?.[0] ?? '');
  return [
    ...pieces.slice(0, first),
    { text: '(' },
    ...pieces.slice(first, last + 1),
    { text: `${word})` },
    ...(suffix === undefined ? [] : [{ text: suffix.text.slice(word.length) }]),
    ...pieces.slice(last + 2),
  ];
};

const spaced: Form = (pieces, random) =>
  pieces.flatMap((piece, i) =>
    i > 0 && piece.role !== undefined && random.chance(0.7) ? [{ text: ' ' }, piece] : [piece],
  );

/** 501号 where 501室 stood. */
const numbered: Form = (pieces) =>
  pieces.map((piece, i) =>
    piece.role === undefined && pieces[i - 1]?.role === 'room'
      ? { text: piece.text.replace(/^(?:室|房|户)/u, '号') }
      : piece,
  );

/** Other digits, as many as before: so that only their number can be learned. */
const renumbered: Form = (pieces, random) =>
  pieces.map((piece) => ({
    ...piece,
    text: piece.text.replace(/\d+/gu, (digits) => (random.chance(0.85) ? digits : random.digits(random.int(1, 4)))),
  }));

/** The wording before the numbers cut away, as a label's detail field has it: region and road are in other fields. */
const headless: Form = (pieces, random) => {
  const [first, ...rest] = pieces;
  if (first === undefined || first.role !== undefined) return [...pieces];
  const region = /^(?:.{2,3}省|.{2,4}市|.{2,4}自治区)?(?:.{2,4}市)?(?:.{1,4}[区县市])?/u.exec(first.text)?.[0] ?? '';
  const keep = random.chance(0.5) ? first.text.slice(region.length) : first.text.slice(random.int(0, region.length));
  return keep === '' ? rest : [{ text: keep }, ...rest];
};

/** Share of houses off the road that a reader would call a building rather than a gate. */
const houseShare = 0.2;

/** 下湾村36号: off the road a gate is a whole house, and people disagree what to call it. */
export const withDoubt: Form = (pieces, random) =>
  pieces.map((piece, i) => {
    if (piece.role !== 'door') return piece;
    const before = pieces[i - 1]?.text ?? '';
    const isOnRoad = placeKindBefore(before, 0, before.length) === placeKinds.road || before.length <= 1;
    return !isOnRoad && random.chance(houseShare) ? { ...piece, role: 'building' } : piece;
  });

const asIs: Form = (pieces) => [...pieces];

/** The forms by name; `share` is how often each is drawn beside the others. */
export const forms: readonly { readonly name: string; readonly share: number; readonly write: Form }[] = [
  { name: 'as it is', share: 6, write: asIs },
  { name: 'headless', share: 3, write: headless },
  { name: 'other digits', share: 2, write: renumbered },
  { name: 'all words dropped', share: 4, write: withoutWords(1, '-') },
  { name: 'some words dropped', share: 3, write: withoutWords(0.5, '-') },
  { name: 'words as blanks', share: 1, write: withoutWords(0.8, ' ') },
  { name: 'Chinese numerals', share: 1, write: hanzi },
  { name: '#', share: 1, write: hash },
  { name: 'in brackets', share: 1, write: bracketed },
  { name: 'blanks', share: 1, write: spaced },
  { name: '号 for 室', share: 1, write: numbered },
];

export const drawForm = (random: Random): Form => drawByShare(forms, random).write;
