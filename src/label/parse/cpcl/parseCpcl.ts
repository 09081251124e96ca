import type { Label, LabelRunKind } from '../label.ts';
import { LabelParts } from '../labelParts.ts';
import { readingsOf } from '../reading.ts';
import { charsetsOf } from './charsets.ts';
import { lineWriter } from './write.ts';

/**
 * Reads CPCL: one command a line, its data the rest of it.
 *
 * @see Zebra, CPCL Programming Guide
 */
export const parseCpcl = (source: string, isBytes: boolean): Label => new Parser(source, isBytes).parse();

/** A CPCL label begins with `!` and four numbers or the name of a session. */
export const isCpcl = (source: string): boolean => firstLine.test(source);

const firstLine = /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*! *(?:-?\d|DF |DEFINE-FORMAT |UF |USE-FORMAT |U[ \d]|UTILITIES)/iu;

/** Texts: how many parameters stand before the data. */
const texts: ReadonlyMap<string, number> = new Map([
  ...['TEXT', 'T', 'VTEXT', 'VT', 'TEXT90', 'T90', 'TEXT180', 'T180', 'TEXT270', 'T270', 'BACKGROUND-TEXT', 'BKT'].map(
    (code) => [code, 4] as const,
  ),
  ...['SCALE-TEXT', 'ST', 'VSCALE-TEXT', 'VST', 'SCALE-TO-FIT', 'STF', 'VSCALE-TO-FIT', 'VSTF'].map(
    (code) => [code, 5] as const,
  ),
]);
const barcodes: readonly string[] = ['BARCODE', 'B', 'VBARCODE', 'VB'];
// Type, width, ratio, height, x and y.
const barcodeParameters = 6;

/** 2-D symbols, and what ends their data. */
const symbols: ReadonlyMap<string, string> = new Map([
  ['QR', 'ENDQR'],
  ['PDF-417', 'ENDPDF'],
  ['MAXICODE', 'ENDMAXICODE'],
  ['DATAMATRIX', 'ENDDATAMATRIX'],
  ['AZTEC', 'ENDAZTEC'],
]);

/** What begins a block, and what ends it. */
const blocks: ReadonlyMap<string, readonly string[]> = new Map([
  ['CONCAT', ['ENDCONCAT']],
  ['VCONCAT', ['ENDCONCAT']],
  ['MULTILINE', ['ENDMULTILINE', 'ENDML']],
  ['ML', ['ENDMULTILINE', 'ENDML']],
]);
const multilines: readonly string[] = ['MULTILINE', 'ML'];
// Font, size and offset stand before each part; `ST` and width and height before one in a scalable font.
const concatParameters = (name: string): number => (name.toUpperCase() === 'ST' ? 5 : 3);

/** Graphics, and how many characters a byte of them is. */
const graphics: ReadonlyMap<string, 1 | 2> = new Map([
  ...['EXPANDED-GRAPHICS', 'EG', 'VEXPANDED-GRAPHICS', 'VEG'].map((code) => [code, 2] as const),
  ...['COMPRESSED-GRAPHICS', 'CG', 'VCOMPRESSED-GRAPHICS', 'VCG'].map((code) => [code, 1] as const),
]);

// No \s: of bytes 0xa0 may be half a hanzi.
const blanks = /[ \t\r\n\0]*/uy;
const spaces = /[ \t]*/uy;
const word = /[^ \t\r\n]*/uy;
const toLineEnd = /[^\r\n]*/uy;
const graphicHead = /[ \t]+(\d+)[ \t]+(\d+)[ \t]+\d+[ \t]+\d+[ \t]/uy;
const hexDigits = /[0-9a-f\r\n]*/iuy;
const header = /^! *-?\d+ +\d+ +\d+ +\d+ +\d+ *$/u;

/** Where in the stream a line is. */
type Session = 'none' | 'label' | 'utilities';

class Parser {
  private readonly parts: LabelParts;
  private readonly source: string;
  private session: Session = 'none';
  private sessionStart = 0;
  private encoding: string | undefined;

  constructor(source: string, isBytes: boolean) {
    this.parts = new LabelParts(source, isBytes);
    this.source = source;
  }

  parse(): Label {
    for (let at = 0; at < this.source.length; ) at = this.command(at);
    if (this.session !== 'none') this.parts.addProblem(this.sessionStart, 'a label has no end');
    return this.parts.label('cpcl');
  }

