import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export type { CountryCode };

/** How a foreign number divides. */
export interface ForeignNumber {
  /** Digits of the country code. */
  readonly countryCode: string;
  /** Digits of the national number, without a trunk prefix. */
  readonly nationalDigits: number;
}

/**
 * Reads a number of any country but the mainland.
 *
 * The smallest metadata set is enough: a mask has to know where the country code ends and how long a number can be, not
 * whether it is a mobile or whether the operator exists.
 *
 * @param digits - `+` and digits, or national digits of `region`.
 */
export function parseForeign(digits: string, region?: CountryCode): ForeignNumber | undefined {
  const number = parsePhoneNumberFromString(digits, region === undefined ? {} : { defaultCountry: region });
  if (number === undefined || !number.isPossible()) return undefined;
  return { countryCode: number.countryCallingCode, nationalDigits: number.nationalNumber.length };
}

/** @throws {RangeError} for anything but a known ISO 3166-1 code in capitals. */
export function assertCountry(region: string): asserts region is CountryCode {
  if (!isSupportedCountry(region)) throw new RangeError('"region" expected an ISO 3166-1 country code such as CN');
}
