import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrivacyError } from 'waybill-privacy/errors';
import { type LabelOriginal, lintLabel, maskLabel } from 'waybill-privacy/label';
import { gbk } from '../support/labels.ts';
import '../support/fast-check.ts';

const original: LabelOriginal = {
  recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
  sender: { name: '李雷', phone: '0571-88886666' },
};

const hexOf = (text: string): string => [...gbk(text)].map((byte) => `_${byte.toString(16)}`).join('');
const value = fc.constantFrom(
  '张三丰',
  '13812345678',
  '138 1234 5678',
  '天利名城3-2-501',
  '李雷',
  '057188886666',
  '12345678',
);
const written = fc.tuple(value, fc.nat(3), fc.nat(20)).map(([text, how, at]) => {
  if (how === 1) return hexOf(text);
  // Split over two fields or two lines.
  const cut = Math.min(at, text.length);
  return text.slice(0, cut) + (how === 2 ? '^FS^FO1,1^FH^FD' : how === 3 ? '\\&' : '') + text.slice(cut);
});
const piece = fc.oneof(
  { weight: 3, arbitrary: written },
  fc.constantFrom(
    ' ',
    '^FS^FO1,2^FH^FD',
    '^FS^FX ',
    '3 kg',
    '-',
    'SF3054296718850',
    '^FS^BCN^FDSF1^FS^FH^FD',
    '：',
    '_41',
    '收件人',
  ),
  fc.constantFrom('^FS^BQN^FDQA,', '^CI28', '^FS^DFR:', '8', '三', '*'),
);
const label = fc.array(piece, { maxLength: 12 }).map((pieces) => gbk(`^XA^CI26^FH^FD${pieces.join('')}^FS^XZ`));

describe('a masked label', () => {
  it('has nothing left, has nothing else changed, and stays as it is when masked again; or is refused', () => {
    let masks = 0;
    fc.assert(
      fc.property(label, (before) => {
        let masked: Uint8Array;
        try {
          masked = maskLabel(before, { original });
        } catch (error) {
          expect(isPrivacyError(error) && ['ERR_PLAINTEXT', 'ERR_MALFORMED_LABEL'].includes(error.code)).toBe(true);
          return;
        }
        masks++;
        // Glyphs of the label itself may look like a worse mask (C9, C10); what is left and what changed is what counts here.
        const findings = lintLabel(masked, original, { unmasked: before }).findings;
        expect(findings.filter(({ rule }) => rule === 'C4' || rule === 'C5')).toEqual([]);
        expect(maskLabel(masked, { original })).toEqual(masked);
      }),
    );
    expect(masks).toBeGreaterThan(0);
  });

  it('is one or a refusal, of any bytes or text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), label), (source) => {
        for (const options of [{}, { original }, { opaqueRef: 'r' }]) {
          try {
            expect(typeof maskLabel<Uint8Array | string>(source, options)).toBe(typeof source);
          } catch (error) {
            if (!isPrivacyError(error)) throw error;
          }
        }
      }),
    );
  });
});
