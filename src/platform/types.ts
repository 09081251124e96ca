import type { DelimitedCiphertext } from '../detect/ciphertext.ts';

/** Platforms whose forms are known. */
export type Platform = 'taobao' | 'pdd' | 'douyin' | 'jd' | 'kuaishou' | 'youzan' | 'xiaohongshu' | 'weixin';

/** What kind of value it is. */
export type RecognizedKind =
  | 'ciphertext'
  | 'masked'
  | 'virtual-number'
  | 'reference'
  | 'own-token'
  | 'plain'
  | 'unknown';

/** What a value was before, or what a print blob is: `print-data` (`AES:…`) and its `print-signature` (`MD:…`). */
export type RecognizedField =
  | 'name'
  | 'phone'
  | 'address'
  | 'id-number'
  | 'text'
  | 'other'
  | 'print-data'
  | 'print-signature';

/** What a value says about itself, without any key or network. Holds no part of the value, so it may be logged. */
export interface Recognition {
  /** What it is. */
  readonly kind: RecognizedKind;
  /** Whose form it is, where the form tells. */
  readonly platform?: Platform;
  /** What the value was before, where the form tells. */
  readonly field?: RecognizedField;
  /** Whether a search index is part of it. An index leaks equality: store it apart or drop it. */
  readonly indexed?: boolean;
  /** Key or format version in the value; negative means a public key of TOP. */
  readonly version?: number;
  /**
   * To whom the key or the id belongs, as far as it is known: another app, shop or authorised session of a shop cannot use the
   * value. Read off samples and documents, see each platform's file.
   */
  readonly boundTo?: 'app' | 'shop' | 'session';
  /** 0 to 1. Below 0.5 treat it as a guess. */
  readonly confidence: number;
}

/** What is known about where a value comes from. */
export interface RecognizeHint {
  /** Whose order it was in. */
  readonly platform?: Platform;
  /** What the field holds. */
  readonly field?: 'name' | 'phone' | 'address' | 'id-number' | 'text' | 'other';
  /** Path of the field, such as `order.open_address_id`: tells reference ids, which have no form of their own. */
  readonly path?: string;
}

/** What every platform file gives: how to tell its own forms. The structure itself is read by `detect/ciphertext.ts`. */
export interface PlatformForms {
  readonly platform: Platform;
  /** A ciphertext of the delimiter family, if it can be this platform's. */
  recognizeDelimited?(value: DelimitedCiphertext): Recognition | undefined;
  /** Any other form of this platform. */
  recognizeOther?(value: string): Recognition | undefined;
  /** Forms too weak to be claimed unless the caller says whose value it is. */
  recognizeHinted?(value: string): Recognition | undefined;
  /** Masks of phones that no other platform writes. */
  readonly phoneMask?: RegExp;
}
