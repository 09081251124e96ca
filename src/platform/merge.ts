import { type MergeKeyOptions, mergeKey } from '../blind-index/mergeKey.ts';
import { isMasked } from '../detect/protection.ts';
import { assertKnownKeys, assertObject, assertString, isPrivacyError } from '../errors.ts';
import { type Path, valuesAt } from '../paths.ts';
import type { FieldKind } from '../types.ts';
import { declaredVirtual, inspectField } from './inspect.ts';
import { assertOrderData } from './orderData.ts';
import { type Preset, presetValue } from './preset.ts';
import { recognize } from './recognize.ts';
import { chinaDay, chinaWeek, readTime } from './times.ts';

/** An order that may share a parcel with others. */
export interface MergeCandidate {
  /** The order, as the platform gave it or with its private fields encrypted; not changed. */
  readonly order: object;
  /** Its shape. */
  readonly preset: Preset;
  /** The shop that sold it. Ids of two shops are never compared. */
  readonly shop: string;
  /** The application (app key) that fetched it. Ids of two applications are never compared. Default: the same for all. */
  readonly app?: string;
}

/** What decides where the platform's ids do not. */
export interface MergeOptions {
  /**
   * Orders without an id of the platform are compared by {@link mergeKey} over the recipient's readable name, phone and
   * region with address. Without a keyring they cannot be decided.
   */
  readonly own?: Omit<MergeKeyOptions, 'fields'>;
  /** When an order was created, for presets that know no path of it; in a spelling of `VirtualNumberRule`. */
  readonly createdOf?: (order: object) => unknown;
  /** The time at which virtual numbers must still be valid. Default: now. */
  readonly now?: Date;
}

/**
 * Why orders go together, stay apart, or cannot be decided.
 *
 * | reason | decision | meaning |
 * |---|---|---|
 * | `same-id` | yes | the platform's id is the same, in one shop, application and period |
 * | `same-own-key` | yes | no id; our own merge key is the same |
 * | `other-platform`, `other-shop` | no | parcels of two platforms or shops are never joined |
 * | `other-id` | no | the platform says that two ids are two recipients (Pinduoduo, within a day) |
 * | `other-own-key` | no | no id; name, phone or address differ |
 * | `mixed-virtual-numbers` | no | one has a virtual number and the other has none (Taobao) |
 * | `no-other-order` | no | no other order has its id or key |
 * | `other-app` | undecidable | ids of two applications differ for the same person |
 * | `other-week` | undecidable | ids of two natural weeks differ for the same person (Taobao) |
 * | `ids-differ` | undecidable | two ids that prove nothing: ask the platform's merge interface |
 * | `no-id` | undecidable | an id is missing, or is a mask, and no keyring was given |
 * | `no-time` | undecidable | an id lasts for a time, and the order does not say when it was created |
 * | `not-readable` | undecidable | no id, and name, phone or address is missing, protected or a virtual number |
 */
export type MergeReason =
  | 'same-id'
  | 'same-own-key'
  | 'other-platform'
  | 'other-shop'
  | 'other-id'
  | 'other-own-key'
  | 'mixed-virtual-numbers'
  | 'no-other-order'
  | 'other-app'
  | 'other-week'
  | 'ids-differ'
  | 'no-id'
  | 'no-time'
  | 'not-readable';

/** Whether two orders may share a parcel. */
export interface MergeVerdict {
  /** `undecidable` is not yes: ship apart, or ask the platform. */
  readonly decision: 'yes' | 'no' | 'undecidable';
  /** Why. */
  readonly reason: MergeReason;
}

/**
 * Whether two orders may share a parcel, by the ids that the platform gives their recipients and the rules it has for them;
 * never by masked text, which many people share. Ask again after an address was changed.
 *
 * The rules of each platform, with what is documented of them, stand at its preset. A natural week runs from Monday 00:00 to
 * Sunday 24:00 in China: our assumption, the platform only says "natural week".
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE`, `ERR_LIMIT_EXCEEDED` for an order that is no data; `ERR_KEY_DISABLED` for a keyring
 * without an index key. @throws {TypeError} for wrong arguments.
 * @example
 * const order = { order_sn: '1', created_time: '2026-11-01 10:00:00', open_address_id: 'A' };
 * const first = { order, preset: presets['pdd.order'], shop: 'shop-1' };
 * canShipTogether(first, { ...first, order: { ...order, order_sn: '2' } }); // { decision: 'yes', reason: 'same-id' }
 * canShipTogether(first, { ...first, order: { ...order, open_address_id: 'B' } }).reason; // 'other-id'
 */
export function canShipTogether(a: MergeCandidate, b: MergeCandidate, options: MergeOptions = {}): MergeVerdict {
  checkOptions(options);
  return compare(factsOf(a, options), factsOf(b, options));
}

