import type { DecryptErrorRule } from './failure.ts';

/**
 * State of an order, in words that fit all platforms. Map yours to it.
 *
 * `not-ready` is paid but not yet to be shipped (pre-sale, risk control); `expired` is completed longer ago than the platform
 * decrypts (Kuaishou: 14 days).
 */
export type OrderState =
  | 'unpaid'
  | 'part-paid'
  | 'not-ready'
  | 'awaiting-shipment'
  | 'shipped'
  | 'signed'
  | 'completed'
  | 'expired'
  | 'closed';

/** How a platform limits decryption within one day of China. */
export interface DecryptQuota {
  /** How many a day; without it the ledger counts and never refuses. */
  readonly limit?: number;
  /** What has a quota of its own. */
  readonly per: 'shop' | 'app';
  /** What is counted: every item each time it is asked, or every order once a day. */
  readonly counts: 'item' | 'order';
}

/** What the broker must know of a platform's decrypt interface. All of it is data: copy one and change what differs for you. */
export interface DecryptProfile {
  /** Name in events and in the ledger. Changing it makes the ledger forget. */
  readonly platform: string;
  /** Most items of one call. */
  readonly maxItemsPerCall: number;
  /** The quota. */
  readonly quota: DecryptQuota;
  /** Time in which an item is not asked a second time, in milliseconds. */
  readonly windowMs: number;
  /** Least time between two calls, in milliseconds. */
  readonly minCallIntervalMs?: number;
  /** Whether another purpose gives other fields: then it is another item. */
  readonly answerDependsOnPurpose?: boolean;
  /** States of an order in which the platform would refuse: such items are not asked. */
  readonly refusedStates: readonly OrderState[];
  /** The table of errors. */
  readonly rules: readonly DecryptErrorRule[];
}

const dayMs = 86_400_000;

// Open codes of TOP, as its public lists have them; OAID codes: taobao.top.oaid.decrypt and .client.decrypt.
const taobaoRules: readonly DecryptErrorRule[] = [
  { code: 'DECRYPTION_DISABLED_BY_ORDERCLOSED', class: 'terminal-by-state' },
  // Not a code of TOP: hand it in when the answer has matched=false.
  { code: 'matched=false', class: 'stale-reference' },
  { code: '7', class: 'rate' },
  { code: '8', class: 'rate' },
  { code: '11', class: 'auth' },
  { code: '12', class: 'auth' },
  { code: '26', class: 'auth' },
  { code: '27', class: 'auth' },
  { text: '解密额度不足', class: 'quota' },
  { text: '未购买解密服务费或余额不足', class: 'paid-service' },
];

// PDD's list of codes is behind its login. Its limiters speak; which numbers they use could not be verified.
const pddRules: readonly DecryptErrorRule[] = [
  { text: '过于频繁', class: 'rate' },
  { text: '限流', class: 'rate' },
];

// order.batchDecrypt and the codes of the open platform. 88888 (system) and 70000 (service off) stay unknown: not retried.
const douyinRules: readonly DecryptErrorRule[] = [
  { code: 'isv.business-failed:300008', class: 'partial' },
  { code: '300008', class: 'partial' },
  { code: 'isv.business-failed:300003', class: 'malformed' },
  { code: '300003', class: 'malformed' },
  { code: 'isv.parameter-invalid:300002', class: 'malformed' },
  { code: '300002', class: 'malformed' },
  { code: '40003', class: 'auth' },
  { code: '30001', class: 'auth' },
  { code: 'isv.app-permissions-insufficient', class: 'auth' },
  { text: '请求太过频繁', class: 'rate' },
];

// TDEStatus of JD's SDK: 200s SDK, 300s token service.
const jdRules: readonly DecryptErrorRule[] = [
  ...['203', '210', '227', '228'].map((code) => ({ code, class: 'key-rotation' }) as const),
  ...['201', '202', '306', '307', '308'].map((code) => ({ code, class: 'auth' }) as const),
  { code: '216', class: 'malformed' },
];

/** Names of the profiles. */
export type DecryptProfileName =
  | 'taobao'
  | 'taobao.client'
  | 'pdd'
  | 'pdd.outside-cloud'
  | 'douyin'
  | 'jd'
  | 'kuaishou'
  | 'xiaohongshu'
  | 'dangdang';

