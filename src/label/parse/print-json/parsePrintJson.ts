import { isPrivacyError } from '../../../errors.ts';
import { type Block, dialectOf, isOpenKey, mapBlocks, objectIn, sealOf } from '../../../guard/print/printBlocks.ts';
import { type Charset, charsetNamed } from '../charset.ts';
import type { Label, LabelRun } from '../label.ts';
import { LabelParts } from '../labelParts.ts';
import { type Reading, readingsOf, unescapedReading } from '../reading.ts';
import { type JsonToken, jsonTokens } from './tokens.ts';

/**
 * Reads what is handed to the print components of the platforms, as JSON text. All strings are texts but those of encrypted
 * blocks, which are passed over.
 *
 * @see RFC 8259
 */
export function parsePrintJson(source: string, isBytes: boolean): Label {
  const parts = new LabelParts(source, isBytes);
  // JSON is UTF-8 by its standard and GBK by some programs. A few bytes may be both, and then both are read.
  const [first, second] = readingsOf(source, 0, isBytes, undefined, charsets()).map((reading) => read(reading));
  if (first === undefined) parts.addProblem(0, 'data is not in its charset');
  else fill(parts, first, second?.problem === undefined ? second : undefined);
  return parts.label('print-json');
}

/** @internal The payload as text, without a byte order mark. */
export function payloadText({ source, isBytes }: Label): string {
  const [document] = readingsOf(source, 0, isBytes, undefined, charsets());
  return (document?.text ?? '').replace(/^\ufeff/u, '');
}

