import { kuaishou } from './ciphertexts.ts';
import type { Draft } from './draft.ts';
import { mark, starred } from './marked.ts';
import { firstOnly, phoneMask } from './masks.ts';
import { makeVirtual } from './phones.ts';
import { base64, createRandom, seedFrom } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { MadeOrder, State } from './truth.ts';

type Fields = Record<string, unknown>;
const at = (field: string): string => `orderAddress.${field}`;

/** 30 paid, 40 shipped, 80 failed. */
const statusOf: Readonly<Record<State, number>> = {
  plain: 30,
  ciphertext: 30,
  masked: 40,
  virtual: 30,
  landline: 30,
  empty: 80,
};

/** The key name is that of the application, 20 characters beginning with `ks`. */
const appKey = `ks${createRandom(seedFrom('kuaishou app')).digits(18)}`;

/** Since 2023-03-31 the plain fields are null; a partner's documentation of 2022 shows '' instead. */
function noPlain(record: Recorder, value: '' | null): Fields {
  return {
    consignee: record.empty(at('consignee'), 'name', value),
    mobile: record.empty(at('mobile'), 'phone', value),
    address: record.empty(at('address'), 'address', value),
  };
}

function noCipher(record: Recorder): Fields {
  return {
    encryptedConsignee: record.empty(at('encryptedConsignee'), 'name', null),
    encryptedMobile: record.empty(at('encryptedMobile'), 'phone', null),
    encryptedAddress: record.empty(at('encryptedAddress'), 'address', null),
  };
}

function encrypted(draft: Draft, record: Recorder): Fields {
  const { random, name, address } = draft;
  const from = (characters: number): Parameters<typeof kuaishou>[2] => ({ appKey, characters });
  return {
    encryptedConsignee: record.ciphertext(
      at('encryptedConsignee'),
      'name',
      kuaishou(random, 'name', from(name.text.length)),
    ),
    encryptedMobile: record.ciphertext(at('encryptedMobile'), 'phone', kuaishou(random, 'phone', from(11))),
    encryptedAddress: record.ciphertext(
      at('encryptedAddress'),
      'address',
      kuaishou(random, 'address', from(address.detail.text.length)),
    ),
  };
}

/** `张**`, `185****8838`, `**街道文化北路**号…**`: head and tail starred, every digit run starred. */
function masks(draft: Draft, record: Recorder): Fields {
  const detail = starred(draft.address.detail).replace(/\*/gu, '**');
  return {
    desensitiseConsignee: record.masked(at('desensitiseConsignee'), 'name', firstOnly(draft.name.text)),
    desensitiseMobile: record.masked(at('desensitiseMobile'), 'phone', phoneMask(draft.phone.text, 3, 4)),
    desensitiseAddress: record.masked(at('desensitiseAddress'), 'address', `**${detail.slice(2, -2)}**`),
  };
}

const noMasks = (record: Recorder): Fields => ({
  desensitiseConsignee: record.empty(at('desensitiseConsignee'), 'name', ''),
  desensitiseMobile: record.empty(at('desensitiseMobile'), 'phone', ''),
  desensitiseAddress: record.empty(at('desensitiseAddress'), 'address', ''),
});

/** No text form of Kuaishou's virtual number was found: number-extension without an expiry is our guess. */
function plainMobile(draft: Draft, record: Recorder): string {
  if (draft.hand.state !== 'virtual') return record.plain(at('mobile'), 'phone', draft.phone);
  const number = makeVirtual(draft.random, { expired: false, declared: false });
  return record.virtual(at('mobile'), mark(number.fact, `${number.main}-${number.extension}`));
}

function recipient(draft: Draft, record: Recorder): Fields {
  const { state, ordinal } = draft.hand;
  const nothing = ordinal % 5 === 4 ? '' : null;
  switch (state) {
    case 'plain':
    case 'landline':
    case 'virtual':
      return {
        consignee: record.plain(at('consignee'), 'name', draft.name),
        mobile: plainMobile(draft, record),
        address: record.plain(at('address'), 'address', draft.address.detail),
        ...noCipher(record),
        ...(state === 'plain' && ordinal % 2 === 0 ? masks(draft, record) : noMasks(record)),
      };
    case 'ciphertext':
      return { ...noPlain(record, nothing), ...encrypted(draft, record), ...masks(draft, record) };
    case 'masked':
      return { ...noPlain(record, nothing), ...noCipher(record), ...masks(draft, record) };
    case 'empty':
      return { ...noPlain(record, nothing), ...noCipher(record), ...noMasks(record) };
  }
}

/** Codes are numbers and follow the National Bureau of Statistics, i.e. GB/T 2260, down to the town. */
function region(draft: Draft, record: Recorder): Fields {
  const { province, city, district, town, code } = draft.address.region;
  return {
    province: record.region(at('province'), province),
    provinceCode: record.region(at('provinceCode'), Number(code.slice(0, 2))),
    city: record.region(at('city'), city),
    cityCode: record.region(at('cityCode'), Number(code.slice(0, 4))),
    district: record.region(at('district'), district),
    districtCode: record.region(at('districtCode'), Number(code)),
    town: record.region(at('town'), town),
    townCode: record.region(at('townCode'), Number(`${code}001`)),
  };
}

/** Buyer and seller notes: `remark` is in the API's orderBaseInfo; the shape of the seller's note list is our guess. */
function sellerNotes(draft: Draft, record: Recorder): Fields[] {
  if (draft.sellerRemark.text === '') return [];
  return [
    {
      note: record.remark('orderNoteInfo[0].note', draft.sellerRemark),
      createTime: draft.created.getTime() + 600_000,
    },
  ];
}

/** One order of open.order.detail or an item of orderList of open.order.cursor.list. */
export function makeKuaishouOrder(draft: Draft): MadeOrder {
  const { random, hand, item, created } = draft;
  const record = createRecorder();
  // 16 digits beginning with 2: a JSON number that still fits 2^53.
  const oid = Number(`2${random.digits(15)}`);
  const isReadable = hand.state === 'plain' || hand.state === 'landline' || hand.state === 'virtual';
  const nick = `用户${random.digits(9)}`;
  const total = item.cents * item.count;
  const order = {
    orderBaseInfo: {
      oid,
      status: statusOf[hand.state],
      sellerNick: draft.shop.name,
      createTime: created.getTime(),
      payTime: created.getTime() + 20_000,
      totalFee: total,
      expressFee: 0,
      remark: record.remark('orderBaseInfo.remark', draft.buyerRemark),
      buyerNick: isReadable
        ? record.plain('orderBaseInfo.buyerNick', 'buyerNick', nick)
        : record.masked('orderBaseInfo.buyerNick', 'buyerNick', '用***'),
      buyerOpenId: record.reference(
        'orderBaseInfo.buyerOpenId',
        'buyerId',
        Buffer.from(random.bytes(16)).toString('hex'),
      ),
    },
    orderAddress: { ...recipient(draft, record), ...region(draft, record) },
    orderItemInfo: {
      itemId: Number(random.digits(14)),
      skuId: Number(random.digits(14)),
      itemTitle: item.title,
      skuDesc: item.spec,
      num: item.count,
      price: item.cents,
    },
    orderNoteInfo: sellerNotes(draft, record),
    orderDeliveryInfo: {
      packageNum: 0,
      openAddressId:
        hand.state === 'empty'
          ? record.empty('orderDeliveryInfo.openAddressId', 'mergeId', '')
          : record.reference('orderDeliveryInfo.openAddressId', 'mergeId', base64(random.bytes(24))),
    },
  };
  return { order, truth: record.truth(String(oid), hand.state) };
}
