import { PrivacyError } from './errors.ts';
import { textOfValue, textOnly, typeOfValue } from './typedText.ts';
import type { PrivateValue, ValueType } from './types.ts';

/**
 * Paths into an order: `recipient.phone`, `items[].remark`. `[]` stands for every element of an array.
 */
export interface Path {
  /** As written. */
  readonly text: string;
  /** Keys, and `[]` for each element. */
  readonly steps: readonly string[];
}

/** A value found at a path, with the array positions it was found at. */
export interface PathValue {
  readonly value: unknown;
  /** The object that holds it. */
  readonly parent: object;
  /** Its key in that object. */
  readonly key: string;
  /** One number for each `[]` of the path. */
  readonly indices: readonly number[];
}

const each = '[]';
const forbidden: readonly string[] = ['__proto__', 'prototype', 'constructor'];

/**
 * Reads a path.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for an empty step or one that reaches into prototypes.
 */
export function parsePath(text: string): Path {
  const steps: string[] = [];
  for (const part of text.split('.')) {
    const isArray = part.endsWith(each);
    const name = isArray ? part.slice(0, -each.length) : part;
    if (name === '' || name.includes('[') || forbidden.includes(name)) {
      // Not repeated: whoever mixes up arguments passes a value here.
      throw new PrivacyError('ERR_SCHEMA', 'a path has an empty step, a stray bracket or a step into prototypes');
    }
    steps.push(name);
    if (isArray) steps.push(each);
  }
  return Object.freeze({ text, steps: Object.freeze(steps) });
}

/** Every value at a path. A path that ends before its last step gives nothing. */
export function valuesAt(root: object, path: Path): PathValue[] {
  const found: PathValue[] = [];
  walk(root, path, 0, noIndices, false, found);
  return found;
}

/**
 * As {@link valuesAt}, for private fields: a path that leads through text, or through a list where an object is named or the
 * other way round, would leave the field readable.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` there; the error names the path, never a value. `null` and missing parts are fine.
 */
export function privateValuesAt(root: object, path: Path): PathValue[] {
  const found: PathValue[] = [];
  walk(root, path, 0, noIndices, true, found);
  return found;
}

const noIndices: readonly number[] = [];

function walk(
  node: unknown,
  path: Path,
  at: number,
  indices: readonly number[],
  isStrict: boolean,
  found: PathValue[],
): void {
  if (node === null || node === undefined) return;
  const step = path.steps[at] as string;
  const isList = Array.isArray(node);
  if (isStrict && (typeof node !== 'object' || isList !== (step === each))) throw anotherShape(path);
  if (typeof node !== 'object') return;
  if (step !== each) {
    if (Object.hasOwn(node, step)) visit(node, step, path, at, indices, isStrict, found);
  } else if (isList) {
    for (let i = 0; i < node.length; i++) visit(node, String(i), path, at, [...indices, i], isStrict, found);
  }
}

function visit(
  parent: object,
  key: string,
  path: Path,
  at: number,
  indices: readonly number[],
  isStrict: boolean,
  found: PathValue[],
): void {
  const value = (parent as Record<string, unknown>)[key];
  if (at + 1 === path.steps.length) found.push({ value, parent, key, indices });
  else walk(value, path, at + 1, indices, isStrict, found);
}

const anotherShape = (path: Path): PrivacyError =>
  new PrivacyError('ERR_FIELD_TYPE', `${path.text} leads through a value of another type`, { path: path.text });

/** Some paths by their steps: one walk over an order meets all of them. `T` is what belongs to a path. */
export interface Places<T> {
  readonly branches: readonly Branch<T>[];
}

interface Branch<T> {
  readonly step: string;
  /** The first path that leads here, for errors. */
  readonly path: Path;
  /** What belongs to the path that ends here. */
  leaf?: { readonly path: Path; readonly item: T };
  readonly branches: Branch<T>[];
}

