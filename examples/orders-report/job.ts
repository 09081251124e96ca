import { isDeepStrictEqual } from 'node:util';
import {
  createMasker,
  createRecordCipher,
  type EncryptedOrder,
  type FieldReport,
  isPrivacyError,
  type Keyring,
  type LintKind,
  lintMasked,
  type Masker,
  type Preset,
  protectOrder,
  type RecordCipher,
  recordIdOf,
} from 'waybill-privacy';
import { type Label, labelOf, textAt } from './label.ts';
import { findLeaks } from './leaks.ts';

/** What became of one order. */
export type OrderResult =
  | {
      readonly ok: true;
      readonly label: Label;
      readonly encrypted: EncryptedOrder;
      readonly fields: readonly FieldReport[];
      /** Whether decrypting gave the order that went in. */
      readonly isRoundTripEqual: boolean;
      readonly leaks: readonly string[];
      readonly lint: readonly string[];
      /** Labels' fields that were linted. */
      readonly linted: number;
    }
  | { readonly ok: false; readonly problem: string };

/** Everything for the orders of one preset. */
export interface Job {
  readonly preset: Preset;
  run(order: object): OrderResult;
}

/**
 * Recognise, mask, encrypt, lint, decrypt again, compare.
 *
 * @param writing - Encrypts.
 * @param reading - Decrypts: another keyring object, read from the file that was exported.
 */
export function createJob(preset: Preset, writing: Keyring, reading: Keyring): Job {
  const masker = createMasker('label');
  const encryptor = createRecordCipher({ keyring: writing, schema: preset.schema });
  const decryptor = createRecordCipher({ keyring: reading, schema: preset.schema });
  return {
    preset,
    run(order) {
      try {
        return process(order, preset, masker, encryptor, decryptor);
      } catch (error) {
        // Our errors name a path and never a value. Any other one is a defect of this program.
        if (!isPrivacyError(error)) throw error;
        return { ok: false, problem: `${error.message} (${error.code})` };
      }
    },
  };
}

function process(
  order: object,
  preset: Preset,
  masker: Masker,
  encryptor: RecordCipher,
  decryptor: RecordCipher,
): OrderResult {
  const recordId = recordIdOf(order, preset);
  const { order: encrypted, fields } = protectOrder(order, preset, encryptor);
  const label = labelOf(order, recordId, preset, fields, masker);
  const decrypted = decryptor.decrypt(JSON.parse(JSON.stringify(encrypted)) as EncryptedOrder, { recordId });
  const { findings, linted } = lintLabel(order, fields, masker);
  return {
    ok: true,
    label,
    encrypted,
    fields,
    isRoundTripEqual: isDeepStrictEqual(decrypted, order),
    leaks: findLeaks(order, fields, label, encrypted),
    lint: findings,
    linted,
  };
}

/** Every name, phone and address that a label may print, against what it was made from. */
function lintLabel(
  order: object,
  fields: readonly FieldReport[],
  masker: Masker,
): { findings: string[]; linted: number } {
  const findings: string[] = [];
  let linted = 0;
  for (const { path, field, state } of fields) {
    const { kind } = field;
    if ((state !== 'plain' && state !== 'masked') || !isLinted(kind)) continue;
    const original = textAt(order, path);
    linted++;
    for (const { rule, message } of lintMasked(kind, original, masker.value(kind, original)).findings) {
      findings.push(`${path}: ${rule} ${message}`);
    }
  }
  return { findings, linted };
}

const isLinted = (kind: string): kind is LintKind => kind === 'name' || kind === 'phone' || kind === 'address';
