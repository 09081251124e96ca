import { isTdeCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * JD. TDE ciphertext: bare base64 without a field type. Of its three sorts only the weak one (byte 0 = 00) is known beyond the
 * first byte; regular (01) and large (02) are told by a hint alone. The key id in the value is that of the shop.
 *
 * `desen_*` looks like a mask by its name but is a search index in hex: `unknown`.
 */
export const jdForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'jd',
  recognizeOther(value: string): Recognition | undefined {
    return value[0] === 'A' && isTdeCiphertext(value) ? { ...tde, confidence: 0.9 } : undefined;
  },
  recognizeHinted(value: string): Recognition | undefined {
    return otherSorts.test(value) ? { ...tde, confidence: 0.6 } : undefined;
  },
  phoneMask: /^1\d{2}\*{7}\d$/u,
} as const);

const tde = { kind: 'ciphertext', platform: 'jd', indexed: false, boundTo: 'shop' } as const;
// First byte 01 or 02, then at least the key id and a block.
const otherSorts = /^A[Q-Za-v][A-Za-z0-9+/]{62,}={0,2}$/u;

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
