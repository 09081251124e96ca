import type { Marked } from './marked.ts';
import {
  type Fact,
  leavesOf,
  type PathFact,
  type PathKind,
  type PathRole,
  type Placed,
  type Span,
  type State,
  type Truth,
  type UnitFact,
  valueAt,
} from './truth.ts';

type Value = string | number | null;

/** Writes down what stands where. Every method returns the value, so that it can be called inside the object literal of an order. */
export interface Recorder {
  /** A readable private value, its name, phone or units marked. */
  readonly plain: (path: string, role: PathRole, value: Marked | string) => string;
  readonly virtual: (path: string, value: Marked | string) => string;
  readonly remark: (path: string, value: Marked) => string;
  readonly ciphertext: (path: string, role: PathRole, value: string) => string;
  readonly masked: (path: string, role: PathRole, value: string) => string;
  readonly index: (path: string, role: PathRole, value: string) => string;
  readonly reference: (path: string, role: 'mergeId' | 'buyerId', value: string) => string;
  readonly region: <V extends string | number>(path: string, value: V) => V;
  readonly empty: <V extends '' | null>(path: string, role: PathRole, value: V) => V;
  readonly truth: (recordId: string, state: State) => Truth;
}

export function createRecorder(): Recorder {
  const paths: PathFact[] = [];
  const spans = new Map<Fact, Span[]>();
  const note = <V extends Value>(path: string, kind: PathKind, role: PathRole, value: V): V => {
    paths.push({ path, kind: value === '' ? 'empty' : kind, role, value });
    return value;
  };
  const place = (path: string, kind: PathKind, role: PathRole, value: Marked | string): string => {
    if (typeof value === 'string') return note(path, kind, role, value);
    for (const { fact, start, end } of value.marks) {
      const text = value.text.slice(start, end);
      spans.set(fact, [...(spans.get(fact) ?? []), { path, start, end, text }]);
    }
    return note(path, kind, role, value.text);
  };
  const placed = <F extends Fact>(wanted: (fact: Fact) => fact is F): Placed<F>[] =>
    [...spans].flatMap(([fact, found]) => (wanted(fact) ? [{ ...fact, spans: found }] : []));
  return {
    plain: (path, role, value) => place(path, 'plain', role, value),
    virtual: (path, value) => place(path, 'virtual', 'phone', value),
    remark: (path, value) => place(path, 'freeText', 'remark', value),
    ciphertext: (path, role, value) => note(path, 'ciphertext', role, value),
    masked: (path, role, value) => note(path, 'masked', role, value),
    index: (path, role, value) => note(path, 'index', role, value),
    reference: (path, role, value) => note(path, 'reference', role, value),
    region: (path, value) => note(path, 'region', 'region', value),
    empty: (path, role, value) => note(path, 'empty', role, value),
    truth: (recordId, state) => ({
      recordId,
      state,
      names: placed((fact) => fact.type === 'name'),
      phones: placed((fact) => fact.type === 'phone'),
      units: placed((fact): fact is UnitFact => fact.type === 'unit' && fact.kind !== 'household'),
      households: placed((fact): fact is UnitFact => fact.type === 'unit' && fact.kind === 'household'),
      decoys: placed((fact) => fact.type === 'decoy'),
      paths,
    }),
  };
}

/**
 * True when a name or phone of the order can also be read outside its spans, for example a name that is part of a road's name.
 * Such an order is thrown away and made again: a test that searches an output for the name must never hit something else.
 */
export function collides(order: unknown, truth: Truth): boolean {
  const leaves = leavesOf(order).map(([path, value]) => [path, String(value)] as const);
  for (const { text, spans } of truth.names) {
    let seen = 0;
    for (const [, value] of leaves) seen += value.split(text).length - 1;
    if (seen !== spans.length) return true;
  }
  for (const { digits, spans } of truth.phones) {
    const known = new Set(spans.map((span) => span.path));
    if (leaves.some(([path, value]) => value.includes(digits) && !known.has(path))) return true;
  }
  return false;
}

/** Throws when a path or span of the truth does not hold what it says: a mistake in this generator, so it stops the run. */
export function assertTrue(order: unknown, truth: Truth): void {
  for (const { path, value } of truth.paths) {
    if (valueAt(order, path) !== value) throw new Error(`truth and order differ at ${path}`);
  }
  for (const { spans } of [...truth.names, ...truth.phones, ...truth.units, ...truth.households]) {
    for (const { path, start, end, text } of spans) {
      const value = valueAt(order, path);
      if (typeof value !== 'string' || value.slice(start, end) !== text) {
        throw new Error(`span and order differ at ${path}`);
      }
    }
  }
}
