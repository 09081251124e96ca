import { at, type Random } from '../orders/random.ts';

/** One of the items, each as often as its share says. */
export function drawByShare<T extends { readonly share: number }>(items: readonly T[], random: Random): T {
  const total = items.reduce((sum, { share }) => sum + share, 0);
  let left = random.int(1, total);
  for (const item of items) {
    left -= item.share;
    if (left <= 0) return item;
  }
  return at(items, 0);
}
