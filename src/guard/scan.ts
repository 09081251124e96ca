import { decodeUtf8 } from '../bytes/utf8.ts';
import { houseRoles } from '../detect/address/index.ts';
import type { CountryCode } from '../detect/phone/index.ts';
import { ciphertextKind } from '../detect/protection.ts';
import { findPrivateText, type TextFinding, type TextKind, type TextSearch } from '../detect/text/index.ts';
import { withoutProtected } from '../detect/text/protectedParts.ts';
import { PrivacyError } from '../errors.ts';
import { unpack } from './decode.ts';
import { cueOf, isSafeKey } from './keyCues.ts';

/** Something readable in a payload: where, what and why, never the value. */
export interface Finding {
  /**
   * Where it is: `orders[3].remark`, with the packings that were opened in parentheses (`body(json).phone`,
   * `data(base64)`). A key that may itself be private stands as its number: `{0}`. Empty for a payload that is one string.
   */
  readonly path: string;
  /** What it is. */
  readonly kind: TextKind;
  /** Offset of its first UTF-16 unit in the unpacked string at the path. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** How sure the rule is, 0 to 1. An order of the rules, not a frequency. */
  readonly confidence: number;
  /** The rule that found it. */
  readonly rule: string;
}

/** What a scan looks for, with its limits. */
export interface Search extends TextSearch {
  readonly region: CountryCode;
  readonly maxDepth: number;
  readonly maxChars: number;
}

/** Everything readable in a value. */
export function scan(payload: unknown, search: Search): Finding[] {
  const findings: Finding[] = [];
  let charsLeft = search.maxChars;

  function visit(value: unknown, place: Place): void {
    if (place.depth > search.maxDepth)
      throw new PrivacyError('ERR_LIMIT_EXCEEDED', `deeper than ${search.maxDepth} levels`);
    if (typeof value === 'string') visitText(value, place);
    else if (typeof value === 'number' || typeof value === 'bigint') visitText(String(value), place);
    else if (typeof value === 'object' && value !== null) visitObject(value, place);
  }

  function visitText(text: string, place: Place): void {
    charsLeft -= text.length;
    if (charsLeft < 0)
      throw new PrivacyError('ERR_LIMIT_EXCEEDED', `more than ${search.maxChars} characters, unpacked ones included`);
    if (text.length < minTextChars || isCiphertextValue(text)) return;
    const { cue } = place;
    for (const finding of findPrivateText(cue + text, search)) {
      if (finding.start < cue.length || !isReadable(finding, cue + text)) continue;
      const { kind, start, end, confidence, rule } = finding;
      const at = { start: start - cue.length, end: end - cue.length };
      findings.push({ path: place.path, kind, ...at, confidence, rule });
    }
    for (const { packing, value } of unpack(withoutProtected(text))) {
      visit(value, { ...place, path: `${place.path}(${packing})`, depth: place.depth + 1 });
    }
  }

  function visitObject(value: object, place: Place): void {
    if (ArrayBuffer.isView(value)) {
      visitBytes(value, place);
      return;
    }
    const below = { depth: place.depth + 1, key: place.key };
    if (Array.isArray(value) || value instanceof Set) {
      let i = 0;
      for (const item of value) visit(item, { ...place, ...below, path: `${place.path}[${i++}]` });
      return;
    }
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    for (const [i, [key, item]] of entries.entries()) {
      const name = typeof key === 'string' ? key : '';
      const step = isSafeKey(name) ? name : `{${i}}`;
      const path = place.path === '' ? step : `${place.path}.${step}`;
      if (step !== name) visit(key, { path: `${path}(key)`, depth: below.depth, key: '', cue: '' });
      visit(item, { path, depth: below.depth, key: name, cue: cueOf(name, place.key) });
    }
  }

  function visitBytes(value: ArrayBufferView, place: Place): void {
    const text = decodeUtf8(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    if (text !== undefined) visitText(text, place);
  }

  visit(payload, { path: '', depth: 0, key: '', cue: '' });
  return findings;
}

interface Place {
  readonly path: string;
  /** Levels of nesting and packing above. */
  readonly depth: number;
  /** The key above, empty in none. */
  readonly key: string;
  readonly cue: string;
}

// A longer value is no field of an order; the tokens in it are left alone one by one.
const maxCiphertextChars = 65_536;
const isCiphertextValue = (text: string): boolean =>
  text.length <= maxCiphertextChars && ciphertextKind(text) !== undefined;

// A name of two hanzi; nothing shorter is found.
const minTextChars = 2;

/** GB/T 41833-2022: 联系电话应隐藏6位以上. A number that hides as many is a mask. */
const minHiddenDigits = 6;

/** Whether a finding shows anything: masks do not, and a house is not a home. */
function isReadable(finding: TextFinding, text: string): boolean {
  if (finding.kind === 'phone') {
    const { subscriber } = finding.phone;
    const hidden = subscriber.filter(({ digit }) => digit === '*').length;
    return hidden < Math.min(minHiddenDigits, subscriber.length);
  }
  if (houseRoles.includes(finding.role)) return false;
  return !/^[*\u200b]*$/u.test(text.slice(finding.start, finding.end));
}
