// That the class of pkcs11js is what the provider takes. Compiled by scripts/hsm-test.sh, which installs pkcs11js.
import { PKCS11 } from 'pkcs11js';
import { pkcs11Provider } from '../../../src/node/index.ts';

export const provider = pkcs11Provider({ module: new PKCS11(), tokenLabel: 'keyring', keyLabel: 'kek' });
