import { describe, expect, it } from 'vitest';
import { editCopy, editPlaces, parsePath, placesOf, withoutKey } from '../../../src/paths.ts';
import { codeOf } from '../../support/thrown.ts';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) deepFreeze((value as Record<PropertyKey, unknown>)[key]);
  }
  return value;
}

class Person {
  name = '张三';
  get hello(): string {
    return `hello ${this.name}`;
  }
}

describe('editCopy', () => {
  it('edits a copy of a deeply frozen order', () => {
    const order = deepFreeze({ id: 1, a: { b: 'x', c: 'y' }, items: [{ d: 'p' }, { d: 'q' }] });
    const editor = editCopy<object>(order);
    editor.set(parsePath('a.b'), [], 'z');
    editor.set(parsePath('a.c'), [], undefined);
    editor.set(parsePath('items[].d'), [1], 'r');
    expect(editor.root).toEqual({ id: 1, a: { b: 'z' }, items: [{ d: 'p' }, { d: 'r' }] });
    expect(order).toEqual({ id: 1, a: { b: 'x', c: 'y' }, items: [{ d: 'p' }, { d: 'q' }] });
  });

  it('shares what is not on an edited path', () => {
    const order = { a: { b: 'x' }, when: new Date(0), map: new Map([[1, 2]]), items: [{ d: 'p' }, { d: 'q' }] };
    const editor = editCopy(order);
    editor.set(parsePath('items[].d'), [1], 'r');
    expect(editor.root.a).toBe(order.a);
    expect(editor.root.when).toBe(order.when);
    expect(editor.root.map).toBe(order.map);
    expect(editor.root.items[0]).toBe(order.items[0]);
    expect(editor.root.items).not.toBe(order.items);
  });

  it('copies each object of a path once', () => {
    const editor = editCopy({ a: { b: 'x', c: 'y' } });
    editor.set(parsePath('a.b'), [], '1');
    const first = editor.root.a;
    editor.set(parsePath('a.c'), [], '2');
    expect(editor.root.a).toBe(first);
    expect(editor.root).toEqual({ a: { b: '1', c: '2' } });
  });

  it('keeps the class of what it copies', () => {
    const order = { person: new Person(), bare: Object.assign(Object.create(null) as object, { e: 'x' }) };
    const editor = editCopy(order);
    editor.set(parsePath('person.name'), [], '李四');
    editor.set(parsePath('bare.e'), [], 'y');
    expect(editor.root.person).toBeInstanceOf(Person);
    expect(editor.root.person.hello).toBe('hello 李四');
    expect(Object.getPrototypeOf(editor.root.bare)).toBeNull();
    expect(order.person.name).toBe('张三');
  });

  it('keeps symbols and an own __proto__, as JSON.parse makes it, as properties', () => {
    const mark = Symbol('mark');
    const order = Object.assign(JSON.parse('{ "__proto__": { "admin": true }, "a": { "b": "x" } }') as object, {
      [mark]: 1,
    });
    const { root } = editCopy(order);
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
    expect('admin' in root).toBe(false);
    expect(JSON.stringify(root)).toBe(JSON.stringify(order));
    expect((root as Record<symbol, unknown>)[mark]).toBe(1);
  });

  it('edits an object that stands in two places only where it was told', () => {
    const person = { phone: '13800138000' };
    const editor = editCopy<object>({ recipient: person, sender: person });
    editor.set(parsePath('recipient.phone'), [], undefined);
    expect(editor.root).toEqual({ recipient: {}, sender: { phone: '13800138000' } });
    expect(person.phone).toBe('13800138000');
  });

  it('refuses to lead through something that is no object', () => {
    const { set } = editCopy<object>({ a: 'text', items: [] });
    expect(codeOf(() => set(parsePath('a.b'), [], 'x'))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => set(parsePath('missing.b'), [], 'x'))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => set(parsePath('items[].b'), [0], 'x'))).toBe('ERR_FIELD_TYPE');
    expect(codeOf(() => set(parsePath('toString.b'), [], 'x'))).toBe('ERR_FIELD_TYPE');
  });

  it('never reaches a prototype', () => {
    const editor = editCopy<object>({});
    editor.set(parsePath('toString'), [], 'x');
    expect(Object.hasOwn(editor.root, 'toString')).toBe(true);
    expect(typeof Object.prototype.toString).toBe('function');
  });
});

