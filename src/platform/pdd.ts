import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition, RecognizedField } from './types.ts';

/**
 * Pinduoduo. `~BODY~v~`, `$BODY$v$`, `#BODY#v#`, with an index `~BODY~INDEX~v~~`, `$INDEX$BODY$v$$`, `#INDEX#BODY#v##`, and the
 * old phone `$189$BODY$v$`. Versions 0 to 10 have been seen.
 *
 * Body: byte 0 the format (02, before 00), bytes 1–7 the shop, byte 8 the type of data. The older format has no type, so its
 * field is told by the delimiter alone. Layout read off public samples, not documented by the platform.
 */
export const pddForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'pdd',
  recognizeDelimited,
  phoneMask: /^1\*{9}\d$/u,
} as const);

// Types of pdd.open.decrypt.batch: 1 card password, 2 card number, 3 declaration, 4 payment, 5 recipient, 6 phone, 7 and 8 full
// and detailed address, 9 waybill number, 10 identity number, 11 name on the document.
const types: Readonly<Record<number, RecognizedField>> = {
  1: 'other',
  2: 'other',
  3: 'other',
  4: 'other',
  5: 'name',
  6: 'phone',
  7: 'address',
  8: 'address',
  9: 'other',
  10: 'id-number',
  11: 'name',
};
const byDelimiter = { $: 'phone', '#': 'id-number', '~': 'text', '\u0001': 'text' } as const;

function recognizeDelimited({ body, delimiter, beside, version }: DelimitedCiphertext): Recognition | undefined {
  if (body.layout !== 'shop-header') return undefined;
  const field = body.type === undefined ? byDelimiter[delimiter] : types[body.type];
  return {
    kind: 'ciphertext',
    platform: 'pdd',
    ...(field && { field }),
    indexed: beside === 'index',
    version,
    boundTo: 'shop',
    confidence: body.type === undefined ? 0.85 : field === undefined ? 0.8 : 0.95,
  };
}

/**
 * The `order_info` object of `pdd.order.information.get` and the orders of `pdd.order.list.get`.
 *
 * Paths: an SDK generated from the platform's metadata and a capture of its documents of 2025-11; `virtual_identify_number` is
 * of `pdd.open.decrypt.batch`, written into the order by the ERP. Ciphertext stands only in orders that wait for dispatch and are
 * not under review; elsewhere the fields are empty. The same `open_address_id` is one parcel, two ids on one day are two
 * (`pdd.order.merge.ship.order.group`, third-party capture); a changed address has to be asked for again. Which time makes the
 * day is not said: `created_time` is our choice.
 */
export const pddOrder: Preset = /* @__PURE__ */ definePreset({
  name: 'pdd.order',
  platform: 'pdd',
  recordId: 'order_sn',
  fields: fieldsOf(1, [
    ['receiver_name', 'recipient', 'name', 'value'],
    ['receiver_phone', 'recipient', 'phone', 'value'],
    ['contact_mobile', 'recipient', 'phone', 'value'],
    ['receiver_address', 'recipient', 'address', 'value'],
    ['address', 'recipient', 'address', 'value'],
    ['receiver_name_mask', 'recipient', 'name', 'mask'],
    ['receiver_phone_mask', 'recipient', 'phone', 'mask'],
    ['receiver_address_mask', 'recipient', 'address', 'mask'],
    ['address_mask', 'recipient', 'address', 'mask'],
    ['id_card_name', 'buyer', 'name', 'value'],
    ['id_card_num', 'buyer', 'opaque', 'value'],
    ['inner_transaction_id', 'buyer', 'opaque', 'value'],
    ['pay_no', 'buyer', 'opaque', 'value'],
    ['card_info_list[].card_no', 'buyer', 'opaque', 'value'],
    // Named a mask by the platform, but it is the password of a gift card.
    ['card_info_list[].mask_password', 'buyer', 'opaque', 'value'],
    ['buyer_memo', 'buyer', 'text', 'value'],
    ['remark', 'sender', 'text', 'value'],
    ['phone_number_chosen_by_user', 'recipient', 'phone', 'value'],
    ['virtual_identify_number', 'recipient', 'opaque', 'value'],
  ]),
  region: ['country', 'province', 'city', 'town', 'province_id', 'city_id', 'town_id'],
  mergeIds: ['open_address_id', 'open_address_id_2'],
  created: 'created_time',
  merge: { distinctWithin: 'day' },
});
