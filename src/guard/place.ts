import type { FieldKind } from '../types.ts';
import { cueOf, isSafeKey, keysIn } from './keyCues.ts';
import type { KeyChain, PrivatePaths } from './privatePaths.ts';

/** Where a value of a payload stands, and what that says about it. */
export interface Place {
  readonly path: string;
  /** Levels of nesting and packing above. */
  readonly depth: number;
  /** The key above, empty in none. */
  readonly key: string;
  /** What the key says, as words before the value. */
  readonly cue: string;
  /** The keys above, while there are private paths. */
  readonly keys: KeyChain | undefined;
  /** What a private path says is here. */
  readonly kind: FieldKind | undefined;
  /** Whether these are the masks beside a token of ours. */
  readonly isOwnMask: boolean;
}

/** The payload itself. */
export const rootPlace: Place = Object.freeze({
  path: '',
  depth: 0,
  key: '',
  cue: '',
  keys: undefined,
  kind: undefined,
  isOwnMask: false,
});

/** The place of a named value; `position` stands for a name that may itself be private. */
export function placeBelow(
  place: Place,
  name: string,
  position: number,
  privatePaths: PrivatePaths | undefined,
): Place {
  const step = isSafeKey(name) ? name : `{${position}}`;
  let { keys, kind } = place;
  if (privatePaths !== undefined) {
    for (const key of keysIn(name)) {
      keys = { key, above: keys };
      kind = privatePaths.kindAt(keys) ?? kind;
    }
  }
  return {
    path: place.path === '' ? step : `${place.path}.${step}`,
    depth: place.depth + 1,
    key: name,
    cue: cueOf(name, place.key),
    keys,
    kind,
    isOwnMask: place.isOwnMask,
  };
}