/** A JSON object. */
export const isPrintJson = (source: string): boolean => /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*\{/u.test(source);

const charsets = (): Charset[] => ['utf-8', 'gb18030'].map(charsetNamed);

/** A string of the payload. */
interface JsonText extends Pick<LabelRun, 'offset' | 'end'> {
  readonly path: string;
  readonly reading: Reading;
  /** In how many JSON texts it stands, one inside the other. */
  readonly depth: number;
}

/** What a print payload is made of. */
interface JsonParts {
  readonly texts: readonly JsonText[];
  /** Keys and numbers. */
  readonly values: readonly { readonly offset: number; readonly end: number }[];
  /** Where each member and element begins. */
  readonly cuts: readonly number[];
  readonly problem?: { readonly offset: number; readonly message: string };
}

/** @param other - As it is in another charset. */
function fill(parts: LabelParts, payload: JsonParts, other: JsonParts | undefined): void {
  const { source } = parts;
  if (payload.problem !== undefined) parts.addProblem(payload.problem.offset, payload.problem.message);
  const cuts = [...new Set([0, ...payload.cuts])].filter((cut) => cut < source.length);
  for (const [i, offset] of cuts.entries()) {
    parts.addCommand({ prefix: '', code: '', offset, dataOffset: offset, end: cuts[i + 1] ?? source.length });
  }
  if (other !== undefined && other.texts.length !== payload.texts.length) {
    parts.addProblem(0, 'data is in one of two charsets, and they differ in what it is');
  }
  for (const { offset, end } of payload.values) parts.addValue(offset, end);
  for (const [i, { path, reading, depth, offset, end }] of payload.texts.entries()) {
    const second = other?.texts[i]?.reading;
    const readings = second === undefined || second.text === reading.text ? [reading] : [reading, second];
    const write = (text: string): string => {
      let written = text;
      for (let level = 0; level < depth; level++) written = JSON.stringify(written).slice(1, -1);
      return written;
    };
    parts.addRun({
      kind: 'text',
      offset,
      end,
      position: path,
      symbol: undefined,
      encoding: undefined,
      readings,
      write,
    });
  }
}

// A print component reads JSON in JSON once; deeper is an odd use of a note.
const maxDepth = 4;
// Objects and arrays one inside the other; the components' own are eight deep.
const maxFrames = 64;
// The digits of a phone number.
const minNumberChars = 7;

function read(document: Reading): JsonParts {
  const from = document.text.startsWith('\ufeff') ? 1 : 0;
  const text = part(document, from, document.text.length);
  const reader = new Reader();
  const { tokens, wrongAt } = jsonTokens(text.text);
  if (tokens === undefined)
    return { ...reader, problem: { offset: text.startOf(wrongAt), message: 'a JSON text that is not whole' } };
  try {
    reader.findBlocks(text.text);
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    return { ...reader, problem: { offset: 0, message: 'a print payload of an unknown shape' } };
  }
  reader.readValue(text, tokens, '', 1, false);
  return reader;
}

/** An object or an array that is not closed yet. */
interface Frame {
  readonly isArray: boolean;
  readonly path: string;
  /** Whether what stands in it is in clear; in a block that is told by the key. */
  readonly isOpen: boolean;
  readonly block: Block | undefined;
  readonly isInBlock: boolean;
  readonly keys: Set<string>;
  key: string;
  index: number;
}

class Reader implements JsonParts {
  readonly texts: JsonText[] = [];
  readonly values: { readonly offset: number; readonly end: number }[] = [];
  readonly cuts: number[] = [];
  problem?: { readonly offset: number; readonly message: string };
  private readonly blocks = new Map<string, Block>();
  private readonly knownKeys = new Set<string>();

  /** @throws {PrivacyError} `ERR_FIELD_TYPE` for a payload of an unknown shape. */
  findBlocks(text: string): void {
    mapBlocks(objectIn(text, ''), (value, path) => {
      const block = objectIn(value, path);
      dialectOf(block, path);
      this.blocks.set(path, block);
      return undefined;
    });
  }

  /** Reads a JSON text, and those that stand in its strings. */
  readValue(
    text: Reading,
    tokens: readonly JsonToken[],
    rootPath: string,
    depth: number,
    isRootInBlock: boolean,
  ): void {
    const frames: Frame[] = [];
    for (const { kind, start, end } of tokens) {
      const frame = frames.at(-1);
      if (kind === '}' || kind === ']') frames.pop();
      else if (kind === 'key') {
        if (frame !== undefined) this.readKey(text, frame, start, end);
      } else {
        const path = frame === undefined ? rootPath : pathOf(frame);
        const isOpen = frame === undefined || isOpenIn(frame);
        const isInBlock = frame === undefined ? isRootInBlock : frame.isInBlock || frame.block !== undefined;
        if (frame?.isArray === true) {
          this.cuts.push(text.startOf(start));
          frame.index++;
        }
        if (frames.length === maxFrames) {
          this.problem ??= { offset: text.startOf(start), message: 'a JSON text that is too deep' };
          return;
        }
        if (kind === '{' || kind === '[') {
          const block = this.blocks.get(path);
          if (block !== undefined) this.checkSeal(block, path, text.startOf(start));
          frames.push({ isArray: kind === '[', path, isOpen, block, keys: new Set(), key: '', index: 0, isInBlock });
        } else if (isOpen) this.readScalar(text, { kind, start, end }, path, depth, isInBlock);
      }
    }
  }

  private checkSeal(block: Block, path: string, offset: number): void {
    const { ciphertext, signature } = sealOf(block);
    const isSealed = dialectOf(block, path)?.isSealed(ciphertext, signature, block) ?? true;
    if (!isSealed) this.problem ??= { offset, message: 'an encrypted block that is no ciphertext' };
  }

  private readKey(text: Reading, frame: Frame, start: number, end: number): void {
    const offset = text.startOf(start);
    this.cuts.push(offset);
    const key = unescapedReading(part(text, start + 1, end - 1), escapes, escapedText).text;
    // A receiver may read the first where another reads the last.
    if (frame.keys.has(key)) this.problem ??= { offset, message: 'a key that stands twice' };
    frame.keys.add(key);
    frame.key = key;
    if (!isOpenIn(frame) || this.knownKeys.has(key)) return;
    this.knownKeys.add(key);
    this.values.push({ offset: text.startOf(start + 1), end: text.startOf(end - 1) });
  }

  private readScalar(
    text: Reading,
    { kind, start, end }: JsonToken,
    path: string,
    depth: number,
    isInBlock: boolean,
  ): void {
    if (kind === 'number' && end - start >= minNumberChars) {
      this.values.push({ offset: text.startOf(start), end: text.endOf(end - 1) });
    }
    if (kind !== 'string' || end - start === 2) return;
    const raw = part(text, start + 1, end - 1);
    const reading = unescapedReading(raw, escapes, escapedText);
    const inner = depth < maxDepth && isBracketed(reading.text) ? jsonTokens(reading.text).tokens : undefined;
    if (inner !== undefined) this.readValue(reading, inner, isInBlock ? `${path}(json)` : path, depth + 1, isInBlock);
    else {
      const offset = raw.startOf(0);
      this.texts.push({ offset, end: raw.endOf(raw.text.length - 1), path, reading, depth });
    }
  }
}

/** Whether a text can be an object or an array; most are told from one by their ends. */
const isBracketed = (text: string): boolean => /^\s*[{[]/u.test(text) && /[}\]]/u.test(text.trimEnd().at(-1) ?? '');

const isOpenIn = ({ block, isOpen, key }: Frame): boolean => (block === undefined ? isOpen : isOpenKey(block, key));

/** As the checks of print payloads write it; a key that could be taken for a path is put in brackets. */
function pathOf({ isArray, path, key, index }: Frame): string {
  if (isArray) return `${path}[${index}]`;
  if (!/^[\p{L}\p{N}_$-]+$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

const part = (reading: Reading, start: number, end: number): Reading => ({
  text: reading.text.slice(start, end),
  startOf: (unit) => reading.startOf(start + unit),
  endOf: (unit) => reading.endOf(start + unit),
});

// RFC 8259, section 7.
const escapes = /\\(u[0-9a-f]{4}|["\\/bfnrt])/giu;
const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const escapedText = (sign: string): string =>
  sign.length > 1 ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : (controls[sign] ?? sign);
