import { encodeCanonical } from '../bytes/canonical.ts';
import { isWellFormed, loneSurrogate } from '../bytes/utf8.ts';
import { deriveFf1Key, ff1 } from '../crypto/ff1.ts';
import { readDigits } from '../detect/phone/cells.ts';
import { parseForeign } from '../detect/phone/foreign.ts';
import { assertCountry, type CountryCode, findPhones, type PhoneCell, type PhoneMatch } from '../detect/phone/index.ts';
import { isCiphertext, isMasked } from '../detect/protection.ts';
import { isDigit } from '../detect/span.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { rawKeyOf } from '../keys/rawKey.ts';
import { parseVirtualNumber } from '../platform/virtualNumber.ts';
import { ignorable } from '../text/fold.ts';

/** What a pseudonym depends on, besides the number. */
export interface PhonePseudonymOptions {
  /**
   * 32 random bytes, or their base64url without padding: a key of its own. Whoever has it turns every pseudonym back; delete
   * it when the test data is made and nobody can.
   */
  readonly key: Uint8Array | string;
  /**
   * Name of the data set, not empty and not secret, such as `shop-1/orders/2026-11`. The same number has another pseudonym
   * under another tweak, so two data sets cannot be joined by them.
   */
  readonly tweak: string;
  /** Country of numbers without a country code. Default `CN`. */
  readonly region?: CountryCode;
}

/**
 * Another number of the same kind in place of a phone number, for **test data**. This is no encryption of stored or
 * printed data: use `encrypt` or a mask there.
 *
 * The same number, however it is written, has the same pseudonym under the same key and tweak, and no two numbers have one
 * pseudonym, so joins and duplicates survive. A mainland mobile becomes a mainland mobile. Country code and area code stay;
 * so do `400` and `800`, the first digit of the national number of other countries, and whether a local number begins with
 * 2 to 8. An extension changes together with its number. Spaces, dashes and words such as 转 stay where they are; digits of
 * every script become 0 to 9, invisible characters go.
 *
 * What it leaks: equal numbers have equal pseudonyms, so a person with many orders stands out; what stays, as above; and
 * each pair of number and pseudonym that somebody knows. Who can have pseudonyms made can try all mobiles of a city. A
 * pseudonym can be somebody's real number: never call or text it.
 *
 * FF1 (NIST SP 800-38G) with AES-256 over the digits that change. They must be seven without the extension, so that at least
 * 10⁶ numbers change places: FF1 can be broken below, and revision 1 of SP 800-38G demands it. FF3 and FF3-1 are broken, and
 * the revision drops them. Nothing is authenticated.
 *
 * @param phone - One number, with or without extension, nothing else; at most 256 UTF-16 units.
 * @param options - See {@link PhonePseudonymOptions}.
 * @throws {PrivacyError} `ERR_ALREADY_PROTECTED` for a mask, a ciphertext or a platform's virtual number; `ERR_PSEUDONYM` for
 * anything that is not one number, and for one with too few digits; `ERR_UNICODE`; `ERR_LIMIT_EXCEEDED` for a tweak over
 * 65,535 bytes. @throws {TypeError} wrong options. @throws {RangeError} no such key or region, or an empty tweak.
 * @example
 * const options = { key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8', tweak: 'shop-1/test' };
 * pseudonymizePhone('13812345678', options); // '18079037497'
 * pseudonymizePhone('+86 138-1234-5678', options); // '+86 180-7903-7497'
 * pseudonymizePhone('0571-88886666 转 12', options); // '0571-87065076 转 53'
 * pseudonymizePhone('12345', options); // throws ERR_PSEUDONYM
 * @see NIST SP 800-38G rev. 1, second public draft, 2025
 */
export function pseudonymizePhone(phone: string, options: PhonePseudonymOptions): string {
  return replace(phone, options, 'encrypt');
}

/**
 * The number behind a pseudonym of {@link pseudonymizePhone}, in the layout of the pseudonym.
 *
 * Nothing tells a wrong key or tweak, or a number that is no pseudonym: they give some other number.
 *
 * @param pseudonym - What `pseudonymizePhone` gave, in any spelling.
 * @param options - The same key, tweak and region.
 * @throws as {@link pseudonymizePhone}.
 * @example
 * const options = { key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8', tweak: 'shop-1/test' };
 * restorePhone(pseudonymizePhone('+86 138 1234 5678', options), options); // '+86 138 1234 5678'
 */
export function restorePhone(pseudonym: string, options: PhonePseudonymOptions): string {
  return replace(pseudonym, options, 'decrypt');
}

