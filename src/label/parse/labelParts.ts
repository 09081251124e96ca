import type { Label, LabelCommand, LabelLanguage, LabelProblem, LabelRun, LabelSpan } from './label.ts';

const notBytes = /[^\0-\u00ff]/u;
const noLetters = /^[\s0-9.,:-]*$/u;

/** What a parser collects while it goes through a label from its beginning to its end. */
export class LabelParts {
  readonly source: string;
  readonly isBytes: boolean;
  private readonly commands: LabelCommand[] = [];
  private readonly runs: LabelRun[] = [];
  private readonly parameters: LabelSpan[] = [];
  private readonly problems: LabelProblem[] = [];
  private line = 1;
  private lineStart = 0;
  private nextLine: number;

  constructor(source: string, isBytes: boolean) {
    this.source = source;
    this.isBytes = isBytes;
    this.nextLine = this.find('\n', 0);
  }

  /** Where `text` is next; the end of the label where it is not. */
  find(text: string, from: number): number {
    const at = this.source.indexOf(text, from);
    return at < 0 ? this.source.length : at;
  }

  /** The match of a sticky expression at a place; `undefined` for none. */
  match(pattern: RegExp, at: number): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.source) ?? undefined;
  }

  /** Where what a sticky expression matches at a place ends: there, where it matches nothing. */
  after(pattern: RegExp, at: number): number {
    return at + (this.match(pattern, at)?.[0].length ?? 0);
  }

  addCommand(command: LabelCommand): void {
    this.commands.push(command);
  }

  /** @param run - Where it has no reading, its data is in no charset. */
  addRun(run: Omit<LabelRun, 'text' | 'line' | 'column'>): void {
    const { kind, offset, end, position, symbol, encoding, readings } = run;
    const [reading] = readings;
    if (reading === undefined) this.addProblem(offset, 'data is not in its charset');
    while (this.nextLine < offset) {
      this.line++;
      this.lineStart = this.nextLine + 1;
      this.nextLine = this.find('\n', this.lineStart);
    }
    const column = offset - this.lineStart + 1;
    const { line } = this;
    const text = reading?.text ?? '';
    // Field by field: a spread costs more than the rest of this together.
    this.runs.push({
      kind,
      offset,
      end,
      text,
      line,
      column,
      position,
      symbol,
      encoding,
      readings,
      write: (part) => run.write(part),
    });
  }

  /** A span without letters is a place or a size, and left out. */
  addParameter(offset: number, end: number): void {
    if (!noLetters.test(this.source.slice(offset, end))) this.addValue(offset, end);
  }

  /** A parameter that may be anything, also a number. */
  addValue(offset: number, end: number): void {
    if (end > offset) this.parameters.push({ offset, end });
  }

  addProblem(offset: number, message: string): void {
    this.problems.push({ offset, message });
  }

  /**
   * Where the data of a graphic or a file ends, by its count of bytes.
   *
   * @param offset - Of its command.
   */
  skipBytes(offset: number, from: number, count: number): number {
    const end = from + count;
    if (end > this.source.length) this.addProblem(offset, 'a graphic ends before its byte count');
    // In text that was decoded, bytes cannot be counted any more.
    else if (!this.isBytes && notBytes.test(this.source.slice(from, end))) {
      this.addProblem(offset, 'a graphic that was decoded as text');
    }
    return Math.min(end, this.source.length);
  }

  label(language: LabelLanguage): Label {
    const { source, isBytes, commands, runs, parameters, problems } = this;
    return { language, source, isBytes, commands, runs, parameters, problems };
  }
}
