import fc from 'fast-check';

/** Any string that UTF-8 can carry: every code point but surrogates, the edges of its ranges often. */
export const wellFormed = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        '\0',
        '\u007f',
        '\u0080',
        '\u07ff',
        '\u0800',
        '\ud7ff',
        '\ue000',
        '\ufeff',
        '\uffff',
        '𐀀',
        '\u{10ffff}',
      ),
      fc.constantFrom('张', '号', '1', '3', ' ', '\u0301', '\u200d'),
    ),
    maxLength,
  });

/** Any JavaScript string at all, lone surrogates among them. */
export const anyText = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xd800, max: 0xdfff })), {
      minLength,
      maxLength,
    })
    .map((units) => String.fromCharCode(...units));
