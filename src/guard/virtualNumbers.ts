import { editCopy, parsePath, valuesAt } from '../paths.ts';
import type { Preset } from '../platform/preset.ts';
import { inspectOrder } from '../platform/protect.ts';
import type { Search } from './options.ts';

/**
 * Paths of the phones in an order that it declares virtual and unexpired. The order has to have its id and be of the preset's
 * shape: in any other object a number that looks virtual is a person's.
 */
export function virtualPaths(value: object, { presets, now }: Search): string[] {
  const paths: string[] = [];
  for (const preset of presets) {
    if (preset.virtualNumber === undefined) continue;
    const until = valuesAt(value, parsePath(preset.virtualNumber.until))[0]?.value;
    if (until === undefined || until === null || until === '') continue;
    try {
      for (const { path, state } of inspectOrder(
        withAllFields(value, preset),
        preset,
        now === undefined ? {} : { now },
      )) {
        if (state === 'virtual-number') paths.push(path);
      }
    } catch {
      // Not an order of this preset.
    }
  }
  return paths;
}

/** With the fields that encryption took out of it, empty: an order without a recipient would be refused. */
function withAllFields(order: object, preset: Preset): object {
  const editor = editCopy(order);
  for (const { path: text } of preset.fields) {
    const path = parsePath(text);
    if (path.steps.includes('[]') || valuesAt(order, path).length > 0) continue;
    try {
      editor.set(path, [], '');
    } catch {
      // What it would stand in is missing too.
    }
  }
  return editor.root;
}
