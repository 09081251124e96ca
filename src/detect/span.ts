/** A stretch of text that a detector found. Detectors only find; what is hidden is decided by a policy in `mask/`. */
export interface Span<Role extends string = string> {
  /** Offset of the first UTF-16 unit. */
  readonly start: number;
  /** Offset after the last UTF-16 unit. */
  readonly end: number;
  /** What it is. */
  readonly role: Role;
}

/** Offset of the first character that `skip` does not name, from `at` on. */
export function skipWhile(text: string, at: number, skip: string): number {
  let i = at;
  while (i < text.length && skip.includes(text[i] as string)) i++;
  return i;
}

export const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

export const isAsciiLetter = (character: string | undefined): boolean =>
  character !== undefined && ((character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z'));

const han = /^\p{Script=Han}$/u;

/** A hanzi of the BMP. Astral ones never decide a rule here. */
export const isHan = (character: string | undefined): boolean => {
  if (character === undefined) return false;
  return (character >= '\u4e00' && character <= '\u9fff') || (character >= firstHan && han.test(character));
};

// Radicals come first.
const firstHan = '\u2e80';
