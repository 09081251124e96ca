import { charsetsOf } from './charset.ts';
import { type Reading, readingsOf } from './reading.ts';

/** One ZPL II command: prefix, code and everything up to the next command. Offsets are bytes, of a string UTF-16 units. */
export interface ZplCommand {
  /** `^` or `~`, whatever character stands for it there; empty for what precedes the first command. */
  readonly prefix: '' | '^' | '~';
  /** `FO`, `FD`, `A0` …, upper-case; empty where nothing follows the prefix. */
  readonly code: string;
  /** Where the command begins. */
  readonly offset: number;
  /** Where its parameters or its data begin. */
  readonly dataOffset: number;
  /** Where the next command begins. */
  readonly end: number;
}

/** What a run of text is: printed text, a comment, data of a one-dimensional barcode, or the payload of a 2-D symbol. */
export type ZplRunKind = 'text' | 'comment' | 'barcode' | 'payload';

/** Text of a label, and where it stands. */
export interface ZplRun {
  /** What it is. */
  readonly kind: ZplRunKind;
  /** As printed: `^FH` and the charset are read. Empty where the bytes are not of the charset, which is in `problems`. */
  readonly text: string;
  /** Offset of the first byte of the data. */
  readonly offset: number;
  /** Offset after the last one. */
  readonly end: number;
  /** Line of `offset`, from 1. */
  readonly line: number;
  /** Place in the line, from 1. */
  readonly column: number;
  /** Position by `^FO` or `^FT` as written, `undefined` before the first of them. */
  readonly position: string | undefined;
  /** Parameters of `^FB` or `^TB`, where there is one. */
  readonly fieldBlock: string | undefined;
  /** Code of the barcode or 2-D symbol: `BC`, `BQ` … */
  readonly symbol: string | undefined;
  /** Number of `^FN`. */
  readonly fieldNumber: string | undefined;
  /** The number of `^CI` in force, 0 where there is none. */
  readonly charset: number;
  /** The indicator of `^FH`. */
  readonly hexIndicator: string | undefined;
  /** Characters that data cannot hold at this place: the prefixes. */
  readonly reserved: string;
  /** @internal Every way to read it, the first is `text`. */
  readonly readings: readonly Reading[];
}

/** Why a label cannot be masked, and where. */
export interface ZplProblem {
  /** Where: bytes, of a string UTF-16 units. */
  readonly offset: number;
  /** What is wrong, without any of the label's text. */
  readonly message: string;
}

/** A parsed label. */
export interface ZplLabel {
  /** Bytes, one character each, or the string as given. */
  readonly source: string;
  /** Whether it was parsed from bytes. */
  readonly isBytes: boolean;
  /** In order and without gaps: together they are the whole input. */
  readonly commands: readonly ZplCommand[];
  /** Printed texts, comments, and data of barcodes and 2-D symbols, in order. */
  readonly runs: readonly ZplRun[];
  /** Empty for a label that is complete and in its charset. */
  readonly problems: readonly ZplProblem[];
}

// Per call of fromCharCode, so that the arguments fit every stack.
const chunkBytes = 8192;

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parts.push(String.fromCharCode.apply(undefined, bytes.subarray(at, at + chunkBytes) as unknown as number[]));
  }
  return parts.join('');
}

/** Bytes of a string that holds one byte a character. */
export function bytesOf(source: string): Uint8Array {
  const bytes = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) bytes[i] = source.charCodeAt(i);
  return bytes;
}

/**
 * Reads ZPL II without losing a byte: any input parses, in linear time, and `writeZpl` gives it back.
 *
 * Read are changed prefixes (`^CC`, `^CT`, `^CD`), `^FH`, `^CI` (single-byte sets, Shift-JIS, EUC, GB18030 and the other Asian
 * sets of 26, UTF-8), `^FN` with `^DF` and `^XF`, comments and symbols. Data of `^GF`, `~DG` and `~DY` is skipped unread. What is truncated or
 * not in its charset is in `problems`; `maskLabel` and `lintLabel` refuse it.
 *
 * @param source - Bytes as sent to the printer, or a string that was decoded before.
 * @throws {TypeError} neither bytes nor a string.
 * @example
 * const label = parseZpl('^XA^CI28^FO20,40^A0N,28,28^FH^FD_E5_BC_A0三丰^FS^XZ');
 * label.runs[0]?.text; // '张三丰'
 * label.runs[0]?.position; // 'FO20,40'
 * @see Zebra, ZPL II Programming Guide
 */
export function parseZpl(source: Uint8Array | string): ZplLabel {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    throw new TypeError('"source" expected string or Uint8Array');
  }
  return typeof source === 'string' ? parseSource(source, false) : parseSource(latin1(source), true);
}

