/**
 * Masking of names, phones, addresses and free text: pure, synchronous, never throws for a string, hides what it does not
 * understand.
 *
 * @module
 */
import { assertString } from '../errors.ts';
import type { FieldKind, Masked } from '../types.ts';
import { maskAddress as maskOneAddress } from './address.ts';
import type { MaskInspection } from './hidden.ts';
import { inspectIdentity } from './identity.ts';
import { inspectKind } from './masker.ts';
import { inspectName, quickMaskName } from './name.ts';
import { inspectPhone, quickMaskPhone } from './phone.ts';
import { type MaskOptions, planOf } from './plan.ts';
import { type MaskTextOptions, maskWholeText, textPlanOf } from './text.ts';

export { type AddressPart, type AddressRole, findAddressParts } from '../detect/address/index.ts';
export type { CountryCode } from '../detect/phone/index.ts';
export { isMasked } from '../detect/protection.ts';
export type { Span } from '../detect/span.ts';
export type { TextKind } from '../detect/text/index.ts';
export type { Path } from '../paths.ts';
export type { FieldKind, Masked, ValueType } from '../types.ts';
export type { HiddenRange, HiddenRole, MaskInspection } from './hidden.ts';
export { createMasker, type Masker } from './masker.ts';
export type { MaskOptions } from './plan.ts';
export {
  type AddressLevel,
  addressHiding,
  type ComplianceProfile,
  type IdentityVisibility,
  type NameVisibility,
  type PhoneVisibility,
  type Policy,
  type PolicyName,
  type PolicyRule,
  policies,
} from './policy.ts';
export type {
  DroppedField,
  EncryptableField,
  KeptField,
  MaskedField,
  MaskRule,
  MaskSchema,
  MaskSchemaField,
} from './schema.ts';
export type { MaskTextOptions } from './text.ts';

/**
 * Masks a person's or shop's name: the family name stays, the rest becomes `**`, always two glyphs wide.
 *
 * Compound family names are known; one-character names, symbols and ciphertext are hidden whole; dotted and foreign names
 * keep one grapheme; an organisation keeps its kind. Titles are hidden. Over 512 UTF-16 units: hidden whole.
 *
 * @param name - The name as typed.
 * @param options - Policy and glyph.
 * @returns the masked name; empty input stays empty.
 * @throws {TypeError} `name` is not a string, or an option is unknown.
 * @example
 * maskName('张三丰'); // '张**'
 * maskName('欧阳娜娜'); // '欧阳**'
 * maskName('阿卜杜拉·买买提'); // '阿**'
 * maskName('李先生'); // '李**'
 * maskName('向阳百货有限公司'); // '**有限公司'
 * @see GB/T 41833-2022: 收寄件人姓名应隐藏1个汉字以上 (wording of the SAMR press conference, 2023-04-07)
 */
export function maskName(name: string, options?: MaskOptions): Masked {
  assertString(name, 'name');
  const plan = planOf(options);
  return quickMaskName(name, plan) ?? inspectName(name, plan).masked;
}

/**
 * Masks every number of a phone field: of a mainland mobile the first 3 and last 2 digits stay, of a landline the area code
 * and the last 2; at least 6 subscriber digits are hidden, an extension always.
 *
 * Numbers of other countries keep their country code and last 2 digits. Chinese numerals, full-width and look-alike digits are
 * read. Short and unparseable numbers become `******`, and so does any other text in the field.
 *
 * @param phone - One or several numbers, as typed.
 * @param options - Policy and glyph.
 * @throws {TypeError} `phone` is not a string, or an option is unknown.
 * @example
 * maskPhone('138 1234 5678'); // '138******78'
 * maskPhone('+86 138-1234-5678'); // '+86 138******78'
 * maskPhone('0571-88886666转8012'); // '0571-******66-**'
 * maskPhone('+852 9123 4567'); // '+852 ******67'
 * maskPhone('一三八一二三四五六七八'); // '138******78'
 * maskPhone('95338'); // '******'
 * @see GB/T 41833-2022: 联系电话应隐藏6位以上 (wording of the SAMR press conference, 2023-04-07)
 */
export function maskPhone(phone: string, options?: MaskOptions): Masked {
  assertString(phone, 'phone');
  const plan = planOf(options);
  return quickMaskPhone(phone, plan) ?? inspectPhone(phone, plan).masked;
}

