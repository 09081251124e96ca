import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Payload, parsePayload } from 'waybill-privacy/label';
import { anyText } from 'waybill-privacy/testing';
import { GS, RS } from '../support/payloads.ts';
import '../support/fast-check.ts';

const signs = `]d2 (00) 4301 00 420 ${GS} ${RS} [)> 01 05 06 07 12Z _1 >8 { } [ ] " ' : , = & ; | % %E5 MMM= https://a.example/00/1 ? # tel: MECARD: 840123456789012 \\ 张`;
const soup = fc
  .array(fc.constantFrom(...signs.split(' '), ' ', '138', 'A'), { maxLength: 14 })
  .map((all) => all.join(''));

describe('parsePayload', () => {
  it('reads any text: fields in order, each in its cut and within the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          soup,
          soup.map((text) => `[)>${RS}${text}`),
        ),
        (text) => {
          let at = 0;
          for (const { start, end, cut, refChars } of parsePayload(text).fields) {
            expect(at <= start && start <= end && end <= text.length).toBe(true);
            expect(cut.start <= start && end <= cut.end && cut.end <= text.length).toBe(true);
            expect(refChars <= end - start).toBe(true);
            at = end;
          }
        },
      ),
    );
  });

  it('finds a value in whatever it is packed', () => {
    const inner = fc.constantFrom('{"n":"X"}', 'n=X&m=1', '(00)1(4301)X', "MMM={'n':'X'}");
    const values = (payload: Payload): string[] =>
      payload.inner === undefined ? payload.fields.map(({ value }) => value) : values(payload.inner);
    fc.assert(
      fc.property(inner, fc.uuid(), fc.nat(2), fc.boolean(), (text, value, times, isPercent) => {
        let packed = text.replace('X', value);
        for (let i = 0; i < times; i++) packed = isPercent ? encodeURIComponent(packed) : btoa(packed);
        expect(values(parsePayload(packed))).toContain(value);
      }),
    );
  });
});
