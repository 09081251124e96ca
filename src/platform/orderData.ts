import { PrivacyError } from '../errors.ts';

/** Levels of nesting, and values in all, of an API's answer with many orders. */
const maxDepth = 64;
const maxValues = 1_000_000;

/** Counts what a walk has seen. */
export interface DataWalk {
  values: number;
}

/**
 * The properties of a value that holds others, or nothing for one that does not. An order is data, as JSON gives it: an
 * accessor may answer differently each time it is asked, and a key that reaches into prototypes has no place in one.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for an accessor or a `__proto__` key, `ERR_LIMIT_EXCEEDED` for more than 64
 * levels (an object inside itself), or 1,000,000 values. No error holds a key or a value.
 */
export function childrenOf(value: unknown, depth: number, walk: DataWalk): (readonly [key: string, child: unknown])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (depth >= maxDepth) throw new PrivacyError('ERR_LIMIT_EXCEEDED', `an order is deeper than ${maxDepth} levels`);
  // An empty list of a billion places has to be refused before it is counted.
  if (Array.isArray(value) && value.length > maxValues - walk.values) throw tooMany();
  const children: (readonly [string, unknown])[] = [];
  // Not only the enumerable ones: a path finds the others too.
  for (const key of Object.getOwnPropertyNames(value)) {
    if (key === 'length' && Array.isArray(value)) continue;
    if (key === '__proto__')
      throw new PrivacyError('ERR_FIELD_TYPE', 'an order has a key that reaches into prototypes');
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined || !('value' in property)) {
      throw new PrivacyError('ERR_FIELD_TYPE', 'an order has an accessor where a value should be');
    }
    children.push([key, property.value]);
  }
  walk.values += children.length;
  if (walk.values > maxValues) throw tooMany();
  return children;
}

const tooMany = (): PrivacyError => new PrivacyError('ERR_LIMIT_EXCEEDED', `more than ${maxValues} values`);

/** Checks everything below an order. @throws {PrivacyError} as {@link childrenOf}. */
export function assertOrderData(order: object): void {
  const walk: DataWalk = { values: 0 };
  const visit = (value: unknown, depth: number): void => {
    for (const [, child] of childrenOf(value, depth, walk)) visit(child, depth + 1);
  };
  visit(order, 0);
}