/**
 * Masks an address: unit, floor and room numbers become `**` before their suffix word; region, road, door number, place and
 * building stay. People, phones and delivery notes inside are hidden.
 *
 * Read are Chinese addresses of the mainland, Hong Kong, Macau and Taiwan, addresses in Latin, Cyrillic and Greek letters,
 * Japanese and Korean ones. What is not understood is hidden whole, as is anything over 512 UTF-16 units.
 *
 * @param address - The address as typed, with or without its region.
 * @param options - Policy and glyph.
 * @throws {TypeError} `address` is not a string, or an option is unknown.
 * @example
 * maskAddress('海德三道199号天利名城3-2-501'); // '海德三道199号天利名城3-**-**'
 * maskAddress('金鹰花园八号楼二单元三零一室'); // '金鹰花园八号楼**单元**室'
 * maskAddress('文三路259号昌地火炬大厦A座12F'); // '文三路259号昌地火炬大厦A座**F'
 * maskAddress('12 Larkspur Street, Apt 4B, Elmwood CA 94789'); // '12 Larkspur Street, Apt **, Elmwood CA 94789'
 * @see GB/T 41833-2022: 地址应隐藏单元户室号 (wording of the SAMR press conference, 2023-04-07)
 */
export function maskAddress(address: string, options?: MaskOptions): Masked {
  assertString(address, 'address');
  return maskOneAddress(address, planOf(options));
}

/**
 * Masks what is private in free text (a remark, a custom area, a whole waybill string) and leaves the rest.
 *
 * Found are phones in every spelling that `maskPhone` knows, identity and bank card numbers, e-mails, WeChat and QQ ids,
 * plates, flats by their suffix words, and names by a cue (收件人, 先生, a phone beside it), by their place in a waybill, or
 * between signs beside a number or flat. A name in running text without any of these is beyond it. Tracking numbers, order
 * ids, dates, prices and quantities stay, and so do tokens of this library and ciphertexts of the platforms inside a text.
 *
 * Text over 512 UTF-16 units is read line by line. Over 65,536: hidden whole; `maskTextStream` of `waybill-privacy/stream`
 * takes any length.
 *
 * @param text - The text. A text that is one token or ciphertext is hidden whole.
 * @param options - Policy, glyph, kinds and confidence.
 * @throws {TypeError} `text` is not a string, or an option is unknown. @throws {RangeError} a confidence outside 0 to 1.
 * @example
 * maskText('请打13812345678，王姐，放3栋2单元501门口'); // '请打138******78，王**，放3栋**单元**门口'
 * maskText('补发单号 SF1234567890123'); // '补发单号 SF1234567890123'
 * maskText('找李雷拿，13812345678', { kinds: ['phone'] }); // '找李雷拿，138******78'
 */
export function maskText(text: string, options?: MaskTextOptions): Masked {
  assertString(text, 'text');
  const { plan, search } = textPlanOf(options);
  return maskWholeText(text, plan, search);
}

/**
 * Masks a number of an identity card, passport or permit: `******`, whatever it is. A label must not carry one.
 *
 * @param id - The number as typed.
 * @param options - Policy and glyph. A policy with `identity: 'partial'` shows the last 2 characters of a known form.
 * @throws {TypeError} `id` is not a string, or an option is unknown.
 * @example
 * maskIdNumber('110101199003072818'); // '******'
 * maskIdNumber('110101199003072818', { policy: 'support' }); // '******18'
 * @see 快递暂行条例: no identity data on a waybill but name, address and phone; GB 11643-1999 for the check character
 */
export function maskIdNumber(id: string, options?: MaskOptions): Masked {
  assertString(id, 'id');
  return inspectIdentity('idNumber', id, planOf(options)).masked;
}

/**
 * Masks an e-mail: `**@**`. A label must not carry one.
 *
 * @param email - The address as typed.
 * @param options - Policy and glyph. A policy with `identity: 'partial'` shows the domain.
 * @throws {TypeError} `email` is not a string, or an option is unknown.
 * @example
 * maskEmail('yunlan@example.com'); // '**@**'
 * maskEmail('yunlan@example.com', { policy: 'support' }); // '**@example.com'
 */
export function maskEmail(email: string, options?: MaskOptions): Masked {
  assertString(email, 'email');
  return inspectIdentity('email', email, planOf(options)).masked;
}

/**
 * Masks a value and says what was hidden, where and why: for reviews and audits.
 *
 * @param kind - What the field holds.
 * @param input - The value.
 * @param options - Policy and glyph.
 * @returns the mask and the hidden ranges, in UTF-16 units of `input`. The reasons never quote the value.
 * @throws {TypeError} `input` is not a string, or an option is unknown.
 * @example
 * inspectMask('address', '3栋2单元501室').hidden.map(({ role, start, end }) => [role, start, end]); // [['unit', 2, 3], ['room', 5, 8]]
 */
export function inspectMask(kind: FieldKind, input: string, options?: MaskOptions): MaskInspection {
  assertString(input, 'input');
  return inspectKind(kind, input, planOf(options));
}
