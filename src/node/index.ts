/**
 * What needs Node: its OpenSSL as an engine, keys from the environment, key services, and pools of workers. No service's SDK is a dependency; you
 * hand in your client.
 *
 * @module
 */
export type { Engine, KeyedMac, KnownAnswers, Suite, SuiteId } from '../crypto/suite.ts';
export type { KeyProvider } from '../keys/provider.ts';
export type { Row, RowProcessor, RowResult } from '../stream/rows.ts';
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
export { type FileDecryptLedger, type FileDecryptLedgerOptions, openDecryptLedger } from './decryptLedger.ts';
export { nodeEngine } from './engine.ts';
export { type Environment, environmentKeyProvider } from './environmentKey.ts';
export { type ProcessInPoolOptions, processInPool, type RowBatch, type RowPool } from './jobs/processInPool.ts';
export {
  generatePkcs11Key,
  type Pkcs11Attribute,
  type Pkcs11GcmParameters,
  type Pkcs11Mechanism,
  type Pkcs11Module,
  type Pkcs11Options,
  type Pkcs11TokenInfo,
  pkcs11Provider,
} from './pkcs11.ts';
export { nodeSmEngine } from './smEngine.ts';
export { type VaultAnswer, type VaultClient, type VaultTransitOptions, vaultTransitProvider } from './vaultTransit.ts';
