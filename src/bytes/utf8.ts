import { PrivacyError } from '../errors.ts';

const encoder = /* @__PURE__ */ new TextEncoder();
// ignoreBOM keeps a leading U+FEFF: what is decrypted must be what was encrypted, to the last code unit.
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether every surrogate is paired. `String.prototype.isWellFormed` is missing in older browsers, so a loop. */
export function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xf800) !== 0xd800) continue;
    if (unit > 0xdbff || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) return false;
    i++;
  }
  return true;
}

/**
 * UTF-8 of a string, byte for byte: no normalisation.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate, which TextEncoder would turn into U+FFFD in silence.
 */
export function encodeUtf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw loneSurrogate();
  return encoder.encode(text);
}

/**
 * Length in UTF-8, bytes.
 *
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate.
 */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length++;
    else length += 2;
    if ((unit & 0xf800) !== 0xd800) continue;
    if (unit > 0xdbff || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) throw loneSurrogate();
    i++;
  }
  return length;
}

/**
 * Writes a text as UTF-8 from `at` on, where there is room for three bytes of each unit. By hand: for the short texts of an
 * order a call of TextEncoder costs several times what it does.
 *
 * @returns where the next byte goes.
 * @throws {PrivacyError} `ERR_UNICODE` for a lone surrogate.
 */
export function writeUtf8(text: string, into: Uint8Array, at: number): number {
  let next = at;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      into[next++] = point;
      continue;
    }
    if (point < 0x800) into[next++] = 0xc0 | (point >> 6);
    else {
      if ((point & 0xf800) !== 0xd800) into[next++] = 0xe0 | (point >> 12);
      else {
        const low = text.charCodeAt(++i);
        if (point > 0xdbff || (low & 0xfc00) !== 0xdc00) throw loneSurrogate();
        point = 0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff);
        into[next++] = 0xf0 | (point >> 18);
        into[next++] = 0x80 | ((point >> 12) & 63);
      }
      into[next++] = 0x80 | ((point >> 6) & 63);
    }
    into[next++] = 0x80 | (point & 63);
  }
  return next;
}

export const loneSurrogate = (): PrivacyError => new PrivacyError('ERR_UNICODE', 'text holds a lone surrogate');

// Arguments of one call: every stack has room for them.
const maxShortBytes = 256;

/**
 * The string of UTF-8 bytes from `start` to `end`, or `undefined` if they are not UTF-8. Short ones by hand, where a call of TextDecoder costs several
 * times what it does; whatever is not plainly right is left to it.
 */
export function decodeUtf8(bytes: Uint8Array, start = 0, end: number = bytes.length): string | undefined {
  return (end - start <= maxShortBytes ? decodeShort(bytes, start, end) : undefined) ?? decodeAny(bytes, start, end);
}

/** RFC 3629 up to U+FFFF without surrogates; `undefined` for anything else. */
function decodeShort(bytes: Uint8Array, start: number, end: number): string | undefined {
  const units: number[] = [];
  for (let i = start; i < end; ) {
    const first = bytes[i++] as number;
    if (first < 0x80) {
      units.push(first);
      continue;
    }
    const second = i < end ? (bytes[i++] as number) : 0;
    if ((second & 0xc0) !== 0x80 || first < 0xc2 || first > 0xef) return undefined;
    if (first < 0xe0) {
      units.push(((first & 0x1f) << 6) | (second & 0x3f));
      continue;
    }
    const third = i < end ? (bytes[i++] as number) : 0;
    const unit = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    if ((third & 0xc0) !== 0x80 || unit < 0x800 || (unit & 0xf800) === 0xd800) return undefined;
    units.push(unit);
  }
  return String.fromCharCode.apply(undefined, units);
}

function decodeAny(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return decoder.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}
