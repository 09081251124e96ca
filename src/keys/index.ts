export { type CallbackProviderOptions, callbackProvider } from './callback.ts';
export type { RecordContext } from './derive.ts';
export { exportKeyring, importKeyring, rewrapKeyring } from './file.ts';
export {
  generateKeyring,
  type KeyInfo,
  type KeyPurpose,
  Keyring,
  type KeyringInfo,
  type KeyringOptions,
  type KeyStatus,
} from './keyring.ts';
export { type KeyProvider, type PassphraseOptions, passphraseProvider } from './provider.ts';
export { type RawKeyOptions, rawKeyProvider } from './rawKey.ts';