/** Reads a string, or bytes that stand in one, one a character. */
export const parseSource = (source: string, isBytes: boolean): ZplLabel => new Parser(source, isBytes).parse();

/**
 * The label as it was: bytes if it was parsed from bytes, a string if from a string.
 *
 * @example
 * writeZpl(parseZpl('^XA^FDA-1^FS^XZ')); // '^XA^FDA-1^FS^XZ'
 */
export function writeZpl(label: ZplLabel): Uint8Array | string {
  const text = label.commands.map(({ offset, end }) => label.source.slice(offset, end)).join('');
  return label.isBytes ? bytesOf(text) : text;
}

const twoDimensional: readonly string[] = ['B0', 'BO', 'B4', 'B7', 'BB', 'BD', 'BF', 'BQ', 'BR', 'BT', 'BX'];
// ^BY sets defaults and prints nothing.
const isSymbol = (code: string): boolean => code.length === 2 && code.startsWith('B') && code !== 'BY';

/** The field that is being described, until ^FS. */
interface Field {
  symbol?: string;
  block?: string;
  hex?: string;
  number?: string;
}

class Parser {
  private readonly commands: ZplCommand[] = [];
  private readonly runs: ZplRun[] = [];
  private readonly problems: ZplProblem[] = [];
  private caret = '^';
  private tilde = '~';
  private delimiter = ',';
  private nextCaret = -1;
  private nextTilde = -1;
  private charset = 0;
  private field: Field = {};
  private position: string | undefined;
  private format = '';
  /** Symbols of numbered fields, by format and number: the data comes later, where the format is recalled. */
  private readonly symbols = new Map<string, string>();
  private openFormat: number | undefined;
  private openField: number | undefined;
  private line = 1;
  private lineStart = 0;
  private nextLine: number;

  private readonly source: string;
  private readonly isBytes: boolean;

  constructor(source: string, isBytes: boolean) {
    this.source = source;
    this.isBytes = isBytes;
    this.nextLine = this.find('\n', 0);
  }

  parse(): ZplLabel {
    const { source, isBytes, commands, runs, problems } = this;
    let at = this.nextPrefix(0);
    if (at > 0) commands.push({ prefix: '', code: '', offset: 0, dataOffset: 0, end: at });
    while (at < source.length) at = this.command(at);
    const open = this.openField ?? this.openFormat;
    if (open !== undefined)
      this.problem(open, this.openField === undefined ? 'a format has no end' : 'a field has no end');
    return { source, isBytes, commands, runs, problems };
  }

  private problem(offset: number, message: string): void {
    this.problems.push({ offset, message });
  }

  private find(text: string, from: number): number {
    const at = this.source.indexOf(text, from);
    return at < 0 ? this.source.length : at;
  }

  /** Each prefix is searched once for every place, so that the whole stays linear. */
  private nextPrefix(from: number): number {
    if (this.nextCaret < from) this.nextCaret = this.find(this.caret, from);
    if (this.nextTilde < from) this.nextTilde = this.find(this.tilde, from);
    return Math.min(this.nextCaret, this.nextTilde);
  }

  private command(offset: number): number {
    const { source } = this;
    const prefix = source[offset] === this.caret ? '^' : '~';
    const codeEnd = Math.min(offset + 3, this.nextPrefix(offset + 1));
    const code = source.slice(offset + 1, codeEnd).toUpperCase();
    if (codeEnd === source.length && code.length < 2) this.problem(offset, 'a command has no code');
    const end = this.dataEnd(prefix + code, offset, codeEnd);
    this.commands.push({ prefix, code, offset, dataOffset: codeEnd, end });
    this.effect(prefix + code, offset, codeEnd, end);
    return end;
  }

  private dataEnd(name: string, offset: number, from: number): number {
    switch (name) {
      case '^CC':
      case '~CC':
      case '^CT':
      case '~CT':
      case '^CD':
      case '~CD':
        if (from >= this.source.length) this.problem(offset, 'a change of prefix names no character');
        this.changePrefix(name.slice(1), this.source[from]);
        return this.nextPrefix(Math.min(from + 1, this.source.length));
      case '^GF':
        return this.graphicEnd(offset, from, 4, /^[BC]/iu, 1);
      case '~DY':
        return this.graphicEnd(offset, from, 5, /^[^,]*,[BCP]/iu, 3);
      default:
        return this.nextPrefix(from);
    }
  }

