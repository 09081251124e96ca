/**
 * fast-check arbitraries of names, phones, addresses, remarks and identity numbers as people type them, for property tests of
 * your own. Everybody in them is invented. Needs `fast-check` 4, an optional peer dependency.
 *
 * @module
 */
export {
  anyText,
  idNumber,
  mobile,
  name,
  phone,
  remark,
  type SpelledAddress,
  type SpelledPhone,
  spelledAddress,
} from './arbitraries.ts';
