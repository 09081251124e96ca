import { findTextPhones } from '../detect/text/phones.ts';
import { regionLengths } from '../detect/text/regionParts.ts';
import { findWaybill } from '../detect/text/waybill.ts';
import { assertString } from '../errors.ts';
import { fold } from '../text/fold.ts';

/** An order as `orderSchema` knows it, with its region apart. What the text does not say is an empty string. */
export interface WaybillOrder {
  /** Who gets the parcel. */
  readonly recipient: {
    /** As written. */
    readonly name: string;
    /** As written; several numbers with what stands between them. */
    readonly phone: string;
    /** Province, municipality or autonomous region. */
    readonly province: string;
    /** Prefecture-level city. */
    readonly city: string;
    /** District or county. */
    readonly district: string;
    /** What follows the region: street, house, flat. */
    readonly address: string;
  };
}

export function parseWaybillText(text: string): WaybillOrder {
  assertString(text, 'text');
  const folded = fold(text);
  const phones = findTextPhones(folded, 'CN');
  const waybill = findWaybill(folded, phones);
  const first = phones[0];
  const last = phones.at(-1);
  const phone = first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
  const name = waybill?.name === undefined ? '' : text.slice(waybill.name.start, waybill.name.end);
  const address = waybill === undefined ? '' : text.slice(waybill.address.start, waybill.address.end);
  const { province, city, district } = regionLengths(address);
  const [a, b, c] = [province, province + city, province + city + district];
  return {
    recipient: {
      name,
      phone,
      province: address.slice(0, a),
      city: address.slice(a, b),
      district: address.slice(b, c),
      address: address.slice(c),
    },
  };
}
