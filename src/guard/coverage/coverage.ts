import { isOwnToken } from '../../detect/protection.ts';
import { assertKnownKeys, assertObject, isPrivacyError } from '../../errors.ts';
import { declaredVirtual, type FieldState, inspectField, missingRecipient } from '../../platform/inspect.ts';
import { assertOrderData } from '../../platform/orderData.ts';
import { type Preset, type PresetField, presetValue } from '../../platform/preset.ts';
import { recognize } from '../../platform/recognize.ts';
import { chinaDay, readTime } from '../../platform/times.ts';
import { readRecordToken } from '../../token/recordToken.ts';
import { searchOf } from '../options.ts';
import { scan } from '../scan.ts';

/**
 * How a private field stands in an order.
 *
 * | state | meaning |
 * |---|---|
 * | `ciphertext` | a platform's ciphertext |
 * | `token` | a token of this library, or a field inside the record token of the order |
 * | `masked` | a mask that hides enough |
 * | `virtual-number` | a phone that the order declares virtual, unexpired |
 * | `plain` | readable; in free text: something private was found in it |
 * | `unknown` | neither readable text nor a known form, or of a wrong type |
 * | `clean` | free text in which nothing private was found |
 * | `empty` | null or an empty string |
 */
export type CoverageState = FieldState | 'unknown' | 'clean';

/** Every {@link CoverageState}, in the order of a report. */
export const coverageStates: readonly CoverageState[] = /* @__PURE__ */ Object.freeze([
  'ciphertext',
  'token',
  'masked',
  'virtual-number',
  'plain',
  'unknown',
  'clean',
  'empty',
]);

/** A number for each state. */
export type StateCounts = Readonly<Record<CoverageState, number>>;

/** Figures over some orders. Shares run from 0 to 1 and are `null` where there is nothing to divide by. */
export interface CoverageFigures {
  /** All orders. */
  readonly orders: number;
  /** Orders that could not be read: of another shape, or no data. They count as not covered. */
  readonly unreadable: number;
  /** Orders with nothing private in them, such as those that the platform has emptied. They are left out of the shares. */
  readonly empty: number;
  /** Orders without a `plain` or `unknown` field and with at least one `ciphertext` or `token`. */
  readonly encrypted: number;
  /** Orders without a `plain` or `unknown` field: the encrypted ones, and those that hold masks or virtual numbers only. */
  readonly withoutPlain: number;
  /** `encrypted` by orders that are not empty: the coverage figure. */
  readonly encryptedShare: number | null;
  /** `withoutPlain` by orders that are not empty. */
  readonly withoutPlainShare: number | null;
  /** Fields by state. */
  readonly fields: StateCounts;
  /** Orders that have at least one field of a state. */
  readonly ordersWith: StateCounts;
}

/** What a shop's orders look like. Plain JSON; it holds no value of an order, but see {@link coverage} on small days. */
export interface CoverageReport {
  /** All orders. */
  readonly total: CoverageFigures;
  /** By name of the preset. */
  readonly byPreset: Readonly<Record<string, CoverageFigures>>;
  /** By the day in China on which the order was created, `YYYY-MM-DD`, or `unknown`; in ascending order. */
  readonly byDay: Readonly<Record<string, CoverageFigures>>;
  /** States of each field, by name of the preset and path. */
  readonly byField: Readonly<Record<string, Readonly<Record<string, StateCounts>>>>;
}

/** Options of {@link coverage}. */
export interface CoverageOptions {
  /** When an order was created, for presets that know no path of it; in a spelling of `VirtualNumberRule`, or a `Date`. */
  readonly createdOf?: (order: object) => unknown;
  /** The time at which virtual numbers must still be valid. Default: now. */
  readonly now?: Date;
}

/** Counts orders one by one; a million of them need no list. */
export interface CoverageCollector {
  /**
   * Counts an order. Anything that is no order of the preset counts as unreadable: it never throws for an order.
   *
   * @param order - An order, as the platform gave it or with its private fields encrypted.
   * @param preset - Its shape.
   */
  add(order: unknown, preset: Preset): void;
  /** The figures so far. */
  report(): CoverageReport;
}

