export type { DecryptCallAnswer, DecryptItemAnswer } from './answer.ts';
export { createDecryptBroker, type DecryptBroker, type DecryptUsage } from './broker.ts';
export type { DecryptClock } from './clock.ts';
export type { DecryptAuditSink, DecryptEvent } from './event.ts';
export type { DecryptErrorRule, DecryptFailureClass, PlatformError } from './failure.ts';
export {
  type DecryptLedger,
  type LedgerAsk,
  type LedgerCounter,
  type LedgerDecision,
  type LedgerOutcome,
  type LedgerSettlement,
  memoryDecryptLedger,
} from './ledger.ts';
export type { DecryptBrokerOptions, DecryptCall, DecryptOptions, RefetchedValue } from './options.ts';
export {
  type DecryptProfile,
  type DecryptProfileName,
  type DecryptQuota,
  decryptProfiles,
  type OrderState,
} from './profile.ts';
export { douyinReportReasons, taobaoScenes, xiaohongshuActionTypes } from './purposes.ts';
export type {
  DecryptAbortedResult,
  DecryptAskedBeforeResult,
  DecryptedAnswer,
  DecryptedResult,
  DecryptedVirtualNumber,
  DecryptFailedResult,
  DecryptField,
  DecryptRefusedResult,
  DecryptRequest,
  DecryptResult,
  DecryptUncertainResult,
} from './request.ts';
