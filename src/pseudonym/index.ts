/**
 * Phone numbers for test data: another number of the same kind in place of each, the same for the same number.
 *
 * @module
 */
export type { CountryCode } from '../detect/phone/index.ts';
export { type PhonePseudonymOptions, pseudonymizePhone, restorePhone } from './phone.ts';
