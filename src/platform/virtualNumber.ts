import { isStillValid } from '../detect/phone/validity.ts';
import { assertKnownKeys, assertObject, assertString } from '../errors.ts';
import { fold } from '../text/fold.ts';
import type { Platform } from './types.ts';

/**
 * How a virtual number is written.
 *
 * | form | written | by |
 * |---|---|---|
 * | `dash` | `18412345678-1234` | Taobao, Douyin, WeChat Channels; here also `18412345678,1234` |
 * | `words` | `18412345678转1234` | the phone field of a label |
 * | `dollar` | `$18412345678$#1234#`, `$9521312$#12345678#` | Pinduoduo's API |
 * | `hash` | `18412345678#1234#`, `9521312#12345678#` | Pinduoduo, offline |
 * | `memo` | `[配送请拨打18412345678转1234]` | the memo of a label |
 * | `notice` | `【号码保护中,配送请拨打18412345678转1234】` before the address | carriers whose form has no place for an extension |
 * | `name` | `店小二(转1234)`, the number stands in the phone field | WeChat Channels |
 * | `note` | `如需联系用户，请转1234` behind the address, the number stands in the phone field | WeChat Channels |
 */
export type VirtualNumberForm = 'dash' | 'words' | 'dollar' | 'hash' | 'memo' | 'notice' | 'name' | 'note';

/** A virtual number: what a courier dials. It leads to a person while it is valid, so treat it as that person's. */
export interface VirtualNumber {
  /** The digits to dial; empty for `name` and `note`, which hold the extension alone. */
  readonly number: string;
  /** Digits to dial after the connection. */
  readonly extension: string;
  /** How it was written. */
  readonly form: VirtualNumberForm;
  /** Whose form it is, where the form tells. */
  readonly platform?: Platform;
  /** The text before or behind it: an address, for `memo`, `notice` and `note`. Empty for a number that stands alone. */
  readonly rest: string;
}

// A label's field; longer text is no phone, name or address.
const maxChars = 1_000;

