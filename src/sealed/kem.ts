import {
  AEAD_AES_256_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  KEM_MLKEM768_X25519,
  type KEMFactory,
} from 'hpke';
import { PrivacyError } from '../errors.ts';

/**
 * How a batch key is sealed to a recipient: `x25519` is DHKEM(X25519, HKDF-SHA256) of RFC 9180 (KEM id 0x0020), `x-wing` the
 * hybrid of ML-KEM-768 and X25519 (KEM id 0x647a), which also holds against a quantum computer that comes later.
 */
export type RecipientKind = 'x25519' | 'x-wing';

/** X-Wing where the runtime has no ML-KEM: `KEM_MLKEM768_X25519` of `@panva/hpke-noble`. */
export type XWingKem = () => object;

/** A KEM by its first byte in key strings, with its sizes. */
export interface KemShape {
  readonly kind: RecipientKind;
  readonly id: number;
  readonly publicKeyBytes: number;
  readonly encapsulatedBytes: number;
}

// RFC 9180 §7.1, and draft-connolly-cfrg-xwing-kem.
export const kems: readonly KemShape[] = [
  { kind: 'x25519', id: 1, publicKeyBytes: 32, encapsulatedBytes: 32 },
  { kind: 'x-wing', id: 2, publicKeyBytes: 1216, encapsulatedBytes: 1120 },
];

/** HKDF-SHA256 and AES-256-GCM, which every WebCrypto has: the content is only keys, so speed does not matter. */
export const hpkeSuite = (kind: RecipientKind, xWing: XWingKem = KEM_MLKEM768_X25519): CipherSuite =>
  new CipherSuite(
    kind === 'x25519' ? KEM_DHKEM_X25519_HKDF_SHA256 : (xWing as KEMFactory),
    KDF_HKDF_SHA256,
    AEAD_AES_256_GCM,
  );

/** What `hpke` throws where WebCrypto lacks an algorithm, as an error of ours. */
export function unsupportedKem(kind: RecipientKind, cause: unknown): PrivacyError {
  return new PrivacyError('ERR_UNSUPPORTED_SUITE', `this runtime has no ${kind}; X-Wing can be handed in`, { cause });
}
