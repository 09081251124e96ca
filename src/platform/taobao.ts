import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Taobao and Tmall. Today an order carries masked text and an OAID; older stores hold ciphertext of the TOP security SDK:
 * `~BODY~v~`, `~BODY~INDEX~v~~`, `$138$BODY$v$`, `$INDEX$BODY$v$$`, and U+0001 for its type `normal`; body = AES blocks, v < 0 for
 * a public key. The secret belongs to the session of a shop.
 *
 * An OAID has no mark, only a place: it is told by the path of the field. It holds for one app.
 */
export const taobaoForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'taobao',
  recognizeDelimited,
} as const);

function recognizeDelimited(value: DelimitedCiphertext): Recognition | undefined {
  const { body, delimiter, beside, segments, version } = value;
  const isBlocks = body.layout === 'blocks';
  if (delimiter === '#' || !(isBlocks || body.layout === 'random')) return undefined;
  const isAlone = delimiter === '$' && segments === 1;
  if (isAlone && !isBlocks) return undefined;
  return {
    kind: 'ciphertext',
    platform: 'taobao',
    ...(delimiter === '$' && { field: 'phone' }),
    indexed: beside === 'index',
    version,
    boundTo: 'session',
    // A single segment between "$" is documented for Youzan alone. Other bodies without a mark than whole blocks are this SDK's
    // only because nobody else writes one, but for the clear first digits, which are its own.
    confidence: isAlone ? 0.3 : isBlocks || beside === 'clear-digits' ? 0.85 : 0.5,
  };
}

/**
 * The `trade` object of `taobao.trade.fullinfo.get` and `taobao.trades.sold.get`.
 *
 * Paths: metadata of the TOP interfaces. The virtual number is declared in the answer of `taobao.top.oaid.decrypt`; that an ERP
 * writes its expiry into the trade is our assumption. An OAID is made of recipient, creation time, shop and application, and
 * changes with the natural week (doc.alidayu.com, article 120397); that the week begins on Monday is our assumption. That
 * orders go together only if all of them have a virtual number or none has: an ERP manual, not the platform.
 */
export const taobaoTrade: Preset = /* @__PURE__ */ definePreset({
  name: 'taobao.trade',
  platform: 'taobao',
  recordId: 'tid',
  fields: fieldsOf(1, [
    ['receiver_name', 'recipient', 'name', 'value'],
    ['receiver_mobile', 'recipient', 'phone', 'value'],
    ['receiver_phone', 'recipient', 'phone', 'value'],
    ['receiver_address', 'recipient', 'address', 'value'],
    ['buyer_nick', 'buyer', 'name', 'value'],
    ['buyer_alipay_no', 'buyer', 'opaque', 'value'],
    ['buyer_email', 'buyer', 'opaque', 'value'],
    ['buyer_message', 'buyer', 'text', 'value'],
    ['buyer_memo', 'buyer', 'text', 'value'],
    ['seller_memo', 'sender', 'text', 'value'],
    ['seller_name', 'sender', 'name', 'value'],
    ['seller_mobile', 'sender', 'phone', 'value'],
    ['seller_phone', 'sender', 'phone', 'value'],
    ['o2o_service_mobile', 'sender', 'phone', 'value'],
    ['o2o_service_address', 'sender', 'address', 'value'],
  ]),
  region: ['receiver_state', 'receiver_city', 'receiver_district', 'receiver_town', 'receiver_zip'],
  mergeIds: ['oaid'],
  // Of taobao.top.oaid.decrypt, merged into the order by the ERP.
  virtualNumber: { phones: ['receiver_mobile'], until: 'secret_no_expire_time', flag: 'privacy_protection' },
  created: 'created',
  merge: { period: 'natural-week', virtualNumbers: 'all-or-none' },
  pseudonyms: ['buyer_open_uid'],
});

/**
 * A distributor's purchase order (分销) with its `receiver`.
 *
 * Paths of the receiver, `fenxiao_id` and the two memos: metadata of the TOP interfaces. Where the creation time stands could
 * not be verified, so OAIDs of distribution orders are compared only when the caller gives their times.
 */
export const taobaoFenxiao: Preset = /* @__PURE__ */ definePreset({
  name: 'taobao.fenxiao',
  platform: 'taobao',
  recordId: 'fenxiao_id',
  fields: fieldsOf(1, [
    ['receiver.name', 'recipient', 'name', 'value'],
    ['receiver.mobile_phone', 'recipient', 'phone', 'value'],
    ['receiver.phone', 'recipient', 'phone', 'value'],
    ['receiver.address', 'recipient', 'address', 'value'],
    ['memo', 'buyer', 'text', 'value'],
    ['supplier_memo', 'sender', 'text', 'value'],
  ]),
  region: ['receiver.state', 'receiver.city', 'receiver.district', 'receiver.zip'],
  mergeIds: ['receiver.oaid'],
  merge: { period: 'natural-week', virtualNumbers: 'all-or-none' },
});

/**
 * What `cainiao.waybill.ii.get` is given for one parcel: an object with `recipient`, and `sender` where it has one.
 *
 * Paths: metadata of the TOP interfaces (RecipientInfoDTO, UserInfoDTO, AddressDTO). `recipient.tid` is optional there, so the
 * caller gives the record id. Orders of Taobao carry an `oaid`, encrypted orders of other platforms a `caid`.
 */
export const taobaoWaybill: Preset = /* @__PURE__ */ definePreset({
  name: 'taobao.waybill',
  platform: 'taobao',
  fields: fieldsOf(1, [
    ['recipient.name', 'recipient', 'name', 'value'],
    ['recipient.mobile', 'recipient', 'phone', 'value'],
    ['recipient.phone', 'recipient', 'phone', 'value'],
    ['recipient.address.detail', 'recipient', 'address', 'value'],
    ['sender.name', 'sender', 'name', 'value'],
    ['sender.mobile', 'sender', 'phone', 'value'],
    ['sender.phone', 'sender', 'phone', 'value'],
    ['sender.address.detail', 'sender', 'address', 'value'],
  ]),
  region: [
    'recipient.address.province',
    'recipient.address.city',
    'recipient.address.district',
    'recipient.address.town',
  ],
  mergeIds: ['recipient.oaid', 'recipient.caid'],
  merge: { period: 'natural-week' },
});
