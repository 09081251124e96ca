import { decodeUtf8 } from '../bytes/utf8.ts';
import { segmentsOf } from '../detect/ciphertext.ts';
import { protectionOf } from '../detect/protectedValue.ts';
import { assertObject } from '../errors.ts';
import { maskKind } from '../mask/masker.ts';
import { type MaskPlan, planOf } from '../mask/plan.ts';
import type { Policy, PolicyName } from '../mask/policy.ts';
import { maskFound } from '../mask/text.ts';
import { aroundCodes } from './codes.ts';
import { unpack } from './decode/decode.ts';
import { decodePercent } from './decode/form.ts';
import { parseJson } from './decode/json.ts';
import { Pairs, unreadable } from './decode/pairs.ts';
import { bytesIn, type Children, childrenOf } from './decode/payload.ts';
import { isSafeKey } from './keyCues.ts';
import { type ScanOptions, type Search, searchOf } from './options.ts';
import { type Place, placeBelow, rootPlace } from './place.ts';
import { isCiphertextValue, scan } from './scan.ts';
import { virtualPaths } from './virtualNumbers.ts';

/** What `redact` takes besides the value. Free text at a private path is masked like any other text. */
export interface RedactOptions extends Omit<ScanOptions, 'freeText' | 'minHiddenDigits'> {
  /** What masks show. Default `label`. */
  readonly policy?: PolicyName | Policy;
}

/**
 * A copy of any value with its private parts masked, for a log or an answer. Text at a private path is masked by what the
 * field holds, other text by what the detectors find in it; JSON inside a string is opened and written again, a form or a URL
 * is masked field by field, and a string with something private packed in any other way is hidden whole.
 *
 * Never throws for any value: cycles stay cycles, a getter that throws, a stream or bytes that are no text become `**`, and so
 * does what lies beyond `maxDepth` and `maxChars`. Errors keep their class, with message, stack, cause and own properties
 * masked; other instances become plain objects, those with `toJSON` what it gives; functions and symbols become `**`.
 * Platform ciphertexts and tokens stay as they are.
 *
 * @param value - Anything.
 * @param options - As for `scanPayload`, and the policy of the masks.
 * @throws {TypeError} an unknown option. @throws {RangeError} a number out of range.
 * @example
 * redact({ order: 'A-1', receiver_name: '张三丰', note: '请打13812345678' });
 * // => { order: 'A-1', receiver_name: '张**', note: '请打138******78' }
 * redact('{"tel":"13812345678"}'); // '{"tel":"138******78"}'
 */
export function redact<T>(value: T, options: RedactOptions = {}): T {
  return createRedact(options)(value);
}

/** Checks the options once, for many values. */
export function createRedact(options: RedactOptions): <T>(value: T) => T {
  assertObject(options, 'options');
  const { policy, ...rest } = options;
  const search = searchOf(rest);
  const plan = planOf({ region: search.region, ...(policy !== undefined && { policy }) });
  return <T>(value: T) => {
    try {
      return new Redaction(search, plan).visit(value, rootPlace) as T;
    } catch {
      return plan.hidden as T;
    }
  };
}

class Redaction {
  readonly #search: Search;
  readonly #plan: MaskPlan;
  #charsLeft: number;
  /** The objects that a value stands in, with their copies. */
  readonly #open = new Map<object, unknown>();
  readonly #virtual = new Set<string>();

  constructor(search: Search, plan: MaskPlan) {
    this.#search = search;
    this.#plan = plan;
    this.#charsLeft = search.maxChars;
  }

  visit(value: unknown, place: Place): unknown {
    this.#charsLeft -= typeof value === 'string' ? value.length + 1 : 1;
    if (this.#charsLeft < 0 || place.depth > this.#search.maxDepth) return this.#plan.hidden;
    switch (typeof value) {
      case 'string':
        return this.#text(value, place);
      case 'number':
      case 'bigint': {
        const text = String(value);
        const masked = this.#text(text, place);
        return masked === text ? value : masked;
      }
      case 'object':
        return value === null ? null : this.#object(value, place);
      case 'function':
      case 'symbol':
        return this.#plan.hidden;
      default:
        return value;
    }
  }

  #text(text: string, place: Place): string {
    const masked = this.#maskText(text, place);
    return masked !== text && this.#search.allow?.(text, place.path) === true ? text : masked;
  }