/** Puts paths together. Each is given once. */
export function placesOf<T>(items: readonly { readonly path: Path; readonly item: T }[]): Places<T> {
  const root: Branch<T>[] = [];
  for (const { path, item } of items) {
    let branches = root;
    for (const [i, step] of path.steps.entries()) {
      let branch = branches.find((known) => known.step === step);
      if (branch === undefined) {
        branch = { step, path, branches: [] };
        branches.push(branch);
      }
      if (i + 1 === path.steps.length) branch.leaf = { path, item };
      branches = branch.branches;
    }
  }
  return { branches: root };
}

/** The new value at a place: the same one leaves it alone, `undefined` takes it out. */
export type Edit<T> = (value: unknown, item: T, path: Path, indices: readonly number[]) => unknown;

/**
 * A copy of an order with every value at the places edited. It shares what is not on the way to an edited value. As strict as
 * {@link privateValuesAt}.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE`; and what `edit` throws.
 */
export function editPlaces<T extends object, I>(order: T, { branches }: Places<I>, edit: Edit<I>): T {
  const edited = editNode(order, branches, noIndices, edit) as T;
  return edited === order ? copyOf(order) : edited;
}

function editNode<T>(
  node: unknown,
  branches: readonly Branch<T>[],
  indices: readonly number[],
  edit: Edit<T>,
): unknown {
  if (node === null || node === undefined) return node;
  const isList = Array.isArray(node);
  let copy: Record<string, unknown> | undefined;
  let gone: string[] | undefined;
  for (let i = 0; i < branches.length; i++) {
    const branch = branches[i] as Branch<T>;
    const { step } = branch;
    if (typeof node !== 'object' || isList !== (step === each)) throw anotherShape(branch.path);
    if (isList) return editList(node, branch, indices, edit);
    if (!Object.hasOwn(node, step)) continue;
    const before = (node as Record<string, unknown>)[step];
    const after = editValue(before, branch, indices, edit);
    if (after === before) continue;
    if (after === undefined) {
      gone ??= [];
      gone.push(step);
    } else {
      copy ??= copyOf(node as Record<string, unknown>);
      copy[step] = after;
    }
  }
  const edited = copy ?? node;
  return gone === undefined ? edited : copyWithout(edited as object, gone);
}

function editList<T>(list: readonly unknown[], branch: Branch<T>, indices: readonly number[], edit: Edit<T>): unknown {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const after = editValue(list[i], branch, [...indices, i], edit);
    if (after === list[i]) continue;
    copy ??= list.slice();
    if (after === undefined) delete copy[i];
    else copy[i] = after;
  }
  return copy ?? list;
}

function editValue<T>(before: unknown, branch: Branch<T>, indices: readonly number[], edit: Edit<T>): unknown {
  const { leaf, branches } = branch;
  const after = branches.length === 0 ? before : editNode(before, branches, indices, edit);
  return leaf === undefined ? after : edit(after, leaf.item, leaf.path, indices);
}

/** A copy of an order without one of its keys. */
export function withoutKey(order: object, key: string): object {
  const { [key]: _, ...copy } = order as Record<string, unknown>;
  return withPrototypeOf(order, copy);
}

/** A copy of an order with one key more. */
export function withKey(order: object, key: string, value: unknown): object {
  const copy: Record<string, unknown> = growingCopyOf(order as Record<string, unknown>);
  copy[key] = value;
  return copy;
}

/** A copy without some keys. By rest, which V8 does at once, three at a time: `delete` would leave an object that is slow to read ever after. */
function copyWithout(node: object, gone: readonly string[]): object {
  let copy = node as Record<string, unknown>;
  for (let i = 0; i < gone.length; i += 3) {
    const first = gone[i] as string;
    const { [first]: _, [gone[i + 1] ?? first]: __, [gone[i + 2] ?? first]: ___, ...rest } = copy;
    copy = rest;
  }
  return withPrototypeOf(node, copy);
}

function withPrototypeOf<T extends object>(node: object, copy: T): T {
  const prototype = Object.getPrototypeOf(node) as object | null;
  return prototype === Object.prototype ? copy : (Object.setPrototypeOf(copy, prototype) as T);
}

