import { parsePath, valuesAt } from '../paths.ts';
import { inspectOrder } from '../platform/protect.ts';
import type { Search } from './options.ts';

/**
 * Paths of the phones in an order that it declares virtual and unexpired. An order has to be whole for that: in any other
 * object a number that looks virtual is a person's.
 */
export function virtualPaths(value: object, { presets, now }: Search): string[] {
  const paths: string[] = [];
  for (const preset of presets) {
    if (preset.virtualNumber === undefined) continue;
    const until = valuesAt(value, parsePath(preset.virtualNumber.until))[0]?.value;
    if (until === undefined || until === null || until === '') continue;
    try {
      for (const { path, state } of inspectOrder(value, preset, now === undefined ? {} : { now })) {
        if (state === 'virtual-number') paths.push(path);
      }
    } catch {
      // Not an order of this preset.
    }
  }
  return paths;
}
