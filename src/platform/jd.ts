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

/** The `orderInfo` object of `jingdong.pop.order.enGet` and `enSearch`. */
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
  ]),
  region: ['consigneeInfo.province', 'consigneeInfo.city', 'consigneeInfo.county', 'consigneeInfo.town'],
  mergeIds: ['consigneeInfo.oaid'],
  // Called desensitized, but a wildcard search index in hex: not for display.
  indexes: ['consigneeInfo.desen_mobile', 'consigneeInfo.desen_telephone'],
  virtualNumber: { phones: ['consigneeInfo.mobile'], until: 'consigneeInfo.expiration' },
});
