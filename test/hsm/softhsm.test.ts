// The PKCS#11 provider on SoftHSM 2, a real PKCS#11 library with its keys in files. Run by scripts/hsm-test.sh.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generatePkcs11Key, type Pkcs11Module } from 'waybill-privacy/node';
import { pkcs11Contract } from '../contract/pkcs11.ts';
import { thrownBy } from '../support/thrown.ts';

/** What the test uses of pkcs11js and the provider does not. */
interface LoadedModule extends Pkcs11Module {
  load(path: string): void;
  C_Initialize(): void;
  C_Finalize(): void;
  C_GetInfo(): { readonly manufacturerID: string; readonly libraryVersion: { major: number; minor: number } };
  C_GetAttributeValue(session: Uint8Array, object: Uint8Array, template: { type: number }[]): { value: Buffer }[];
}

const library = process.env['SOFTHSM2_LIBRARY'];
if (library === undefined) throw new Error('run by: npm run test:hsm');

const pin = 'pin-of-the-token-5820';
const [tokenLabel, otherTokenLabel] = ['keyring', 'second token'];
const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-hsm-'));
mkdirSync(join(folder, 'tokens'));
writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
for (const label of [tokenLabel, otherTokenLabel]) {
  const init = ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', 'so-pin-of-the-token'];
  execFileSync('softhsm2-util', init, { stdio: ['ignore', 'ignore', 'inherit'] });
}

const { PKCS11 } = createRequire(import.meta.url)('./native/node_modules/pkcs11js') as {
  PKCS11: new () => LoadedModule;
};
const module = new PKCS11();
module.load(library);
module.C_Initialize();

afterAll(() => {
  module.C_Finalize();
  rmSync(folder, { recursive: true, force: true });
});

it('is SoftHSM 2', () => {
  const { manufacturerID, libraryVersion } = module.C_GetInfo();
  expect([manufacturerID.trim(), libraryVersion.major]).toEqual(['SoftHSM', 2]);
});

pkcs11Contract({ module, tokenLabel, otherTokenLabel, pin });

describe('the key on the device', () => {
  /** CKA_… by number. */
  const attributes = { value: 0x11, sensitive: 0x103, extractable: 0x162, local: 0x163, never: 0x164, always: 0x165 };

  it('was made there, cannot be read and never could be', async () => {
    await generatePkcs11Key({ module, tokenLabel, keyLabel: 'unread', pin });
    const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trimEnd() === tokenLabel);
    const session = module.C_OpenSession(slot as Uint8Array, 6);
    module.C_Login(session, 1, pin);
    module.C_FindObjectsInit(session, [{ type: 3, value: Buffer.from('unread') }]);
    const [key] = module.C_FindObjects(session, 2) as [Uint8Array];
    module.C_FindObjectsFinal(session);
    const read = (type: number): Buffer | undefined => module.C_GetAttributeValue(session, key, [{ type }])[0]?.value;
    const { value, ...rest } = attributes;
    expect(Object.entries(rest).map(([name, type]) => [name, read(type)?.[0]])).toEqual([
      ['sensitive', 1],
      ['extractable', 0],
      ['local', 1],
      ['never', 1],
      ['always', 1],
    ]);
    expect(thrownBy(() => read(value))).toMatchObject({ message: 'CKR_ATTRIBUTE_SENSITIVE', code: 0x11 });
    module.C_CloseSession(session);
  });
});