  private lineEnd(from: number): number {
    return this.parts.after(toLineEnd, from);
  }

  private command(offset: number): number {
    const start = this.parts.after(blanks, offset);
    const nameEnd = Math.min(this.parts.after(word, start), start + maxNameChars);
    const code = this.source.slice(start, nameEnd).toUpperCase();
    const end = this.parts.after(blanks, this.effect(code, start, nameEnd));
    this.parts.addCommand({ prefix: '', code, offset, dataOffset: nameEnd, end });
    return end;
  }

  /** @returns where the command ends. */
  private effect(code: string, start: number, from: number): number {
    if (code === '') return from;
    if (code.startsWith('!')) return this.begin(start);
    const end = this.lineEnd(from);
    if (this.session === 'none') {
      // What stands outside of a session is printed as it is.
      this.addRun('text', undefined, start, end, undefined);
      return end;
    }
    if (code.startsWith(';')) {
      this.addRun('comment', undefined, start + 1, end, undefined);
      return end;
    }
    const count = texts.get(code);
    if (count !== undefined) {
      this.text('text', undefined, start, from, count);
      return end;
    }
    if (barcodes.includes(code)) return this.barcode(start, from);
    const unit = graphics.get(code);
    if (unit !== undefined) return this.graphic(start, from, unit);
    const ends = blocks.get(code);
    if (ends !== undefined) return this.block(code, start, from, ends);
    return this.other(code, start, from);
  }

  private other(code: string, start: number, from: number): number {
    const end = this.lineEnd(from);
    if (code === 'ENCODING' || code === 'COUNTRY') this.encoding = this.source.slice(from, end).trim().toUpperCase();
    else if (code === 'PRINT' || code === 'POPRINT' || code === 'END' || code === 'ABORT') this.session = 'none';
    else if (code.startsWith('^XA')) this.parts.addProblem(start, 'a label within a label, in another language');
    else if (code === 'PCX' && !this.source.slice(from, end).includes('!<')) {
      this.parts.addProblem(start, 'a graphic without its size');
    }
    this.parts.addParameter(start, end);
    return end;
  }

  /** `! 0 200 200 210 1`, `! UTILITIES`, `! U1 …`, and stored formats. */
  private begin(start: number): number {
    const end = this.lineEnd(start);
    const line = this.source.slice(start, end);
    const [, name = ''] = /^! *([A-Z0-9-]+)/iu.exec(line.slice(0, maxNameChars)) ?? [];
    const session = name.toUpperCase();
    if (this.session !== 'none') this.parts.addProblem(this.sessionStart, 'a label has no end');
    this.session = 'none';
    if (session === 'U1') {
      this.parts.addParameter(start, end);
      return end;
    }
    if (header.test(line.slice(0, maxHeadChars))) this.session = 'label';
    else if (session === 'U' || session === 'UTILITIES') this.session = 'utilities';
    // What fills a stored format may be a barcode as well as a text.
    else this.parts.addProblem(start, 'a label that is not begun, or begun by a stored format');
    this.sessionStart = start;
    this.parts.addParameter(start, end);
    return end;
  }

  private barcode(start: number, from: number): number {
    const end = this.lineEnd(from);
    const typeFrom = this.parts.after(spaces, from);
    const type = this.source.slice(typeFrom, Math.min(this.parts.after(word, typeFrom), end)).toUpperCase();
    const symbolEnd = symbols.get(type);
    if (symbolEnd === undefined) this.text('barcode', type, start, from, barcodeParameters);
    else return this.symbol(type, symbolEnd, start, from);
    return end;
  }

  /** A 2-D symbol: its data are the lines up to its end. */
  private symbol(type: string, symbolEnd: string, start: number, from: number): number {
    const headEnd = this.lineEnd(from);
    this.parts.addParameter(this.parts.after(spaces, from) + type.length, headEnd);
    const dataFrom = this.nextLine(headEnd);
    let at = dataFrom;
    let dataEnd = dataFrom;
    while (at < this.source.length) {
      const end = this.lineEnd(at);
      if (
        this.source
          .slice(at, Math.min(end, at + maxNameChars))
          .trim()
          .toUpperCase() === symbolEnd
      ) {
        this.addRun('payload', type, dataFrom, dataEnd, undefined);
        return end;
      }
      dataEnd = end;
      at = this.nextLine(end);
    }
    this.parts.addProblem(start, 'a symbol has no end');
    this.addRun('payload', type, dataFrom, this.source.length, undefined);
    return this.source.length;
  }

