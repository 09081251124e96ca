import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, soup, utf16 } from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';
import { graphemes } from '../../src/text/graphemes.ts';

const emoji = fc.string({ unit: 'grapheme', maxLength: 30 });
const text = fc.oneof(anyText, emoji);
const isLone = (part: string): boolean => /\p{Surrogate}/u.test(part);

describe('fold', () => {
  it('keeps the length, is idempotent and folds each place by itself', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = fold(value);
        expect(folded).toHaveLength(value.length);
        expect(fold(folded)).toBe(folded);
      }),
    );
  });

  it('keeps hanzi, ASCII letters and digits', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = fold(value);
        for (let i = 0; i < value.length; i++) {
          if (/[\u4e00-\u9fff\x20-\x7e]/u.test(value[i]!)) expect(folded[i]).toBe(value[i]);
        }
      }),
    );
  });

  it('leaves no full-width form and no digit of another script', () => {
    fc.assert(
      fc.property(fc.oneof(utf16, soup, fc.string({ unit: 'binary', maxLength: 20 })), (value) => {
        expect(fold(value)).not.toMatch(/[\uff01-\uff5e]|[٠-٩۰-۹०-९]/u);
      }),
    );
  });
});

describe('graphemes', () => {
  it('join back to the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        const parts = graphemes(value);
        expect(parts.join('')).toBe(value);
        expect(parts).not.toContain('');
      }),
    );
  });

  it('split no surrogate pair', () => {
    fc.assert(
      fc.property(text, (value) => {
        const lone = (value.match(/\p{Surrogate}/gu) ?? []).length;
        expect(graphemes(value).reduce((sum, part) => sum + (part.match(/\p{Surrogate}/gu) ?? []).length, 0)).toBe(
          lone,
        );
        if (!isLone(value)) expect(graphemes(value).some(isLone)).toBe(false);
      }),
    );
  });

  it('agree with the segmenter', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(text, (value) => {
        expect(graphemes(value)).toEqual(Array.from(segmenter.segment(value), ({ segment }) => segment));
      }),
    );
  });
});
