import { isGlyph } from '../../detect/glyph.ts';
import { cueOf, keysIn } from '../../guard/keyCues.ts';
import type { Payload, PayloadField } from './field.ts';

/** What a symbol may say besides the waybill number and routing keys. */
export interface PayloadPolicy {
  /** Whether a text holds something private. `cue` stands before it where its key says what it is: `姓名:`. */
  isPrivate(text: string, cue: string): boolean;
  /** Whether a text stands for private data and tells nothing. */
  isReference(text: string): boolean;
  /** Whether the town of a MaxiCode may stay. */
  readonly keepsCity: boolean;
  /** Keys that may stay, where all others go. */
  readonly onlyKeys?: readonly string[];
}

const reference = /^[A-Za-z0-9._~-]{1,512}$/u;
const fiveDigits = /\d{5}/u;

/** A field token or random reference by its looks: letters and digits, without a number that is worth reading. */
export const looksLikeReference = (text: string): boolean =>
  text.startsWith('wpf1.')
    ? reference.test(text)
    : reference.test(text) && /\d/u.test(text) && /[A-Za-z]/u.test(text) && !fiveDigits.test(text);

const personalCues: readonly string[] = ['姓名:', '电话:', '身份证:', '银行卡:', '微信:', 'QQ:'];
const addressKey = /addr|street|house|(?:^|_)room|e_?mail|birth|地址|住址|邮箱|收件|寄件/u;

/**
 * C6: the fields that may not be in a symbol. Personal ones count even where no detector knows the value: a name in letters is
 * told by its identifier.
 *
 * @returns the fields; `whole` where what is private is packed, so that no field of it has a place of its own.
 */
export function privateFields(payload: Payload, policy: PayloadPolicy): readonly PayloadField[] | 'whole' {
  const { inner, fields, form } = payload;
  if (inner !== undefined) {
    const found = privateFields(inner, policy);
    return found === 'whole' || found.length > 0 ? 'whole' : [];
  }
  return fields.filter((field) => {
    if (field.value.trim() === '' || policy.isReference(field.value)) return false;
    if (policy.onlyKeys !== undefined && form.startsWith('gs1') && !policy.onlyKeys.includes(field.key)) return true;
    return isPrivateField(field, policy);
  });
}

function isPrivateField({ key, value, role }: PayloadField, policy: PayloadPolicy): boolean {
  switch (role) {
    case 'personal':
      return true;
    case 'city':
      return !policy.keepsCity;
    case 'routing':
      return false;
    default: {
      const cue = cueOf(key, '');
      if (policy.isPrivate(value, cue)) return true;
      const isPersonal = personalCues.includes(cue) || keysIn(key).some((one) => addressKey.test(one));
      // A mask is judged by what it shows.
      return isPersonal && ![...value].some(isGlyph);
    }
  }
}
