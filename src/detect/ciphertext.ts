/**
 * Ciphertext forms of the platforms, by structure only. Who wrote one is told by `platform/`, which looks inside.
 *
 * Source: the platforms' public SDKs; the delimiter family goes back to the TOP security SDK.
 */

/** A value in the delimiter family: `~BODY~v~`, `$INDEX$BODY$v$$`, `##BODY#1##` … */
export interface DelimitedCiphertext {
  readonly delimiter: '~' | '$' | '#';
  /** Segments between the delimiters, without the version; the body and, where present, an index or a clear prefix. */
  readonly segments: readonly string[];
  /** Key version; negative means a public key of TOP. */
  readonly version: number;
  /** Whether the value ends in a doubled delimiter, which announces an index (or Douyin's form without one). */
  readonly doubled: boolean;
}

// Long enough for one AES block: shorter segments ("~~strike~~", "$12$34$5$") are somebody's text.
const minBodyChars = 20;
// base64, or two of them joined: `*` and `_` by Douyin, `&` by Kuaishou.
const bodyPattern = /^[A-Za-z0-9+/_*&=-]+$/u;
const versionPattern = /^-?\d{1,4}$/u;

/** Reads a value of the delimiter family, or gives `undefined`. */
export function parseDelimited(value: string): DelimitedCiphertext | undefined {
  const delimiter = value[0];
  if (delimiter !== '~' && delimiter !== '$' && delimiter !== '#') return undefined;
  if (value.length < minBodyChars || !value.endsWith(delimiter)) return undefined;
  const doubled = value.endsWith(delimiter + delimiter);
  const segments = value.slice(1, doubled ? -2 : -1).split(delimiter);
  const version = segments.pop();
  if (version === undefined || !versionPattern.test(version)) return undefined;
  if (segments.length === 0 || segments.length > 2) return undefined;
  if (!segments.some((segment) => segment.length >= minBodyChars && bodyPattern.test(segment))) return undefined;
  return { delimiter, segments, version: Number(version), doubled };
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/**
 * JD's TDE value: bare base64 of `00` (weak) ‖ `04` (AES-128-CBC) ‖ key id 16 ‖ IV and CBC blocks, so (bytes − 18) is a
 * multiple of 16 and the text begins `AAQ` … `AAT`.
 */
export function isTdeCiphertext(value: string): boolean {
  if (value.length < 64 || value.length % 4 !== 0 || !/^AA[Q-T]/u.test(value) || !base64.test(value)) return false;
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
  return ((value.length / 4) * 3 - padding - 18) % 16 === 0;
}

/** An encrypted block for a print component: `AES:` and base64 (Cainiao's waybill_print_secret_version_1). */
export function isPrintBlob(value: string): boolean {
  return value.startsWith('AES:') && value.length >= 24 && base64.test(value.slice(4));
}

/** Whether a value has the structure of some platform's ciphertext. */
export function isPlatformCiphertext(value: string): boolean {
  return parseDelimited(value) !== undefined || isTdeCiphertext(value) || isPrintBlob(value);
}
