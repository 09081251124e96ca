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

/** The unit at an offset; 0 outside the text, where `charCodeAt` and an index take a slow way through the runtime. */
export const unitAt = (text: string, at: number): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0);

// By code: comparing strings costs ten times as much.
export const isDigit = (character: string | undefined): boolean => {
  if (character === undefined) return false;
  return isDigitUnit(character.charCodeAt(0));
};

/** The same of a UTF-16 unit. */
export const isDigitUnit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

export const isAsciiLetter = (character: string | undefined): boolean => {
  if (character === undefined) return false;
  const unit = character.charCodeAt(0) | 0x20;
  return unit >= 0x61 && unit <= 0x7a;
};

const han = /^\p{Script=Han}$/u;

/** A hanzi of the BMP. Astral ones never decide a rule here. */
export const isHan = (character: string | undefined): boolean => {
  if (character === undefined) return false;
  const unit = character.charCodeAt(0);
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= firstHan && han.test(character));
};

// Radicals come first.
const firstHan = 0x2e80;
