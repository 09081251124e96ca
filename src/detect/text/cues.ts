import { unitSet } from './runs.ts';

/** Text before a number that says what the number is; looked for in the few characters before it. */
const windowChars = 12;

/** What a number is, by the words before it. */
export interface Cue {
  /** The words, anchored at the end. */
  readonly pattern: RegExp;
  /** Every unit that one of the words can end in: without one near the number the pattern is not asked. */
  readonly ends: Uint8Array;
  /** So many units may stand between, two for a character that may be any. */
  readonly reach: number;
}

/** A cue by its words, the characters that they can end in, and how many others may stand between these and the number. */
export const cue = (ends: string, reach: number, pattern: RegExp): Cue => ({ pattern, ends: unitSet(ends), reach });

/** Whether the text right before an offset ends in a cue. */
export function hasCueBefore(folded: string, at: number, { pattern, ends, reach }: Cue): boolean {
  const first = Math.max(0, at - 1 - reach);
  for (let i = at - 1; i >= first; i--) {
    if (ends[folded.charCodeAt(i)] === 1) return pattern.test(folded.slice(Math.max(0, at - windowChars), at));
  }
  return false;
}

/** Numbers of parcels, orders, goods, payments: nobody's phone, card or identity. */
export const codeCue: Cue = /* @__PURE__ */ cue(
  '号子单码型款次水易证票件密品贝接uUnNiIdDoO.rRgG',
  4,
  /(?:单号|单子|运单|快递号|物流号|订单|编号|编码|货号|型号|款号|条码|条形码|批号|批次|流水号?|交易号?|凭证号?|发票号?|税号|取件码|提货码|验证码|券码|兑换码|卡密|序列号|机号|商品|宝贝|链接|sku|spu|imei|sn|id|no\.?|order|tracking)(?:是|为|码)?[ :#.]{0,3}$/iu,
);
