import { PrivacyError } from '../errors.ts';
import { hasShape } from './inspect.ts';
import { assertOrderData, childrenOf, type DataWalk } from './orderData.ts';
import type { Preset } from './preset.ts';

/** An order inside the answer of an API. */
export interface FoundOrder {
  /** Where it is: `order_list_get_response.order_list[3]`; empty for an answer that is the order itself. */
  readonly path: string;
  /** The order: the same object, not a copy. */
  readonly order: object;
}

/**
 * Finds the orders inside whatever an API answered: the order itself, a list of them, or either below any wrapper. An order
 * is told by its shape, its id and a place for a recipient's name, phone and address, not by the names above it.
 *
 * What stands beside the orders in the answer is not looked at, and a JSON text inside it is not opened.
 *
 * @param answer - Parsed JSON.
 * @param preset - The shape to look for.
 * @returns the orders from the top down, at least one.
 * @throws {PrivacyError} `ERR_NO_ORDER` when there is none, an empty list included, and when some items of a list hold an order
 * and others do not; `ERR_FIELD_TYPE` for accessors and `__proto__` keys; `ERR_LIMIT_EXCEEDED` for more than 64 levels (an
 * object inside itself) or 1,000,000 values.
 * @example
 * const trade = { tid: '1', receiver_name: '张**', receiver_mobile: '138******78', receiver_address: '' };
 * const answer = { trades_sold_get_response: { trades: { trade: [trade] }, total_results: 1 } };
 * ordersIn(answer, presets['taobao.trade'])[0]?.path; // 'trades_sold_get_response.trades.trade[0]'
 * ordersIn({ trade: { tid: '1' } }, presets['taobao.trade']); // throws ERR_NO_ORDER
 */
export function ordersIn(answer: unknown, preset: Preset): FoundOrder[] {
  const orders: FoundOrder[] = [];
  const walk: DataWalk = { values: 0 };

  function visit(value: unknown, path: string, depth: number): void {
    if (typeof value !== 'object' || value === null) return;
    const children = childrenOf(value, depth, walk);
    if (!Array.isArray(value) && hasShape(value, preset)) {
      orders.push({ path, order: value });
      return;
    }
    if (Array.isArray(value)) visitList(children, path, depth);
    else for (const [key, child] of children) visit(child, joined(path, key), depth + 1);
  }

  function visitList(items: readonly (readonly [string, unknown])[], path: string, depth: number): void {
    const without: string[] = [];
    const before = orders.length;
    for (const [position, item] of items) {
      const known = orders.length;
      const place = `${path}[${position}]`;
      visit(item, place, depth + 1);
      if (orders.length === known) without.push(place);
    }
    // One order of another shape among many would stay readable.
    if (orders.length > before && without.length > 0) throw noOrder(preset, without[0] as string);
  }

  // Before anything is read at a path: reading would call an accessor.
  if (typeof answer === 'object' && answer !== null) assertOrderData(answer);
  visit(answer, '', 0);
  if (orders.length === 0) throw noOrder(preset, '');
  return orders;
}

const safeKey = /^[A-Za-z_$][\w$-]{0,63}$/u;

/** A key may be anybody's words, and paths go into errors and logs. */
function joined(path: string, key: string): string {
  const step = safeKey.test(key) ? key : '{}';
  return path === '' ? step : `${path}.${step}`;
}

const noOrder = (preset: Preset, path: string): PrivacyError =>
  path === ''
    ? new PrivacyError('ERR_NO_ORDER', `no order of ${preset.name} in the answer`)
    : new PrivacyError('ERR_NO_ORDER', `${path} is no order of ${preset.name}, others of its list are`, { path });
