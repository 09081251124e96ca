// Appends events to an audit log until it is killed, and says after each how many are acknowledged: `auditWriter.ts FILE
// KEYRING_FILE`.
import { readFileSync, writeSync } from 'node:fs';
import { createAuditLog } from 'waybill-privacy/audit';
import { importKeyring, rawKeyProvider } from 'waybill-privacy/field';
import { auditFile, nodeEngine } from 'waybill-privacy/node';
import { auditKek } from './sealed.ts';

const [, , file = '', keyringFile = ''] = process.argv;
const keyring = await importKeyring(readFileSync(keyringFile, 'utf8'), rawKeyProvider({ key: auditKek }));
const log = createAuditLog({ keyring, sink: auditFile(file), engine: nodeEngine });
for (let n = 1; ; n++) {
  await log.append({
    outcome: 'revealed',
    actor: `u-${n}`,
    purpose: 'dispatch',
    field: 'recipient.phone',
    record: log.recordReference(`A${n}`),
  });
  writeSync(1, `${n}\n`);
}
