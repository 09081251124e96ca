import type { Masker } from '../../mask/masker.ts';
import { isLeaking, packedTexts } from '../find/leaks.ts';
import type { SoughtValue } from '../find/original.ts';
import { looksLikeReference, type PayloadPolicy } from '../payload/policy.ts';

/** What is private is what the original says, and what a field is by its identifier. */
export const soughtPolicy = (sought: readonly SoughtValue[], ref?: string): PayloadPolicy => ({
  isPrivate: (text) => isLeaking(text, sought),
  isReference: (text) => text === ref || looksLikeReference(text),
  keepsCity: false,
});

/** What is private is what the detectors of free text find, and what a field is by its identifier. */
export function foundPolicy(masker: Masker, ref?: string): PayloadPolicy {
  const isFound = (text: string, cue: string): boolean =>
    masker.inspect('text', cue + text).hidden.some(({ end }) => end > cue.length);
  return {
    isPrivate: (text, cue) => isFound(text, cue) || packedTexts(text).some((inner) => isFound(inner, '')),
    isReference: (text) => text === ref || looksLikeReference(text),
    keepsCity: false,
  };
}