/** The path with its array positions written in: `items[3].remark`. Safe to show: it holds no value. */
export function concretePath(path: Path, indices: readonly number[]): string {
  if (indices.length === 0) return path.text;
  let next = 0;
  return path.text.replaceAll(each, () => `[${indices[next++] ?? ''}]`);
}

/**
 * The text of a value, or `undefined` where there is nothing to protect: null, empty, missing.
 *
 * @param types - What the field may hold.
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for anything else; the error names the path, never the value.
 */
export function textOf(
  value: unknown,
  indices: readonly number[],
  path: Path,
  types: readonly ValueType[] = textOnly,
): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const type = typeOfValue(value);
  const isTaken = type !== undefined && types.includes(type);
  const text = isTaken ? textOfValue(value as PrivateValue) : undefined;
  if (text !== undefined) return text;
  const at = concretePath(path, indices);
  const got = Array.isArray(value) ? 'array' : typeof value;
  const problem = isTaken ? `is out of range for a ${type}` : `expected ${types.join(' or ')}, got ${got}`;
  throw new PrivacyError('ERR_FIELD_TYPE', `${at} ${problem}`, { path: at });
}

/** A copy of an order that shares everything but what is edited. */
export interface Editor<T extends object> {
  /** The copy; the original is never touched. */
  readonly root: T;
  /** Sets a value, or deletes it with `undefined`. The parents must exist in the original. */
  set(path: Path, indices: readonly number[], value: unknown): void;
}

// Spread, not Object.assign: an own `__proto__`, as JSON.parse makes it, must stay a property.
const copyOf = <T extends object>(node: T): T => withPrototypeOf(node, { ...node });

/** A copy to which keys are added: V8 copies by spread at once, but then takes almost a microsecond for each key that is new. */
const growingCopyOf = <T extends object>(node: T): T =>
  Object.getPrototypeOf(node) !== Object.prototype || Object.hasOwn(node, '__proto__')
    ? copyOf(node)
    : Object.assign({}, node);

type CopyNode = <T extends object>(node: T) => T;

/** Starts a copy-on-write edit. Dates, Maps and class instances that are not on an edited path stay the same objects. */
export const editCopy = <T extends object>(original: T): Editor<T> => edit(shallowCopy(original, copyOf), copyOf);

/** The same for an object that is a copy already and to which values come back. */
export const editOwn = <T extends object>(root: T): Editor<T> => edit(root, growingCopyOf);

const shallowCopy = <T extends object>(node: T, copyNode: CopyNode): T =>
  Array.isArray(node) ? (node.slice() as unknown as T) : copyNode(node);

function edit<T extends object>(root: T, copyNode: CopyNode): Editor<T> {
  // One copy per place: an object that stands in two places of an order is edited in each of them alone.
  let copies: Set<object> | undefined;
  // Most orders have one place only, which the fields share.
  let last: object | undefined;
  const ownCopy = (node: object): object => {
    if (node === last || copies?.has(node) === true) return node;
    if (last !== undefined) {
      copies ??= new Set();
      copies.add(last);
    }
    last = shallowCopy(node, copyNode);
    return last;
  };
  return {
    root,
    set(path, indices, value) {
      let node: Record<string, unknown> = root as Record<string, unknown>;
      let next = 0;
      for (let i = 0; i < path.steps.length; i++) {
        const step = path.steps[i] as string;
        const key = step === each ? String(indices[next++]) : step;
        if (i + 1 === path.steps.length) {
          if (value === undefined) delete node[key];
          else node[key] = value;
          return;
        }
        const child = node[key];
        if (typeof child !== 'object' || child === null) {
          throw new PrivacyError('ERR_FIELD_TYPE', `${path.text} leads through something that is no object`, {
            path: path.text,
          });
        }
        node = node[key] = ownCopy(child) as Record<string, unknown>;
      }
    },
  };
}
