import { Resvg } from '@resvg/resvg-js';
import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMasked, isPrivacyError } from 'waybill-privacy';
import { type LabelOriginal, labelTemplates, lintLabel, type RenderOrder, renderLabel } from 'waybill-privacy/label';
import { svgTexts, zplOfTexts, zplTexts } from '../support/renderedLabel.ts';
import '../support/fast-check.ts';

const options = { bwipjs };
const template = fc.constantFrom(...labelTemplates);

// No digits of a room, so that a room is found by its digits alone.
const fixed = { trackingNumber: 'SF9090909090909', routing: { code: '390-090-09 093' } };

interface Person {
  readonly surname: string;
  readonly given: string;
  readonly phone: string;
  readonly room: string;
}

const person: fc.Arbitrary<Person> = fc.record({
  surname: fc.constantFrom('张', '李', '欧阳', '尉迟', '喻'),
  given: fc.constantFrom('晓棠', '墨琛', '砚秋', '梓珩', '萤'),
  phone: fc
    .tuple(fc.constantFrom('138', '159', '186', '199'), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([prefix, rest]) => prefix + String(rest).padStart(8, '0')),
  room: fc.integer({ min: 1101, max: 2899 }).map(String),
});

const addressOf = ({ room }: Person, door: number, unit: string): string =>
  `浙江省杭州市西湖区栖柏路${door}号云锦苑3栋${unit}${room}室`;

const written = fc.constantFrom(
  (phone: string) => phone,
  (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
  (phone: string) => `+86-${phone}`,
);

describe('a rendered label', () => {
  it('shows nothing of invented people beyond their masks, in texts, attributes and data of both forms', () => {
    fc.assert(
      fc.property(
        ...[person, person, fc.integer({ min: 3, max: 99 }), written, template],
        fc.constantFrom('', '2单元'),
        (recipient, sender, door, write, size, unit) => {
          const party = (of: Person): RenderOrder['recipient'] => ({
            name: of.surname + of.given,
            phone: write(of.phone),
            address: addressOf(of, door, unit),
          });
          const order: RenderOrder = {
            ...fixed,
            recipient: party(recipient),
            sender: party(sender),
            items: [`${recipient.surname}${recipient.given}的礼物`, `电话${write(sender.phone)}`],
          };
          const { svg, zpl } = renderLabel(order, size, options);
          const texts = [svgTexts(svg).join(''), zplTexts(zpl).join('')];
          for (const { surname, given, phone, room } of [recipient, sender]) {
            for (const whole of [svg, zpl, ...texts]) {
              expect(whole).not.toContain(surname + given);
              if (given.length > 1) expect(whole).not.toContain(given);
              expect(whole.replace(/[\s-]/gu, '')).not.toContain(phone.slice(3, 9));
            }
            for (const text of texts) expect(text.replace(/\s/gu, '')).not.toContain(room);
          }
          for (const text of texts) expect(text).toContain('栖柏路');
          const original = { recipient: order.recipient, sender: party(sender) };
          expect(lintLabel(zpl, original).findings).toEqual([]);
          expect(lintLabel(zplOfTexts(svgTexts(svg)), original).findings).toEqual([]);
        },
      ),
    );
  });

  // Every UTF-16 unit, halves of pairs and signs of XML and ZPL among them.
  const any = fc
    .array(
      fc.oneof(
        fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
        fc.constantFrom(
          '&',
          '<',
          '>',
          ']]>',
          '^FS',
          '~',
          '_41',
          '\\&',
          '张三',
          '13812345678',
          '501室',
          '*',
          '\u202e',
          '𠮷',
        ),
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join(''));
  const or = (form: string): fc.Arbitrary<string> => fc.oneof({ weight: 6, arbitrary: fc.constant(form) }, any);
  const virtualNumber = fc.record({
    number: or('18499990000'),
    extension: or('1234'),
    validUntil: fc.date({ noInvalidDate: true }),
  });
  const party = fc.record(
    { name: any, phone: any, address: any, virtualNumber },
    { requiredKeys: ['name', 'address'] },
  );
  const order: fc.Arbitrary<RenderOrder> = fc.record(
    {
      trackingNumber: or('SF3054296718850'),
      routing: fc.record({ code: or('342-081-00 052'), hub: any }, { requiredKeys: ['code'] }),
      recipient: party,
      sender: party,
      reference: or('K7Q2M9XD4T'),
      carrier: any,
      service: any,
      items: fc.array(any, { maxLength: 4 }),
    },
    { requiredKeys: ['trackingNumber', 'routing', 'recipient'] },
  );

  it('of any strings has nothing private in it and is well-formed, or is refused with an error of this library', () => {
    let rendered = 0;
    let refused = 0;
    fc.assert(
      fc.property(order, template, (parcel, size) => {
        let label: ReturnType<typeof renderLabel>;
        try {
          label = renderLabel(parcel, size, options);
        } catch (error) {
          if (!isPrivacyError(error)) throw error;
          expect(Object.keys(error)).not.toContain('value');
          refused++;
          return;
        }
        rendered++;
        const { recipient, sender } = parcel;
        const original = unmasked(sender === undefined ? { recipient } : { recipient, sender });
        expect(lintLabel(new TextEncoder().encode(label.zpl), original).findings).toEqual([]);
        expect(lintLabel(zplOfTexts(svgTexts(label.svg)), original).findings).toEqual([]);
        // A strict parser of XML.
        expect(() => new Resvg(label.svg, { font: { loadSystemFonts: false } })).not.toThrow();
      }),
    );
    expect(rendered).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });
});

/** Without masks: nothing is known of what they hide. */
const unmasked = (parties: object): LabelOriginal =>
  Object.fromEntries(
    Object.entries(parties).map(([role, fields]) => [
      role,
      Object.fromEntries(
        Object.entries(fields as object).filter(([, value]) => typeof value === 'string' && !isMasked(value)),
      ),
    ]),
  );