// What stands before every extension, in any width.
const leadsOn = /[-,#转轉，＃\p{Dash}]/u;
// Mobiles have 11 digits; WeChat's documents show one of 12.
const alone = /^(?:\+?86[ -]?)?(1\d{10,11}) ?(?:-|,{1,2}|(转|轉)) ?(\d{1,8})$/u;
const pdd = /^(\$?)(1\d{10}|95\d{3,8})(\$?)#(\d{4,8})#$/u;
const bracketed = /^[[【](?:(号码保护中)[,， ]{0,2})?配送请拨打(\d{5,12})转(\d{1,8})[\]】]/u;
const behind = /[[【]配送请拨打(\d{5,12})转(\d{1,8})[\]】]$/u;
const shopName = /^店小二\(转(\d{1,8})\)$/u;
const note = /[,，;；。. ]?如需联系用户[,， ]?请转(\d{1,8})[。.]?$/u;

/**
 * Reads a virtual number in any form of the platforms and of labels, or gives `undefined`.
 *
 * The form alone proves nothing: a switchboard's extension looks the same. A number counts as virtual only while the platform
 * declares it and its time has not run out; see `inspectOrder` and the `validUntil` of {@link LintOptions}.
 *
 * @param value - A phone, a name or an address of a label; over 1,000 UTF-16 units it is `undefined`.
 * @throws {TypeError} `value` is not a string.
 * @example
 * parseVirtualNumber('$18412345678$#1234#');
 * // => { number: '18412345678', extension: '1234', form: 'dollar', platform: 'pdd', rest: '' }
 * parseVirtualNumber('【号码保护中,配送请拨打18412345678转1234】海德三道199号')?.rest; // '海德三道199号'
 * parseVirtualNumber('店小二(转3639)')?.extension; // '3639'
 * parseVirtualNumber('13812345678'); // undefined
 * @see The platforms' documents and label conventions listed at {@link VirtualNumberForm}
 */
export function parseVirtualNumber(value: string): VirtualNumber | undefined {
  assertString(value, 'value');
  const text = value.trim();
  if (text.length > maxChars || !leadsOn.test(text)) return undefined;
  // Widths and dashes are folded, offset for offset.
  const folded = fold(text);
  return readAlone(folded) ?? readBracketed(folded, text) ?? readWeixin(folded, text);
}

function readAlone(folded: string): VirtualNumber | undefined {
  const own = pdd.exec(folded);
  if (own !== null) {
    const [, before, number, after, extension] = own as unknown as [string, string, string, string, string];
    if (before !== after) return undefined;
    return { number, extension, form: before === '' ? 'hash' : 'dollar', platform: 'pdd', rest: '' };
  }
  const match = alone.exec(folded);
  if (match === null) return undefined;
  const [, number, word, extension] = match as unknown as [string, string, string | undefined, string];
  return { number, extension, form: word === undefined ? 'dash' : 'words', rest: '' };
}

function readBracketed(folded: string, text: string): VirtualNumber | undefined {
  const before = bracketed.exec(folded);
  if (before !== null) {
    const [whole, notice, number, extension] = before as unknown as [string, string | undefined, string, string];
    const rest = text.slice(whole.length).trim();
    return { number, extension, form: notice === undefined ? 'memo' : 'notice', rest };
  }
  const after = behind.exec(folded);
  if (after === null) return undefined;
  const [, number, extension] = after as unknown as [string, string, string];
  return { number, extension, form: 'memo', rest: text.slice(0, after.index).trim() };
}

function readWeixin(folded: string, text: string): VirtualNumber | undefined {
  const common = { number: '', platform: 'weixin' } as const;
  const name = shopName.exec(folded)?.[1];
  if (name !== undefined) return { ...common, extension: name, form: 'name', rest: '' };
  const match = note.exec(folded);
  if (match === null) return undefined;
  return { ...common, extension: match[1] as string, form: 'note', rest: text.slice(0, match.index).trim() };
}

/** A virtual number to write. */
export interface VirtualNumberToWrite {
  /** 5 to 12 digits. */
  readonly number: string;
  /** 1 to 8 digits. */
  readonly extension: string;
  /** When it stops forwarding, as the platform declared it. Without it the caller answers for its being valid. */
  readonly validUntil?: Date;
}

/** How to write it. */
export interface FormatVirtualNumberOptions {
  /** Default `memo`. */
  readonly form?: VirtualNumberForm;
  /** The time at which it must still be valid. Default: now. */
  readonly now?: Date;
}

/**
 * Writes a virtual number for a label, or gives `undefined` when it has expired: then the label shows the masked phone instead,
 * because an expired number is given to someone else.
 *
 * Which form: number and extension in the phone field (`dash`, `words`) where the carrier's form takes them; else the eleven digits
 * there and `notice` before the address, or `memo` in the memo, or `name` and `note` for WeChat Channels.
 *
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} digits, form or date out of range; no value is shown.
 * @example
 * const virtual = { number: '18412345678', extension: '1234', validUntil: new Date('2026-12-01T00:00:00+08:00') };
 * const now = new Date('2026-11-11T12:00:00+08:00');
 * formatVirtualNumber(virtual, { now }); // '[配送请拨打18412345678转1234]'
 * formatVirtualNumber(virtual, { now, form: 'notice' }); // '【号码保护中,配送请拨打18412345678转1234】'
 * formatVirtualNumber(virtual, { now, form: 'words' }); // '18412345678转1234'
 * formatVirtualNumber(virtual, { now: new Date('2026-12-01T00:00:00+08:00') }); // undefined
 * @see {@link VirtualNumberForm} for where each form is used
 */
export function formatVirtualNumber(
  virtual: VirtualNumberToWrite,
  options: FormatVirtualNumberOptions = {},
): string | undefined {
  assertObject(virtual, 'virtual');
  assertObject(options, 'options');
  assertKnownKeys(options, ['form', 'now'], 'options');
  const { number, extension, validUntil } = virtual;
  assertString(number, 'number');
  assertString(extension, 'extension');
  if (!/^\d{5,12}$/u.test(number)) throw new RangeError('"number" expected 5 to 12 digits');
  if (!/^\d{1,8}$/u.test(extension)) throw new RangeError('"extension" expected 1 to 8 digits');
  const { form = 'memo', now = new Date() } = options;
  assertString(form, 'form');
  if (!Object.hasOwn(writers, form)) throw new RangeError(`"form" expected one of ${Object.keys(writers).join(', ')}`);
  if (validUntil !== undefined && !isStillValid(validUntil, now)) return undefined;
  return writers[form](number, extension);
}

const writers: Readonly<Record<VirtualNumberForm, (number: string, extension: string) => string>> = {
  dash: (number, extension) => `${number}-${extension}`,
  words: (number, extension) => `${number}转${extension}`,
  dollar: (number, extension) => `$${number}$#${extension}#`,
  hash: (number, extension) => `${number}#${extension}#`,
  memo: (number, extension) => `[配送请拨打${number}转${extension}]`,
  notice: (number, extension) => `【号码保护中,配送请拨打${number}转${extension}】`,
  name: (_, extension) => `店小二(转${extension})`,
  note: (_, extension) => `如需联系用户，请转${extension}`,
};
