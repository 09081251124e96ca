import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Youzan. `$BODY$v$` for every kind of field, body = AES blocks without a mark. Nobody else is known to write a single segment
 * between `$` with such a body, but it has no mark of its own either: hence the confidence.
 */
export const youzanForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'youzan',
  recognizeDelimited({ body, delimiter, segments, version }: DelimitedCiphertext): Recognition | undefined {
    if (delimiter !== '$' || segments !== 1 || body.layout !== 'blocks') return undefined;
    return { kind: 'ciphertext', platform: 'youzan', indexed: false, version, confidence: 0.6 };
  },
} as const);
