import { decodeUtf8 } from '../bytes/utf8.ts';
import { houseRoles } from '../detect/address/index.ts';
import { segmentsOf } from '../detect/ciphertext.ts';
import { protectionOf } from '../detect/protectedValue.ts';
import { ciphertextKind, isOwnToken } from '../detect/protection.ts';
import { findPrivateText, type TextFinding } from '../detect/text/index.ts';
import { withoutProtected } from '../detect/text/protectedParts.ts';
import { PrivacyError } from '../errors.ts';
import { recognize } from '../platform/recognize.ts';
import type { FieldKind } from '../types.ts';
import { withoutCodes } from './codes.ts';
import { decodeBytes, unpack } from './decode/decode.ts';
import { parseMultipart } from './decode/multipart.ts';
import { Pairs, unreadable } from './decode/pairs.ts';
import { bytesIn, childrenOf } from './decode/payload.ts';
import type { Finding } from './finding.ts';
import { isGoodsKey, isSafeKey } from './keyCues.ts';
import type { Search } from './options.ts';
import { type Place, placeBelow, rootPlace } from './place.ts';
import { virtualPaths } from './virtualNumbers.ts';

/** Everything readable in a value. */
export function scan(payload: unknown, search: Search, place: Place = rootPlace): Finding[] {
  const scanner = new Scanner(search);
  scanner.visit(payload, place);
  return scanner.findings;
}

class Scanner {
  readonly findings: Finding[] = [];
  readonly #search: Search;
  #charsLeft: number;
  /** Concrete paths of phones that their order declares virtual. */
  readonly #virtual = new Set<string>();

  constructor(search: Search) {
    this.#search = search;
    this.#charsLeft = search.maxChars;
  }

  visit(value: unknown, place: Place): void {
    const { maxDepth } = this.#search;
    if (place.depth > maxDepth) throw new PrivacyError('ERR_LIMIT_EXCEEDED', `deeper than ${maxDepth} levels`);
    this.#charge(1);
    if (typeof value === 'string') this.#visitText(value, place);
    else if (typeof value === 'number' || typeof value === 'bigint') this.#visitNumber(value, place);
    else if (value === unreadable) this.#addUnreadable(place);
    else if (typeof value === 'object' && value !== null) this.#visitObject(value, place);
  }

