import { jd, jdIndex } from './ciphertexts.ts';
import { chinaTime, type Draft, yuan } from './draft.ts';
import { mark } from './marked.ts';
import { firstOnly, phoneMask } from './masks.ts';
import { makeVirtual } from './phones.ts';
import { base64, createRandom, seedFrom } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { MadeOrder, State } from './truth.ts';

type Fields = Record<string, unknown>;
const at = (field: string): string => `consigneeInfo.${field}`;

const stateOf: Readonly<Record<State, string>> = {
  plain: 'WAIT_SELLER_STOCK_OUT',
  ciphertext: 'WAIT_SELLER_STOCK_OUT',
  masked: 'WAIT_GOODS_RECEIVE_CONFIRM',
  virtual: 'WAIT_SELLER_STOCK_OUT',
  landline: 'WAIT_SELLER_STOCK_OUT',
  empty: 'TRADE_CANCELED',
};

/** All values of one shop carry the same 16-byte key id. */
const keyIdOf = (draft: Draft): Uint8Array => createRandom(seedFrom('jd key', draft.shop.id)).bytes(16);

/** `telephone` repeats the mobile in the public sample; a landline stands there alone. */
function plainPhones(draft: Draft, record: Recorder): Fields {
  const { state, ordinal } = draft.hand;
  const hasMobile = state !== 'landline';
  const hasTelephone = state === 'landline' || ordinal % 3 === 0;
  return {
    mobile: hasMobile ? record.plain(at('mobile'), 'phone', draft.phone) : record.empty(at('mobile'), 'phone', ''),
    telephone: hasTelephone
      ? record.plain(at('telephone'), 'phone', draft.phone)
      : record.empty(at('telephone'), 'phone', ''),
  };
}

/** The text form of JD's virtual number was not found; number-extension as on Taobao and Douyin is our guess. */
function virtualPhones(draft: Draft, record: Recorder): Fields {
  const expired = draft.hand.ordinal % 2 === 1;
  const number = makeVirtual(draft.random, { expired, declared: true });
  const text = mark(number.fact, `${number.main}-${number.extension}`);
  return {
    mobile: record.virtual(at('mobile'), text),
    telephone: record.empty(at('telephone'), 'phone', ''),
    privacyProtection: true,
    expiration: number.expires,
  };
}

function maskedPhones(draft: Draft, record: Recorder): Fields {
  const mask = phoneMask(draft.phone.text, 3, 1);
  return {
    mobile: record.masked(at('mobile'), 'phone', mask),
    telephone: record.masked(at('telephone'), 'phone', mask),
  };
}

function readable(draft: Draft, record: Recorder): Fields {
  return {
    fullname: record.plain(at('fullname'), 'name', draft.name),
    fullAddress: record.plain(at('fullAddress'), 'address', draft.address.full),
  };
}

function recipient(draft: Draft, record: Recorder): Fields {
  const { random, hand, name, address } = draft;
  const oaid = (): string => record.reference(at('oaid'), 'mergeId', base64(random.bytes(48)));
  switch (hand.state) {
    case 'plain':
    case 'landline':
      return { ...readable(draft, record), ...plainPhones(draft, record), oaid: oaid() };
    case 'virtual':
      return { ...readable(draft, record), ...virtualPhones(draft, record), oaid: oaid() };
    case 'ciphertext': {
      const keyId = keyIdOf(draft);
      const index = jdIndex(random);
      return {
        fullname: record.ciphertext(at('fullname'), 'name', jd(random, keyId, name.text.length)),
        fullAddress: record.ciphertext(at('fullAddress'), 'address', jd(random, keyId, address.full.text.length)),
        ...maskedPhones(draft, record),
        desen_mobile: record.index(at('desen_mobile'), 'phone', index),
        desen_telephone: record.index(at('desen_telephone'), 'phone', index),
        oaid: oaid(),
      };
    }
    case 'masked': {
      const address4 = address.region.province + address.region.city;
      return {
        fullname: record.masked(at('fullname'), 'name', firstOnly(name.text)),
        fullAddress: record.masked(at('fullAddress'), 'address', `${address4}****`),
        ...maskedPhones(draft, record),
        oaid: record.empty(at('oaid'), 'mergeId', ''),
      };
    }
    case 'empty':
      return {
        fullname: record.empty(at('fullname'), 'name', ''),
        fullAddress: record.empty(at('fullAddress'), 'address', ''),
        mobile: record.empty(at('mobile'), 'phone', ''),
        telephone: record.empty(at('telephone'), 'phone', ''),
        oaid: record.empty(at('oaid'), 'mergeId', ''),
      };
  }
}

/** JD writes the province without 省; its own ids are not GB/T 2260, so those here are our guess. */
function region(draft: Draft, record: Recorder): Fields {
  const { province, city, district, town, code } = draft.address.region;
  return {
    province: record.region(at('province'), province.replace(/省$/u, '')),
    provinceId: record.region(at('provinceId'), code.slice(0, 2)),
    city: record.region(at('city'), city),
    cityId: record.region(at('cityId'), code.slice(0, 4)),
    county: record.region(at('county'), district),
    countyId: record.region(at('countyId'), code),
    town: record.region(at('town'), town),
    townId: record.region(at('townId'), `${code}001`),
  };
}

/** The invoice is made out to 个人 as a rule, and to the recipient by name in a sixth of the orders. */
function invoice(draft: Draft, record: Recorder): Fields {
  const path = 'invoiceEasyInfo.invoiceTitle';
  const { state, index } = draft.hand;
  const title = ((): string => {
    if (state === 'ciphertext') return record.ciphertext(path, 'name', jd(draft.random, keyIdOf(draft), 4));
    const isReadable = state === 'plain' || state === 'landline' || state === 'virtual';
    if (isReadable && index % 6 === 0) return record.plain(path, 'name', draft.name);
    return '个人';
  })();
  return { invoiceType: '0', invoiceState: '3', invoiceContentId: '1', invoiceTitle: title };
}

/** One `orderInfo` of jingdong.pop.order.enGet. */
export function makeJdOrder(draft: Draft): MadeOrder {
  const { random, hand, item, created } = draft;
  const record = createRecorder();
  const orderId = random.digits(12);
  const total = yuan(item.cents * item.count);
  const order = {
    orderId,
    venderId: String(draft.shop.id),
    orderType: '22',
    orderState: stateOf[hand.state],
    orderStartTime: chinaTime(created),
    paymentConfirmTime: chinaTime(new Date(created.getTime() + 50_000)),
    orderTotalPrice: total,
    orderPayment: total,
    freightPrice: '0.00',
    deliveryType: '任意时间',
    orderRemark: record.remark('orderRemark', draft.buyerRemark),
    venderRemark: record.remark('venderRemark', draft.sellerRemark),
    open_id_buyer: record.reference('open_id_buyer', 'buyerId', base64(random.bytes(32))),
    consigneeInfo: { ...recipient(draft, record), ...region(draft, record) },
    invoiceEasyInfo: invoice(draft, record),
    itemInfoList: [
      {
        skuId: random.digits(11),
        skuName: `${item.title} ${item.spec}`,
        itemTotal: String(item.count),
        jdPrice: yuan(item.cents),
      },
    ],
  };
  return { order, truth: record.truth(orderId, hand.state) };
}
