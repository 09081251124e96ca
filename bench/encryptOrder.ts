import { fastEngine } from 'waybill-privacy/engine-fast';
import { type Engine, nobleEngine } from 'waybill-privacy/field';
import { defineSchema, type Schema } from 'waybill-privacy/record';

/** Invented; in UTF-8 the name has 9 bytes, the phone 11, the address 120. */
export const order = {
  recipient: {
    name: '张小明',
    phone: '13800138000',
    address: '云溪省星河市望江区梧桐大道八号幸福小区十二幢三单元一五〇二室请放在门口的柜子里谢谢'.slice(0, 40),
  },
};
export const recipientValues: readonly string[] = Object.values(order.recipient);

/** Where the order belongs. */
export const place = { recordId: 'order-1' };

const schemaWith = (mask: boolean): Schema =>
  defineSchema({
    name: 'order',
    fields: {
      'recipient.name': { action: 'encrypt', id: 1, kind: 'name', mask },
      'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone', mask },
      'recipient.address': { action: 'encrypt', id: 3, kind: 'address', mask },
    },
  });

/** The other libraries encrypt three values and make no masks, so beside them neither do we. */
export const bareSchema: Schema = schemaWith(false);
export const maskingSchema: Schema = schemaWith(true);

/** Engines whose time is looked into. */
export const engines: Readonly<Record<string, Engine>> = { fast: fastEngine, noble: nobleEngine };
