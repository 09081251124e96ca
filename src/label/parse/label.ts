import type { Reading } from './reading.ts';

/** Languages that labels are read in. */
export type LabelLanguage = 'zpl' | 'tspl' | 'cpcl' | 'print-json';

/** What a run of text is: printed text, a comment, data of a one-dimensional barcode, or the payload of a 2-D symbol. */
export type LabelRunKind = 'text' | 'comment' | 'barcode' | 'payload';

/** A stretch of a label. Offsets are bytes, of a string UTF-16 units. */
export interface LabelSpan {
  /** Where it begins. */
  readonly offset: number;
  /** Where what follows begins. */
  readonly end: number;
}

/** One command and everything up to the next one. */
export interface LabelCommand extends LabelSpan {
  /** In ZPL `^` or `~`, whatever character stands for it there; empty for what precedes the first command, and elsewhere. */
  readonly prefix: '' | '^' | '~';
  /** `FO`, `FD`, `TEXT` …, upper-case; empty where there is none. */
  readonly code: string;
  /** Where its parameters or its data begin. */
  readonly dataOffset: number;
}

/** Text of a label, and where it stands. */
export interface LabelRun extends LabelSpan {
  /** What it is. */
  readonly kind: LabelRunKind;
  /** As printed: escapes and the charset are read. Empty where the bytes are not of the charset, which is in `problems`. */
  readonly text: string;
  /** Line of `offset`, from 1. */
  readonly line: number;
  /** Place in the line, from 1. */
  readonly column: number;
  /** Position as the label writes it, of print JSON its path: `FO20,40`, `20,40`, `contents[0].data.note`. `undefined` where it has none. */
  readonly position: string | undefined;
  /** Barcode or 2-D symbol, as the label names it: `BC`, `BQ`; `128`, `QRCODE` … */
  readonly symbol: string | undefined;
  /** Charset, as the label names it: `CI28`, `UTF-8`. `undefined` where it names none. */
  readonly encoding: string | undefined;
  /** @internal Every way to read it, the first is `text`. */
  readonly readings: readonly Reading[];
  /**
   * @internal What has to stand in the place of a part of a text, or of a whole payload, so that it says `text`; `undefined` where
   * that cannot be written.
   */
  write(text: string): string | undefined;
}

/** Why a label cannot be masked, and where. */
export interface LabelProblem {
  /** Where: bytes, of a string UTF-16 units. */
  readonly offset: number;
  /** What is wrong, without any of the label's text. */
  readonly message: string;
}

/** A parsed label. */
export interface Label {
  /** As it was named or found out. */
  readonly language: LabelLanguage;
  /** Bytes, one character each, or the string as given. */
  readonly source: string;
  /** Whether it was parsed from bytes. */
  readonly isBytes: boolean;
  /** In order and without gaps: together they are the whole input. */
  readonly commands: readonly LabelCommand[];
  /** Printed texts, comments, and data of barcodes and 2-D symbols, in order. */
  readonly runs: readonly LabelRun[];
  /** What else may hold words and is never changed: names of files, prompts, what is between commands. In order. */
  readonly parameters: readonly LabelSpan[];
  /** Empty for a label that is complete and in its charset. */
  readonly problems: readonly LabelProblem[];
}
