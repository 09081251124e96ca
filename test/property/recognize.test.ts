// recognize is total, agrees with what mask and encrypt take for ciphertext, and never calls a damaged ciphertext readable.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFieldCipher, generateKeyring, maskPhone, recognize } from 'waybill-privacy';
import {
  ciphertextForms,
  decoyForms,
  maskForms,
  plainForms,
  referenceForms,
  virtualForms,
} from '../../bench/accuracy/platformValues.ts';
import { createRandom } from '../../scripts/orders/random.ts';
import { isPlatformCiphertext } from '../../src/detect/ciphertext.ts';
import { codeOf } from '../support/thrown.ts';
import { anyText } from '../support/unicode.ts';

const kinds = ['ciphertext', 'masked', 'virtual-number', 'reference', 'own-token', 'plain', 'unknown'];
const hints = [
  undefined,
  ...(['taobao', 'pdd', 'douyin', 'jd', 'kuaishou', 'youzan', 'xiaohongshu', 'weixin'] as const).map((platform) => ({
    platform,
  })),
  ...(['name', 'phone', 'address', 'id-number', 'text', 'other'] as const).map((field) => ({ field })),
  { path: 'order.open_address_id' },
  { path: 'trade.oaid', platform: 'taobao' },
] as const;
const anyHint = fc.constantFrom(...hints);

const valueIn = (forms: readonly { readonly make: (random: ReturnType<typeof createRandom>) => string }[]) =>
  fc
    .tuple(fc.constantFrom(...forms), fc.integer({ min: 0, max: 0xffffffff }))
    .map(([form, seed]) => form.make(createRandom(seed)));

const anyCiphertext = valueIn(ciphertextForms);
const anyOther = valueIn([...maskForms, ...virtualForms, ...referenceForms, ...plainForms, ...decoyForms]);
/** Characters that the forms are made of. */
const anySoup = fc.string({ unit: fc.constantFrom(...'~$#*&_=-+/1Aa9\u0001转Cg'), maxLength: 120 });
const anyValue = fc.oneof(anyText(0, 60), anySoup, anyCiphertext, anyOther);

describe('recognize', () => {
  it('is total, and says nothing of the value', () => {
    fc.assert(
      fc.property(anyValue, anyHint, (text, hint) => {
        const recognition = recognize(text, hint);
        expect(kinds).toContain(recognition.kind);
        expect(recognition.confidence).toBeGreaterThan(0);
        expect(recognition.confidence).toBeLessThanOrEqual(1);
        const { kind, platform, field, boundTo } = recognition;
        for (const word of [kind, platform, field, boundTo]) expect(word ?? 'none').toMatch(/^[a-z-]+$/u);
      }),
    );
  });

  it('calls ciphertext what mask and encrypt call so, and nothing else', () => {
    const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'test' }) });
    fc.assert(
      fc.property(anyValue, (text) => {
        const isCiphertext = recognize(text).kind === 'ciphertext';
        expect(isPlatformCiphertext(text.trim())).toBe(isCiphertext);
        if (!isCiphertext) return;
        expect(codeOf(() => cipher.encrypt(text, { recordId: '1', field: 'recipient.name' }))).toBe(
          'ERR_ALREADY_PROTECTED',
        );
        expect(maskPhone(text)).toBe('******');
      }),
    );
  });

  it('never calls a ciphertext plain, whole or without its end', () => {
    fc.assert(
      fc.property(anyCiphertext, anyHint, fc.integer({ min: 1, max: 3 }), (text, hint, cut) => {
        expect(recognize(text, hint).kind).not.toBe('plain');
        const last = text.at(-1) as string;
        const end = text.lastIndexOf(last, text.length - cut);
        expect(recognize(text.slice(0, Math.max(end, text.length - cut)), hint).kind).not.toBe('plain');
      }),
    );
  });

  it('has no hint that makes readable text a ciphertext', () => {
    fc.assert(
      fc.property(fc.oneof(anyOther, anyText(0, 60), anySoup), anyHint, (text, hint) => {
        const { kind } = recognize(text);
        if (kind === 'plain' || kind === 'masked') expect(recognize(text, hint).kind).not.toBe('ciphertext');
      }),
    );
  });

  it('does not mind white space around a value', () => {
    fc.assert(
      fc.property(anyValue, (text) => {
        expect(recognize(`\n ${text}\t`)).toEqual(recognize(text));
      }),
    );
  });
});
