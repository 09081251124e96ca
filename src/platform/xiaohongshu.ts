import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms } from './types.ts';

/**
 * Xiaohongshu. The form of its ciphertext is not known, nor that of `openAddressId`: the first is `unknown`, the second is told by
 * the path of the field. Its masks look like everybody's.
 */
export const xiaohongshuForms: PlatformForms = /* @__PURE__ */ Object.freeze({ platform: 'xiaohongshu' } as const);

/**
 * One recipient of `order.getOrderReceiverInfo`, which answers only while an order waits for dispatch.
 *
 * Paths: third-party code that calls the interface. Where the order's number stands could not be verified, so the caller gives
 * the record id. `openAddressId` is a field of `order.getOrderDetail`; whether it is repeated here is our assumption.
 */
export const xhsReceiver: Preset = /* @__PURE__ */ definePreset({
  name: 'xhs.receiver',
  platform: 'xiaohongshu',
  fields: fieldsOf(1, [
    ['receiverName', 'recipient', 'name', 'value'],
    ['receiverPhone', 'recipient', 'phone', 'value'],
    ['receiverAddress', 'recipient', 'address', 'value'],
  ]),
  region: ['receiverProvinceName', 'receiverCityName', 'receiverDistrictName', 'receiverTownName'],
  mergeIds: ['openAddressId'],
  merge: {},
});
