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

/** What a value says about itself, without any key or network. */
export interface Recognition {
  /** What it is. */
  readonly kind: RecognizedKind;
  /** Whose form it is, where the form tells. */
  readonly platform?: Platform;
  /** What the value was before, where the form tells. */
  readonly field?: 'name' | 'phone' | 'address' | 'id-number' | 'text' | 'other';
  /** Whether a search index is part of it. An index leaks equality: store it apart or drop it. */
  readonly indexed?: boolean;
  /** Key or format version in the value. */
  readonly version?: number;
  /** 0 to 1. Below 0.5 treat it as a guess. */
  readonly confidence: number;
}

/** What every platform file gives: how to tell its own forms. */
export interface PlatformForms {
  readonly platform: Platform;
  /** A ciphertext of the delimiter family, if it is this platform's. */
  recognizeDelimited?(value: DelimitedCiphertext): Recognition | undefined;
  /** Any other form of this platform. */
  recognizeOther?(value: string): Recognition | undefined;
}
