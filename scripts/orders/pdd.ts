import { pdd, pddLegacyPhone } from './ciphertexts.ts';
import { chinaTime, type Draft, yuan } from './draft.ts';
import { mark, starred } from './marked.ts';
import { firstAndLast, phoneMask } from './masks.ts';
import { makeVirtual } from './phones.ts';
import { base64 } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { MadeOrder, State } from './truth.ts';

/** 1 awaiting shipment, 2 shipped, 3 received: ciphertext is returned for 1 only, and not for orders under review. */
const statusOf: Readonly<Record<State, number>> = {
  plain: 1,
  ciphertext: 1,
  masked: 2,
  virtual: 1,
  landline: 1,
  empty: 1,
};

/** The `*_mask` twins: first and last character of the name, digit runs of the address as one star. */
function masks(draft: Draft, record: Recorder): Record<string, unknown> {
  return {
    receiver_name_mask: record.masked('receiver_name_mask', 'name', firstAndLast(draft.name.text)),
    receiver_phone_mask: record.masked('receiver_phone_mask', 'phone', phoneMask(draft.phone.text, 1, 1)),
    receiver_address_mask: record.masked('receiver_address_mask', 'address', starred(draft.address.detail)),
    address_mask: record.masked('address_mask', 'address', starred(draft.address.full)),
  };
}

const emptyMasks = (record: Recorder): Record<string, unknown> => ({
  receiver_name_mask: record.empty('receiver_name_mask', 'name', ''),
  receiver_phone_mask: record.empty('receiver_phone_mask', 'phone', ''),
  receiver_address_mask: record.empty('receiver_address_mask', 'address', ''),
  address_mask: record.empty('address_mask', 'address', ''),
});

function noPlain(record: Recorder): Record<string, unknown> {
  return {
    receiver_name: record.empty('receiver_name', 'name', ''),
    receiver_phone: record.empty('receiver_phone', 'phone', ''),
    receiver_address: record.empty('receiver_address', 'address', ''),
    address: record.empty('address', 'address', ''),
  };
}

function encrypted(draft: Draft, record: Recorder): Record<string, unknown> {
  const { random, hand, address } = draft;
  const order = random.bytes(4);
  const from = (characters: number): Parameters<typeof pdd>[2] => ({
    shopId: draft.shop.id,
    order,
    characters,
  });
  const phone = hand.ordinal % 11 === 5 ? pddLegacyPhone(random) : pdd(random, 'phone', from(11));
  // Since 2025-11 the phone may stand in contact_mobile only; a quarter of the orders show it.
  const [used, unused] =
    hand.ordinal % 4 === 3 ? ['contact_mobile', 'receiver_phone'] : ['receiver_phone', 'contact_mobile'];
  return {
    receiver_name: record.ciphertext('receiver_name', 'name', pdd(random, 'name', from(draft.name.text.length))),
    [used as string]: record.ciphertext(used as string, 'phone', phone),
    [unused as string]: record.empty(unused as string, 'phone', ''),
    receiver_address: record.ciphertext(
      'receiver_address',
      'address',
      pdd(random, 'detailAddress', from(address.detail.text.length)),
    ),
    address: record.ciphertext('address', 'address', pdd(random, 'fullAddress', from(address.full.text.length))),
    ...masks(draft, record),
    ...(hand.ordinal % 9 === 4
      ? {
          id_card_name: record.ciphertext('id_card_name', 'name', pdd(random, 'name', from(3))),
          id_card_num: record.ciphertext('id_card_num', 'idNumber', pdd(random, 'idNumber', from(18))),
        }
      : {}),
  };
}

/** API text `$1xxxxxxxxxx$#1234#` and `$95xxxxx$#8 digits#`, and the form without `$` that the print side uses. */
function virtualFields(draft: Draft, record: Recorder): Record<string, unknown> {
  const { random, hand } = draft;
  const service95 = hand.ordinal % 4 === 3;
  const number = makeVirtual(random, { expired: false, declared: false, service95 });
  const text = hand.ordinal % 3 === 1 ? `${number.main}#${number.extension}#` : `$${number.main}$#${number.extension}#`;
  return {
    receiver_name: record.plain('receiver_name', 'name', draft.name),
    receiver_phone: record.virtual('receiver_phone', mark(number.fact, text)),
    receiver_address: record.plain('receiver_address', 'address', draft.address.detail),
    address: record.plain('address', 'address', draft.address.full),
    ...emptyMasks(record),
    virtual_number_type: 1,
    virtual_identify_number: record.virtual('virtual_identify_number', number.extension),
  };
}

function recipient(draft: Draft, record: Recorder): Record<string, unknown> {
  switch (draft.hand.state) {
    case 'plain':
    case 'landline':
      return {
        receiver_name: record.plain('receiver_name', 'name', draft.name),
        receiver_phone: record.plain('receiver_phone', 'phone', draft.phone),
        receiver_address: record.plain('receiver_address', 'address', draft.address.detail),
        address: record.plain('address', 'address', draft.address.full),
        ...(draft.hand.ordinal % 2 === 0 ? masks(draft, record) : emptyMasks(record)),
      };
    case 'ciphertext':
      return encrypted(draft, record);
    case 'masked':
      return { ...noPlain(record), ...masks(draft, record) };
    case 'virtual':
      return virtualFields(draft, record);
    case 'empty':
      return { ...noPlain(record), ...emptyMasks(record) };
  }
}

/** Pinduoduo numbers regions in its own way; these ids are derived from GB/T 2260 and are our guess. */
function region(draft: Draft, record: Recorder): Record<string, unknown> {
  const { province, city, district, code } = draft.address.region;
  return {
    country: record.region('country', '中国'),
    province: record.region('province', province),
    province_id: record.region('province_id', Number(code.slice(0, 2))),
    city: record.region('city', city),
    city_id: record.region('city_id', Number(code.slice(0, 4))),
    town: record.region('town', district),
    town_id: record.region('town_id', Number(code)),
  };
}

/** One `order_info` of pdd.order.information.get; here `town` is the district. */
export function makePddOrder(draft: Draft): MadeOrder {
  const { random, hand, item, created } = draft;
  const record = createRecorder();
  const day = chinaTime(created).slice(2, 10).replaceAll('-', '');
  const orderSn = `${day}-${random.digits(15)}`;
  const hasId = hand.state !== 'empty';
  const order = {
    order_sn: orderSn,
    order_status: statusOf[hand.state],
    // Under review: the order exists, its recipient is withheld (empty strings).
    risk_control_status: hand.state === 'empty' ? 1 : 0,
    confirm_status: 1,
    refund_status: 1,
    created_time: chinaTime(created),
    pay_time: chinaTime(new Date(created.getTime() + 35_000)),
    pay_amount: (item.cents * item.count) / 100,
    ...recipient(draft, record),
    ...region(draft, record),
    open_address_id: hasId
      ? record.reference('open_address_id', 'mergeId', base64(random.bytes(24)))
      : record.empty('open_address_id', 'mergeId', ''),
    buyer_memo: record.remark('buyer_memo', draft.buyerRemark),
    remark: record.remark('remark', draft.sellerRemark),
    item_list: [
      {
        goods_id: Number(random.digits(12)),
        sku_id: Number(random.digits(13)),
        goods_name: item.title,
        goods_spec: item.spec,
        goods_count: item.count,
        goods_price: yuan(item.cents),
      },
    ],
  };
  return { order, truth: record.truth(orderSn, hand.state) };
}
