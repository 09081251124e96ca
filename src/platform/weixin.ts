import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms } from './types.ts';

/**
 * WeChat Channels. An order holds masks (`林**`, `183****2807`, `****`), which look like everybody's, and after decoding plain
 * text; there is no ciphertext. Its own are the label's name `店小二(转3639)` and the note behind an address, see
 * `virtualNumber.ts`; `hash_code` names one address of one shop and is told by the path of the field.
 */
export const weixinForms: PlatformForms = /* @__PURE__ */ Object.freeze({ platform: 'weixin' } as const);

const address = 'order_detail.delivery_info.address_info.';

/**
 * The `order` object of `channels/ec/order/get` of WeChat Channels.
 *
 * Members of `address_info`: the platform's documents; the way to it, `purchaser_tel_number` and the region: third-party code.
 * A virtual number is declared only for `virtual_tel_number`. `hash_code` names one address of one shop. Remarks are not covered:
 * where they stand could not be verified.
 */
export const weixinOrder: Preset = /* @__PURE__ */ definePreset({
  name: 'weixin.order',
  platform: 'weixin',
  recordId: 'order_id',
  fields: fieldsOf(1, [
    [`${address}user_name`, 'recipient', 'name', 'value'],
    [`${address}tel_number`, 'recipient', 'phone', 'value'],
    [`${address}detail_info`, 'recipient', 'address', 'value'],
    [`${address}house_number`, 'recipient', 'address', 'value'],
    [`${address}tel_number_ext_info.real_tel_number`, 'recipient', 'phone', 'value'],
    [`${address}tel_number_ext_info.virtual_tel_number`, 'recipient', 'phone', 'value'],
    // The contact of an order of virtual goods, not a virtual number.
    [`${address}virtual_order_tel_number`, 'recipient', 'phone', 'value'],
    [`${address}purchaser_tel_number`, 'buyer', 'phone', 'value'],
  ]),
  region: [`${address}province_name`, `${address}city_name`, `${address}county_name`],
  mergeIds: [`${address}hash_code`],
  created: 'create_time',
  merge: {},
  virtualNumber: {
    phones: [`${address}tel_number_ext_info.virtual_tel_number`],
    until: `${address}tel_number_ext_info.virtual_tel_expire_time`,
    flag: `${address}use_tel_number`,
  },
});
