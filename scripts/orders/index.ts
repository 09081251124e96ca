import { makeDouyinOrder } from './douyin.ts';
import { type Draft, dealHands, makeDraft } from './draft.ts';
import { makeJdOrder } from './jd.ts';
import { makeKuaishouOrder } from './kuaishou.ts';
import { makePddOrder } from './pdd.ts';
import { assertTrue, collides } from './recorder.ts';
import { makeTaobaoOrder } from './taobao.ts';
import type { MadeOrder } from './truth.ts';

export type * from './truth.ts';
export { leavesOf, valueAt } from './truth.ts';

const makers = {
  'taobao.trade': makeTaobaoOrder,
  'pdd.order': makePddOrder,
  'douyin.order': makeDouyinOrder,
  'jd.order': makeJdOrder,
  'kuaishou.order': makeKuaishouOrder,
} as const satisfies Readonly<Record<string, (draft: Draft) => MadeOrder>>;

export type OrderPreset = keyof typeof makers;
export const orderPresets: readonly OrderPreset[] = Object.keys(makers) as OrderPreset[];

/** What `examples/orders` was made with. */
export const exampleSeed = 20_261_101;
export const exampleCount = 220;

/**
 * Invented orders of one platform and what is true of them. Pure: the same arguments give the same orders.
 *
 * Shares of states, names and remarks are exact for every `count` (largest remainder), and no name or phone of an order can
 * be read outside the places its truth lists, so an output may be searched for them.
 */
export function makeOrders(preset: OrderPreset, count: number = exampleCount, seed: number = exampleSeed): MadeOrder[] {
  return dealHands(preset, count, seed).map((hand) => {
    // A name that is also part of a road's name is rare: one more draw is enough nearly always.
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const made = makers[preset](makeDraft(preset, hand, seed, attempt));
      assertTrue(made.order, made.truth);
      if (!collides(made.order, made.truth)) return made;
    }
    throw new Error(`order ${hand.index} of ${preset} collides with itself in every attempt`);
  });
}

/** One order per line, each line closed: the content of an examples file. */
export function toJsonLines(orders: readonly MadeOrder[]): string {
  return orders.map(({ order }) => `${JSON.stringify(order)}\n`).join('');
}
