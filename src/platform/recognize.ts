import { isPrintBlob, parseDelimited } from '../detect/ciphertext.ts';
import { isMasked, isOwnToken } from '../detect/protection.ts';
import { isHan } from '../detect/span.ts';
import { assertString } from '../errors.ts';
import { douyinForms } from './douyin.ts';
import { jdForms } from './jd.ts';
import { kuaishouForms } from './kuaishou.ts';
import { pddForms } from './pdd.ts';
import { taobaoForms } from './taobao.ts';
import type { PlatformForms, Recognition } from './types.ts';

// The ones with marks inside the body come first; Taobao's body is only a multiple of 16 bytes.
const platforms: readonly PlatformForms[] = [kuaishouForms, douyinForms, pddForms, jdForms, taobaoForms];

/**
 * Says what a single value is: a platform's ciphertext, a mask, a virtual number, a reference id, a token of ours, or
 * readable text. Offline and without keys: by structure and by the marks inside the body.
 *
 * Structure is evidence, not proof, hence the confidence. `unknown` is an answer: text that is neither readable nor of a
 * known form. Strings over 65,536 UTF-16 units are `unknown`.
 *
 * @param value - The value of one field.
 * @throws {TypeError} `value` is not a string.
 * @example
 * recognize('138****5678').kind; // 'masked'
 * recognize('$18412345678$#1234#'); // { kind: 'virtual-number', platform: 'pdd', field: 'phone', confidence: 0.95 }
 * recognize('~~划线~~').kind; // 'plain'
 */
export function recognize(value: string): Recognition {
  assertString(value, 'value');
  const text = value.trim();
  if (text.length > maxChars) return { kind: 'unknown', confidence: 0.5 };
  if (isOwnToken(text)) return { kind: 'own-token', confidence: 1 };
  const delimited = parseDelimited(text);
  for (const forms of platforms) {
    const recognition = (delimited && forms.recognizeDelimited?.(delimited)) ?? forms.recognizeOther?.(text);
    if (recognition !== undefined) return recognition;
  }
  if (delimited !== undefined) {
    return { kind: 'ciphertext', indexed: delimited.doubled, version: delimited.version, confidence: 0.5 };
  }
  if (isPrintBlob(text)) return { kind: 'ciphertext', field: 'other', confidence: 0.7 };
  // An extension looks the same: only a declaration by the platform makes a number virtual.
  if (/^1\d{10,11}[-转,]\d{1,8}$/u.test(text)) return { kind: 'virtual-number', field: 'phone', confidence: 0.5 };
  if (isMasked(text)) return { kind: 'masked', confidence: 0.9 };
  return readable(text);
}

const maxChars = 65_536;

function readable(text: string): Recognition {
  if (text === '') return { kind: 'plain', confidence: 1 };
  for (const character of text) if (isHan(character)) return { kind: 'plain', confidence: 0.95 };
  // Long runs without a space are codes of some kind; a phone or an order number is short.
  if (/^[A-Za-z0-9+/=_.#@&-]{24,}$/u.test(text)) return { kind: 'unknown', confidence: 0.5 };
  return { kind: 'plain', confidence: 0.8 };
}