  #maskText(text: string, place: Place): string {
    const { kind } = place;
    if (text.trim() === '' || this.#virtual.has(place.path)) return text;
    if (kind !== undefined && protectionOf(text, kind) === undefined) return maskKind(kind, text, this.#plan);
    if (isCiphertextValue(text)) return hasReadableIndex(text) ? this.#plan.hidden : text;
    const json = this.#json(text, place);
    if (json !== undefined) return json;
    const form = this.#form(text, place);
    const masked = this.#found(form ?? text, place.cue);
    // What is packed in another way is looked at, and not written again.
    const open = { ...place, kind: undefined };
    const isPacked = unpack(masked).packed.some(({ value }) => scan(value, this.#search, open).length > 0);
    return isPacked ? this.#plan.hidden : masked;
  }

  #found(text: string, cue: string): string {
    const masked = aroundCodes(cue + text, (open) => maskFound(open, this.#plan, this.#search).masked);
    if (masked === undefined) return this.#plan.hidden;
    return masked.startsWith(cue) ? masked.slice(cue.length) : this.#plan.hidden;
  }

  /** JSON with its values masked, as it was written where none are. */
  #json(text: string, place: Place): string | undefined {
    const json = parseJson(text);
    if (json === undefined || typeof json.value !== 'object' || json.value === null) return undefined;
    const { value, form } = json;
    const below = { ...place, depth: place.depth + 1 };
    const write = (item: unknown): string => {
      const masked = JSON.stringify(this.visit(item, below));
      return form !== 'repeated' && masked === JSON.stringify(item) ? '' : masked;
    };
    const tail = text.slice(text.trimEnd().length);
    if (form === 'lines') {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      return (value as unknown[]).map((item, i) => write(item) || (lines[i] as string)).join('\n') + tail;
    }
    if (form !== 'inside') {
      const written = write(value);
      return written === '' ? text : written + tail;
    }
    if (json.around === undefined) return undefined;
    const [before, after] = json.around;
    const written = write(value) || text.slice(before.length, text.length - after.length);
    return this.#found(before, '') + written + this.#found(after, '');
  }

  /** A form or a URL with its values masked. */
  #form(text: string, place: Place): string | undefined {
    if (!text.includes('=')) return undefined;
    let isChanged = false;
    const fields = text.split(fieldEnd).map((field, i) => {
      const at = field.indexOf('=');
      if (at < 1 || !fieldName.test(field.slice(0, at))) return field;
      const name = decodePercent(field.slice(0, at));
      const value = decodePercent(field.slice(at + 1).replaceAll('+', ' '));
      const masked = this.#text(value, placeBelow(place, name, i, this.#search.privatePaths));
      if (masked === value) return field;
      isChanged = true;
      return `${field.slice(0, at)}=${masked}`;
    });
    return isChanged ? fields.join('') : undefined;
  }

  #object(value: object, place: Place): unknown {
    const above = this.#open.get(value);
    if (above !== undefined) return above;
    try {
      return this.#copy(value, place);
    } catch {
      return this.#plan.hidden;
    } finally {
      this.#open.delete(value);
    }
  }

  #copy(value: object, place: Place): unknown {
    const bytes = bytesIn(value);
    if (bytes !== undefined) return this.#bytes(bytes, place);
    if (value instanceof Date) return new Date(value);
    if (value instanceof Error) return this.#error(value, place);
    const children = childrenSafely(value);
    if (children === undefined) return this.#record(value, place);
    if (children === unreadable) return this.#plan.hidden;
    if (children instanceof Pairs) return value instanceof Map ? this.#map(value, place) : this.#record(value, place);
    if (!('items' in children)) return this.visit(children.value, { ...place, depth: place.depth + 1 });
    const items: unknown[] = [];
    const set = new Set<unknown>();
    this.#open.set(value, Array.isArray(value) ? items : set);
    for (const item of children.items) {
      const at = { ...place, path: `${place.path}[${items.length}]`, depth: place.depth + 1 };
      const copy = this.visit(item, at);
      items.push(copy);
      set.add(copy);
      if (this.#charsLeft < 0) break;
    }
    return Array.isArray(value) ? items : set;
  }

  #bytes(bytes: Uint8Array, place: Place): unknown {
    const text = decodeUtf8(bytes);
    return text !== undefined && this.visit(text, place) === text ? bytes.slice() : this.#plan.hidden;
  }

