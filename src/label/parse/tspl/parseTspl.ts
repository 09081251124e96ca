import type { Label, LabelRunKind } from '../label.ts';
import { LabelParts } from '../labelParts.ts';
import { readingsOf, unescapedReading } from '../reading.ts';
import { charsetsOf } from './charsets.ts';
import { stringWriter } from './write.ts';

/**
 * Reads TSPL and TSPL2: one command a line, texts in quotation marks.
 *
 * @see TSC, TSPL/TSPL2 Programming Manual
 */
export const parseTspl = (source: string, isBytes: boolean): Label => new Parser(source, isBytes).parse();

/** A TSPL label begins with a command of its set-up, a drawing or a remark. */
export const isTspl = (source: string): boolean => firstCommand.test(source);

const firstCommand =
  /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*(?:SIZE|GAP|BLINE|CLS|DIRECTION|DENSITY|SPEED|REFERENCE|OFFSET|SHIFT|CODEPAGE|COUNTRY|SET|REM|DOWNLOAD|TEXT|BLOCK|BARCODE|QRCODE|BITMAP|BOX|BAR)(?:[ \t\r\n]|$)/iu;

interface Drawing {
  readonly kind: LabelRunKind;
  /** With the data, which is the last one. */
  readonly minParameters: number;
}

/** Commands that draw what is in their last parameter. */
const drawings: ReadonlyMap<string, Drawing> = new Map([
  ['TEXT', { kind: 'text', minParameters: 7 }],
  ['BLOCK', { kind: 'text', minParameters: 9 }],
  ['BARCODE', { kind: 'barcode', minParameters: 9 }],
  ['TLC39', { kind: 'barcode', minParameters: 4 }],
  ['RSS', { kind: 'barcode', minParameters: 7 }],
  ['QRCODE', { kind: 'payload', minParameters: 7 }],
  ['DMATRIX', { kind: 'payload', minParameters: 5 }],
  ['PDF417', { kind: 'payload', minParameters: 6 }],
  ['MPDF417', { kind: 'payload', minParameters: 4 }],
  ['AZTEC', { kind: 'payload', minParameters: 4 }],
  ['CODABLOCK', { kind: 'payload', minParameters: 4 }],
  ['MAXICODE', { kind: 'payload', minParameters: 4 }],
]);

/** What prints a label, ends a stored one, or wipes it. */
const ends: readonly string[] = ['PRINT', 'EOP', 'CLS'];

/** A text in quotation marks, without them. */
interface Literal {
  readonly offset: number;
  readonly end: number;
  /** Index of the parameter that it is, or is a part of. */
  readonly parameter: number;
}

/** One line after the name of its command. */
interface Line {
  readonly literals: readonly Literal[];
  readonly parameters: readonly string[];
  /** Where the line feed is, or the label ends. */
  readonly end: number;
}

// No \s: of bytes 0xa0 may be half a hanzi.
const blanks = /[ \t\r\n\0]*/uy;
const commandName = /@?[A-Z0-9_]+\$?/iuy;
const upToQuote = /[^"\r\n]*/uy;
const assignment = /^\s*=/u;
const bitmapHead = /\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,/uy;
// Far more than a file's name and size are.
const maxHeadChars = 512;
const downloadHead = /\s*(?:[FEN]\s*,\s*)?"([^"\r\n]*)"\s*,\s*(\d+)\s*,/iuy;
const programs = /\.BAS$/iu;
// Pictures and fonts hold no words; any other file may be what a program prints.
const pictures = /\.(?:BMP|PCX|GRF|TTF|TTE|FNT|BF2)$/iu;
// Overwrite, or, xor; other modes are packed in ways of the maker's own.
const maxBitmapMode = 2;

class Parser {
  private readonly parts: LabelParts;
  private readonly source: string;
  private codepage: string | undefined;
  /** The first drawing that nothing has printed yet. */
  private drawn: number | undefined;

  constructor(source: string, isBytes: boolean) {
    this.parts = new LabelParts(source, isBytes);
    this.source = source;
  }

  parse(): Label {
    for (let at = 0; at < this.source.length; ) at = this.command(at);
    if (this.drawn !== undefined) this.parts.addProblem(this.drawn, 'a label has no end');
    return this.parts.label('tspl');
  }

  private command(offset: number): number {
    const start = this.parts.after(blanks, offset);
    const nameEnd = this.parts.after(commandName, start);
    const code = this.source.slice(start, nameEnd).toUpperCase();
    const end = this.parts.after(blanks, this.effect(code, start, nameEnd));
    this.parts.addCommand({ prefix: '', code, offset, dataOffset: nameEnd, end });
    return end;
  }

  /** @returns where the command ends. */
  private effect(code: string, start: number, from: number): number {
    switch (code) {
      case 'REM': {
        const end = this.lineEnd(from);
        this.addText('comment', undefined, from, end, undefined);
        return end;
      }
      case 'BITMAP':
        return this.bitmap(start, from);
      case 'DOWNLOAD':
        return this.download(start, from);
      default:
        return this.line(code, start, from);
    }
  }

  /** A file of so many bytes, or a program up to `EOP`, whose lines are commands like any. */
  private download(start: number, from: number): number {
    const head = this.parts.match(downloadHead, from);
    if (head === undefined) return this.line('DOWNLOAD', start, from);
    const [whole, name = '', size] = head;
    const dataFrom = from + whole.length;
    this.parts.addParameter(from, dataFrom);
    if (programs.test(name)) return dataFrom;
    const end = this.parts.skipBytes(start, dataFrom, Number(size));
    if (!pictures.test(name)) this.parts.addValue(dataFrom, end);
    return end;
  }

