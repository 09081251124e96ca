/** How the data of a 2-D symbol is written. `percent` and `base64` hold another payload, `text` is anything else. */
export type PayloadForm =
  | 'gs1'
  | 'gs1-digital-link'
  | 'maxicode'
  | 'mh10'
  | 'mmm'
  | 'json'
  | 'query'
  | 'pairs'
  | 'delimited'
  | 'contact'
  | 'percent'
  | 'base64'
  | 'text';

/**
 * What a field may be. `personal`: of the person, or nothing that can be read. `city`: the town in a MaxiCode. `routing`: the
 * parcel's way and number. `other`: its value decides.
 */
export type PayloadRole = 'personal' | 'city' | 'routing' | 'other';

/** A field of a payload. Offsets are UTF-16 units of the payload's text. */
export interface PayloadField {
  /** Application identifier, data identifier, key, or the name of a position. */
  readonly key: string;
  /** Decoded where it is in percent or escaped. */
  readonly value: string;
  /** Where the value stands as written. */
  readonly start: number;
  /** Offset after its last unit. */
  readonly end: number;
  /** What it may be. */
  readonly role: PayloadRole;
  /** What is taken away with the value, so that the rest stays well-formed: an identifier and a separator. */
  readonly cut: {
    /** Offset where it begins. */
    readonly start: number;
    /** Offset after it. */
    readonly end: number;
  };
  /** Characters of a reference that fit in its place, 0 where only data of another kind does. */
  readonly refChars: number;
  /** Whether its form lets it be empty or missing without a word to the reader. */
  readonly mayBeEmpty: boolean;
}

/** A payload in fields, in order. */
export interface Payload {
  /** How it is written. */
  readonly form: PayloadForm;
  /** Empty where the whole is another payload in percent or Base64. */
  readonly fields: readonly PayloadField[];
  /** That other payload. Its offsets are those of the decoded text. */
  readonly inner?: Payload;
}

/** A field whose place is that of its value. */
export function fieldOf(
  text: string,
  key: string,
  start: number,
  end: number,
  role: PayloadRole,
  more: Partial<Pick<PayloadField, 'value' | 'cut' | 'refChars' | 'mayBeEmpty'>> = {},
): PayloadField {
  // Field by field: a spread costs more than the rest of this together.
  return {
    key,
    value: more.value ?? text.slice(start, end),
    start,
    end,
    role,
    cut: more.cut ?? { start, end },
    refChars: more.refChars ?? end - start,
    mayBeEmpty: more.mayBeEmpty ?? false,
  };
}
