import { textKinds } from '../detect/text/index.ts';
import { assertObject } from '../errors.ts';
import { parsePath } from '../paths.ts';
import type { Preset } from '../platform/preset.ts';
import type { FieldKind } from '../types.ts';
import { snake } from './keyCues.ts';

/**
 * Paths at which only protected values may stand. They are matched from their last key upwards, so that it does not matter
 * what an order is wrapped in, and `receiverName` is `receiver_name`.
 */
export interface PrivatePaths {
  /** What the field at the end of a chain of keys holds, or `undefined` where no private path ends. */
  kindAt(keys: KeyChain): FieldKind | undefined;
}

/** A key and the keys above it; positions in lists are none. */
export interface KeyChain {
  /** In snake case. */
  readonly key: string;
  readonly above: KeyChain | undefined;
}

interface PrivatePath {
  /** From the last key upwards. */
  readonly keys: readonly string[];
  readonly kind: FieldKind;
}

const kinds: readonly string[] = [...textKinds, 'text', 'opaque'];

/** The private paths of presets and a user's own, or `undefined` for none. */
export function privatePathsOf(
  presets: readonly Preset[],
  own: Readonly<Record<string, FieldKind>> | undefined,
): PrivatePaths | undefined {
  const byLastKey = new Map<string, PrivatePath[]>();
  const add = (path: string, kind: FieldKind): void => {
    const keys = parsePath(path)
      .steps.filter((step) => step !== '[]')
      .map(snake)
      .reverse();
    const last = keys[0] as string;
    byLastKey.set(last, [...(byLastKey.get(last) ?? []), { keys, kind }]);
  };
  if (own !== undefined) {
    assertObject(own, 'options.privatePaths');
    for (const [path, kind] of Object.entries(own)) {
      if (!kinds.includes(kind)) throw new TypeError(`"options.privatePaths" expected kinds: ${kinds.join(', ')}`);
      add(path, kind);
    }
  }
  for (const preset of presets) {
    assertObject(preset, 'options.preset');
    for (const { path, kind } of preset.fields) add(path, kind);
  }
  if (byLastKey.size === 0) return undefined;
  return { kindAt: (chain) => byLastKey.get(chain.key)?.find(({ keys }) => endsIn(chain, keys))?.kind };
}

function endsIn(chain: KeyChain, keys: readonly string[]): boolean {
  let at: KeyChain | undefined = chain;
  for (const key of keys) {
    if (at?.key !== key) return false;
    at = at.above;
  }
  return true;
}
