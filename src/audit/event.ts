/**
 * Why somebody may read private data. The scenes follow those of Taobao's OAID interface (1001 to 3001: e-waybills, manual
 * dispatch, drop-shipping, change of address, after-sale). Art. 6 PIPL asks for a clear purpose of every processing.
 */
export const revealPurposes = [
  'print-label',
  'dispatch',
  'contact-recipient',
  'change-address',
  'after-sale',
  'dispute',
  'data-subject-request',
  'legal-duty',
  'security-incident',
] as const;

/** One of {@link revealPurposes}, or one that was added. */
export type RevealPurpose = (typeof revealPurposes)[number] | (string & {});

/** What became of a request: shown, refused, or not to be opened. */
export type RevealOutcome = 'revealed' | 'denied' | 'failed';

/** Why a request was refused. */
export type DenialReason = 'purpose' | 'actor-budget' | 'purpose-budget';

/** What a request leaves behind. No personal data of the person whose order it is. */
export interface RevealEvent {
  /** What became of it. */
  readonly outcome: RevealOutcome;
  /** Who asked: an account id, not a name. */
  readonly actor: string;
  /** `unknown` for one that is not on the list, so that no free text enters the log. */
  readonly purpose: RevealPurpose;
  /** Path of the field; empty for one that the schema does not encrypt. */
  readonly field: string;
  /** Keyed reference to the order, see `recordReferences`. */
  readonly record: string;
  /** Of a denial. */
  readonly reason?: DenialReason;
  /** Code of the error, of a failure. */
  readonly code?: string;
}
