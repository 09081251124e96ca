/**
 * Writes the vectors of `test/vectors/v1`: `npx tsx scripts/make-vectors.ts`.
 *
 * Tokens come from the reference implementation in `test/support/referenceToken.ts`, with salts that are fixed by the names
 * of the vectors, so every run writes the same bytes. Vectors of a released version are frozen: add, do not change.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fieldVectors } from './vectors/fields.ts';
import { recordVectors } from './vectors/records.ts';
import { suiteVectors } from './vectors/suites.ts';
import { typedVectors } from './vectors/typed.ts';
import type { Vector } from './vectors/types.ts';
import { writingVectors } from './vectors/writing.ts';

/** All vectors, as the text of their files by name. */
export function makeVectors(): Map<string, string> {
  const files = new Map<string, string>();
  for (const vector of [...fieldVectors, ...recordVectors, ...writingVectors, ...suiteVectors, ...typedVectors]) {
    const file = `${vector.name}.json`;
    if (files.has(file)) throw new Error(`two vectors are called ${vector.name}`);
    files.set(file, toText(vector));
  }
  return files;
}

// Escapes keep invisible characters, and lone surrogates, safe from editors.
const toText = (vector: Vector): string =>
  `${JSON.stringify(vector, null, 2).replaceAll(/[\p{Cf}\p{Mn}\u007f-\u00a0]/gu, escaped)}\n`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = new URL('../test/vectors/v1/', import.meta.url);
  for (const [file, text] of makeVectors()) writeFileSync(new URL(file, folder), text);
}
