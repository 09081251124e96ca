/**
 * What the key of a value says about it: `receiver_name` beside 张三 is what 收件人 is in a remark. The cue is put before the
 * value, so that the detectors of free text decide.
 */

const cues: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|_)(?:receiver|recipient|consignee|contact|buyer|sender|customer|addressee|real|full|person|payee)(?:_user)?(?:_?name)$|^(?:fullname|realname|consignee|consigner|receiver|recipient|addressee|linkman|contact_?person|收[件货]人(?:姓名)?|姓名|联系人|寄件人)$|post_receiver$|id_card_name$/u,
    '姓名:',
  ],
  [/mobile|phone|(?:^|_)tel|手机|电话/u, '电话:'],
  [/id_?card_?(?:no|num|number)?$|identity|cert_no|身份证/u, '身份证:'],
  [/bank|card_no$|卡号/u, '银行卡:'],
  [/wechat|weixin|微信/u, '微信:'],
  [/(?:^|_)qq(?:_|$)/u, 'QQ:'],
  // A mobile is one also here: nothing tells an order's eleven digits from it.
  [/(?:^|_)(?:id|ids|sn|iid|tid|oid|sku|spu|code|barcode|serial)$/u, '编号:'],
];
const personParent = /receiver|recipient|consignee|contact|sender|addressee|buyer|收件|寄件/u;

/** receiverName and ReceiverName are receiver_name. */
export const snake = (key: string): string =>
  isSnake.test(key)
    ? key
    : key
        .replace(/([a-z\d])([A-Z])/gu, '$1_$2')
        .replaceAll('-', '_')
        .toLowerCase();

const isSnake = /^[a-z\d_]*$/u;

/** The cue that a key and the key above it give, or nothing. */
export function cueOf(key: string, parent: string): string {
  const keys = keysIn(key);
  const name = keys.at(-1) ?? '';
  if (name === 'name' && personParent.test(keys.at(-2) ?? snake(parent))) return '姓名:';
  return cues.find(([pattern]) => pattern.test(name))?.[1] ?? '';
}

const goodsKey = /(?:^|_)(?:sku|spu|item|goods|product|category|shop|mall|seller|num_i)_?(?:id|ids|code)$|^num_iid$/u;

/** Whether a key names goods or shops: a plain number there is nobody's phone. That of an order may well be. */
export const isGoodsKey = (key: string): boolean => goodsKey.test(keysIn(key).at(-1) ?? '');

// What programmers write, and the labels of forms; any other key may be a person's own words.
const safeKey = /^[A-Za-z_$][A-Za-z0-9_$-]{0,63}$/u;
const label = /^(?:[收寄][件货]人|姓名|联系人|手机号?码?|电话|地址|详细地址|备注|省|市|区|身份证号?|订单号?)$/u;

// An account or a number after all: wxid_…, u13812345678.
const isTelling = /\d{5}|^wxid_/u;

const isSafeName = (name: string): boolean => (safeKey.test(name) && !isTelling.test(name)) || label.test(name);

/** Whether a key can be shown in a path. The masks of an encrypted order have paths for keys: `orderAddress.mobile`. */
export const isSafeKey = (key: string): boolean => key.split('.').every(isSafeName);

const steps = /[.[\]]+/u;
const position = /^\d*$/u;

/** The keys in a key: one, or those of a path or of a form's `order[items][0][remark]`. In snake case. */
export function keysIn(key: string): string[] {
  if (!steps.test(key)) return [snake(key)];
  return key
    .split(steps)
    .filter((step) => !position.test(step))
    .map(snake);
}
