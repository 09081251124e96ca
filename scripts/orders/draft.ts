import { type Address, type AddressShape, addressShapes, makeAddress } from './addresses.ts';
import type { Marked } from './marked.ts';
import { makeName, type NameShape, nameShares } from './people.ts';
import { makeLandline, makeMobile } from './phones.ts';
import { at, createRandom, deal, type Random, type Shares, seedFrom, shuffle } from './random.ts';
import { makeRemark, makeSellerRemark, type RemarkKind, remarkShares } from './remarks.ts';
import type { State } from './truth.ts';

/** Percent of orders by how the platform returned the recipient; the README prints it. */
export const stateShares: Shares<State> = {
  plain: 45,
  ciphertext: 20,
  masked: 15,
  virtual: 8,
  landline: 7,
  empty: 5,
};

/** What is dealt to an order before anything is drawn. `ordinal` counts orders of the same state from 0, for exact sub-shares. */
export interface Hand {
  readonly index: number;
  readonly state: State;
  readonly ordinal: number;
  readonly name: NameShape;
  readonly address: AddressShape;
  readonly remark: RemarkKind;
}

export function dealHands(preset: string, count: number, seed: number): Hand[] {
  const random = createRandom(seedFrom(preset, seed, 'hands'));
  const states = deal(stateShares, count, random);
  const names = deal(nameShares, count, random);
  const remarks = deal(remarkShares, count, random);
  const shapes: AddressShape[] = [];
  while (shapes.length < count) shapes.push(...shuffle(addressShapes, random));
  pin(names, states);
  const seen = new Map<State, number>();
  return states.map((state, index) => {
    const ordinal = seen.get(state) ?? 0;
    seen.set(state, ordinal + 1);
    return {
      index,
      state,
      ordinal,
      name: at(names, index),
      address: at(shapes, index),
      remark: at(remarks, index),
    };
  });
}

/** Where the few hard names have to stand: readable, and one of them in an encrypted order (Douyin leaves it readable). */
const pinned: readonly (readonly [NameShape, State])[] = [
  ['single', 'ciphertext'],
  ['single', 'plain'],
  ['rare', 'plain'],
  ['rare', 'plain'],
  ['rare', 'plain'],
];

/** Swaps names until {@link pinned} holds; the shares stay as dealt. */
function pin(names: NameShape[], states: readonly State[]): void {
  const taken = new Set<number>();
  for (const [shape, state] of pinned) {
    const to = states.findIndex((candidate, index) => candidate === state && !taken.has(index));
    const from = names.findIndex((name, index) => name === shape && !taken.has(index));
    if (to === -1 || from === -1) continue;
    names[from] = at(names, to);
    names[to] = shape;
    taken.add(to);
  }
}

/** One recipient and one purchase before a platform's API puts it into its own words. */
export interface Draft {
  readonly hand: Hand;
  readonly random: Random;
  readonly name: Marked;
  /** A mobile, or a landline when the state says so. */
  readonly phone: Marked;
  readonly address: Address;
  readonly buyerRemark: Marked;
  readonly sellerRemark: Marked;
  readonly shop: Shop;
  readonly created: Date;
  readonly item: Item;
}

export interface Shop {
  readonly id: number;
  readonly name: string;
}

export interface Item {
  readonly title: string;
  readonly spec: string;
  readonly count: number;
  readonly cents: number;
}

const shops: readonly Shop[] = [
  { id: 1_048_577, name: '栖澜生活旗舰店' },
  { id: 2_097_153, name: '霁舟数码专营店' },
  { id: 3_145_729, name: '枫麓零食铺' },
];

const goods = [
  ['纯棉短袖T恤 宽松百搭', '红色 XL', 3980],
  ['手提保温壶 304不锈钢', '1.5L 象牙白', 8900],
  ['每日坚果混合装', '25g*30袋', 9990],
  ['Type-C 快充数据线', '2米 黑色', 1590],
  ['加厚防滑浴室地垫', '40*60cm', 2680],
  ['儿童绘本 睡前故事', '全8册', 4580],
  ['云南小粒咖啡豆', '454g 中深烘', 5900],
  ['无线静音鼠标', '石墨灰', 6900],
] as const;

/** All orders lie in the sixty days before this day: fixed, since files that change with the clock cannot be checked. */
const reference = Date.UTC(2026, 10, 1);

export function makeDraft(preset: string, hand: Hand, seed: number, attempt: number): Draft {
  const random = createRandom(seedFrom(preset, seed, hand.index, attempt));
  const address = makeAddress(random, hand.address);
  const [title, spec, cents] = random.pick(goods);
  return {
    hand,
    random,
    name: makeName(random, hand.name),
    phone: hand.state === 'landline' ? makeLandline(random, address.region) : makeMobile(random),
    address,
    buyerRemark: makeRemark(random, hand.remark, address.region),
    sellerRemark: makeSellerRemark(random),
    shop: random.pick(shops),
    created: new Date(reference - random.int(60, 60 * 86_400) * 1000),
    item: { title, spec, count: random.int(1, 3), cents },
  };
}

/** `YYYY-MM-DD HH:mm:ss` in China Standard Time (UTC+8, no summer time), as four of the five platforms write it. */
export function chinaTime(date: Date): string {
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

export const yuan = (cents: number): string => (cents / 100).toFixed(2);
