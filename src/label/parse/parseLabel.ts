import { assertKnownKeys, assertObject, PrivacyError } from '../../errors.ts';
import { bytesOf, textOf } from './codeUnits.ts';
import { isCpcl, parseCpcl } from './cpcl/parseCpcl.ts';
import type { Label, LabelLanguage } from './label.ts';
import { isPrintJson, parsePrintJson } from './print-json/parsePrintJson.ts';
import { isTspl, parseTspl } from './tspl/parseTspl.ts';
import { parseZpl } from './zpl/parseZpl.ts';

/** What `parseLabel` takes besides the label. */
export interface ParseLabelOptions {
  /** What it is written in. Without it that is told by how the label begins. */
  readonly language?: LabelLanguage;
}

interface Language {
  /** Whether a label is written in it. */
  readonly isOf: (source: string) => boolean;
  readonly parse: (source: string, isBytes: boolean) => Label;
}

const languages: Readonly<Record<LabelLanguage, Language>> = {
  'print-json': { isOf: isPrintJson, parse: parsePrintJson },
  cpcl: { isOf: isCpcl, parse: parseCpcl },
  tspl: { isOf: isTspl, parse: parseTspl },
  zpl: { isOf: (source) => /\^XA/iu.test(source), parse: parseZpl },
};

/**
 * Reads a label without losing a byte: any input parses, in linear time, and `writeLabel` gives it back. What is truncated or not
 * in its charset is in `problems`; `maskLabel` and `lintLabel` refuse it.
 *
 * | language | told by its begin | read are |
 * |---|---|---|
 * | `zpl` | none of these, and a `^XA` | as below |
 * | `tspl` | a TSPL command | texts with `\["]`, `\[R]`, `\[L]`, symbols, `REM`, variables, `CODEPAGE`; `BITMAP` and `DOWNLOAD` by count |
 * | `cpcl` | `!` | sessions, texts, `CONCAT`, `MULTILINE`, symbols, comments, `ENCODING`, `COUNTRY`; `EG`, `CG` by count |
 * | `print-json` | `{` | every string but those of encrypted blocks (see `checkPrintPayload`), JSON in strings too |
 *
 * ZPL II: read are changed prefixes (`^CC`, `^CT`, `^CD`), `^FH`, `^CI` (single-byte sets, Shift-JIS, EUC, GB18030 and the other
 * Asian sets of 26, UTF-8), `^FN` with `^DF` and `^XF`, comments and symbols. Data of `^GF`, `~DG` and `~DY` is skipped unread.
 *
 * @param source - Bytes as sent to the printer, or a string that was decoded before.
 * @param options - The language, where it is known.
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` with offset 0 for a label in no language that is known.
 * @throws {TypeError} neither bytes nor a string, an unknown option. @throws {RangeError} an unknown language.
 * @example
 * const label = parseLabel('^XA^CI28^FO20,40^A0N,28,28^FH^FD_E5_BC_A0三丰^FS^XZ');
 * label.language; // 'zpl'
 * label.runs[0]?.text; // '张三丰'
 * label.runs[0]?.position; // 'FO20,40'
 * const cpcl = parseLabel('! 0 200 200 210 1\nT 4 0 30 40 张三丰\nPRINT\n');
 * cpcl.runs.map(({ kind, text, position }) => [kind, text, position]); // [['text', '张三丰', '30 40']]
 * @see Zebra, ZPL II Programming Guide and CPCL Programming Guide; TSC, TSPL/TSPL2 Programming Manual; RFC 8259
 */
export function parseLabel(source: Uint8Array | string, options: ParseLabelOptions = {}): Label {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    throw new TypeError('"source" expected string or Uint8Array');
  }
  assertObject(options, 'options');
  assertKnownKeys(options, ['language'], 'options');
  const { language } = options;
  if (language !== undefined && !Object.hasOwn(languages, language)) {
    throw new RangeError(`"options.language" expected ${Object.keys(languages).join(', ')}`);
  }
  const isBytes = typeof source !== 'string';
  const text = isBytes ? textOf(source) : source;
  return parseSource(text, isBytes, language ?? languageOf(text));
}

/** @internal Reads a string, or bytes that stand in one, one a character. */
export const parseSource = (source: string, isBytes: boolean, language: LabelLanguage): Label =>
  languages[language].parse(source, isBytes);

/** @internal A label that can be masked and checked.
 *
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` at the first problem.
 */
export function complete(label: Label): Label {
  const problem = label.problems[0];
  if (problem !== undefined) {
    const { offset, message } = problem;
    throw new PrivacyError('ERR_MALFORMED_LABEL', `${message} (offset ${offset})`, { offset });
  }
  return label;
}

function languageOf(source: string): LabelLanguage {
  for (const [name, { isOf }] of Object.entries(languages)) if (isOf(source)) return name as LabelLanguage;
  throw new PrivacyError('ERR_MALFORMED_LABEL', 'a label in no language that is known (offset 0)', { offset: 0 });
}

/**
 * The label as it was: bytes if it was parsed from bytes, a string if from a string.
 *
 * @example
 * writeLabel(parseLabel('^XA^FDA-1^FS^XZ')); // '^XA^FDA-1^FS^XZ'
 */
export const writeLabel = ({ source, isBytes }: Label): Uint8Array | string => (isBytes ? bytesOf(source) : source);
