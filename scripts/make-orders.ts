/** Writes the invented orders of `examples/orders`. Run by `npm run orders`. */
import { writeFileSync } from 'node:fs';
import { makeOrders, orderPresets, toJsonLines } from './orders/index.ts';

const folder = new URL('../examples/orders/', import.meta.url);

for (const preset of orderPresets) {
  const lines = toJsonLines(makeOrders(preset));
  writeFileSync(new URL(`${preset}.jsonl`, folder), lines);
}
