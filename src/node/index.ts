/**
 * What needs Node: its OpenSSL as an engine, keys from the environment, and key services. No service's SDK is a dependency; you
 * hand in your client.
 *
 * @module
 */
export type { Engine, KeyedMac, Suite, SuiteId } from '../crypto/suite.ts';
export type { KeyProvider } from '../keys/provider.ts';
export { type AliyunKmsClient, type AliyunKmsOptions, aliyunKmsProvider } from './aliyunKms.ts';
export { auditFile } from './auditFile.ts';
export {
  type AwsKmsClient,
  type AwsKmsDecryptInput,
  type AwsKmsDecryptOutput,
  type AwsKmsEncryptInput,
  type AwsKmsEncryptOutput,
  type AwsKmsOptions,
  awsKmsProvider,
} from './awsKms.ts';
export { nodeEngine } from './engine.ts';
export { type Environment, environmentKeyProvider } from './environmentKey.ts';
export { nodeSmEngine } from './smEngine.ts';
export { type VaultAnswer, type VaultClient, type VaultTransitOptions, vaultTransitProvider } from './vaultTransit.ts';
