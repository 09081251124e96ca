import { concretePath, type Path, valuesAt } from '../paths.ts';
import { declaredVirtual, hasShape } from '../platform/inspect.ts';
import type { Preset } from '../platform/preset.ts';
import type { Search } from './options.ts';

/**
 * Paths of the phones in an order that it declares virtual and unexpired. The order has to have its id and be of the preset's
 * shape: in any other object a number that looks virtual is a person's.
 */
export function virtualPaths(value: object, { presets, now = new Date() }: Search): string[] {
  return presets
    .filter((preset) => isOrder(value, preset))
    .flatMap((preset) =>
      declaredVirtual(value, preset, now).flatMap((phone) => {
        const path = preset.paths.get(phone) as Path;
        return valuesAt(value, path).map(({ indices }) => concretePath(path, indices));
      }),
    );
}

/** Encryption took the recipient out of an order of ours; the id is still there. */
function isOrder(value: object, preset: Preset): boolean {
  if (preset.virtualNumber === undefined) return false;
  const hasId = preset.recordIdPath === undefined || valuesAt(value, preset.recordIdPath).length > 0;
  return hasId && (Object.hasOwn(value, 'privacy') || hasShape(value, preset));
}
