/** Names and values in the order they stand; a name may stand twice, as in a form. */
export class Pairs {
  readonly list: readonly (readonly [name: string, value: unknown])[];

  constructor(list: readonly (readonly [name: string, value: unknown])[]) {
    this.list = list;
  }
}

/** What cannot be read here: bytes that are no text, a stream, a promise. */
export const unreadable: unique symbol = Symbol('unreadable');