/**
 * How many of a shop's orders, and of their private fields, travel protected: as a platform's ciphertext, as tokens of this
 * library, masked, with a virtual number, or readable; in all, by preset, by day and by field.
 *
 * The coverage figure is `total.encryptedShare`: orders without a readable private field and with at least one encrypted one,
 * by all orders that hold anything private. Platforms have figures of that name; how they define theirs is not published, so
 * this one may differ from a platform's.
 *
 * Free text counts as readable when `scanPayload`'s detectors find something in it, so a name in running text may be missed. A
 * report holds no value of an order, but the figures of a day with few orders may still tell about one person.
 *
 * @param orders - Orders of one preset; anything that can be iterated.
 * @throws {TypeError} for wrong arguments.
 * @example
 * const order = { tid: '1', created: '2026-11-01 10:00:00', receiver_address: '' };
 * const orders = [
 *   { ...order, receiver_name: '~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~', receiver_mobile: '138******78' },
 *   { ...order, receiver_name: '张三', receiver_mobile: '13812345678' },
 * ];
 * const { total, byDay } = coverage(orders, presets['taobao.trade']);
 * total.encryptedShare; // 0.5
 * Object.keys(byDay); // ['2026-11-01']
 */
export function coverage(orders: Iterable<unknown>, preset: Preset, options: CoverageOptions = {}): CoverageReport {
  const collector = createCoverage(options);
  for (const order of orders) collector.add(order, preset);
  return collector.report();
}

/**
 * {@link coverage} for orders that come one by one, or with different presets.
 *
 * @throws {TypeError} for wrong options.
 * @example
 * const collector = createCoverage();
 * collector.add({ order_sn: '1', receiver_name: '', receiver_phone: '', address: '' }, presets['pdd.order']);
 * collector.report().total; // { orders: 1, unreadable: 0, empty: 1, encrypted: 0, withoutPlain: 0, encryptedShare: null, withoutPlainShare: null, fields: { ciphertext: 0, token: 0, masked: 0, 'virtual-number': 0, plain: 0, unknown: 0, clean: 0, empty: 3 }, ordersWith: { ciphertext: 0, token: 0, masked: 0, 'virtual-number': 0, plain: 0, unknown: 0, clean: 0, empty: 1 } }
 */
export function createCoverage(options: CoverageOptions = {}): CoverageCollector {
  assertObject(options, 'options');
  assertKnownKeys(options, ['createdOf', 'now'], 'options');
  const { createdOf, now } = options;
  const total = newTally();
  const byPreset = new Map<string, Tally>();
  const byDay = new Map<string, Tally>();
  const byField = new Map<string, Map<string, Counts>>();
  return Object.freeze({
    add(order: unknown, preset: Preset): void {
      assertObject(preset, 'preset');
      const fields = fieldStates(order, preset, now ?? new Date());
      const states = fields?.map(({ state }) => state);
      const day = fields === undefined ? unknownDay : dayOf(order as object, preset, createdOf);
      const tallies = [total, tallyOf(byPreset, preset.name), tallyOf(byDay, day)];
      for (const tally of tallies) addOrder(tally, states);
      const paths = getOrSet(byField, preset.name, () => new Map<string, Counts>());
      for (const { path, state } of fields ?? []) getOrSet(paths, path, newCounts)[state]++;
    },
    report: () => ({
      total: figuresOf(total),
      byPreset: figuresByKey(byPreset),
      byDay: figuresByKey(new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)))),
      byField: Object.fromEntries(
        [...byField].map(([name, paths]) => [
          name,
          Object.fromEntries([...paths].map(([path, counts]) => [path, { ...counts }])),
        ]),
      ),
    }),
  });
}

const unknownDay = 'unknown';

function dayOf(order: object, preset: Preset, createdOf: CoverageOptions['createdOf']): string {
  const value = createdOf?.(order) ?? presetValue(order, preset, preset.created);
  const time = readTime(value instanceof Date ? value.getTime() : value);
  return time === undefined ? unknownDay : chinaDay(time);
}

interface StateAt {
  readonly path: string;
  readonly state: CoverageState;
}

/** The state of every private field, or `undefined` for what is no order of the preset. */
function fieldStates(order: unknown, preset: Preset, now: Date): StateAt[] | undefined {
  if (typeof order !== 'object' || order === null || Array.isArray(order)) return undefined;
  try {
    assertOrderData(order);
    const virtual = declaredVirtual(order, preset, now);
    const inToken = tokenFields(order, preset);
    const present = new Set<PresetField>(inToken?.fields);
    const states: StateAt[] = [...(inToken?.states ?? [])];
    for (const field of preset.fields) {
      for (const state of statesOf(order, preset, field, virtual)) {
        present.add(field);
        states.push({ path: field.path, state });
      }
    }
    // The recipient of an encrypted order is in its token.
    if (inToken === undefined && (states.length === 0 || missingRecipient(preset, (field) => present.has(field)))) {
      return undefined;
    }
    return states;
  } catch (error) {
    if (isPrivacyError(error)) return undefined;
    throw error;
  }
}