/**
 * What is documented of each platform's decrypt interface.
 *
 * | profile | items a call | quota | counts |
 * |---|---|---|---|
 * | `taobao` | 20 (`taobao.top.oaid.decrypt`) | by contract, not published | items |
 * | `taobao.client` | 1 (`taobao.top.oaid.client.decrypt`) | as above | items |
 * | `pdd` | 100 (`pdd.open.decrypt.batch`), in its cloud | none known | items |
 * | `pdd.outside-cloud` | 100, one call in 10 s | 100 a day and app | items |
 * | `douyin` | 50 (`order.batchDecrypt`) | by shop, not published | every item each time |
 * | `jd` | not found: 20, as the smallest documented elsewhere | not found | items |
 * | `kuaishou` | not found: 20 | by shop, not published | an order once a day |
 * | `xiaohongshu` | 100 (`data.batchDecrypt`) | 10 a day and shop | an order once a day |
 * | `dangdang` | 20 | not found | items |
 *
 * Not verified: whether PDD's 100 are calls or items (items are counted, which is never too few), and whether Xiaohongshu counts
 * an order again when it is asked again (`{ counts: 'item' }` is the careful reading). The window is 24 h everywhere.
 *
 * @example
 * decryptProfiles.douyin.maxItemsPerCall; // 50
 * const mine: DecryptProfile = { ...decryptProfiles.douyin, quota: { limit: 3000, per: 'shop', counts: 'item' } };
 */
export const decryptProfiles: Readonly<Record<DecryptProfileName, DecryptProfile>> = /* @__PURE__ */ Object.freeze({
  taobao: {
    platform: 'taobao',
    maxItemsPerCall: 20,
    quota: { per: 'shop', counts: 'item' },
    windowMs: dayMs,
    answerDependsOnPurpose: true,
    refusedStates: ['closed'],
    rules: taobaoRules,
  },
  'taobao.client': {
    platform: 'taobao',
    maxItemsPerCall: 1,
    quota: { per: 'shop', counts: 'item' },
    windowMs: dayMs,
    answerDependsOnPurpose: true,
    refusedStates: ['closed'],
    rules: taobaoRules,
  },
  pdd: {
    platform: 'pdd',
    maxItemsPerCall: 100,
    quota: { per: 'app', counts: 'item' },
    windowMs: dayMs,
    // Ciphertext is there only for orders that await shipment and are not under risk control.
    refusedStates: ['unpaid', 'part-paid', 'not-ready', 'shipped', 'signed', 'completed', 'expired', 'closed'],
    rules: pddRules,
  },
  'pdd.outside-cloud': {
    platform: 'pdd',
    maxItemsPerCall: 100,
    quota: { limit: 100, per: 'app', counts: 'item' },
    windowMs: dayMs,
    minCallIntervalMs: 10_000,
    refusedStates: ['unpaid', 'part-paid', 'not-ready', 'shipped', 'signed', 'completed', 'expired', 'closed'],
    rules: pddRules,
  },
  douyin: {
    platform: 'douyin',
    maxItemsPerCall: 50,
    quota: { per: 'shop', counts: 'item' },
    windowMs: dayMs,
    // Rules of 2022-08-25.
    refusedStates: ['unpaid', 'part-paid', 'not-ready', 'closed'],
    rules: douyinRules,
  },
  jd: {
    platform: 'jd',
    maxItemsPerCall: 20,
    quota: { per: 'shop', counts: 'item' },
    windowMs: dayMs,
    refusedStates: [],
    rules: jdRules,
  },
  kuaishou: {
    platform: 'kuaishou',
    maxItemsPerCall: 20,
    quota: { per: 'shop', counts: 'order' },
    windowMs: dayMs,
    refusedStates: ['expired'],
    // Its list of codes is behind its login.
    rules: [],
  },
  xiaohongshu: {
    platform: 'xiaohongshu',
    maxItemsPerCall: 100,
    quota: { limit: 10, per: 'shop', counts: 'order' },
    windowMs: dayMs,
    // order.getOrderReceiverInfo answers only while an order awaits shipment.
    refusedStates: ['unpaid', 'part-paid', 'not-ready', 'shipped', 'signed', 'completed', 'expired', 'closed'],
    rules: [],
  },
  dangdang: {
    platform: 'dangdang',
    maxItemsPerCall: 20,
    quota: { per: 'shop', counts: 'item' },
    windowMs: dayMs,
    refusedStates: [],
    rules: [],
  },
});
