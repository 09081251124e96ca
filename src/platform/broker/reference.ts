import { encodeHex } from '../../bytes/buffer.ts';
import { encodeCanonical } from '../../bytes/canonical.ts';
import { nobleEngine } from '../../crypto/noble.ts';
import { provenSuite } from '../../crypto/selfTest.ts';
import { defaultSuiteId } from '../../crypto/suite.ts';

/** Turns ids and ciphertexts into references that say nothing: 32 hexadecimal digits. */
export type Reference = (kind: 'item' | 'order', parts: readonly string[]) => string;

// 128 bits: two items of one window never share a reference by chance.
const referenceBytes = 16;

/** HMAC-SHA-256 under a key, or SHA-256 without one: enough for ciphertexts, which nobody can guess. */
export function createReference(key: Uint8Array | undefined): Reference {
  const suite = provenSuite(nobleEngine, defaultSuiteId);
  return (kind, parts) => {
    const data = encodeCanonical([`waybill-privacy/decrypt-ledger/v1/${kind}`, ...parts]);
    const digest = key === undefined ? suite.hash(data) : suite.mac(key, data);
    return encodeHex(digest.subarray(0, referenceBytes));
  };
}
