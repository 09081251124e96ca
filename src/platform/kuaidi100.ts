import { definePreset, fieldsOf, type Preset } from './preset.ts';

/**
 * What Kuaidi100's print interface is given: an object with `recMan`. For Pinduoduo and Douyin its fields carry the platform's
 * ciphertext, Douyin's with `_` for `*`.
 *
 * Paths: the integrator's manual as quoted by third parties. It has no order number that we could verify, so the caller gives the
 * record id. The sender's fields and where an OAID stands are not covered.
 */
export const kuaidi100Print: Preset = /* @__PURE__ */ definePreset({
  name: 'kuaidi100.print',
  fields: fieldsOf(1, [
    ['recMan.name', 'recipient', 'name', 'value'],
    ['recMan.mobile', 'recipient', 'phone', 'value'],
    ['recMan.addr', 'recipient', 'address', 'value'],
    ['recMan.detailAddrEnc', 'recipient', 'address', 'ciphertext'],
  ]),
  region: ['recMan.province', 'recMan.city', 'recMan.district'],
});
