import type { NumberRole } from '../../src/detect/address/grammar.ts';
import { assignRoles } from '../../src/detect/address/grammar.ts';
import { simplify } from '../../src/detect/address/suffixes.ts';
import { type NumberToken, tokenize } from '../../src/detect/address/tokens.ts';
import { placeKindBefore, placeKinds } from '../../src/tagger/placeKinds.ts';
import { fold } from '../../src/text/fold.ts';
import type { Piece } from './marked.ts';

const deepest = new Set<NumberRole>(['building', 'unit', 'floor', 'room']);

/**
 * An address with the roles that the grammar gives it, as far as its own words prove them: 3栋 is a building and 501室 a
 * room, whatever a reader thinks of it. Numbers that the grammar guessed are `unsure`. What is proven stays true when the
 * words are taken away, and that is what the tagger learns from.
 */
export function labelByGrammar(address: string): Piece[] {
  const text = simplify(fold(address));
  const tokens = tokenize(text);
  const roles = assignRoles(text, tokens);
  const pieces: Piece[] = [];
  let at = 0;
  let isInside = false;
  for (const [i, token] of tokens.entries()) {
    const role = roles[i] as NumberRole;
    pieces.push({ text: text.slice(at, token.start) });
    const proven = isProven(text, tokens, i, role, isInside);
    if (role === 'other' && proven) pieces.push({ text: text.slice(token.start, token.end) });
    else pieces.push({ text: text.slice(token.start, token.end), role: proven ? role : 'unsure' });
    at = token.end;
    if (deepest.has(role)) isInside = true;
  }
  pieces.push({ text: text.slice(at) });
  return pieces.filter((piece) => piece.text !== '');
}

function isProven(
  text: string,
  tokens: readonly NumberToken[],
  i: number,
  role: NumberRole,
  isInside: boolean,
): boolean {
  const token = tokens[i] as NumberToken;
  const place = placeKindBefore(text, tokens[i - 1]?.suffixEnd ?? 0, token.start);
  switch (token.suffix) {
    case 'building':
    case 'unit':
    case 'floor':
    case 'room':
      return role === token.suffix;
    case 'keep':
      return role === 'other';
    case 'weak':
      return role === 'other' && token.digitCount < 3;
    case 'number':
      return role === 'door' ? place === placeKinds.road : role === 'room' && isInside && token.digitCount >= 3;
    case undefined:
      if (role === 'room') return isInside && token.script === 'digits' && token.digitCount >= 3;
      return role === 'other' && token.script === 'chinese' && token.digitCount === 1 && !isInside;
  }
}
