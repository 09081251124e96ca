import type { Label, LabelCommand, LabelLanguage, LabelProblem, LabelRun, LabelSpan } from './label.ts';

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

  addCommand(command: LabelCommand): void {
    this.commands.push(command);
  }

  /** @param run - Its data is in no charset where it has no reading; `problemAt` is then where the problem is. */
  addRun(run: Omit<LabelRun, 'text' | 'line' | 'column'>, problemAt: number = run.offset): void {
    const { offset, readings, encoding } = run;
    const [reading] = readings;
    if (reading === undefined) {
      this.addProblem(problemAt, `data is not in its charset${encoding === undefined ? '' : ` (${encoding})`}`);
    }
    while (this.nextLine < offset) {
      this.line++;
      this.lineStart = this.nextLine + 1;
      this.nextLine = this.find('\n', this.lineStart);
    }
    const column = offset - this.lineStart + 1;
    this.runs.push({ ...run, text: reading?.text ?? '', line: this.line, column });
  }

  /** A span without letters says nothing and is left out. */
  addParameter(offset: number, end: number): void {
    if (end > offset && !noLetters.test(this.source.slice(offset, end))) this.parameters.push({ offset, end });
  }

  addProblem(offset: number, message: string): void {
    this.problems.push({ offset, message });
  }

  label(language: LabelLanguage): Label {
    const { source, isBytes, commands, runs, parameters, problems } = this;
    return { language, source, isBytes, commands, runs, parameters, problems };
  }
}
