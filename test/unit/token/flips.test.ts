// Every single bit, every length, and the structure of tokens: whatever is changed, one code and one message.

import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher, createRecordCipher, type Keyring } from 'waybill-privacy';
import { engines } from '../../support/engines.ts';
import { knownKeyring, shop } from '../../support/keyrings.ts';
import { decode, editBytes } from '../../support/referenceToken.ts';
import { fieldForms, order, orderContext, phone, place, recordForms } from '../../support/samples.ts';
import { codeOf, decryptFailure, faceOf, thrownBy } from '../../support/thrown.ts';

const refused = { name: 'PrivacyError', ...decryptFailure };

let keyring: Keyring;
let smKeyring: Keyring;
beforeAll(async () => {
  keyring = await knownKeyring(shop);
  smKeyring = await knownKeyring({ ...shop, suite: 3 });
});

interface Sample {
  readonly token: string;
  readonly open: (token: string) => unknown;
}

function fieldSample(options: object): Sample {
  const cipher = createFieldCipher({ keyring, ...options });
  return { token: cipher.encrypt(phone, place), open: (token) => cipher.decrypt(token, place) };
}

function recordSample(options: object): Sample {
  const cipher = createRecordCipher({ keyring, ...options });
  const encrypted = cipher.encrypt(order, orderContext);
  return {
    token: encrypted.privacy.token!,
    open: (token) =>
      cipher.decrypt({ ...encrypted, privacy: { ...encrypted.privacy, token: token as never } }, orderContext),
  };
}

const samples: readonly (readonly [string, () => Sample])[] = [
  ...fieldForms.map(([form, options]) => [`field token, ${form}`, () => fieldSample(options)] as const),
  ...recordForms.map(([form, options]) => [`record token, ${form}`, () => recordSample(options)] as const),
  ...engines
    .filter(([, engine]) => engine.suite(3) !== undefined)
    .flatMap(([name, engine]) => [
      // Only the tag stands guard over the second one.
      [`field token, suite 3, ${name}`, () => fieldSample({ keyring: smKeyring, engine })] as const,
      [
        `field token, suite 3, uncommitted, unpadded, ${name}`,
        () => fieldSample({ keyring: smKeyring, engine, commitment: false, pad: 'none' }),
      ] as const,
      [`record token, suite 3, ${name}`, () => recordSample({ keyring: smKeyring, engine })] as const,
      [`sealed record, suite 3, ${name}`, () => recordSample({ keyring: smKeyring, engine, form: 'sealed' })] as const,
    ]),
];

describe.each(samples)('%s', (_, make) => {
  it('opens as it is', () => {
    const { token, open } = make();
    expect(() => open(token)).not.toThrow();
    expect(() => open(editBytes(token, (bytes) => bytes))).not.toThrow();
  });

  it('every flipped bit is refused, always in the same words', () => {
    const { token, open } = make();
    for (let bit = 0; bit < decode(token).length * 8; bit++) {
      const changed = editBytes(token, (bytes) => {
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        return bytes;
      });
      expect(faceOf(thrownBy(() => open(changed))), `byte ${bit >> 3}, bit ${bit & 7}`).toEqual(refused);
    }
  });

  it('every length that is cut at either end is refused', () => {
    const { token, open } = make();
    const { length } = decode(token);
    for (let kept = 0; kept < length; kept++) {
      const front = editBytes(token, (bytes) => bytes.subarray(0, kept));
      const back = editBytes(token, (bytes) => bytes.subarray(length - kept));
      expect(faceOf(thrownBy(() => open(front))), `first ${kept} bytes`).toEqual(refused);
      expect(faceOf(thrownBy(() => open(back))), `last ${kept} bytes`).toEqual(refused);
    }
  });

  it('every cut of the text is refused', () => {
    const { token, open } = make();
    for (let kept = 0; kept < token.length; kept++) {
      const code = codeOf(() => open(token.slice(0, kept)));
      expect(code, `${kept} characters`).toBe(kept < 5 ? 'ERR_MALFORMED_TOKEN' : 'ERR_DECRYPT_FAILED');
    }
  });

  it('cut tags of 4, 12, 15 bytes and none are refused', () => {
    const { token, open } = make();
    for (const tagBytes of [0, 4, 12, 15]) {
      const cut = editBytes(token, (bytes) => bytes.subarray(0, bytes.length - 16 + tagBytes));
      expect(faceOf(thrownBy(() => open(cut))), `tag of ${tagBytes} bytes`).toEqual(refused);
    }
  });

  it('extra bytes are refused wherever they are put', () => {
    const { token, open } = make();
    const { length } = decode(token);
    for (let at = 0; at <= length; at++) {
      const longer = editBytes(token, (bytes) =>
        Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1), bytes.subarray(at)]),
      );
      expect(faceOf(thrownBy(() => open(longer))), `before byte ${at}`).toEqual(refused);
    }
    for (const extra of [2, 16, 1000]) {
      const longer = editBytes(token, (bytes) => Buffer.concat([bytes, Buffer.alloc(extra)]));
      expect(faceOf(thrownBy(() => open(longer))), `${extra} bytes`).toEqual(refused);
    }
  });

  it('every other spelling of the same bytes is refused', () => {
    const { token, open } = make();
    const spellings = [
      `${token}=`,
      `${token}==`,
      `${token}\n`,
      `${token} `,
      `${token.slice(0, 20)}\n${token.slice(20)}`,
      `${token.slice(0, 5)} ${token.slice(5)}`,
      `${token.slice(0, 5)}${decode(token).toString('base64')}`,
      `${token.slice(0, 5)}${token.slice(5)}\ud800`,
      `${token.slice(0, 5)}.${token.slice(5)}`,
    ].filter((spelling) => spelling !== token);
    for (const spelling of spellings) expect(faceOf(thrownBy(() => open(spelling))), spelling).toEqual(refused);
  });

  it('spare bits that are not zero are refused', () => {
    const { token, open } = make();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const letter of alphabet) {
      const changed = token.slice(0, -1) + letter;
      if (changed !== token) expect(faceOf(thrownBy(() => open(changed))), letter).toEqual(refused);
    }
  });

  it.each([
    ['another version', (token: string) => token.replace('1.', '2.'), 'ERR_UNSUPPORTED_VERSION'],
    ['version 11', (token: string) => token.replace('1.', '11.'), 'ERR_UNSUPPORTED_VERSION'],
    ['no prefix', (token: string) => token.slice(5), 'ERR_MALFORMED_TOKEN'],
    [
      'the prefix in upper case',
      (token: string) => token.slice(0, 5).toUpperCase() + token.slice(5),
      'ERR_MALFORMED_TOKEN',
    ],
    ['a space before', (token: string) => ` ${token}`, 'ERR_MALFORMED_TOKEN'],
    [
      'the other kind of token',
      (token: string) => (token[2] === 'f' ? 'wpr1.' : 'wpf1.') + token.slice(5),
      'ERR_MALFORMED_TOKEN',
    ],
    ['an index tag', (token: string) => `wpi1.${token.slice(5)}`, 'ERR_MALFORMED_TOKEN'],
    ['plain text', () => phone, 'ERR_MALFORMED_TOKEN'],
    ['a mask', () => '138******00', 'ERR_MALFORMED_TOKEN'],
    ['nothing', () => '', 'ERR_MALFORMED_TOKEN'],
  ])('%s is told apart', (_, edit, code) => {
    const { token, open } = make();
    expect(codeOf(() => open(edit(token)))).toBe(code);
  });
});
