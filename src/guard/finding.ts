import type { FieldKind } from '../types.ts';

/** Something readable in a payload: where, what and why, never the value. */
export interface Finding {
  /**
   * Where it is: `orders[3].remark`, with the packings that were opened in parentheses (`body(json).phone`,
   * `data(base64)`). A key that may itself be private stands as its number: `{0}`. Empty for a payload that is one string.
   */
  readonly path: string;
  /** What it is. At a private path what the field holds: `text` and `opaque` occur only there. */
  readonly kind: FieldKind;
  /** Offset of its first UTF-16 unit in the unpacked string at the path. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** How sure the rule is, 0 to 1. An order of the rules, not a frequency. */
  readonly confidence: number;
  /** The rule that found it; `private-path` for text where only ciphertext belongs, `unreadable` for bytes that are no text. */
  readonly rule: string;
}
