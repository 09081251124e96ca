import { isTdeCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/** JD: TDE ciphertext, bare base64 without a field type. */
export const jdForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'jd',
  recognizeOther(value: string): Recognition | undefined {
    return isTdeCiphertext(value) ? { kind: 'ciphertext', platform: 'jd', indexed: false, confidence: 0.9 } : undefined;
  },
} as const);

/**
 * The `orderInfo` object of `jingdong.pop.order.enGet` and `enSearch`.
 *
 * Paths: public samples and third-party code. What `vatInfo` holds (tax number, address, bank account of a company) is named
 * nowhere that we could read, so it is private as a whole. `orderRemark`, `venderRemark`, `orderStartTime` and `expiration` could
 * not be verified. Whether an `oaid` lasts is not documented either: two different ones prove nothing.
 */
export const jdOrder: Preset = /* @__PURE__ */ definePreset({
  name: 'jd.order',
  platform: 'jd',
  recordId: 'orderId',
  fields: fieldsOf(1, [
    ['consigneeInfo.fullname', 'recipient', 'name', 'value'],
    ['consigneeInfo.mobile', 'recipient', 'phone', 'value'],
    ['consigneeInfo.telephone', 'recipient', 'phone', 'value'],
    ['consigneeInfo.fullAddress', 'recipient', 'address', 'value'],
    ['consigneeInfo.consEmail', 'recipient', 'opaque', 'value'],
    ['invoiceEasyInfo.invoiceTitle', 'buyer', 'name', 'value'],
    ['pin', 'buyer', 'opaque', 'value'],
    ['orderRemark', 'buyer', 'text', 'value'],
    ['venderRemark', 'sender', 'text', 'value'],
    ['vatInfo', 'buyer', 'opaque', 'object'],
  ]),
  region: ['consigneeInfo.province', 'consigneeInfo.city', 'consigneeInfo.county', 'consigneeInfo.town'],
  mergeIds: ['consigneeInfo.oaid'],
  // Called desensitized, but a wildcard search index in hex: not for display.
  indexes: ['consigneeInfo.desen_mobile', 'consigneeInfo.desen_telephone'],
  virtualNumber: {
    phones: ['consigneeInfo.mobile'],
    until: 'consigneeInfo.expiration',
    flag: 'consigneeInfo.privacyProtection',
  },
  created: 'orderStartTime',
  merge: {},
  pseudonyms: ['open_id_buyer', 'xid_buyer'],
});

/**
 * One item of the list of unpaid orders.
 *
 * Paths: third-party code; it does not show where the order's number stands, so the caller gives the record id.
 */
export const jdUnpaid: Preset = /* @__PURE__ */ definePreset({
  name: 'jd.unpaid',
  platform: 'jd',
  fields: fieldsOf(1, [
    ['userName', 'recipient', 'name', 'value'],
    ['mobile', 'recipient', 'phone', 'value'],
    ['phone', 'recipient', 'phone', 'value'],
    ['address', 'recipient', 'address', 'value'],
  ]),
  mergeIds: ['oaid'],
  merge: {},
  indexes: ['desen_mobile', 'desen_phone'],
});
