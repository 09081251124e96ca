import { makeRecipient, recipientAt } from './douyinRecipient.ts';
import type { Draft } from './draft.ts';
import { mark } from './marked.ts';
import type { VirtualNumber } from './phones.ts';
import { base64 } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { MadeOrder, State } from './truth.ts';

type Fields = Record<string, unknown>;

/** 2 preparing, 3 shipped, 4 cancelled. */
const statusOf: Readonly<Record<State, number>> = {
  plain: 2,
  ciphertext: 2,
  masked: 3,
  virtual: 2,
  landline: 2,
  empty: 4,
};

/** What order.batchDecrypt says of a virtual number, merged into the order; `expire_time` is in Unix seconds. */
function virtualFields(number: VirtualNumber, record: Recorder): Fields {
  return {
    is_virtual_tel: true,
    phone_no_a: record.virtual('phone_no_a', mark(number.fact, number.main)),
    phone_no_b: record.virtual('phone_no_b', number.extension),
    expire_time: Date.parse(number.fact.expiresAt ?? '') / 1000,
  };
}

/** Some orders tell where the buyer is to six decimals, whatever else is encrypted: about a metre. */
function coordinate(draft: Draft, record: Recorder): Fields {
  const { random, hand, address } = draft;
  if (hand.state === 'empty' || hand.index % 4 !== 0) return {};
  const near = (degrees: number): string => (degrees + random.int(-40_000, 40_000) / 1e6).toFixed(6);
  const path = 'user_coordinate.user_coordinate_';
  return {
    user_coordinate: {
      user_coordinate_longitude: record.plain(`${path}longitude`, 'location', near(address.region.longitude)),
      user_coordinate_latitude: record.plain(`${path}latitude`, 'location', near(address.region.latitude)),
    },
  };
}

/** One `shop_order_detail` of order.orderDetail. */
export function makeDouyinOrder(draft: Draft): MadeOrder {
  const { random, hand, item, created } = draft;
  const record = createRecorder();
  const made = makeRecipient(draft);
  const orderId = `69${random.digits(17)}`;
  const seconds = Math.floor(created.getTime() / 1000);
  const amount = item.cents * item.count;
  const order = {
    order_id: orderId,
    shop_id: draft.shop.id,
    shop_name: draft.shop.name,
    order_status: statusOf[hand.state],
    create_time: seconds,
    pay_time: seconds + 30,
    order_amount: amount,
    pay_amount: amount,
    ...recipientAt(draft, record, '', made),
    ...(made.number === undefined ? {} : virtualFields(made.number, record)),
    // `#` and base64 without the `#1##` tail of a ciphertext: the shape that trips detectors that look at delimiters only.
    open_address_id: record.reference('open_address_id', 'mergeId', `#${base64(random.bytes(48))}`),
    doudian_open_id: record.reference('doudian_open_id', 'buyerId', `1@#${base64(random.bytes(48))}`),
    buyer_words: record.remark('buyer_words', draft.buyerRemark),
    seller_words: record.remark('seller_words', draft.sellerRemark),
    ...coordinate(draft, record),
    sku_order_list: [
      {
        order_id: orderId,
        parent_order_id: orderId,
        product_name: item.title,
        spec: [{ name: '规格', value: item.spec }],
        item_num: item.count,
        origin_amount: item.cents,
        ...recipientAt(draft, record, 'sku_order_list[0].', made),
      },
    ],
  };
  return { order, truth: record.truth(orderId, hand.state) };
}