describe('editPlaces', () => {
  const places = placesOf(['a.b', 'a.c', 'items[].d', 'e'].map((text) => ({ path: parsePath(text), item: text })));
  const edit = (order: object, result: unknown): object => editPlaces(order, places, () => result);

  it('meets every value once, with its path and its positions', () => {
    const met: unknown[] = [];
    editPlaces(
      { e: 1, items: [{ d: 2 }, {}, null, { d: 3 }], a: { c: 4, b: 5, x: 6 } },
      places,
      (value, item, path, indices) => {
        met.push([value, item, path.text, indices]);
        return value;
      },
    );
    expect(met).toEqual([
      [5, 'a.b', 'a.b', []],
      [4, 'a.c', 'a.c', []],
      [2, 'items[].d', 'items[].d', [0]],
      [3, 'items[].d', 'items[].d', [3]],
      [1, 'e', 'e', []],
    ]);
  });

  it('changes a copy of a deeply frozen order, and shares the rest', () => {
    const other = { x: 1 };
    const order = deepFreeze({ other, a: { z: 0, b: 'x', c: 'y' }, items: [{ d: 'p', f: 1 }, { f: 2 }] });
    expect(JSON.stringify(edit(order, 'm'))).toBe(
      '{"other":{"x":1},"a":{"z":0,"b":"m","c":"m"},"items":[{"d":"m","f":1},{"f":2}]}',
    );
    const taken = edit(order, undefined) as typeof order;
    expect(JSON.stringify(taken)).toBe('{"other":{"x":1},"a":{"z":0},"items":[{"f":1},{"f":2}]}');
    expect(taken.other).toBe(other);
    expect(taken.items[1]).toBe(order.items[1]);
  });

  it('copies an order in which nothing was changed', () => {
    const order = { a: null, items: [], x: 1 };
    expect(edit(order, 'm')).toEqual(order);
    expect(edit(order, 'm')).not.toBe(order);
  });

  it('shares an object in which no value was changed', () => {
    const order = { a: { b: 1 }, e: 2 };
    const edited = editPlaces(order, places, (value, item) => (item === 'e' ? 'm' : value));
    expect(edited).toEqual({ a: { b: 1 }, e: 'm' });
    expect(edited.a).toBe(order.a);
  });

  it('leaves a hole where an element of a list goes', () => {
    const list = placesOf([{ path: parsePath('tags[]'), item: 0 }]);
    const { tags } = editPlaces({ tags: ['x', 'y'] }, list, (value) => (value === 'x' ? undefined : value));
    expect([tags.length, 0 in tags, tags[1]]).toEqual([2, false, 'y']);
  });

  it('keeps prototypes, symbols, an own __proto__ and what is not enumerable out', () => {
    const symbol = Symbol('s');
    const person = Object.assign(new Person(), { b: 1, [symbol]: 2 });
    const odd = JSON.parse('{"__proto__":{"evil":1},"b":1,"x":2}') as object;
    Object.defineProperty(odd, 'hidden', { value: 3, enumerable: false });
    for (const result of ['m', undefined]) {
      const edited = (edit({ a: person }, result) as { a: Person }).a;
      expect(edited.hello).toBe('hello 张三');
      expect(Reflect.ownKeys(edited)).toEqual(['name', ...(result === undefined ? [] : ['b']), symbol]);
      const copy = (edit({ a: odd }, result) as { a: object }).a;
      expect(Object.getOwnPropertyDescriptor(copy, '__proto__')?.value).toEqual({ evil: 1 });
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
      expect(Object.hasOwn(copy, 'hidden')).toBe(false);
    }
    const bare = Object.assign(Object.create(null) as object, { b: 1, x: 2 });
    expect(Object.getPrototypeOf((edit({ a: bare }, undefined) as { a: object }).a)).toBe(null);
  });

  it('edits an object that stands in two places in each of them', () => {
    const both = placesOf(['one.name', 'two.name'].map((text) => ({ path: parsePath(text), item: text })));
    const person = { name: 'x' };
    expect(editPlaces({ one: person, two: person }, both, (_, item) => item)).toEqual({
      one: { name: 'one.name' },
      two: { name: 'two.name' },
    });
  });

  it.each([{ a: 'text' }, { a: [1] }, { items: {} }, { items: 'text' }, { items: [['x']] }])('refuses %j', (order) => {
    expect(codeOf(() => edit(order, 'm'))).toBe('ERR_FIELD_TYPE');
  });
});

describe('withoutKey', () => {
  it('leaves out one key', () => {
    const order = deepFreeze({ a: 1, privacy: 2, b: 3 });
    expect(withoutKey(order, 'privacy')).toEqual({ a: 1, b: 3 });
    expect(withoutKey({ a: 1 }, 'privacy')).toEqual({ a: 1 });
  });
});
