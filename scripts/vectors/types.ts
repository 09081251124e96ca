/** What one vector file holds. Everything is text that another language can read: hexadecimal, JSON, tokens. */
export interface Vector {
  /** Name of the file without its ending. */
  readonly name: string;
  /** `success`, or the code of the error. */
  readonly expect: string;
  readonly comment: string;
  readonly operation: 'decrypt' | 'decryptField' | 'encrypt';
  readonly form: 'field' | 'record';
  readonly keyring: {
    readonly tenant: string;
    readonly suite: 1 | 2 | 3;
    readonly keys: readonly { readonly id: string; readonly status: string; readonly secret: string }[];
  };
  readonly schema: {
    readonly name: string;
    /** Ids, kinds and types by path; without types a field takes texts only. */
    readonly fields: Readonly<
      Record<string, { readonly id: number; readonly kind: string; readonly types?: readonly string[] }>
    >;
  };
  readonly context: {
    readonly recordId: string;
    readonly recordVersion: number;
    /** Of a field token, and of `decryptField`. */
    readonly field?: string;
  };
  /** Only of field tokens: whether the reader takes tokens without commitment. */
  readonly commitment?: boolean;
  /**
   * What was, or should be, encrypted: a text, an order, or `null` for `decryptField` of a field that is not there. A
   * value that is no text is written `{ "type": …, "text": … }` with its type and text of section 4.1.
   */
  readonly input: unknown;
  /** Of a record: what stands beside its token. */
  readonly rest?: Readonly<Record<string, unknown>>;
  /** `null` for `encrypt`. */
  readonly token: string | null;
}
