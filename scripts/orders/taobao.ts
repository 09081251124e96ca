import { topPhone, topText } from './ciphertexts.ts';
import { chinaTime, type Draft, yuan } from './draft.ts';
import { mark, starred } from './marked.ts';
import { firstOnly, phoneMask } from './masks.ts';
import { makePerson } from './people.ts';
import { makeMobile, makeVirtual } from './phones.ts';
import { base64, type Random } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { MadeOrder, State } from './truth.ts';

const statusOf: Readonly<Record<State, string>> = {
  plain: 'WAIT_SELLER_SEND_GOODS',
  ciphertext: 'WAIT_SELLER_SEND_GOODS',
  masked: 'WAIT_BUYER_CONFIRM_GOODS',
  virtual: 'WAIT_SELLER_SEND_GOODS',
  landline: 'WAIT_SELLER_SEND_GOODS',
  empty: 'TRADE_CLOSED',
};

/** The API allows 128 characters; the alphabet and this length are our guess. */
const oaid = (random: Random): string =>
  `1${base64(random.bytes(54)).replace(/[+/]/gu, (found) => (found === '+' ? 'p' : 's'))}`;

/** Mask shapes after four public samples (`锦*`, `138****25`, `北太**街道…`); Taobao's real rules are not published. */
function masks(draft: Draft, record: Recorder): Record<string, unknown> {
  const detail = starred(draft.address.detail);
  return {
    receiver_name: record.masked('receiver_name', 'name', firstOnly(draft.name.text, '*')),
    receiver_mobile: record.masked(
      'receiver_mobile',
      'phone',
      phoneMask(draft.phone.text, 3, 2).replace(/\*+/u, '****'),
    ),
    receiver_phone: record.empty('receiver_phone', 'phone', ''),
    receiver_address: record.masked('receiver_address', 'address', `${detail.slice(0, 2)}**${detail.slice(4)}**`),
  };
}

/** What taobao.top.oaid.decrypt adds when the merchant merges its answer into the trade. */
function virtualFields(draft: Draft, record: Recorder): Record<string, unknown> {
  const expired = draft.hand.ordinal % 2 === 1;
  const number = makeVirtual(draft.random, { expired, declared: true });
  return {
    receiver_name: record.plain('receiver_name', 'name', draft.name),
    receiver_mobile: record.virtual('receiver_mobile', mark(number.fact, `${number.main}-${number.extension}`)),
    receiver_phone: record.empty('receiver_phone', 'phone', ''),
    receiver_address: record.plain('receiver_address', 'address', draft.address.detail),
    privacy_protection: true,
    secret_no_expire_time: number.expires,
  };
}

function recipient(draft: Draft, record: Recorder): Record<string, unknown> {
  const { random, hand } = draft;
  const merge = (): string => record.reference('oaid', 'mergeId', oaid(random));
  switch (hand.state) {
    case 'plain':
    case 'landline': {
      const [used, unused] =
        hand.state === 'plain' ? ['receiver_mobile', 'receiver_phone'] : ['receiver_phone', 'receiver_mobile'];
      return {
        receiver_name: record.plain('receiver_name', 'name', draft.name),
        [used as string]: record.plain(used as string, 'phone', draft.phone),
        [unused as string]: record.empty(unused as string, 'phone', ''),
        receiver_address: record.plain('receiver_address', 'address', draft.address.detail),
        oaid: merge(),
        ...(hand.ordinal % 3 === 0 ? { privacy_protection: false } : {}),
      };
    }
    case 'ciphertext':
      // Today's route is masks and an oaid; every third order still carries the SDK ciphertext of old integrations.
      if (hand.ordinal % 3 !== 2) return { ...masks(draft, record), oaid: merge() };
      return {
        receiver_name: record.ciphertext('receiver_name', 'name', topText(random, draft.name.text.length)),
        receiver_mobile: record.ciphertext('receiver_mobile', 'phone', topPhone(random)),
        receiver_phone: record.empty('receiver_phone', 'phone', ''),
        receiver_address: record.ciphertext(
          'receiver_address',
          'address',
          topText(random, draft.address.detail.text.length),
        ),
        oaid: record.empty('oaid', 'mergeId', ''),
      };
    case 'masked':
      return { ...masks(draft, record), oaid: record.empty('oaid', 'mergeId', '') };
    case 'virtual':
      return { ...virtualFields(draft, record), oaid: merge() };
    case 'empty':
      return {
        receiver_name: record.empty('receiver_name', 'name', ''),
        receiver_mobile: record.empty('receiver_mobile', 'phone', ''),
        receiver_phone: record.empty('receiver_phone', 'phone', ''),
        receiver_address: record.empty('receiver_address', 'address', ''),
        oaid: record.empty('oaid', 'mergeId', ''),
      };
  }
}

/** Other people of the trade: the shop's own contact in some orders, a buyer's e-mail in a few. */
function others(draft: Draft, record: Recorder): Record<string, unknown> {
  const { random, hand } = draft;
  const isReadable = hand.state === 'plain' || hand.state === 'landline' || hand.state === 'virtual';
  const nick = `tb${random.digits(8)}`;
  return {
    buyer_nick: isReadable
      ? record.plain('buyer_nick', 'buyerNick', nick)
      : record.masked('buyer_nick', 'buyerNick', `t***${nick.slice(-1)}`),
    buyer_open_uid: record.reference('buyer_open_uid', 'buyerId', `AAE${base64(random.bytes(24))}`),
    ...(isReadable && hand.index % 11 === 0
      ? { buyer_email: record.plain('buyer_email', 'email', `${nick}@mail.example`) }
      : {}),
    ...(hand.index % 5 === 0
      ? {
          seller_name: record.plain('seller_name', 'name', makePerson(random, 2)),
          seller_mobile: record.plain('seller_mobile', 'phone', makeMobile(random, 'plain')),
        }
      : {}),
  };
}

/** One `trade` of taobao.trade.fullinfo.get; the field names are those of the TOP metadata. */
export function makeTaobaoOrder(draft: Draft): MadeOrder {
  const { random, hand, address, item, created } = draft;
  const record = createRecorder();
  const tid = `2${random.digits(18)}`;
  const payment = yuan(item.cents * item.count);
  const order = {
    tid,
    status: statusOf[hand.state],
    type: 'fixed',
    title: draft.shop.name,
    seller_nick: draft.shop.name,
    created: chinaTime(created),
    pay_time: chinaTime(new Date(created.getTime() + 40_000)),
    payment,
    post_fee: '0.00',
    num: item.count,
    ...others(draft, record),
    buyer_message: record.remark('buyer_message', draft.buyerRemark),
    buyer_memo: record.empty('buyer_memo', 'remark', ''),
    seller_memo: record.remark('seller_memo', draft.sellerRemark),
    ...recipient(draft, record),
    receiver_state: record.region('receiver_state', address.region.province),
    receiver_city: record.region('receiver_city', address.region.city),
    receiver_district: record.region('receiver_district', address.region.district),
    receiver_town: record.region('receiver_town', address.region.town),
    receiver_zip: record.region('receiver_zip', address.region.zip),
    orders: {
      order: [
        {
          oid: tid,
          title: item.title,
          sku_properties_name: item.spec,
          num: item.count,
          price: yuan(item.cents),
          payment,
        },
      ],
    },
  };
  return { order, truth: record.truth(tid, hand.state) };
}