/** Orders that may share a parcel, or one that may not. */
export interface MergeGroup {
  /** Positions in the list that was given. Every order is in exactly one group. */
  readonly orders: readonly number[];
  /** `together`: two or more. `alone`: one, for sure. `undecidable`: one, for want of an id or a time. */
  readonly decision: 'together' | 'alone' | 'undecidable';
  /** Why. */
  readonly reason: MergeReason;
  /** Why other orders with the same id are not in this group, where there are some. */
  readonly apart?: MergeReason;
}

/**
 * Groups orders by who may share a parcel, by the rules of {@link canShipTogether}. Linear in the number of orders.
 *
 * @returns groups in the order of their first members.
 * @throws as {@link canShipTogether}.
 * @example
 * const order = (open_address_id: string) => ({ order: { open_address_id }, preset: presets['pdd.order'], shop: 'shop-1' });
 * mergeGroups([order('A'), order('B'), order('A'), order('')]).map(({ orders, reason }) => [orders, reason]);
 * // => [[[0, 2], 'same-id'], [[1], 'no-other-order'], [[3], 'no-id']]
 */
export function mergeGroups(candidates: readonly MergeCandidate[], options: MergeOptions = {}): MergeGroup[] {
  if (!Array.isArray(candidates)) throw new TypeError('"candidates" expected array');
  checkOptions(options);
  const drafts: Draft[] = [];
  const byKey = new Map<string, Draft>();
  const byId = new Map<string, Draft[]>();
  for (const [position, candidate] of candidates.entries()) {
    const facts = factsOf(candidate, options);
    const key = keyOf(facts);
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) {
      known.orders.push(position);
      continue;
    }
    const draft: Draft = { orders: [position], facts };
    drafts.push(draft);
    if (key !== undefined) byKey.set(key, draft);
    if (facts.id !== undefined) byId.set(facts.id, [...(byId.get(facts.id)?.slice(0, 1) ?? []), draft]);
  }
  return drafts.map((draft) => groupOf(draft, byId.get(draft.facts.id ?? '') ?? []));
}

interface Draft {
  readonly orders: number[];
  readonly facts: Facts;
}

/** @param sameId - Up to two groups with the same id, this one perhaps among them. */
function groupOf({ orders, facts }: Draft, sameId: readonly Draft[]): MergeGroup {
  const other = sameId.find((draft) => draft.facts !== facts);
  const verdict = other === undefined ? undefined : compare(facts, other.facts);
  if (orders.length > 1) {
    const reason = facts.id === undefined ? 'same-own-key' : 'same-id';
    return { orders, decision: 'together', reason, ...(verdict && { apart: verdict.reason }) };
  }
  const unclear = unclearOf(facts);
  if (unclear !== undefined) return { orders, decision: 'undecidable', reason: unclear };
  if (verdict === undefined) return { orders, decision: 'alone', reason: 'no-other-order' };
  return { orders, decision: verdict.decision === 'no' ? 'alone' : 'undecidable', reason: verdict.reason };
}

/** What the rules ask of an order. */
interface Facts {
  readonly platform: string;
  readonly preset: Preset;
  readonly shop: string;
  readonly app: string | undefined;
  /** Path and value of the merge id. */
  readonly id: string | undefined;
  readonly created: number | undefined;
  readonly isVirtual: boolean;
  /** Own merge key; `undefined` without a keyring or where the recipient cannot be read. */
  readonly ownKey: string | undefined;
  readonly hasKeyring: boolean;
}

function checkOptions(options: MergeOptions): void {
  assertObject(options, 'options');
  assertKnownKeys(options, ['own', 'createdOf', 'now'], 'options');
}

function factsOf(candidate: MergeCandidate, options: MergeOptions): Facts {
  assertObject(candidate, 'candidate');
  assertKnownKeys(candidate, ['order', 'preset', 'shop', 'app'], 'candidate');
  const { order, preset, shop, app } = candidate;
  assertObject(order, 'order');
  assertString(shop, 'shop');
  if (app !== undefined) assertString(app, 'app');
  assertOrderData(order);
  const id = idOf(order, preset);
  const time = options.createdOf?.(order) ?? presetValue(order, preset, preset.created);
  const ownKey = id === undefined && options.own !== undefined ? ownKeyOf(candidate, options) : undefined;
  return {
    platform: preset.platform ?? preset.name,
    preset,
    shop,
    app,
    id,
    created: readTime(time instanceof Date ? time.getTime() : time),
    isVirtual: hasVirtualNumber(order, preset),
    ownKey,
    hasKeyring: options.own !== undefined,
  };
}

/** The first id that an order has, with its path: two kinds of id are never compared. */
function idOf(order: object, preset: Preset): string | undefined {
  for (const path of preset.mergeIds ?? []) {
    const value = presetValue(order, preset, path);
    if (typeof value === 'string' && value.trim() !== '' && !isMasked(value)) return `${path} ${value}`;
  }
  return undefined;
}

/** Whether an order was given a virtual number, in force or lapsed. */
function hasVirtualNumber(order: object, preset: Preset): boolean {
  const flag = presetValue(order, preset, preset.virtualNumber?.flag);
  if (flag === true || flag === 1 || flag === '1' || flag === 'true') return true;
  return readTime(presetValue(order, preset, preset.virtualNumber?.until)) !== undefined;
}

