import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../../src/bytes/base64url.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('base64url', () => {
  // RFC 4648 §10, without padding, and bytes that need the two letters of the URL alphabet.
  it.each([
    [ascii(''), ''],
    [ascii('f'), 'Zg'],
    [ascii('fo'), 'Zm8'],
    [ascii('foo'), 'Zm9v'],
    [ascii('foob'), 'Zm9vYg'],
    [ascii('fooba'), 'Zm9vYmE'],
    [ascii('foobar'), 'Zm9vYmFy'],
    [Uint8Array.of(0xfb, 0xff, 0xbf), '-_-_'],
    [Uint8Array.of(0), 'AA'],
    [Uint8Array.of(0, 0), 'AAA'],
    [Uint8Array.of(0xff), '_w'],
    [Uint8Array.of(0xff, 0xff), '__8'],
  ])('writes and reads %o as %j', (bytes, text) => {
    expect(encodeBase64url(bytes)).toBe(text);
    expect(decodeBase64url(text)).toEqual(bytes);
  });

  it('writes every byte value as Node does', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    for (let end = 250; end <= 256; end++) {
      const part = bytes.subarray(0, end);
      expect(encodeBase64url(part)).toBe(Buffer.from(part).toString('base64url'));
    }
  });

  it('writes and reads texts longer than the memory it keeps', () => {
    for (let length = 1530; length <= 1545; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual(bytes);
    }
    const text = 'A'.repeat(4000);
    // In UTF-8 longer than it is, so that what fits ends in the middle.
    for (const foreign of ['\u0176', '\u5f20', '\ud83d\ude00', '\ud800']) {
      expect(decodeBase64url(foreign + text.slice(foreign.length))).toBeUndefined();
      expect(decodeBase64url(text.slice(foreign.length) + foreign)).toBeUndefined();
    }
  });

  it('reads from a start on', () => {
    expect(decodeBase64url('wpf1.Zm9v', 5)).toEqual(ascii('foo'));
    expect(decodeBase64url('Zm9v', 4)).toEqual(ascii(''));
    expect(decodeBase64url('Zm9v', 5)).toBeUndefined();
  });

  it.each([
    ['padding', 'Zg=='],
    ['one sign of padding', 'Zm8='],
    ['padding alone', '===='],
    ['a leading space', ' Zm9v'],
    ['a trailing line feed', 'Zm9v\n'],
    ['a carriage return inside', 'Zm\r9'],
    ['a tab', 'Zm9\t'],
    ['a no-break space', 'Zm9\u00a0'],
    ['+ of the standard alphabet', '+_-_'],
    ['/ of the standard alphabet', '-/-_'],
    ['a dot', 'Zm.v'],
    ['one letter', 'Z'],
    ['five letters', 'Zm9vY'],
    ['a full-width letter', 'Zm9\uff36'],
    ['a letter whose low byte is in the alphabet', 'Zm9\u0176'],
    ['a lone surrogate', 'Zm9\ud800'],
    ['a NUL', 'Zm9\0'],
    ['DEL', 'Zm9\x7f'],
    ['U+0080', 'Zm9\x80'],
  ])('refuses %s', (_, text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });

  it('refuses every spelling with spare bits', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const [i, letter] of [...alphabet].entries()) {
      expect(decodeBase64url(`A${letter}`)?.length, `A${letter}`).toBe(i % 16 === 0 ? 1 : undefined);
      expect(decodeBase64url(`AA${letter}`)?.length, `AA${letter}`).toBe(i % 4 === 0 ? 2 : undefined);
    }
  });

  it('takes no other character than the 64 of its alphabet', () => {
    let accepted = '';
    for (let code = 0; code <= 0xffff; code++) {
      if (decodeBase64url(`AAA${String.fromCharCode(code)}`) !== undefined) accepted += String.fromCharCode(code);
    }
    expect(accepted).toBe('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz');
  });
});

describe('base64url where Node is not', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const lengths = Array.from({ length: 40 }, (_, i) => i).concat(1535, 1536, 1537, 2047, 2048, 2049);
  const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => 31 * i + length);

  it.each([
    ['no Buffer', undefined],
    // As the package "buffer" of version 5 and 6.
    [
      'one that does not know it',
      {
        from: () => ({
          toString: () => {
            throw new TypeError('Unknown encoding: base64url');
          },
        }),
      },
    ],
    ['one that takes it for base64', { from: () => ({ toString: () => '+/8=' }) }],
  ])('writes the same with %s', async (_, buffer) => {
    const expected = lengths.map((length) => Buffer.from(bytesOf(length)).toString('base64url'));
    vi.stubGlobal('Buffer', buffer);
    vi.resetModules();
    const own = await import('../../../src/bytes/base64url.ts');
    expect(lengths.map((length) => own.encodeBase64url(bytesOf(length)))).toEqual(expected);
    expect(own.encodeBase64url(bytesOf(300), 7)).toBe(own.encodeBase64url(bytesOf(300).slice(0, 7)));
  });
});
