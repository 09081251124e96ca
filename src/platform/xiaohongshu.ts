import type { PlatformForms } from './types.ts';

/**
 * Xiaohongshu. The form of its ciphertext is not known, nor that of `openAddressId`: the first is `unknown`, the second is told by
 * the path of the field. Its masks look like everybody's.
 */
export const xiaohongshuForms: PlatformForms = /* @__PURE__ */ Object.freeze({ platform: 'xiaohongshu' } as const);
