import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Douyin. `##BODY#1##`, `$$BODY$1$$` without and `#INDEX#BODY#1##`, `$INDEX$BODY$1$$` with an index; body = data, `*` (or
 * `_` after a rewrite for URLs), envelope of a wrapped key that begins `Cg` and ends `GgA=`.
 */
export const douyinForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'douyin',
  recognizeDelimited,
  recognizeOther,
} as const);

const envelopeStart = /[*_]Cg/u;
const envelopeEnd = /GgA=?$/u;

function recognizeDelimited(value: DelimitedCiphertext): Recognition | undefined {
  const { delimiter, segments, version, doubled } = value;
  if (delimiter === '~' || !doubled || segments.length !== 2) return undefined;
  const [index, body] = segments as [string, string];
  if (!envelopeStart.test(body) || !envelopeEnd.test(body)) return undefined;
  const common = { kind: 'ciphertext', platform: 'douyin', indexed: index !== '', version, confidence: 0.95 } as const;
  // `#` carries names, addresses and id numbers alike.
  return delimiter === '$' ? { ...common, field: 'phone' } : common;
}

/** `doudian_open_id` and `open_address_id` trip naive detectors: they begin with `#` or hold one. */
function recognizeOther(value: string): Recognition | undefined {
  if (/^1@#[A-Za-z0-9+/=_-]{16,}$/u.test(value) || /^#[A-Za-z0-9+/_-]{16,}={0,2}$/u.test(value)) {
    return { kind: 'reference', platform: 'douyin', confidence: 0.7 };
  }
  return undefined;
}

const own = ['', 'sku_order_list[].'];

/** The `shop_order_detail` object of `order.orderDetail` and the orders of `order.searchList`, with their sub-orders. */
export const douyinOrder: Preset = /* @__PURE__ */ definePreset({
  name: 'douyin.order',
  platform: 'douyin',
  recordId: 'order_id',
  fields: [
    ...own.flatMap((prefix, i) =>
      fieldsOf(1 + 9 * i, [
        [`${prefix}post_receiver`, 'recipient', 'name', 'value'],
        [`${prefix}post_tel`, 'recipient', 'phone', 'value'],
        [`${prefix}post_addr.detail`, 'recipient', 'address', 'value'],
        [`${prefix}encrypt_post_receiver`, 'recipient', 'name', 'ciphertext'],
        [`${prefix}encrypt_post_tel`, 'recipient', 'phone', 'ciphertext'],
        [`${prefix}post_addr.encrypt_detail`, 'recipient', 'address', 'ciphertext'],
        [`${prefix}mask_post_receiver`, 'recipient', 'name', 'mask'],
        [`${prefix}mask_post_tel`, 'recipient', 'phone', 'mask'],
        [`${prefix}mask_post_addr.detail`, 'recipient', 'address', 'mask'],
      ]),
    ),
    ...fieldsOf(19, [
      ['phone_no_a', 'recipient', 'phone', 'value'],
      ['phone_no_b', 'recipient', 'opaque', 'value'],
      ['buyer_words', 'buyer', 'text', 'value'],
      ['seller_words', 'sender', 'text', 'value'],
      ['user_coordinate.user_coordinate_longitude', 'recipient', 'opaque', 'value', ['string', 'number']],
      ['user_coordinate.user_coordinate_latitude', 'recipient', 'opaque', 'value', ['string', 'number']],
      ['user_id_info.id_card_name', 'buyer', 'name', 'value'],
      ['user_id_info.id_card_no', 'buyer', 'opaque', 'value'],
      ['user_id_info.encrypt_id_card_name', 'buyer', 'name', 'ciphertext'],
      ['user_id_info.encrypt_id_card_no', 'buyer', 'opaque', 'ciphertext'],
      ['account_list.account_info[].encrypt_account_id', 'buyer', 'opaque', 'ciphertext'],
      ['encrypt_mobile_no', 'buyer', 'phone', 'ciphertext'],
    ]),
  ],
  region: ['post_addr.province.name', 'post_addr.city.name', 'post_addr.town.name', 'post_addr.street.name'],
  mergeIds: ['open_address_id'],
  // Of order.batchDecrypt, merged into the order by the ERP; Unix seconds.
  virtualNumber: {
    phones: ['post_tel', 'sku_order_list[].post_tel', 'phone_no_a', 'phone_no_b'],
    until: 'expire_time',
  },
});