function ownKeyOf(
  { order, preset, shop }: MergeCandidate,
  { own, now = new Date() }: MergeOptions,
): string | undefined {
  if (own === undefined) return undefined;
  assertKnownKeys(own, ['keyring', 'window', 'engine'], 'options.own');
  const virtual = declaredVirtual(order, preset, now);
  const [name, phone, address] = (['name', 'phone', 'address'] as const).map((kind) =>
    readableRecipient(order, preset, kind, virtual),
  );
  if (name === undefined || phone === undefined || address === undefined) return undefined;
  // What comes after a doubtful number may be a pool's: two people share it, or one person has two.
  if (recognize(phone).kind === 'virtual-number') return undefined;
  const region = (preset.region ?? []).map((path) => regionText(order, preset, path)).join('');
  try {
    const key = mergeKey({ recipient: { name, phone, address: region + address } }, own);
    return key === undefined ? undefined : `${shop} ${key}`;
  } catch (error) {
    // A value that cannot be normalised, or is protected after all, decides nothing; a keyring without a key is an error.
    if (isPrivacyError(error) && undecided.includes(error.code)) return undefined;
    throw error;
  }
}

const undecided: readonly string[] = ['ERR_ALREADY_PROTECTED', 'ERR_UNICODE', 'ERR_LIMIT_EXCEEDED'];

const regionText = (order: object, preset: Preset, path: string): string => {
  const value = presetValue(order, preset, path);
  return typeof value === 'string' ? value : '';
};

/** The first readable value of a kind that the recipient has in the order itself, not in a part of it. */
function readableRecipient(
  order: object,
  preset: Preset,
  kind: FieldKind,
  virtual: readonly string[],
): string | undefined {
  for (const field of preset.fields) {
    const path = preset.paths.get(field.path) as Path;
    const isWanted = field.role === 'recipient' && field.kind === kind && field.form === 'value';
    if (!isWanted || path.steps.includes('[]') || valuesAt(order, path).length === 0) continue;
    const [first] = inspectField(order, preset, field, virtual);
    if (first?.report.state === 'plain') return String(first.found.value);
  }
  return undefined;
}

/** Why nothing can be said of an order, whatever the others are. */
function unclearOf(facts: Facts): MergeReason | undefined {
  if (facts.id === undefined) {
    if (facts.ownKey !== undefined) return undefined;
    return facts.hasKeyring ? 'not-readable' : 'no-id';
  }
  return facts.preset.merge?.period === 'natural-week' && facts.created === undefined ? 'no-time' : undefined;
}

/** Equal for orders that go together, and only for them. */
function keyOf(facts: Facts): string | undefined {
  if (unclearOf(facts) !== undefined) return undefined;
  const { platform, shop, app, id, ownKey } = facts;
  const virtual = isBoundByVirtual(facts) ? facts.isVirtual : null;
  return JSON.stringify([platform, shop, app ?? null, periodOf(facts) ?? null, id ?? null, ownKey ?? null, virtual]);
}

const isBoundByVirtual = ({ preset }: Facts): boolean => preset.merge?.virtualNumbers === 'all-or-none';

/** The natural week in which an id is comparable, where it is not for ever. */
const periodOf = ({ preset, id, created }: Facts): string | undefined =>
  id !== undefined && preset.merge?.period === 'natural-week' && created !== undefined ? chinaWeek(created) : undefined;

const yes = (reason: MergeReason): MergeVerdict => ({ decision: 'yes', reason });
const no = (reason: MergeReason): MergeVerdict => ({ decision: 'no', reason });
const undecidable = (reason: MergeReason): MergeVerdict => ({ decision: 'undecidable', reason });

function compare(a: Facts, b: Facts): MergeVerdict {
  if (a.platform !== b.platform) return no('other-platform');
  if (a.shop !== b.shop) return no('other-shop');
  if (a.app !== b.app) return undecidable('other-app');
  const unclear = unclearOf(a) ?? unclearOf(b);
  if (unclear !== undefined) return undecidable(unclear);
  if ((a.id === undefined) !== (b.id === undefined)) return undecidable('no-id');
  if (periodOf(a) !== periodOf(b)) return undecidable('other-week');
  if (a.id !== b.id) return isSameDay(a, b) ? no('other-id') : undecidable('ids-differ');
  if (a.ownKey !== b.ownKey) return no('other-own-key');
  if ((isBoundByVirtual(a) || isBoundByVirtual(b)) && a.isVirtual !== b.isVirtual) return no('mixed-virtual-numbers');
  return yes(a.id === undefined ? 'same-own-key' : 'same-id');
}

/** Whether a platform says of two ids of these orders that they are two recipients. */
const isSameDay = (a: Facts, b: Facts): boolean =>
  a.preset.merge?.distinctWithin === 'day' &&
  a.created !== undefined &&
  b.created !== undefined &&
  chinaDay(a.created) === chinaDay(b.created);
