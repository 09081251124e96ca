import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrivacyError } from 'waybill-privacy/errors';
import { type LabelLanguage, lintLabel, maskLabel, parseLabel, writeLabel } from 'waybill-privacy/label';
import { gbk, original, utf8 } from '../support/labels.ts';
import '../support/fast-check.ts';

/** Pieces of which labels, whole and broken, are made. */
const pieces: Readonly<Record<LabelLanguage, readonly string[]>> = {
  zpl: ['^XA', '^XZ', '^FD', '^FS', '^FH', '_41', '^CC', '~', '^', '^GFB,5,5,1,', '^CI28', '^CI26', '^FX', '^BQ'],
  tspl: [
    'SIZE 76 mm,130 mm\r\n',
    'CLS\n',
    'TEXT 1,2,"3",0,1,1,"',
    'BARCODE 1,2,"128",80,1,0,2,2,"',
    'QRCODE 1,2,M,4,A,0,"',
    'BITMAP 1,2,2,3,0,',
    'DOWNLOAD "A.BMP",5,',
    'CODEPAGE 936\n',
    'REM ',
    'N$=',
    '"\r\n',
    '"',
    '\\["]',
    '\\[R]',
    '+',
    'PRINT 1\n',
  ],
  cpcl: [
    '! 0 200 200 210 1\r\n',
    '! UTILITIES\n',
    '! U1 ',
    'T 4 0 1 2 ',
    'B 128 1 1 5 1 1 ',
    'B QR 1 2\nMA,',
    'ENDQR\n',
    'ML 9\nT 4 0 1 2\n',
    'ENDML\n',
    'CONCAT 1 2\n4 0 0 ',
    'ENDCONCAT\n',
    'CG 2 3 0 0 ',
    'EG 2 1 0 0 F0',
    'ENCODING UTF-8\n',
    '; ',
    '\r\n',
    'FORM\nPRINT\n',
  ],
  'print-json': [
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '"data":',
    '"contents":[',
    '"encryptedData":',
    '\\u5f20',
    '1',
  ],
};
const values = [
  '张三丰',
  '13812345678',
  '138 1234 5678',
  '李雷',
  '天利名城3-2-501',
  '三',
  '8',
  ' ',
  '\n',
  '张',
  '\ud800',
];
const ends: Readonly<Record<LabelLanguage, (text: string) => string>> = {
  zpl: (text) => `^XA${text}^FS^XZ`,
  tspl: (text) => `CLS\r\n${text}\r\nPRINT 1\r\n`,
  cpcl: (text) => `! 0 200 200 210 1\r\n${text}\r\nPRINT\r\n`,
  'print-json': (text) => JSON.stringify({ contents: [{ data: { a: text, b: [text] } }] }),
};

/** A label for each language: almost one, and one that a text was put into. */
function labelsIn(language: LabelLanguage): fc.Arbitrary<string | Uint8Array> {
  const part = fc.oneof(fc.constantFrom(...pieces[language]), fc.constantFrom(...values), fc.string({ maxLength: 2 }));
  const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''));
  const inGbk = (one: string): Uint8Array | string => {
    try {
      return gbk(one);
    } catch {
      return one;
    }
  };
  return fc.oneof(text, text.map(ends[language]), text.map(utf8), text.map(ends[language]).map(inGbk));
}

const languages = Object.keys(pieces) as LabelLanguage[];

describe.each(languages)('a label in %s', (language) => {
  it('is written as it was, whatever it is, and its commands are the whole of it', () => {
    const sources = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), labelsIn(language));
    fc.assert(
      fc.property(sources, (source) => {
        const label = parseLabel(source, { language });
        expect(writeLabel(label)).toEqual(source);
        let at = 0;
        for (const { offset, dataOffset, end } of label.commands) {
          expect(offset).toBe(at);
          expect(end).toBeGreaterThan(offset);
          expect(dataOffset).toBeGreaterThanOrEqual(offset);
          at = end;
        }
        if (label.problems.length === 0) expect(at).toBe(source.length);
        for (const { offset, end, readings } of label.runs) {
          expect(offset).toBeLessThanOrEqual(end);
          for (const { text, startOf, endOf } of readings) {
            let last = offset;
            for (let i = 0; i < text.length; i++) {
              expect(startOf(i)).toBeGreaterThanOrEqual(last);
              expect(endOf(i)).toBeLessThanOrEqual(end);
              last = startOf(i);
            }
          }
        }
      }),
    );
  });

  it('has nothing left when it is masked, has nothing else changed, and stays as it is then; or is refused', () => {
    let masks = 0;
    fc.assert(
      fc.property(labelsIn(language), (before) => {
        let masked: string | Uint8Array;
        try {
          masked = maskLabel(before, { original });
        } catch (error) {
          if (!isPrivacyError(error)) throw error;
          expect(['ERR_PLAINTEXT', 'ERR_MALFORMED_LABEL']).toContain(error.code);
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

  it('is masked or refused without an original', () => {
    fc.assert(
      fc.property(labelsIn(language), (source) => {
        try {
          expect(typeof maskLabel(source)).toBe(typeof source);
        } catch (error) {
          if (!isPrivacyError(error)) throw error;
        }
      }),
    );
  });
});
