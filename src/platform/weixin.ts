import type { PlatformForms } from './types.ts';

/**
 * WeChat Channels. An order holds masks (`林**`, `183****2807`, `****`), which look like everybody's, and after decoding plain
 * text; there is no ciphertext. Its own are the label's name `店小二(转3639)` and the note behind an address, see
 * `virtualNumber.ts`; `hash_code` names one address of one shop and is told by the path of the field.
 */
export const weixinForms: PlatformForms = /* @__PURE__ */ Object.freeze({ platform: 'weixin' } as const);
