/**
 * Masks names, phones and addresses on waybills, encrypts order records field by field, and proves both.
 *
 * @module
 */
export * from './blind-index/index.ts';
export { isPrivacyError, PrivacyError, type PrivacyErrorCode, type PrivacyErrorDetails } from './errors.ts';
export * from './field/index.ts';
export * from './guard/index.ts';
export * from './lint/index.ts';
export * from './mask/index.ts';
export * from './platform/index.ts';
export * from './record/index.ts';
