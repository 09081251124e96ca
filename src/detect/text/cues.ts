/** Text before a number that says what the number is; looked for in the few characters before it. */
const windowChars = 12;

/** Whether the text right before an offset ends in a cue. `cue` is anchored at its end. */
export const hasCueBefore = (folded: string, at: number, cue: RegExp): boolean =>
  cue.test(folded.slice(Math.max(0, at - windowChars), at));

/** Numbers of parcels, orders, goods, payments: nobody's phone, card or identity. */
export const codeCue: RegExp =
  /(?:单号|单子|运单|快递号|物流号|订单|编号|编码|货号|型号|款号|条码|条形码|批号|批次|流水号?|交易号?|凭证号?|发票号?|税号|取件码|提货码|验证码|券码|兑换码|卡密|序列号|机号|商品|宝贝|链接|sku|spu|imei|sn|id|no\.?|order|tracking)(?:是|为|码)?[ :#.]{0,3}$/iu;
