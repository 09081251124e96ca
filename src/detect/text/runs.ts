/** A run of characters of one set. */
export interface Run {
  readonly start: number;
  readonly text: string;
}

/** The ASCII characters of a set, for {@link runsOf}. */
export function asciiSet(characters: string): Uint8Array {
  const set = new Uint8Array(128);
  for (let i = 0; i < characters.length; i++) set[characters.charCodeAt(i)] = 1;
  return set;
}

/** UTF-16 units of a set, for texts in any script: 1 at each of them; what lies behind the last one is not there. */
export function unitSet(characters: string): Uint8Array {
  const units = Array.from(characters, (character) => character.charCodeAt(0));
  const set = new Uint8Array(Math.max(...units) + 1);
  for (const unit of units) set[unit] = 1;
  return set;
}

export const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Every run of at least `minChars` characters of a set. By hand: an unbounded pattern overflows on megabytes of one run. */
export function runsOf(text: string, set: Uint8Array, minChars: number): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && set[text.charCodeAt(i)] === 1) continue;
    if (i - start >= minChars) runs.push({ start, text: text.slice(start, i) });
    start = i + 1;
  }
  return runs;
}

/** What tokens and ciphertexts are written with. */
export const tokenCharacters: string = `${alphanumerics}+/_*&=~$#.:-`;

/** A shorter run of them is nobody's ciphertext. */
export const minTokenChars = 20;
