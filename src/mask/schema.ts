import type { Path } from '../paths.ts';
import type { FieldKind, ValueType } from '../types.ts';

/** Which fields of an order are private, and of which kind: any schema of `waybill-privacy/record` is one. */
export interface MaskSchema {
  /** Rules by path. */
  readonly rules: readonly MaskSchemaField[];
}

/** A rule and where it applies. */
export interface MaskSchemaField {
  /** Path into the order. */
  readonly path: Path;
  /** What to do there. */
  readonly rule: MaskRule;
}

/** The part of a schema's rule that a masker needs. */
export type MaskRule = EncryptableField | MaskedField | DroppedField | KeptField;

/** A field that a cipher encrypts. A masker masks it by its kind. */
export interface EncryptableField {
  /** Encrypted by a cipher. */
  readonly action: 'encrypt';
  /** Decides mask and padding. */
  readonly kind: FieldKind;
  /**
   * Types of its values; others are refused. Default: texts only. What is no text is masked by its text: `113.26`, a date in ISO
   * 8601, `1` for `true`. Kind `opaque` hides all of it.
   */
  readonly types?: readonly ValueType[];
}

/** A field that is replaced by its mask, by a cipher too; the value is gone. */
export interface MaskedField {
  /** Replaced. */
  readonly action: 'mask';
  /** Decides the mask. */
  readonly kind: FieldKind;
  /** As for {@link EncryptableField}. */
  readonly types?: readonly ValueType[];
}

/** A field that is removed. */
export interface DroppedField {
  /** Removed. */
  readonly action: 'drop';
}

/** A field that stays: to say so where a reader would ask. */
export interface KeptField {
  /** Stays. */
  readonly action: 'keep';
}
