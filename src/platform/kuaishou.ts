import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Kuaishou. `#INDEX#C1&C2#1##` name, `$INDEX$C1&C2$1$$` phone, `~INDEX~C1&C2~1~~` address; each body is protobuf that begins
 * with the key name `merchant.open.secret.key.ks…`. The key belongs to one app: another app cannot open it.
 *
 * Read off public samples; what the second body is for is not known, so one body, and none with an index, are accepted too.
 */
export const kuaishouForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'kuaishou',
  recognizeDelimited,
} as const);

const byDelimiter = { '#': 'name', $: 'phone', '~': 'address', '\u0001': 'other' } as const;

function recognizeDelimited({ body, delimiter, beside, version }: DelimitedCiphertext): Recognition | undefined {
  if (body.layout !== 'key-name') return undefined;
  return {
    kind: 'ciphertext',
    platform: 'kuaishou',
    field: byDelimiter[delimiter],
    indexed: beside === 'index',
    version,
    boundTo: 'app',
    confidence: 0.95,
  };
}

/**
 * An order of `open.order.detail` and `open.order.cursor.list`: the object that holds `orderAddress`.
 *
 * Paths of the recipient: the platform's documents (K5002). `rechargeAccount` and `coordinateInfo` are objects there whose members
 * we could not read, so they are private as a whole. Where the merge id and the seller's note stand is our guess; the same
 * `openAddressId` is one parcel, of two different ones the platform has to be asked (`open.order.deliver.merge.check`).
 */
export const kuaishouOrder: Preset = /* @__PURE__ */ definePreset({
  name: 'kuaishou.order',
  platform: 'kuaishou',
  recordId: 'orderBaseInfo.oid',
  fields: fieldsOf(1, [
    ['orderAddress.consignee', 'recipient', 'name', 'value'],
    ['orderAddress.mobile', 'recipient', 'phone', 'value'],
    ['orderAddress.address', 'recipient', 'address', 'value'],
    ['orderAddress.encryptedConsignee', 'recipient', 'name', 'ciphertext'],
    ['orderAddress.encryptedMobile', 'recipient', 'phone', 'ciphertext'],
    ['orderAddress.encryptedAddress', 'recipient', 'address', 'ciphertext'],
    ['orderAddress.desensitiseConsignee', 'recipient', 'name', 'mask'],
    ['orderAddress.desensitiseMobile', 'recipient', 'phone', 'mask'],
    ['orderAddress.desensitiseAddress', 'recipient', 'address', 'mask'],
    ['orderBaseInfo.buyerNick', 'buyer', 'name', 'value'],
    ['orderBaseInfo.rechargeAccount', 'buyer', 'opaque', 'value'],
    ['orderBaseInfo.remark', 'buyer', 'text', 'value'],
    ['orderNoteInfo[].note', 'sender', 'text', 'value'],
    ['orderAddress.rechargeAccount', 'buyer', 'opaque', 'object'],
    ['orderAddress.coordinateInfo', 'recipient', 'opaque', 'object'],
  ]),
  region: ['orderAddress.province', 'orderAddress.city', 'orderAddress.district', 'orderAddress.town'],
  mergeIds: ['orderDeliveryInfo.openAddressId'],
  created: 'orderBaseInfo.createTime',
  merge: {},
  pseudonyms: ['orderBaseInfo.buyerOpenId'],
});
