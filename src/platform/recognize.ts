import { parseDelimited, printBlobOf } from '../detect/ciphertext.ts';
import { looksRandom, minBodyChars } from '../detect/ciphertextBody.ts';
import { type Protection, protectionOf } from '../detect/protectedValue.ts';
import { isMasked, isOwnToken } from '../detect/protection.ts';
import { assertKnownKeys, assertObject, assertString } from '../errors.ts';
import { douyinForms } from './douyin.ts';
import { jdForms } from './jd.ts';
import { kuaishouForms } from './kuaishou.ts';
import { pddForms } from './pdd.ts';
import { taobaoForms } from './taobao.ts';
import type { Platform, PlatformForms, Recognition, RecognizedField, RecognizeHint } from './types.ts';
import { parseVirtualNumber } from './virtualNumber.ts';
import { weixinForms } from './weixin.ts';
import { xiaohongshuForms } from './xiaohongshu.ts';
import { youzanForms } from './youzan.ts';

const platforms: readonly PlatformForms[] = [
  kuaishouForms,
  douyinForms,
  pddForms,
  jdForms,
  taobaoForms,
  youzanForms,
  xiaohongshuForms,
  weixinForms,
];

/**
 * Says what a single value is: a platform's ciphertext, a mask, a virtual number, a reference id, a token of ours, or
 * readable text. Offline and without keys: by structure and by the marks inside the body.
 *
 * Structure is evidence, not proof, hence the confidence. `unknown` is an answer: text that is neither readable nor of a
 * known form, such as a ciphertext that was cut. Strings over 65,536 UTF-16 units are `unknown`. A value that `mask` or
 * `encrypt` treat as ciphertext is `ciphertext` here and the other way round.
 *
 * @param value - The value of one field. White space around it does not matter.
 * @param hint - Where it comes from. Settles what the value leaves open: whose of two possible ciphertexts it is, what a mask
 * hid, that an id is a reference. It never turns readable text into ciphertext.
 * @returns nothing of the value itself; for the parts of a virtual number see {@link parseVirtualNumber}.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} an unknown platform or field in the hint.
 * @example
 * recognize('138****5678').kind; // 'masked'
 * recognize('$18412345678$#1234#'); // { kind: 'virtual-number', platform: 'pdd', field: 'phone', confidence: 0.95 }
 * recognize('~~划线~~').kind; // 'plain'
 * recognize('~7Zk1bU0xqQmV0aGUgcmFpQ==~1~').platform; // 'taobao'
 * recognize('1rQ2x8Zt0bK3mWc5YpLa7NdU9', { path: 'trade.oaid', platform: 'taobao' });
 * // => { kind: 'reference', platform: 'taobao', boundTo: 'app', confidence: 0.8 }
 * @see Each platform's file in `src/platform/` for its forms and where they are documented
 */
export function recognize(value: string, hint?: RecognizeHint): Recognition {
  assertString(value, 'value');
  if (hint !== undefined) assertHint(hint);
  const text = value.trim();
  if (text.length > maxChars) return { kind: 'unknown', confidence: 0.5 };
  const recognition = recognizeText(text, hint);
  return hint === undefined ? recognition : withHint(recognition, text, hint);
}

const maxChars = 65_536;

function recognizeText(text: string, hint: RecognizeHint | undefined): Recognition {
  // Every ciphertext, token and reference begins in ASCII.
  if (text.charCodeAt(0) < 0x80) {
    if (isOwnToken(text)) return { kind: 'own-token', confidence: 1 };
    const found = recognizeCiphertext(text, hint?.platform) ?? recognizeOther(text);
    if (found !== undefined) return found;
  }
  if (isAllHan(text)) return { kind: 'plain', confidence: 0.95 };
  return recognizeVirtual(text) ?? recognizeMask(text, hint?.field) ?? readable(text);
}

/** Names and most words: nothing of a mask or a number in them. */
function isAllHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x4e00 || unit > 0x9fff) return false;
  }
  return text !== '';
}

