/**
 * Decryption for a purpose, and the log that shows who has read what.
 *
 * @module
 */
export { type Allowance, type Budget, type BudgetStore, memoryBudgetStore } from './budget.ts';
export {
  type DenialReason,
  type RevealEvent,
  type RevealOutcome,
  type RevealPurpose,
  revealPurposes,
} from './event.ts';
export {
  type AuditLog,
  type AuditLogOptions,
  type AuditProblem,
  type AuditSink,
  type AuditVerification,
  createAuditLog,
  recordReferences,
  type VerifyAuditLogOptions,
  verifyAuditLog,
} from './log.ts';
export {
  type Revealer,
  type RevealerOptions,
  type RevealingCipher,
  type RevealRequest,
  revealer,
} from './revealer.ts';
