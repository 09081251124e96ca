/**
 * The shapes of the platforms' orders and the forms of their ciphertexts, masks and virtual numbers.
 *
 * @module
 */
import { douyinAfterSale, douyinOrder } from './douyin.ts';
import { jdOrder, jdUnpaid } from './jd.ts';
import { kuaidi100Print } from './kuaidi100.ts';
import { kuaishouOrder } from './kuaishou.ts';
import { pddOrder } from './pdd.ts';
import type { Preset } from './preset.ts';
import { taobaoFenxiao, taobaoTrade, taobaoWaybill } from './taobao.ts';
import { weixinOrder } from './weixin.ts';
import { xhsReceiver } from './xiaohongshu.ts';

export * from './broker/index.ts';
export { type FoundOrder, ordersIn } from './find.ts';
export { type FieldReport, type FieldState, type InspectOrderOptions, inspectOrder } from './inspect.ts';
export {
  canShipTogether,
  type MergeCandidate,
  type MergeGroup,
  type MergeOptions,
  type MergeReason,
  type MergeVerdict,
  mergeGroups,
} from './merge.ts';
export {
  definePreset,
  extendPreset,
  type MergeRule,
  type Preset,
  type PresetDefinition,
  type PresetExtension,
  type PresetField,
  type PresetForm,
  type PresetRole,
  recordIdOf,
  type VirtualNumberRule,
} from './preset.ts';
export {
  type MaskedOrder,
  type ProtectedField,
  type ProtectedItem,
  type ProtectedOrder,
  type ProtectOrderOptions,
  type ProtectOrdersOptions,
  type ProtectOrdersResult,
  protectOrder,
  protectOrders,
  type UnprotectedItem,
} from './protect.ts';
export { recognize } from './recognize.ts';
export type { Platform, Recognition, RecognizedField, RecognizedKind, RecognizeHint } from './types.ts';
export {
  type FormatVirtualNumberOptions,
  formatVirtualNumber,
  parseVirtualNumber,
  type VirtualNumber,
  type VirtualNumberForm,
  type VirtualNumberToWrite,
} from './virtualNumber.ts';

/** Names of the presets. */
export type PresetName =
  | 'taobao.trade'
  | 'pdd.order'
  | 'douyin.order'
  | 'jd.order'
  | 'kuaishou.order'
  | 'taobao.fenxiao'
  | 'taobao.waybill'
  | 'douyin.after-sale'
  | 'jd.unpaid'
  | 'xhs.receiver'
  | 'weixin.order'
  | 'kuaidi100.print';

/**
 * The order shapes of the platforms. Each describes the inner order object of an API's answer, whatever wraps it:
 * `ordersIn` finds it. What is documented of each and what is not stands at its definition in `src/platform`.
 *
 * @example
 * Object.keys(presets).slice(0, 5); // ['taobao.trade', 'pdd.order', 'douyin.order', 'jd.order', 'kuaishou.order']
 */
export const presets: Readonly<Record<PresetName, Preset>> = /* @__PURE__ */ Object.freeze({
  'taobao.trade': taobaoTrade,
  'pdd.order': pddOrder,
  'douyin.order': douyinOrder,
  'jd.order': jdOrder,
  'kuaishou.order': kuaishouOrder,
  'taobao.fenxiao': taobaoFenxiao,
  'taobao.waybill': taobaoWaybill,
  'douyin.after-sale': douyinAfterSale,
  'jd.unpaid': jdUnpaid,
  'xhs.receiver': xhsReceiver,
  'weixin.order': weixinOrder,
  'kuaidi100.print': kuaidi100Print,
});
