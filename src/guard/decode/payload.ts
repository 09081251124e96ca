import { Pairs, unreadable } from './pairs.ts';

/** The bytes of a view or a buffer. */
export function bytesIn(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const tag = tagOf(value);
  return tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer' ? new Uint8Array(value as ArrayBuffer) : undefined;
}

/** What is in an object: names and values, items of a list, one value that it stands for, or nothing that can be read here. */
export type Children = Pairs | { readonly items: Iterable<unknown> } | { readonly value: unknown } | typeof unreadable;

/** By the form of an object and not its class: each runtime, and each copy of a library, has classes of its own. */
export function childrenOf(value: object): Children {
  if (value instanceof Pairs) return value;
  if (Array.isArray(value)) return { items: value };
  const tag = tagOf(value);
  switch (tag) {
    case 'Set':
      return { items: value as Set<unknown> };
    case 'Map':
    case 'URLSearchParams':
    case 'FormData':
    case 'Headers':
      return new Pairs(namedIn(value as Iterable<[unknown, unknown]>));
    case 'String':
    case 'Number':
    case 'URL':
      return { value: String(value) };
    // A time is nobody, but +200000-01-01 looks like a number abroad.
    case 'Date':
      return new Pairs([]);
    case 'Blob':
    case 'File':
    case 'ReadableStream':
    case 'Promise':
      return unreadable;
    default:
      return childrenOfOther(value);
  }
}

function childrenOfOther(value: object): Children {
  if (Symbol.asyncIterator in value) return unreadable;
  // What leaves of such an object is what it says of itself.
  if ('toJSON' in value && typeof value.toJSON === 'function') return { value: value.toJSON() as unknown };
  return new Pairs(Object.entries(value));
}

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

/** A key that is no text is a value of its own. */
function namedIn(entries: Iterable<[unknown, unknown]>): [string, unknown][] {
  const pairs: [string, unknown][] = [];
  for (const [key, item] of entries) {
    const isObject = typeof key === 'object' && key !== null;
    if (isObject) pairs.push(['', key]);
    pairs.push([isObject ? '' : String(key), item]);
  }
  return pairs;
}
