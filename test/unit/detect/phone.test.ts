import { describe, expect, it } from 'vitest';
import { findGluedMobile, findPhones } from '../../../src/detect/phone/index.ts';

const digitsOf = (cells: readonly { readonly digit: string }[]): string => cells.map(({ digit }) => digit).join('');

/** form, country code, area, subscriber, extension */
const read = (text: string): string[] =>
  findPhones(text, { reading: 'field', region: 'CN' }).map((phone) =>
    [phone.form, phone.countryCode, digitsOf(phone.area), digitsOf(phone.subscriber), digitsOf(phone.extension)].join(
      '|',
    ),
  );

describe('findPhones', () => {
  it.each<[string, string[]]>([
    ['13812345678', ['mobile|||13812345678|']],
    ['15412345678', ['mobile|||15412345678|']],
    ['19412345678', ['mobile|||19412345678|']],
    ['+86 138 1234 5678', ['mobile|86||13812345678|']],
    ['0086-138-1234-5678', ['mobile|86||13812345678|']],
    ['8613812345678', ['mobile|86||13812345678|']],
    ['86-13812345678', ['mobile|86||13812345678|']],
    ['１３８１２３４５６７８', ['mobile|||13812345678|']],
    ['幺三八幺二三四五六七八', ['mobile|||13812345678|']],
    ['13812345678转1234', ['mobile|||13812345678|1234']],
    ['13812345678-1234', ['mobile|||13812345678|1234']],
    ['$18412345678$#1234#', ['mobile|||18412345678|1234']],
    ['138****5678', ['mobile|||138****5678|']],
    ['138******78', ['mobile|||138******78|']],
    ['010-62345678', ['landline||010|62345678|']],
    ['01062345678', ['landline||010|62345678|']],
    ['(0571)8888-6666', ['landline||0571|88886666|']],
    ['0371-6234567', ['landline||0371|6234567|']],
    ['+86 571 88886666', ['landline|86|571|88886666|']],
    ['+86 10 62345678', ['landline|86|10|62345678|']],
    ['0571-88886666转8012', ['landline||0571|88886666|8012']],
    ['0571-88886666-8012', ['landline||0571|88886666|8012']],
    ['0571-88886666 ext. 8012', ['landline||0571|88886666|8012']],
    ['0571-88886666分机8012', ['landline||0571|88886666|8012']],
    ['88886666', ['local|||88886666|']],
    ['8888666', ['local|||8888666|']],
    ['400-123-4567', ['hotline|||4001234567|']],
    ['8008208820', ['hotline|||8008208820|']],
    ['95338', ['unknown|||95338|']],
    ['+85223456789', ['foreign|852||23456789|']],
    ['00852 2345 6789', ['foreign|852||23456789|']],
    ['***********', ['unknown|||***********|']],
    ['1381234567890', ['unknown|||1381234567890|']],
    ['13812345678/13912345678', ['mobile|||13812345678|', 'mobile|||13912345678|']],
    ['13812345678 13912345678', ['mobile|||13812345678|', 'mobile|||13912345678|']],
    ['13812345678、0571-88886666转1', ['mobile|||13812345678|', 'landline||0571|88886666|1']],
    ['没有号码', []],
    ['', []],
  ])('%j', (text, phones) => {
    expect(read(text)).toEqual(phones);
  });

  it('gives offsets of the text as written', () => {
    const [phone] = findPhones('打：+86 138-1234-5678转12。', { reading: 'field', region: 'CN' });
    expect(phone).toMatchObject({ role: 'phone', start: 2, end: 22 });
    expect(phone?.subscriber.map(({ at }) => at)).toEqual([6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18]);
    expect(phone?.extension.map(({ at }) => at)).toEqual([20, 21]);
  });

  it('leaves out runs under seven digits in text', () => {
    expect(findPhones('3-501 13812345678', { reading: 'text', region: 'CN' }).map(({ form }) => form)).toEqual([
      'mobile',
    ]);
    expect(findPhones('12 34', { reading: 'text', region: 'CN' })).toEqual([]);
  });
});

describe('findGluedMobile', () => {
  it.each([
    ['附113812345678', 2, 13],
    ['栖柏路12号50113812345678', 9, 20],
  ])('%s', (text, start, end) => {
    expect(findGluedMobile(text)).toMatchObject({ form: 'mobile', start, end });
  });

  it.each(['13812345678', '12345678901234567', '附112812345678', ''])('none in %j', (text) => {
    expect(findGluedMobile(text)).toBeUndefined();
  });
});
