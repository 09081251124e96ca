import type { Piece } from './marked.ts';
import { readNumbers } from './reading.ts';

/**
 * An address with the roles that the grammar gives it, as far as its own words prove them: 3栋 is a building and 501室 a
 * room, whatever a reader thinks of it. Numbers that could be something else as well are `unsure`. What is proven stays true
 * when the words are taken away, and that is what the tagger learns from.
 */
export function labelByGrammar(address: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, role, alternative } of readNumbers(address).numbers) {
    pieces.push({ text: address.slice(at, start) });
    const text = address.slice(start, end);
    if (role !== alternative) pieces.push({ text, role: 'unsure' });
    else if (role === 'other') pieces.push({ text });
    else pieces.push({ text, role: role === 'village-door' ? 'door' : role });
    at = end;
  }
  pieces.push({ text: address.slice(at) });
  return pieces.filter((piece) => piece.text !== '');
}
