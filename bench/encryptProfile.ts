// A program: profiles an order with the engine named.
import { generateKeyring } from 'waybill-privacy/field';
import { createRecordCipher } from 'waybill-privacy/record';
import { bareSchema, engines, order, place } from './encryptOrder.ts';
import { printProfile } from './profile.ts';

const [, , name] = process.argv;
const engine = engines[name as string];
if (engine === undefined) throw new Error(`no engine "${name}", only ${Object.keys(engines).join(', ')}`);
const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'bench' }), schema: bareSchema, engine });
const encrypted = cipher.encrypt(order, place);
await printProfile(`encrypt, ${name}`, () => cipher.encrypt(order, place));
await printProfile(`decrypt, ${name}`, () => cipher.decrypt(encrypted, place));