  private changePrefix(code: string, character: string | undefined): void {
    if (character === undefined) return;
    if (code === 'CC') this.caret = character;
    else if (code === 'CT') this.tilde = character;
    else this.delimiter = character;
    this.nextCaret = -1;
    this.nextTilde = -1;
  }

  /** Binary data may hold prefixes: it is as long as its count says. */
  private graphicEnd(offset: number, from: number, parameters: number, binary: RegExp, countAt: number): number {
    const window = this.source.slice(from, Math.min(from + maxGraphicHead, this.nextPrefix(from)));
    let length = 0;
    for (let i = 0; i < parameters; i++) {
      length = window.indexOf(this.delimiter, length) + 1;
      if (length === 0) return this.nextPrefix(from);
    }
    const dataFrom = from + length;
    const head = window.slice(0, length).replaceAll(this.delimiter, ',');
    // :B64: and :Z64: are text.
    if (!binary.test(head) || this.source[dataFrom] === ':') return this.nextPrefix(dataFrom);
    const count = Number(head.split(',')[countAt]);
    if (!Number.isInteger(count) || count < 0) return this.nextPrefix(dataFrom);
    if (dataFrom + count > this.source.length) this.problem(offset, 'a graphic ends before its byte count');
    return this.nextPrefix(Math.min(dataFrom + count, this.source.length));
  }

  private effect(name: string, offset: number, from: number, end: number): void {
    const { field } = this;
    const data = (): string => this.source.slice(from, end).trim();
    switch (name) {
      case '^XA':
        this.field = {};
        // Printers feed with an empty format at the end, and drivers leave it open.
        this.openFormat = end === this.source.length ? undefined : offset;
        return;
      case '^XZ':
        if (this.openField !== undefined) this.problem(this.openField, 'a field has no end');
        this.openField = undefined;
        this.openFormat = undefined;
        this.field = {};
        return;
      case '^FS':
        this.field = {};
        this.openField = undefined;
        return;
      case '^DF':
      case '^XF':
        this.format = data();
        return;
      case '^FO':
      case '^FT':
        this.position = name.slice(1) + data();
        return;
      case '^FB':
      case '^TB':
        field.block = data();
        return;
      case '^FH':
        field.hex = end > from && !isBlankUnit(this.source[from]) ? (this.source[from] ?? '_') : '_';
        return;
      case '^FN':
        field.number = String(Number.parseInt(data(), 10));
        this.keepSymbol();
        return;
      case '^CI': {
        const number = Number.parseInt(data(), 10);
        this.charset = Number.isNaN(number) ? 0 : number;
        return;
      }
      case '^FD':
      case '^FV':
        this.openField = offset;
        this.text(this.dataKind(), from, end);
        return;
      case '^FX':
        this.text('comment', from, end);
        return;
      default:
        if (!name.startsWith('^') || !isSymbol(name.slice(1))) return;
        field.symbol = name.slice(1);
        this.keepSymbol();
    }
  }

  private keepSymbol(): void {
    const { symbol, number } = this.field;
    if (symbol !== undefined && number !== undefined) this.symbols.set(`${this.format} ${number}`, symbol);
  }

  private dataKind(): ZplRunKind {
    const { field } = this;
    const symbol = field.symbol ?? this.symbols.get(`${this.format} ${field.number ?? ''}`);
    if (symbol === undefined) return 'text';
    field.symbol = symbol;
    return twoDimensional.includes(symbol) ? 'payload' : 'barcode';
  }

  private text(kind: ZplRunKind, offset: number, end: number): void {
    const isComment = kind === 'comment';
    const { symbol, block, hex, number } = isComment ? ({} as Field) : this.field;
    const charsets = charsetsOf(this.charset);
    const readings = readingsOf(this.source.slice(offset, end), offset, this.isBytes, hex, charsets);
    if (readings.length === 0) this.problem(offset, `data is not in the charset of ^CI${this.charset}`);
    while (this.nextLine < offset) {
      this.line++;
      this.lineStart = this.nextLine + 1;
      this.nextLine = this.find('\n', this.lineStart);
    }
    this.runs.push({
      kind,
      text: readings[0]?.text ?? '',
      offset,
      end,
      line: this.line,
      column: offset - this.lineStart + 1,
      position: isComment ? undefined : this.position,
      fieldBlock: block,
      symbol,
      fieldNumber: number,
      charset: this.charset,
      hexIndicator: hex,
      reserved: this.caret + this.tilde,
      readings,
    });
  }
}

// Six numbers and a name fit many times over; a delimiter further on belongs to the data.
const maxGraphicHead = 256;
const isBlankUnit = (unit: string | undefined): boolean =>
  unit === undefined || unit === '\r' || unit === '\n' || unit === ' ';
