import type { Fact } from './truth.ts';

/** A text that knows where its private parts are, so that joining texts keeps every offset right. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly fact: Fact;
  readonly start: number;
  readonly end: number;
}

/** The whole text is one fact. */
export function mark(fact: Fact, text: string): Marked {
  return { text, marks: [{ fact, start: 0, end: text.length }] };
}

export function join(...pieces: readonly (string | Marked)[]): Marked {
  let text = '';
  const marks: Mark[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    for (const { fact, start, end } of piece.marks) {
      marks.push({ fact, start: text.length + start, end: text.length + end });
    }
    text += piece.text;
  }
  return { text, marks };
}

/** A literal text with a unit, floor or room inside it, `value` the identifying part in front of its suffix word. */
export function unit(
  kind: 'unit' | 'floor' | 'room' | 'stall' | 'bed' | 'household',
  value: string,
  suffix = '',
): Marked {
  return mark({ type: 'unit', kind, text: value + suffix, value }, value + suffix);
}

/** A number that must stay readable. */
export function decoy(text: string): Marked {
  return mark({ type: 'decoy', text }, text);
}

/** The text with every private part starred, then every remaining digit: what a platform's address mask leaves. */
export function starred({ text, marks }: Marked): string {
  let result = '';
  let from = 0;
  for (const { start, end } of marks) {
    result += `${text.slice(from, start)}*`;
    from = end;
  }
  return (result + text.slice(from)).replace(/\p{Nd}+/gu, '*');
}
