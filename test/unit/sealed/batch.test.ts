import { describe, expect, it } from 'vitest';
import { defineSchema, orderSchema } from '../../../src/record/index.ts';
import {
  batchText,
  generateRecipientKey,
  generateSenderKey,
  openBatch,
  type OpenOptions,
  parseBatch,
  type SealOptions,
  sealBatch,
} from '../../../src/sealed/index.ts';
import { rejection } from '../../support/thrown.ts';

const order = {
  id: 'A1',
  recipient: { name: '张小明', phone: '13812345678', address: '浙江省杭州市西湖区云锦路8号3幢2单元501室' },
  remark: '放门口',
  items: [{ sku: 'S-1', count: 2 }],
};

describe('sealBatch and openBatch', () => {
  it('opens', async () => {
    const carrier = await generateRecipientKey();
    const sender = await generateSenderKey();
    const batch = await sealBatch([order], { schema: orderSchema, sender, recipients: [{ id: 'c', publicKey: carrier.publicKey, fields: ['recipient.phone'], masks: ['recipient.name'], regions: ['recipient.address'] }] });
    console.log(batchText(batch));
    console.log(await openBatch(parseBatch(batchText(batch)), { key: carrier, senders: [sender.publicKey] }));
  });
});
