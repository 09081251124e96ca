/**
 * The shapes of the platforms' orders and the forms of their ciphertexts, masks and virtual numbers.
 *
 * @module
 */
import { douyinOrder } from './douyin.ts';
import { jdOrder } from './jd.ts';
import { kuaishouOrder } from './kuaishou.ts';
import { pddOrder } from './pdd.ts';
import type { Preset } from './preset.ts';
import { taobaoTrade } from './taobao.ts';

export {
  definePreset,
  type Preset,
  type PresetDefinition,
  type PresetField,
  type PresetForm,
  type PresetRole,
  recordIdOf,
  type VirtualNumberRule,
} from './preset.ts';
export {
  type FieldReport,
  type FieldState,
  type InspectOrderOptions,
  inspectOrder,
  type ProtectedOrder,
  type ProtectOrderOptions,
  protectOrder,
} from './protect.ts';
export { recognize } from './recognize.ts';
export type { Platform, Recognition, RecognizedKind } from './types.ts';

/** Names of the presets. */
export type PresetName = 'taobao.trade' | 'pdd.order' | 'douyin.order' | 'jd.order' | 'kuaishou.order';

/**
 * The order shapes of the platforms. Each describes the inner order object of an API's answer, whatever wraps it.
 *
 * @example
 * Object.keys(presets); // ['taobao.trade', 'pdd.order', 'douyin.order', 'jd.order', 'kuaishou.order']
 */
export const presets: Readonly<Record<PresetName, Preset>> = /* @__PURE__ */ Object.freeze({
  'taobao.trade': taobaoTrade,
  'pdd.order': pddOrder,
  'douyin.order': douyinOrder,
  'jd.order': jdOrder,
  'kuaishou.order': kuaishouOrder,
});