/** The ciphertext that the structure shows, and whose it is where something tells. */
function recognizeCiphertext(text: string, hinted: Platform | undefined): Recognition | undefined {
  const delimited = parseDelimited(text);
  if (delimited === undefined) {
    const field = printBlobOf(text);
    return field && { kind: 'ciphertext', field, confidence: 0.8 };
  }
  let best: Recognition | undefined;
  for (const forms of platforms) {
    const found = forms.recognizeDelimited?.(delimited);
    if (found === undefined) continue;
    if (found.platform === hinted) return { ...found, confidence: Math.max(found.confidence, 0.8) };
    if (best === undefined || found.confidence > best.confidence) best = found;
  }
  const { beside, version } = delimited;
  return best ?? { kind: 'ciphertext', indexed: beside === 'index', version, confidence: 0.5 };
}

function recognizeOther(text: string): Recognition | undefined {
  for (const forms of platforms) {
    const found = forms.recognizeOther?.(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A number, or a name that holds an extension. An address with a notice in it is an address. */
function recognizeVirtual(text: string): Recognition | undefined {
  const virtual = parseVirtualNumber(text);
  if (virtual === undefined || virtual.rest !== '') return undefined;
  const { form, platform } = virtual;
  const field = form === 'name' ? 'name' : form === 'memo' || form === 'notice' || form === 'note' ? 'text' : 'phone';
  // An extension looks the same as `dash` and `words`: only a declaration by the platform makes a number virtual.
  const confidence = form === 'dash' || form === 'words' ? 0.5 : 0.95;
  return { kind: 'virtual-number', ...(platform && { platform }), field, confidence };
}

const kinds = {
  name: 'name',
  phone: 'phone',
  address: 'address',
  'id-number': 'idNumber',
  text: 'text',
  other: 'opaque',
} as const;

/** A mask, or `undefined` where the glyph hides nothing or stands in a code. Which is told as for masks of orders. */
function recognizeMask(text: string, hinted: RecognizeHint['field']): Recognition | undefined {
  if (text.length > maxMaskChars || !isMasked(text) || codeRun(text, minBodyChars)) return undefined;
  const protects = (field: keyof typeof kinds): boolean => isMaskOf(protectionOf(text, kinds[field]));
  if (hinted !== undefined) {
    return protects(hinted) ? { kind: 'masked', field: hinted, confidence: 0.95 } : undefined;
  }
  if (!otherThanPhone.test(text)) {
    if (!protects('phone')) return undefined;
    const owner = platforms.find(({ phoneMask }) => phoneMask?.test(text))?.platform;
    // Four glyphs alone may hide anything.
    const field = /\d/u.test(text) ? { field: 'phone' as const } : {};
    return { kind: 'masked', ...(owner && { platform: owner }), ...field, confidence: owner ? 0.8 : 0.9 };
  }
  if (protects('name')) return { kind: 'masked', confidence: 0.9 };
  if (!protects('address')) return undefined;
  // 张三* shows a whole name; only as an address would it be a mask.
  return { kind: 'masked', confidence: text.length <= maxNameChars && !/\d/u.test(text) ? 0.4 : 0.8 };
}

// Twice the longest address that platforms take; in a longer text a star is a star.
const maxMaskChars = 1_000;
// 欧阳娜娜 and a glyph.
const maxNameChars = 5;

const isMaskOf = (protection: Protection | undefined): boolean => protection === 'masked';

// Letters make it a name, an address or a remark; an x may be a hidden digit, 转 leads to an extension.
const otherThanPhone = /[^\P{L}xX转轉]/u;

function readable(text: string): Recognition {
  if (text === '') return { kind: 'plain', confidence: 1 };
  if (hanzi.test(text)) return { kind: 'plain', confidence: 0.95 };
  return looksEncoded(text) ? { kind: 'unknown', confidence: 0.5 } : { kind: 'plain', confidence: 0.8 };
}

const hanzi = /\p{Script=Han}/u;
const addressLike = /^[\w.+-]+@[\w-]+\.[\w.-]+$|:\/\//u;
// No phone, order number or word is as long.
const minCodeChars = 24;
const notCode = /[\s\u{80}-\u{10ffff}]/u;

/** A long run without a space is a code of some kind; behind a delimiter a shorter one is a ciphertext that was cut. */
function looksEncoded(text: string): boolean {
  if (addressLike.test(text)) return false;
  const isBehindDelimiter = '~$#\u0001'.includes(text[0] as string);
  if (text.length >= (isBehindDelimiter ? minBodyChars : minCodeChars) && !notCode.test(text)) return true;
  return codeRun(text, minCodeChars);
}

/** Whether a text holds a run of base64 that looks like bytes. */
function codeRun(text: string, minChars: number): boolean {
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && isBase64Unit(text.charCodeAt(i))) continue;
    if (i - start >= minChars && (text[i - 1] === '=' || looksRandom(text.slice(start, i)))) return true;
    start = i + 1;
  }
  return false;
}

const isBase64Unit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x2f && unit <= 0x39) ||
  unit === 0x2b ||
  unit === 0x2d ||
  unit === 0x3d ||
  unit === 0x5f;