  private lineEnd(from: number): number {
    let end = this.parts.after(upToQuote, from);
    while (this.source[end] === '"') end = this.parts.after(upToQuote, end + 1);
    return end;
  }

  private bitmap(start: number, from: number): number {
    this.drawn ??= start;
    const head = this.parts.match(bitmapHead, from);
    const mode = Number(head?.[3]);
    if (head === undefined || mode > maxBitmapMode) {
      this.parts.addProblem(
        start,
        head === undefined ? 'a graphic without its size' : 'a graphic in a mode that is not read',
      );
      return this.lineEnd(from);
    }
    return this.parts.skipBytes(start, from + head[0].length, Number(head[1]) * Number(head[2]));
  }

  private line(code: string, start: number, from: number): number {
    const line = this.read(start, from);
    const drawing = drawings.get(code);
    if (drawing !== undefined) this.draw(code, drawing, start, line);
    else if (code === 'CODEPAGE') this.codepage = this.source.slice(from, line.end).trim().toUpperCase();
    else if (ends.includes(code)) this.drawn = undefined;
    // Another language begins in the middle of this one.
    else if (/^(?:\^XA|! )/iu.test(this.source.slice(start, start + 3))) {
      this.parts.addProblem(start, 'a label within a label, in another language');
    }
    const isAssigned =
      code !== '' && drawing === undefined && assignment.test(this.source.slice(from, from + maxHeadChars));
    if (isAssigned) {
      for (const { offset, end } of line.literals) this.addText('text', undefined, offset, end, undefined);
    }
    const texts = isAssigned ? line.literals : drawing === undefined ? [] : contentOf(line);
    // A word that is no command may be a name.
    let at = drawing === undefined ? start : from;
    for (const { offset, end } of texts) {
      this.parts.addParameter(at, offset);
      at = end;
    }
    this.parts.addParameter(at, line.end);
    return line.end;
  }

  private draw(code: string, { kind, minParameters }: Drawing, start: number, line: Line): void {
    this.drawn ??= start;
    const { parameters } = line;
    const content = contentOf(line);
    const last = parameters.at(-1) ?? '';
    if (parameters.length < minParameters || last.trim() === '') {
      this.parts.addProblem(start, 'a command ends before its data');
    } else if (kind !== 'text' && (content.length !== 1 || !/^\s*""\s*$/u.test(last))) {
      this.parts.addProblem(start, 'a symbol whose data is computed is not read');
    }
    const symbol = code === 'BARCODE' ? this.barcodeType(line) : kind === 'text' ? undefined : code;
    const position = parameters.slice(0, 2).join(',').trim();
    for (const { offset, end } of content) this.addText(kind, symbol, offset, end, position, parameters);
  }

  private barcodeType({ literals }: Line): string {
    const type = literals.find(({ parameter }) => parameter === 2);
    return type === undefined ? 'BARCODE' : this.source.slice(type.offset, type.end);
  }

  private addText(
    kind: LabelRunKind,
    symbol: string | undefined,
    offset: number,
    end: number,
    position: string | undefined,
    parameters: readonly string[] = [],
  ): void {
    const data = this.source.slice(offset, end);
    const readings = readingsOf(data, offset, this.parts.isBytes, undefined, charsetsOf(this.codepage));
    this.parts.addRun({
      kind,
      offset,
      end,
      position,
      symbol,
      encoding: this.codepage,
      readings:
        kind === 'comment' ? readings : readings.map((reading) => unescapedReading(reading, escapes, escapedText)),
      write: stringWriter(kind, symbol, parameters),
    });
  }

  /** Literals and parameters of a line. A parameter is kept without its texts. */
  private read(start: number, from: number): Line {
    const literals: Literal[] = [];
    const parameters: string[] = [''];
    const add = (text: string): void => {
      for (const [i, part] of text.split(',').entries()) {
        if (i === 0) parameters[parameters.length - 1] += part;
        else parameters.push(part);
      }
    };
    let at = from;
    while (true) {
      const plainEnd = this.parts.after(upToQuote, at);
      add(this.source.slice(at, plainEnd));
      if (this.source[plainEnd] !== '"') return { literals, parameters, end: plainEnd };
      const end = this.literalEnd(plainEnd + 1);
      if (this.source[end] !== '"') {
        this.parts.addProblem(start, 'a text has no end');
        return { literals, parameters, end };
      }
      literals.push({ offset: plainEnd + 1, end, parameter: parameters.length - 1 });
      parameters[parameters.length - 1] += '""';
      at = end + 1;
    }
  }

  /** Where the closing quotation mark is; `\["]` does not close. */
  private literalEnd(from: number): number {
    let end = this.parts.after(upToQuote, from);
    while (this.source[end] === '"' && this.source.slice(end - 2, end + 2) === '\\["]' && end - 2 >= from) {
      end = this.parts.after(upToQuote, end + 1);
    }
    return end;
  }
}

/** The texts of the last parameter. */
const contentOf = ({ literals, parameters }: Line): readonly Literal[] =>
  literals.filter(({ parameter }) => parameter === parameters.length - 1);

// TSPL Programming Manual, TEXT: a quotation mark, a carriage return, a line feed.
const escapes = /\\\[(["RL])\]/gu;
const escapedText = (sign: string): string => (sign === 'R' ? '\r' : sign === 'L' ? '\n' : '"');
