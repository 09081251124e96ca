import { type Extent, findRegion } from '../detect/region/index.ts';
import { findTextPhones } from '../detect/text/phones.ts';

import { findWaybill } from '../detect/text/waybill.ts';
import { assertString, PrivacyError } from '../errors.ts';
import { fold } from '../text/fold.ts';

/** An order as `orderSchema` knows it, with its region apart. What the text does not say is an empty string. */
export interface WaybillOrder {
  /** Who gets the parcel. */
  readonly recipient: WaybillRecipient;
  /** What is neither name nor phone nor address. */
  readonly remark: string;
}

/** Who gets the parcel, and where. All of it as written, without the signs between the parts. */
export interface WaybillRecipient {
  /** Name. */
  readonly name: string;
  /** Phone with its extension; two numbers with what stands between them. */
  readonly phone: string;
  /** Province, municipality or autonomous region. */
  readonly province: string;
  /** Prefecture-level city. */
  readonly city: string;
  /** District or county. */
  readonly district: string;
  /** What follows the region: street, house, flat. */
  readonly address: string;
}

/** Longer text is no waybill (UTF-16 units). */
const maxChars = 512;

/**
 * Reads a whole waybill as people paste it: name, phone, region and address in any order, with any signs between them or
 * none, with or without the labels of a form (收货人：…).
 *
 * By rules, without a model: where nothing separates a name from the end of an address, its family name decides. Look at
 * what it made of a text before you print it. The region has to begin with its province, or after a sign with its city.
 *
 * @param text - One waybill, at most 512 UTF-16 units.
 * @returns an order for `createMasker().record` and `createRecordCipher` with `orderSchema`. Without a region everything
 * but phone and name is in `remark`, so that nothing is lost.
 * @throws {TypeError} `text` is not a string. @throws {PrivacyError} `ERR_LIMIT_EXCEEDED`.
 * @example
 * parseWaybillText('喻晓刚13812345678浙江省杭州市西湖区栖柏路12号3栋2单元501室').recipient.address; // '栖柏路12号3栋2单元501室'
 * parseWaybillText('四川省成都市武侯区柏麓路7号，张三，138 1234 5678').recipient.name; // '张三'
 */
export function parseWaybillText(text: string): WaybillOrder {
  assertString(text, 'text');
  if (text.length > maxChars)
    throw new PrivacyError('ERR_LIMIT_EXCEEDED', `a waybill has at most ${maxChars} UTF-16 units`);
  const form = withoutLabels(text);
  const folded = fold(form);
  const phones = findTextPhones(folded, 'CN');
  const first = phones[0];
  const last = phones.at(-1);
  const part = (range: { readonly start: number; readonly end: number } | undefined): string =>
    range === undefined ? '' : form.slice(range.start, range.end);
  const phone = first === undefined || last === undefined ? '' : form.slice(first.start, last.end);
  const spans = findWaybill(folded, phones);
  if (spans === undefined) {
    const remark = phone === '' ? form : form.replace(phone, ' ');
    return { recipient: { ...nobody, phone }, remark: remark.trim() };
  }
  const code = extensionMark.exec(part(spans.name))?.[1] ?? '';
  return {
    recipient: {
      name: part(spans.name).replace(extensionMark, ''),
      phone: code === '' || phone.includes(code) ? phone : `${phone}-${code}`,
      ...splitAddress(part(spans.address).replace(extensionMark, '')),
    },
    remark: spans.rest.map(part).join(' '),
  };
}

const nobody: WaybillRecipient = { name: '', phone: '', province: '', city: '', district: '', address: '' };

// Platforms write the extension of a virtual number behind name and address: 张三[7839].
const extensionMark = /[[【(（](\d{3,4})[\])）】]$/u;

const labels =
  /(?:收[件货]人?(?:姓名)?|联系人|寄件人|姓名|名字|手机号码?|电话号码|联系电话|联系方式|电话|手机|所在地区|所在省市|省市区|地区|详细地址|收[货件]地址|街道地址|地址|邮编)[ \u3000]?[:：=]/gu;

/** Labels of a form as line breaks, offset for offset. */
const withoutLabels = (text: string): string => text.replaceAll(labels, (label) => '\n'.repeat(label.length));

const separators = /^[\s,;:、，；：|/-]+/u;

/** Province, city, district and the rest, with whatever stands between them left out. */
function splitAddress(address: string): Omit<WaybillRecipient, 'name' | 'phone'> {
  const { province, city, district } = findRegion(address);
  const end = (district ?? city ?? province)?.end ?? 0;
  const at = (extent: Extent | undefined): string =>
    extent === undefined ? '' : address.slice(extent.start, extent.end);
  return {
    province: at(province),
    city: at(city),
    district: at(district),
    address: address.slice(end).replace(separators, ''),
  };
}
