import { type DelimitedCiphertext, isPrefixedCiphertext } from '../detect/ciphertext.ts';
import { looksRandom } from '../detect/ciphertextBody.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Douyin. `##BODY#1##`, `$$BODY$1$$` without and `#INDEX#BODY#1##`, `$INDEX$BODY$1$$` with an index; body = data, `*` (or
 * `_` after a rewrite for URLs), envelope of a wrapped key. `#` carries names, addresses and id numbers alike.
 *
 * The envelope is protobuf and has been seen with 74, 77 and 80 bytes; other lengths are accepted. The local-life product writes
 * `Enc.` and a body of unknown layout.
 */
export const douyinForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'douyin',
  recognizeDelimited,
  recognizeOther,
  phoneMask: /^1(?:\d\*{7}|\*{8})\d{2}$/u,
} as const);

function recognizeDelimited({ body, delimiter, beside, version }: DelimitedCiphertext): Recognition | undefined {
  if (body.layout !== 'envelope') return undefined;
  return {
    kind: 'ciphertext',
    platform: 'douyin',
    ...(delimiter === '$' && { field: 'phone' }),
    indexed: beside === 'index',
    version,
    confidence: 0.95,
  };
}

const openAddressId = /^#[A-Za-z0-9+/_-]{20,}={0,2}$/u;
const openId = /^1@#[A-Za-z0-9+/=_-]{16,}$/u;

/** `open_address_id` and `doudian_open_id` trip naive detectors: they begin with `#` or hold one. */
function recognizeOther(value: string): Recognition | undefined {
  if (value[0] === 'E') {
    return isPrefixedCiphertext(value) ? { kind: 'ciphertext', platform: 'douyin', confidence: 0.7 } : undefined;
  }
  const isReference =
    value[0] === '#'
      ? openAddressId.test(value) && looksRandom(value.slice(1))
      : value[0] === '1' && openId.test(value);
  return isReference ? { kind: 'reference', platform: 'douyin', confidence: 0.7 } : undefined;
}

const own = ['', 'sku_order_list[].'];

/**
 * The `shop_order_detail` object of `order.orderDetail` and the orders of `order.searchList`, with their sub-orders.
 *
 * Paths: the platform's SDK. It puts accounts and contract phones into the sub-orders and documents of others into the order, so
 * both places are named. Two different `open_address_id` prove nothing that is documented.
 */
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
      ['account_list.account_info[].account_id', 'buyer', 'opaque', 'value'],
      ['store_info.store_tel', 'sender', 'phone', 'value'],
      ['poi_tel', 'sender', 'phone', 'value'],
      ['d_car_shop_biz_data.poi_tel', 'sender', 'phone', 'value'],
      ['sku_order_list[].account_list.account_info[].encrypt_account_id', 'buyer', 'opaque', 'ciphertext'],
      ['sku_order_list[].account_list.account_info[].account_id', 'buyer', 'opaque', 'value'],
      ['sku_order_list[].account_list.account_info[].account_name', 'buyer', 'opaque', 'value'],
      ['sku_order_list[].contract_info.encrypt_mobile_no', 'buyer', 'phone', 'ciphertext'],
      ['sku_order_list[].contract_info.mobile_no', 'buyer', 'phone', 'value'],
      ['sku_order_list[].store_info.store_tel', 'sender', 'phone', 'value'],
    ]),
  ],
  region: ['post_addr.province.name', 'post_addr.city.name', 'post_addr.town.name', 'post_addr.street.name'],
  mergeIds: ['open_address_id'],
  // Of order.batchDecrypt, merged into the order by the ERP; Unix seconds.
  virtualNumber: {
    phones: ['post_tel', 'sku_order_list[].post_tel', 'phone_no_a', 'phone_no_b'],
    until: 'expire_time',
    flag: 'is_virtual_tel',
  },
  created: 'create_time',
  merge: {},
  pseudonyms: ['doudian_open_id', 'open_id'],
});

const afterSale = 'after_sale_info.';

/**
 * The `process_info` object of `afterSale.Detail`: to whom a replacement goes, where goods go back to, and what was written.
 *
 * Paths: the platform's SDK. The recipient's fields have values only for exchanges and replacements. The answer of
 * `afterSale.List` was not read and is not covered.
 */
export const douyinAfterSale: Preset = /* @__PURE__ */ definePreset({
  name: 'douyin.after-sale',
  platform: 'douyin',
  recordId: `${afterSale}after_sale_id`,
  fields: fieldsOf(1, [
    [`${afterSale}post_receiver`, 'recipient', 'name', 'value'],
    [`${afterSale}post_tel_sec`, 'recipient', 'phone', 'value'],
    [`${afterSale}post_address.detail`, 'recipient', 'address', 'value'],
    [`${afterSale}encrypt_post_receiver`, 'recipient', 'name', 'ciphertext'],
    [`${afterSale}encrypt_post_tel_sec`, 'recipient', 'phone', 'ciphertext'],
    [`${afterSale}post_address.encrypt_detail`, 'recipient', 'address', 'ciphertext'],
    [`${afterSale}post_address.landmark`, 'recipient', 'address', 'value'],
    [`${afterSale}return_address.detail`, 'sender', 'address', 'value'],
    [`${afterSale}return_address.landmark`, 'sender', 'address', 'value'],
    [`${afterSale}reason_remark`, 'buyer', 'text', 'value'],
    ['after_sale_shop_remarks[].remark', 'sender', 'text', 'value'],
    ['record_logs_list[].text', 'buyer', 'text', 'value'],
    ['record_logs_list[].desc_kvs[].value', 'buyer', 'text', 'value'],
    ['arbitrate_info.arbitrate_evidence.describe', 'sender', 'text', 'value'],
  ]),
  region: [
    `${afterSale}post_address.province.name`,
    `${afterSale}post_address.city.name`,
    `${afterSale}post_address.town.name`,
    `${afterSale}post_address.street.name`,
  ],
  created: `${afterSale}apply_time`,
});
