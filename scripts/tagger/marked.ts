import type { NumberRole, NumberToken } from '../../src/detect/address/tokens.ts';
import { readNumbers } from './reading.ts';

/** A piece of an address: a number with its role, or text without one. `unsure` numbers teach nothing. */
export interface Piece {
  readonly text: string;
  readonly role?: NumberRole | 'unsure';
}

const roleOfLetter: Readonly<Record<string, NumberRole>> = {
  d: 'door',
  b: 'building',
  u: 'unit',
  f: 'floor',
  r: 'room',
};

/**
 * Reads `文三路{d259}号`.
 *
 * @throws SyntaxError when a mark is not closed, not opened, empty or of no known role.
 */
export function parseMarked(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(/\{([dbufr])([^{}]+)\}|[^{}]+/gu)) {
    if (match.index !== at) break;
    const [whole, letter, text] = match;
    const role = letter === undefined ? undefined : roleOfLetter[letter];
    pieces.push(role === undefined || text === undefined ? { text: whole } : { text, role });
    at += whole.length;
  }
  if (at !== line.length) throw new SyntaxError(`unreadable mark: ${line}`);
  return pieces;
}

/** An address as the tagger sees it, with what each number truly is. */
export interface Example {
  readonly text: string;
  readonly tokens: readonly NumberToken[];
  readonly truth: readonly (NumberRole | 'unsure')[];
}

/** Numbers that the tokenizer reads as one take the role of the last piece in it. */
export function toExample(pieces: readonly Piece[]): Example {
  const address = pieces.map((piece) => piece.text).join('');
  const { text, numbers: tokens } = readNumbers(address);
  const truth: Example['truth'][number][] = tokens.map(() => 'other');
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.text.length;
    if (piece.role !== undefined) {
      for (const [i, token] of tokens.entries()) if (token.start < end && token.end > start) truth[i] = piece.role;
    }
    start = end;
  }
  return { text, tokens, truth };
}