function statesOf(
  order: object,
  preset: Preset,
  field: PresetField,
  virtual: readonly string[],
): readonly CoverageState[] {
  try {
    return inspectField(order, preset, field, virtual).map(({ report, found }) =>
      report.state === 'plain' ? readableState(field, found.value) : report.state,
    );
  } catch (error) {
    // A value of another type, or a path that leads through one: what it holds is not known.
    if (isPrivacyError(error)) return ['unknown'];
    throw error;
  }
}

// As scanPayload without options.
const textSearch = /* @__PURE__ */ searchOf({});

function readableState(field: PresetField, value: unknown): CoverageState {
  if (typeof value !== 'string') return 'plain';
  if (field.kind === 'text') return scan(value, textSearch).length > 0 ? 'plain' : 'clean';
  const { kind } = recognize(value);
  return kind === 'unknown' || kind === 'reference' ? 'unknown' : 'plain';
}

/** The fields inside the record token of an order; `undefined` for an order without one. */
function tokenFields(
  order: object,
  preset: Preset,
): { readonly fields: readonly PresetField[]; readonly states: readonly StateAt[] } | undefined {
  const privacy: unknown = Object.hasOwn(order, 'privacy') ? (order as { privacy?: unknown }).privacy : undefined;
  const token: unknown = typeof privacy === 'object' && privacy !== null ? Reflect.get(privacy, 'token') : undefined;
  if (token === null) return { fields: [], states: [] };
  if (typeof token !== 'string') return undefined;
  const ids = fieldIdsOf(token);
  const fields = preset.fields.filter(({ id }) => ids.includes(id));
  // A record that is sealed in one piece does not say which fields it holds.
  const states = fields.length === 0 ? [{ path: sealedPath, state: 'token' as const }] : fields.map(inTokenState);
  return { fields, states };
}

const sealedPath = 'privacy.token';

/** Ids that a record token shows: none of one that is sealed in one piece or lies apart from its salt. */
function fieldIdsOf(token: string): readonly number[] {
  try {
    return readRecordToken(token).fields.map(({ id }) => id);
  } catch (error) {
    if (isPrivacyError(error) && isOwnToken(token)) return [];
    throw error;
  }
}

const inTokenState = ({ path }: PresetField): StateAt => ({ path, state: 'token' });

type Counts = Record<CoverageState, number>;

interface Tally {
  orders: number;
  unreadable: number;
  empty: number;
  encrypted: number;
  withoutPlain: number;
  readonly fields: Counts;
  readonly ordersWith: Counts;
}

const newCounts = (): Counts => ({
  ciphertext: 0,
  token: 0,
  masked: 0,
  'virtual-number': 0,
  plain: 0,
  unknown: 0,
  clean: 0,
  empty: 0,
});

const newTally = (): Tally => ({
  orders: 0,
  unreadable: 0,
  empty: 0,
  encrypted: 0,
  withoutPlain: 0,
  fields: newCounts(),
  ordersWith: newCounts(),
});

function getOrSet<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const tallyOf = (map: Map<string, Tally>, key: string): Tally => getOrSet(map, key, newTally);

/** @param states - `undefined` for an order that could not be read. */
function addOrder(tally: Tally, states: readonly CoverageState[] | undefined): void {
  tally.orders++;
  if (states === undefined) {
    tally.unreadable++;
    return;
  }
  for (const state of states) tally.fields[state]++;
  const seen = new Set(states);
  for (const state of seen) tally.ordersWith[state]++;
  if (seen.has('plain') || seen.has('unknown')) return;
  const isEncrypted = seen.has('ciphertext') || seen.has('token');
  if (isEncrypted) tally.encrypted++;
  if (isEncrypted || seen.has('masked') || seen.has('virtual-number')) tally.withoutPlain++;
  else tally.empty++;
}

function figuresOf(tally: Tally): CoverageFigures {
  const { orders, unreadable, empty, encrypted, withoutPlain } = tally;
  const relevant = orders - empty;
  const share = (count: number): number | null => (relevant === 0 ? null : count / relevant);
  return {
    orders,
    unreadable,
    empty,
    encrypted,
    withoutPlain,
    encryptedShare: share(encrypted),
    withoutPlainShare: share(withoutPlain),
    fields: { ...tally.fields },
    ordersWith: { ...tally.ordersWith },
  };
}

const figuresByKey = (map: ReadonlyMap<string, Tally>): Record<string, CoverageFigures> =>
  Object.fromEntries([...map].map(([key, tally]) => [key, figuresOf(tally)]));
