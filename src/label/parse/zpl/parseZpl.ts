import type { Label, LabelRunKind } from '../label.ts';
import { LabelParts } from '../labelParts.ts';
import { type Escape, readingsOf } from '../reading.ts';
import { charsetsOf } from './charsets.ts';
import { fieldWriter } from './write.ts';

/**
 * Reads ZPL II.
 *
 * @see Zebra, ZPL II Programming Guide
 */
export const parseZpl = (source: string, isBytes: boolean): Label => new Parser(source, isBytes).parse();

const twoDimensional: readonly string[] = ['B0', 'BO', 'B4', 'B7', 'BB', 'BD', 'BF', 'BQ', 'BR', 'BT', 'BX'];
// ^BY sets defaults and prints nothing.
const isSymbol = (code: string): boolean => code.length === 2 && code.startsWith('B') && code !== 'BY';

const texts: readonly string[] = ['^FD', '^FV', '^FX'];
const graphics: readonly string[] = ['GF', 'DY', 'DG', 'DB', 'DS', 'DT', 'DU'];
// Drive, 16 characters of name and an extension, with room to spare.
const maxNameChars = 64;

/** The field that is being described, until ^FS. */
interface Field {
  symbol?: string;
  hex?: string;
  number?: string;
}

class Parser {
  private readonly parts: LabelParts;
  private readonly source: string;
  private caret = '^';
  private tilde = '~';
  private delimiter = ',';
  private nextCaret = -1;
  private nextTilde = -1;
  private charset: number | undefined;
  private field: Field = {};
  private position: string | undefined;
  private format = '';
  /** Symbols of numbered fields, by format and number: the data comes later, where the format is recalled. */
  private readonly symbols = new Map<string, string>();
  private openFormat: number | undefined;
  private openField: number | undefined;

  constructor(source: string, isBytes: boolean) {
    this.parts = new LabelParts(source, isBytes);
    this.source = source;
  }

  parse(): Label {
    const { source, parts } = this;
    let at = this.nextPrefix(0);
    if (at > 0) {
      parts.addCommand({ prefix: '', code: '', offset: 0, dataOffset: 0, end: at });
      parts.addParameter(0, at);
    }
    while (at < source.length) at = this.command(at);
    const open = this.openField ?? this.openFormat;
    if (open !== undefined)
      this.problem(open, this.openField === undefined ? 'a format has no end' : 'a field has no end');
    return parts.label('zpl');
  }

  private problem(offset: number, message: string): void {
    this.parts.addProblem(offset, message);
  }

  /** Each prefix is searched once for every place, so that the whole stays linear. */
  private nextPrefix(from: number): number {
    if (this.nextCaret < from) this.nextCaret = this.parts.find(this.caret, from);
    if (this.nextTilde < from) this.nextTilde = this.parts.find(this.tilde, from);
    return Math.min(this.nextCaret, this.nextTilde);
  }

  private command(offset: number): number {
    const { source } = this;
    const prefix = source[offset] === this.caret ? '^' : '~';
    const codeEnd = Math.min(offset + 3, this.nextPrefix(offset + 1));
    const code = source.slice(offset + 1, codeEnd).toUpperCase();
    if (codeEnd === source.length && code.length < 2) this.problem(offset, 'a command has no code');
    const end = this.dataEnd(prefix + code, offset, codeEnd);
    this.parts.addCommand({ prefix, code, offset, dataOffset: codeEnd, end });
    // ^SN prints the number that it counts from, which may be a phone.
    if (code === 'SN') this.parts.addValue(codeEnd, end);
    else if (!texts.includes(prefix + code)) this.parts.addParameter(codeEnd, this.parametersEnd(code, codeEnd, end));
    this.effect(prefix + code, offset, codeEnd, end);
    return end;
  }

  /** Pixels are no parameters. */
  private parametersEnd(code: string, from: number, end: number): number {
    if (!graphics.includes(code)) return end;
    const name = this.source.slice(from, Math.min(end, from + maxNameChars)).indexOf(',');
    return code === 'GF' || name < 0 ? from : from + name;
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
    return this.nextPrefix(this.parts.skipBytes(offset, dataFrom, count));
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
      case '^FH':
        field.hex = end > from && !isBlankUnit(this.source[from]) ? (this.source[from] ?? '_') : '_';
        return;
      case '^FN':
        field.number = String(Number.parseInt(data(), 10));
        this.keepSymbol();
        return;
      case '^CI': {
        const number = Number.parseInt(data(), 10);
        this.charset = Number.isNaN(number) ? undefined : number;
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

  private dataKind(): LabelRunKind {
    const { field } = this;
    const symbol = field.symbol ?? this.symbols.get(`${this.format} ${field.number ?? ''}`);
    if (symbol === undefined) return 'text';
    field.symbol = symbol;
    return twoDimensional.includes(symbol) ? 'payload' : 'barcode';
  }

  private text(kind: LabelRunKind, offset: number, end: number): void {
    const isComment = kind === 'comment';
    const { symbol, hex } = isComment ? ({} as Field) : this.field;
    const data = this.source.slice(offset, end);
    const escapes = hex === undefined ? undefined : hexEscape(hex);
    const readings = readingsOf(data, offset, this.parts.isBytes, escapes, charsetsOf(this.charset ?? 0));
    this.parts.addRun({
      kind,
      offset,
      end,
      position: isComment ? undefined : this.position,
      symbol,
      encoding: this.charset === undefined ? undefined : `CI${this.charset}`,
      readings,
      write: fieldWriter(kind, symbol, readings[0]?.text ?? '', this.caret + this.tilde, hex),
    });
  }
}

const hexPair = /^[0-9a-f]{2}$/iu;

/** `^FH`: two hexadecimal digits after the indicator. */
const hexEscape = (indicator: string): Escape => ({
  sign: indicator,
  read(data, at) {
    const pair = data.slice(at + 1, at + 3);
    return hexPair.test(pair) ? { length: 3, byte: Number.parseInt(pair, 16) } : undefined;
  },
});

// Six numbers and a name fit many times over; a delimiter further on belongs to the data.
const maxGraphicHead = 256;
const isBlankUnit = (unit: string | undefined): boolean =>
  unit === undefined || unit === '\r' || unit === '\n' || unit === ' ';