function replace(phone: string, options: PhonePseudonymOptions, direction: 'encrypt' | 'decrypt'): string {
  assertString(phone, 'phone');
  assertObject(options, 'options');
  assertKnownKeys(options, ['key', 'tweak', 'region'], 'options');
  const { key, tweak, region = 'CN' } = options;
  assertString(tweak, 'tweak');
  if (tweak === '') throw new RangeError('"tweak" expected at least one character');
  assertCountry(region);
  const ff1Key = deriveFf1Key(rawKeyOf(key), encodeCanonical(['wpp1', 'phone']));
  refuseProtected(phone);
  const number = readNumber(phone, region);
  const permutation = ff1(10, ff1Key, encodeCanonical(['wpp1', 'phone', ...number.kind, tweak]));
  let digits = number.changing.map(({ digit }) => Number(digit));
  // Cycle walking: the permutation, applied until it meets a number of the same kind again, permutes those numbers.
  for (let step = 0; step < maxSteps; step++) {
    digits = permutation[direction](digits);
    const text = write(number, digits);
    if (isOfKind(text, region, number.kind)) return text;
  }
  throw noPseudonym('too few numbers of its kind');
}

// A walk takes 1.4 steps for a mobile and 10 for a service number. Back it is as long as forth, so what was replaced is restored.
const maxSteps = 1000;

function refuseProtected(phone: string): void {
  // Without a platform's own form a virtual number looks like a mobile with an extension, and is replaced like one.
  const isVirtual = parseVirtualNumber(phone)?.platform !== undefined;
  if (isVirtual || isCiphertext(phone) || isMasked(phone)) {
    throw new PrivacyError('ERR_ALREADY_PROTECTED', 'the phone is protected already');
  }
}

interface WholeNumber {
  readonly text: string;
  /** The text with its digits as 0 to 9, offset for offset. */
  readonly plain: string;
  /** The digits that are replaced. */
  readonly changing: readonly PhoneCell[];
  /** What stays. Numbers of one kind are permuted among themselves. */
  readonly kind: readonly string[];
}

const maxPhoneChars = 256;
// Of a number of another country seven and not six: not all of its digits make a number that is read as the same kind again.
const minChangingDigits = 7;
/** Nothing but a bracket around the country code or the number, and what cannot be seen. */
const around = /^[ ()\u200b]*$/u;

function readNumber(text: string, region: CountryCode): WholeNumber {
  if (text.length > maxPhoneChars) throw noPseudonym('longer than a phone can be');
  if (!isWellFormed(text)) throw loneSurrogate();
  const plain = readDigits(text, 'field');
  const [match, ...others] = findPhones(text, { reading: 'field', region });
  const isAlone =
    match !== undefined &&
    others.length === 0 &&
    around.test(plain.slice(0, match.start)) &&
    around.test(plain.slice(match.end));
  if (!isAlone || match.form === 'unknown') throw noPseudonym('not one phone number and nothing else');
  const { kept, changing, country } = partsOf(match, region);
  if (changing.length - match.extension.length < minChangingDigits) throw noPseudonym('too few digits');
  const lengths = [match.subscriber.length, match.extension.length].map(String);
  return { text, plain, changing, kind: [match.form, country, kept, leadOf(match), ...lengths] };
}

/** Which digits of a number stay and which change. */
function partsOf(
  { form, countryCode, area, subscriber, extension }: PhoneMatch,
  region: CountryCode,
): { readonly kept: string; readonly changing: readonly PhoneCell[]; readonly country: string } {
  const keptDigits = { mobile: 1, hotline: 3, foreign: 1, landline: 0, local: 0, unknown: 0 }[form];
  const kept = digitsOf([...area, ...subscriber.slice(0, keptDigits)]);
  return {
    // An area code is written with and without its 0.
    kept: form === 'landline' ? kept.replace(/^0/u, '') : kept,
    changing: [...subscriber.slice(keptDigits), ...extension],
    country: form === 'foreign' ? countryCode || (parseForeign(digitsOf(subscriber), region)?.countryCode ?? '') : '86',
  };
}

/** Of local numbers: 2 to 8 for those of subscribers, 1 and 9 for services. */
function leadOf({ form, subscriber }: PhoneMatch): string {
  const lead = subscriber[0]?.digit ?? '';
  if (form !== 'landline' && form !== 'local') return '';
  return lead >= '2' && lead <= '8' ? '2-8' : lead;
}

const digitsOf = (cells: readonly PhoneCell[]): string => {
  let digits = '';
  for (const { digit } of cells) digits += digit;
  return digits;
};

function write({ text, plain, changing }: WholeNumber, digits: readonly number[]): string {
  const replaced = new Map(changing.map(({ at }, i) => [at, String(digits[i])]));
  let written = '';
  for (let at = 0; at < text.length; at++) {
    const unit = plain[at] as string;
    if (isDigit(unit)) written += replaced.get(at) ?? unit;
    else if (unit !== ignorable) written += text[at];
  }
  return written;
}

function isOfKind(text: string, region: CountryCode, kind: readonly string[]): boolean {
  try {
    return readNumber(text, region).kind.join() === kind.join();
  } catch {
    return false;
  }
}

const noPseudonym = (why: string): PrivacyError =>
  new PrivacyError('ERR_PSEUDONYM', `no pseudonym can be made: ${why}`);