  /** `CONCAT` and `MULTILINE`: each of their lines is a text. */
  private block(code: string, start: number, from: number, ends: readonly string[]): number {
    const isMultiline = multilines.includes(code);
    const headEnd = this.lineEnd(from);
    this.parts.addParameter(from, headEnd);
    let isHead = isMultiline;
    for (let at = this.nextLine(headEnd); at < this.source.length; ) {
      const end = this.lineEnd(at);
      const nameFrom = this.parts.after(spaces, at);
      const name = this.source.slice(
        nameFrom,
        Math.min(this.parts.after(word, nameFrom), end, nameFrom + maxNameChars),
      );
      if (ends.includes(name.toUpperCase())) return end;
      if (end > at) {
        // A multiline text begins with how it is set, which is a TEXT without data.
        if (isHead) this.parts.addParameter(at, end);
        else if (isMultiline) this.addRun('text', undefined, at, end, undefined);
        else this.text('text', undefined, at, at, concatParameters(name));
      }
      isHead = false;
      at = this.nextLine(end);
    }
    this.parts.addProblem(start, 'a text has no end');
    return this.source.length;
  }

  private nextLine(lineEnd: number): number {
    const isPair = this.source[lineEnd] === '\r' && this.source[lineEnd + 1] === '\n';
    return Math.min(lineEnd + (isPair ? 2 : 1), this.source.length);
  }

  private graphic(start: number, from: number, unit: 1 | 2): number {
    const head = this.parts.match(graphicHead, from);
    if (head === undefined) {
      // A stored graphic is printed by its name.
      this.parts.addProblem(start, 'a graphic without its size');
      return this.lineEnd(from);
    }
    const dataFrom = from + head[0].length;
    const count = Number(head[1]) * Number(head[2]);
    if (unit === 1) return this.parts.skipBytes(start, dataFrom, count);
    // Hexadecimal may go over several lines.
    const end = this.hexEnd(dataFrom, 2 * count);
    if (end === undefined) this.parts.addProblem(start, 'a graphic ends before its byte count');
    return end ?? this.lineEnd(dataFrom);
  }

  /** Where that many digits end. */
  private hexEnd(from: number, digits: number): number | undefined {
    const limit = this.parts.after(hexDigits, from);
    let at = from;
    for (let left = digits; left > 0; ) {
      const end = Math.min(this.lineEnd(at), limit);
      if (end - at >= left) return at + left;
      if (end === limit) return undefined;
      left -= end - at;
      at = end + 1;
    }
    return at;
  }

  /** A text after its parameters, up to the end of the line. */
  private text(kind: LabelRunKind, symbol: string | undefined, start: number, from: number, count: number): void {
    const end = this.lineEnd(from);
    let at = from;
    for (let i = 0; i < count; i++) {
      const parameterFrom = this.parts.after(spaces, at);
      at = this.parts.after(word, parameterFrom);
      if (at === parameterFrom) {
        this.parts.addProblem(start, 'a command ends before its data');
        return;
      }
    }
    this.parts.addParameter(from, at);
    const parameters = this.source.slice(Math.max(from, at - maxHeadChars), at).trim();
    const position = parameters
      .split(/[ \t]+/u)
      .slice(-2)
      .join(' ');
    if (at < end) this.addRun(kind, symbol, at + 1, end, count < positionedParameters ? undefined : position);
  }

  private addRun(
    kind: LabelRunKind,
    symbol: string | undefined,
    offset: number,
    end: number,
    position: string | undefined,
  ): void {
    const data = this.source.slice(offset, end);
    const readings = readingsOf(data, offset, this.parts.isBytes, undefined, charsetsOf(this.encoding));
    this.parts.addRun({
      kind,
      offset,
      end,
      position,
      symbol,
      encoding: this.encoding,
      readings,
      write: lineWriter(kind, symbol, readings[0]?.text ?? ''),
    });
  }
}

// A part of a CONCAT is where the one before it ends.
const positionedParameters = 4;
// Commands are short; more of a line is never looked at for one.
const maxNameChars = 32;
const maxHeadChars = 128;