const hintedFields: readonly string[] = Object.keys(kinds);

function assertHint(hint: RecognizeHint): void {
  assertObject(hint, 'hint');
  assertKnownKeys(hint, ['platform', 'field', 'path'], 'hint');
  const { platform, field, path } = hint;
  if (platform !== undefined)
    assertOneOf(
      platform,
      platforms.map((forms) => forms.platform),
      'platform',
    );
  if (field !== undefined) assertOneOf(field, hintedFields, 'field');
  if (path !== undefined) assertString(path, 'path');
}

function assertOneOf(value: unknown, known: readonly string[], parameter: string): void {
  assertString(value, parameter);
  if (!known.includes(value)) throw new RangeError(`"${parameter}" expected one of ${known.join(', ')}`);
}

// Ids of a recipient, an address or a buyer that stand for the data; most have no form of their own.
const referenceNames: ReadonlySet<string> = new Set([
  'oaid',
  'open_address_id',
  'open_address_id_2',
  'openAddressId',
  'doudian_open_id',
  'open_id',
  'buyer_open_uid',
  'open_id_buyer',
  'xid_buyer',
  'ouid',
  'omid',
  'caid',
  'ocid',
  'hash_code',
]);
const idLike = /^[!-~]{8,256}$/u;
const hasLetter = /[A-Za-z]/u;

/** What the hint adds to what the value says. */
function withHint(recognition: Recognition, text: string, hint: RecognizeHint): Recognition {
  const { platform } = hint;
  const { kind } = recognition;
  if (kind === 'ciphertext' || kind === 'virtual-number' || kind === 'masked') {
    const field: { readonly field?: RecognizedField } =
      recognition.field === undefined && hint.field !== undefined && kind === 'ciphertext' ? { field: hint.field } : {};
    // Who wrote a mask or a bare number only the order tells.
    const own = recognition.platform === undefined && platform !== undefined ? { platform } : {};
    return { ...recognition, ...own, ...field };
  }
  if (kind !== 'unknown' && kind !== 'plain') return recognition;
  const name =
    (hint.path ?? '')
      .replace(/\[\d*\]$/u, '')
      .split('.')
      .at(-1) ?? '';
  if (referenceNames.has(name) && idLike.test(text) && hasLetter.test(text) && !text.includes('*')) {
    const isOaid = name === 'oaid' && platform === 'taobao';
    const bound = isOaid ? ({ boundTo: 'app' } as const) : {};
    return { kind: 'reference', ...(platform && { platform }), ...bound, confidence: 0.8 };
  }
  if (kind !== 'unknown') return recognition;
  return platforms.find((forms) => forms.platform === platform)?.recognizeHinted?.(text) ?? recognition;
}
