import { createCipheriv, randomBytes } from 'node:crypto';
import { bench, do_not_optimize } from 'mitata';
import { generateKeyring } from 'waybill-privacy/field';
import { createRecordCipher, orderSchema } from 'waybill-privacy/record';
import { recipient } from './orders.ts';

const naiveKey = randomBytes(32);

/** What is often done instead: one key, a random nonce, bound to nothing. */
function naiveToken(value: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', naiveKey, nonce);
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

export { encryptPeers as peers } from './encryptPeers.ts';

export default function register(): void {
  const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'bench' }), schema: orderSchema });
  const order = { recipient };
  const context = { recordId: 'order-1' };

  bench('node:crypto aes-256-gcm, 3 tokens', () => {
    do_not_optimize(naiveToken(recipient.name));
    do_not_optimize(naiveToken(recipient.phone));
    do_not_optimize(naiveToken(recipient.address));
  }).baseline(true);

  bench('record.encrypt, 3 fields', () => do_not_optimize(cipher.encrypt(order, context)));
}
