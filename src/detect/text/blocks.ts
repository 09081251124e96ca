/**
 * Text is read in blocks: one that is short enough to be a single waybill as a whole, a longer one line by line. Where a
 * block ends depends on its own characters alone, so that a stream gives what the whole text would.
 */

/** Text of at most so many UTF-16 units can be one waybill. */
export const maxBlockChars = 512;

/** A longer line is cut, at a sign where there is one near. */
export const maxLineChars = 8192;

const signWindowChars = 512;
const signs = ' ,;，；、。！？!?\t|';

/** What is known of a text whose end has not come yet. */
export interface TextPart {
  /** Whether nothing of the text was cut off before it. */
  readonly isStart: boolean;
  /** Whether the text ends with it. */
  readonly isEnd: boolean;
}

const whole: TextPart = { isStart: true, isEnd: true };

/** End of the block that begins at `start` of a text, or 0 where only more text can tell. */
export function blockEnd(text: string, start: number, { isStart, isEnd }: TextPart = whole): number {
  if (isStart && start === 0 && text.length <= maxBlockChars) return isEnd ? text.length : 0;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline + 1;
  if (end - start > maxLineChars) return cutLine(text, start);
  return newline < 0 && !isEnd ? 0 : end;
}

function cutLine(text: string, start: number): number {
  const hardEnd = start + maxLineChars;
  for (let end = hardEnd; end > hardEnd - signWindowChars; end--) {
    if (signs.includes(text[end - 1] as string)) return end;
  }
  return hardEnd;
}
