import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { decodeLenient } from './base64.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Pinduoduo. Body: byte 0 = 02, bytes 1–7 shop, byte 8 type of data; the older layout has five zero bytes and no type.
 * Layout read off public samples, not documented by the platform.
 */
export const pddForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'pdd',
  recognizeDelimited,
  recognizeOther,
} as const);

const types: Readonly<Record<number, NonNullable<Recognition['field']>>> = {
  3: 'other',
  5: 'name',
  6: 'phone',
  7: 'address',
  8: 'address',
  10: 'id-number',
  11: 'name',
};

function recognizeDelimited(value: DelimitedCiphertext): Recognition | undefined {
  const { delimiter, segments, version, doubled } = value;
  for (const segment of segments) {
    const bytes = decodeLenient(segment);
    if (bytes === undefined || bytes.length < 24) continue;
    const common = { kind: 'ciphertext', platform: 'pdd', indexed: doubled, version } as const;
    if (bytes[0] === 2 && bytes[1] === 0) {
      const field = types[bytes[8] as number];
      return { ...common, ...(field && { field }), confidence: 0.95 };
    }
    if (bytes.subarray(0, 5).every((byte) => byte === 0)) {
      const field = delimiter === '$' ? 'phone' : delimiter === '#' ? 'id-number' : 'text';
      return { ...common, field, confidence: 0.85 };
    }
  }
  return undefined;
}

// pdd.open.virtual.number.check: $1xxxxxxxxxx$#1234#, $95xxxxx$#8 digits#, also without the dollars.
const virtualNumber = /^\$?(?:1\d{10}|95\d{3,8})\$?#\d{4,8}#$/u;

function recognizeOther(value: string): Recognition | undefined {
  if (!virtualNumber.test(value)) return undefined;
  return { kind: 'virtual-number', platform: 'pdd', field: 'phone', confidence: 0.95 };
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