  #map(value: ReadonlyMap<unknown, unknown>, place: Place): Map<unknown, unknown> {
    const copy = new Map<unknown, unknown>();
    this.#open.set(value, copy);
    let i = 0;
    for (const [key, item] of value) {
      const name = typeof key === 'string' ? key : '';
      const below = placeBelow(place, name, i++, this.#search.privatePaths);
      copy.set(typeof key === 'string' ? this.#key(key) : this.visit(key, below), this.visit(item, below));
    }
    return copy;
  }

  #record(value: object, place: Place): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    this.#open.set(value, copy);
    this.#addVirtual(value, place);
    const isPlain = !(Symbol.iterator in value);
    const names = isPlain ? Object.keys(value) : [];
    const named: readonly (readonly [string, unknown])[] = isPlain ? [] : (childrenOf(value) as Pairs).list;
    for (const [i, name] of names.entries()) define(copy, this.#key(name), this.#property(value, name, i, place));
    for (const [i, [name, item]] of named.entries()) {
      define(copy, this.#key(name), this.visit(item, placeBelow(place, name, i, this.#search.privatePaths)));
    }
    return copy;
  }

  #error(value: Error, place: Place): object {
    const copy = Object.create(Object.getPrototypeOf(value) as object) as Record<string, unknown>;
    this.#open.set(value, copy);
    const names = new Set(['message', 'stack', ...Object.getOwnPropertyNames(value)]);
    for (const [i, name] of [...names].entries()) {
      const isEnumerable = Object.prototype.propertyIsEnumerable.call(value, name);
      define(copy, this.#key(name), this.#property(value, name, i, place), isEnumerable);
    }
    return copy;
  }

  #property(value: object, name: string, position: number, place: Place): unknown {
    try {
      const item = (value as Record<string, unknown>)[name];
      return this.visit(item, placeBelow(place, name, position, this.#search.privatePaths));
    } catch {
      return this.#plan.hidden;
    }
  }

  #key(name: string): string {
    return isSafeKey(name) ? name : this.#text(name, rootPlace);
  }

  #addVirtual(value: object, place: Place): void {
    for (const path of virtualPaths(value, this.#search)) {
      this.#virtual.add(place.path === '' ? path : `${place.path}.${path}`);
    }
  }
}

/** `undefined` where a getter throws: then the properties are read one by one. */
function childrenSafely(value: object): Children | undefined {
  try {
    return childrenOf(value);
  } catch {
    return undefined;
  }
}

const fieldEnd = /([?#&;\s]+)/u;
const fieldName = /^[\w.[\]%$-]{1,128}$/u;

// Defined, not set: an own `__proto__`, as JSON.parse makes it, is a key like any other.
function define(target: object, name: string, value: unknown, enumerable = true): void {
  Object.defineProperty(target, name, { value, enumerable, writable: true, configurable: true });
}

const hasReadableIndex = (text: string): boolean =>
  segmentsOf(text.trim()).some((segment) => /^\d{7,}$/u.test(segment));

/** Options for pino that mask whole log lines. */
export interface PinoRedactor {
  /** Spread into the `hooks` of pino's options. */
  readonly hooks: {
    /** Called by pino with each line before it is written. */
    readonly streamWrite: (line: string) => string;
  };
}

/**
 * Masks everything that a pino logger writes: merged objects at any depth, messages, interpolated values, errors with their
 * stacks and causes, bindings of child loggers. It works on the finished line, after serializers and formatters and before any
 * transport, so that nothing goes past it. Other loggers: call {@link redact} in their formatter.
 *
 * @param options - As for {@link redact}.
 * @returns options for `pino()` of 9.2 or newer, where `hooks.streamWrite` exists.
 * @example
 * const { hooks } = redactor();
 * hooks.streamWrite('{"level":30,"msg":"请打13812345678"}\n'); // '{"level":30,"msg":"请打138******78"}\n'
 */
export function redactor(options: RedactOptions = {}): PinoRedactor {
  const redactLine = createRedact(options);
  // A line that is not JSON any more ends where it ended.
  const withEnd = (line: string, masked: string): string =>
    line.endsWith('\n') && !masked.endsWith('\n') ? `${masked}\n` : masked;
  return Object.freeze({ hooks: Object.freeze({ streamWrite: (line: string) => withEnd(line, redactLine(line)) }) });
}