  #charge(chars: number): void {
    this.#charsLeft -= chars;
    if (this.#charsLeft < 0) {
      throw new PrivacyError(
        'ERR_LIMIT_EXCEEDED',
        `more than ${this.#search.maxChars} characters, unpacked ones included`,
      );
    }
  }

  #visitNumber(value: number | bigint, place: Place): void {
    // Seven digits are the shortest number of a person.
    const isShort = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e6;
    if (!isShort || place.kind !== undefined) this.#visitText(String(value), place);
  }

  #visitText(text: string, place: Place): void {
    this.#charge(text.length);
    const { kind } = place;
    const verdict = kind === undefined ? 'scan' : this.#judge(decodeBytes(text) ?? text, kind, place);
    if (verdict === 'done') return;
    if (text.length < minTextChars || isHarmless(text, place)) return;
    if (isCiphertextValue(text)) {
      this.#visitIndex(text, place);
      return;
    }
    const { packed, rest } = unpack(text);
    if (rest !== '') this.#findIn(rest, place, verdict === 'mask' ? kind : undefined);
    for (const { packing, value } of packed) {
      this.visit(value, { ...place, path: `${place.path}(${packing})`, depth: place.depth + 1, kind: undefined });
    }
  }

  /**
   * Whether a value may stand at a private path: `scan` where it has to be read like any text, `mask` where it hides what the
   * field holds, and may hold other things.
   */
  #judge(text: string, kind: FieldKind, place: Place): 'done' | 'scan' | 'mask' {
    if (text.trim() === '' || this.#virtual.has(place.path)) return 'done';
    const protection = protectionOf(text, kind);
    // How much of a phone a mask must hide is for the options to say.
    if (protection === 'masked' && kind !== 'phone') return 'mask';
    if (protection !== undefined || recognize(text).kind === 'reference') return 'scan';
    if (kind === 'text' && this.#search.freeText === 'scan') return 'scan';
    // Our own mask of a street without a flat, or of a remark without a name, has nothing to hide.
    if (place.isOwnMask && kind !== 'name' && kind !== 'phone') return 'scan';
    this.#add(text, place, { kind, start: 0, end: text.length, confidence: 1, rule: 'private-path' });
    return 'done';
  }

  /** A ciphertext is let alone, but for an "index" that is the number itself. */
  #visitIndex(text: string, place: Place): void {
    for (const segment of segmentsOf(text.trim())) {
      if (!clearNumber.test(segment)) continue;
      const start = text.indexOf(segment);
      this.#add(text, place, {
        kind: 'phone',
        start,
        end: start + segment.length,
        confidence: 0.9,
        rule: 'index-readable',
      });
    }
  }

  #findIn(text: string, place: Place, masked: FieldKind | undefined): void {
    const { cue } = place;
    const read = cue + withoutCodes(withoutProtected(text));
    for (const finding of findPrivateText(read, this.#search)) {
      if (finding.start < cue.length || finding.kind === masked || !this.#isReadable(finding, read)) continue;
      const { kind, start, end, confidence, rule } = finding;
      this.#add(text, place, { kind, start: start - cue.length, end: end - cue.length, confidence, rule });
    }
  }

  /** Whether a finding shows anything: masks do not, and a house is not a home. */
  #isReadable(finding: TextFinding, text: string): boolean {
    if (finding.kind === 'phone') {
      const { subscriber } = finding.phone;
      const hidden = subscriber.filter(({ digit }) => digit === '*').length;
      return hidden < Math.min(this.#search.minHiddenDigits, subscriber.length);
    }
    if (houseRoles.includes(finding.role)) return false;
    const shown = text.slice(finding.start, finding.end);
    // Masks by position cut through a flat: *-*-5** hides it all the same.
    const glyphs = shown.length - shown.replaceAll('*', '').length;
    return finding.kind === 'address' ? glyphs * 2 < shown.length : !/^[*\u200b]*$/u.test(shown);
  }

  #add(text: string, { path }: Place, finding: Omit<Finding, 'path'>): void {
    if (this.#search.allow?.(text, path) === true) return;
    this.findings.push({ path, ...finding });
  }

  #addUnreadable({ path }: Place): void {
    if (!this.#search.refuseBinary) return;
    this.findings.push({ path, kind: 'opaque', start: 0, end: 0, confidence: 1, rule: 'unreadable' });
  }

  #visitObject(value: object, place: Place): void {
    const bytes = bytesIn(value);
    if (bytes !== undefined) {
      this.#visitBytes(bytes, place);
      return;
    }
    const children = childrenOf(value);
    const depth = place.depth + 1;
    if (children === unreadable) this.#addUnreadable(place);
    else if (children instanceof Pairs) this.#visitPairs(value, children, place);
    else if (!('items' in children)) this.visit(children.value, { ...place, depth });
    else {
      let i = 0;
      for (const item of children.items) this.visit(item, { ...place, depth, path: `${place.path}[${i++}]` });
    }
  }

  #visitPairs(value: object, { list }: Pairs, place: Place): void {
    for (const path of virtualPaths(value, this.#search)) {
      this.#virtual.add(place.path === '' ? path : `${place.path}.${path}`);
    }
    const masks = ownMasksIn(value);
    const depth = place.depth + 1;
    for (const [i, [name, item]] of list.entries()) {
      // Text between tags has no name of its own.
      if (name === '' && value instanceof Pairs) {
        this.visit(item, { ...place, depth, path: `${place.path}[${i}]` });
        continue;
      }
      const isOwnMask = place.isOwnMask || (masks !== undefined && item === masks);
      const below = placeBelow(place, name, i, this.#search.privatePaths);
      if (!isSafeKey(name)) this.visit(name, { ...rootPlace, path: `${below.path}(key)`, depth });
      this.visit(item, { ...below, isOwnMask });
    }
  }

  #visitBytes(bytes: Uint8Array, place: Place): void {
    const text = decodeUtf8(bytes);
    if (text !== undefined) {
      this.#visitText(text, place);
      return;
    }
    const parts = bytes[0] === hyphen ? parseMultipart(new TextDecoder().decode(bytes)) : undefined;
    if (parts === undefined) this.#addUnreadable(place);
    else this.visit(parts, { ...place, path: `${place.path}(multipart)`, depth: place.depth + 1 });
  }
}

const hyphen = 0x2d;

/** The masks of an encrypted order: what stands beside its token. */
function ownMasksIn(value: object): unknown {
  if (!('token' in value) || !('masks' in value)) return undefined;
  const { token, masks } = value;
  return token === null || (typeof token === 'string' && isOwnToken(token)) ? masks : undefined;
}

// A longer value is no field of an order; the tokens in it are left alone one by one.
const maxCiphertextChars = 65_536;
export const isCiphertextValue = (text: string): boolean =>
  text.length <= maxCiphertextChars && ciphertextKind(text) !== undefined;

// TOP's clear prefix of a phone is all but its last eight digits.
const clearNumber = /^\d{7,}$/u;

// A name of two hanzi; nothing shorter is found.
const minTextChars = 2;

// Words of programs, amounts, dates and times: most of what an order holds, and nothing that a detector finds without a cue.
const harmless =
  /^(?:[A-Za-z_]{1,13}|\d{1,6}(?:\.\d{1,2})?|\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z?)?)$/u;
const maxHarmlessChars = 24;

function isHarmless(text: string, { cue, key }: Place): boolean {
  if (text.length > maxHarmlessChars) return false;
  return (cue === '' && harmless.test(text)) || (isGoodsKey(key) && goodsNumber.test(text));
}

const goodsNumber = /^\d+$/u;
