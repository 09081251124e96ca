import { describe, expect, it } from 'vitest';
import { checkPrintPayload } from 'waybill-privacy/guard';
import { lintLabel, maskLabel, parseLabel, parsePayload } from 'waybill-privacy/label';
import { GS, RS } from '../../support/payloads.ts';

// More values than a call takes arguments.
const many = 150_000;
const original = { recipient: { name: '张三丰', phone: '13812345678' } };

describe('what is read of a label and its symbols, however many there are', () => {
  it('parameters of a TSPL command', () => {
    const label = `SIZE 1 mm,1 mm\nCLS\nTEXT ${'1,'.repeat(many)}"张三丰"\nPRINT 1\n`;
    expect(parseLabel(label).runs.map(({ text }) => text)).toEqual(['张三丰']);
    expect(maskLabel(label, { original })).toContain('"张**"');
    expect(lintLabel(label, original).findings.map(({ rule }) => rule)).toEqual(['C4']);
  });

  it.each([
    ['a query', `https://a.example/t?${'a=b&'.repeat(many)}`, many + 1],
    ['a fragment', `https://a.example/t#${'a=b&'.repeat(many)}`, many + 1],
    ['a Digital Link', `https://a.example/00/395011100000010009?${'a=b&'.repeat(many)}`, many + 2],
    ['a carrier message', `[)>${RS}01${GS}96${`${GS}a`.repeat(many)}`, many + 1],
    ['data identifiers', `[)>${RS}06${`${GS}1Ta`.repeat(many)}`, many],
    ['application identifiers', `[)>${RS}05${`${GS}10a`.repeat(many)}`, many],
    ['a MaxiCode', `001840123456789[)>${RS}01${GS}96${`${GS}a`.repeat(many)}`, many + 4],
  ])('fields of %s', (_, text, fields) => {
    expect(parsePayload(text).fields).toHaveLength(fields);
  });

  it.each([
    ['a letter', 'a'],
    ['Base64', 'QUJD'],
  ])('megabytes of %s', (_, piece) => {
    expect(() => parsePayload(piece.repeat(2 ** 23 / piece.length))).not.toThrow();
  });

  it('texts that are packed in one', () => {
    const packed = JSON.stringify({ note: JSON.stringify(Array.from({ length: many }, () => 'a')) });
    // A text of this length is private as a whole.
    expect(lintLabel(`^XA^FD${packed}^FS^XZ`).findings.map(({ rule }) => rule)).toContain('C4');
  });

  it('findings in a print payload', () => {
    const names = Array.from({ length: many }, () => '13812345678');
    const custom = { data: { note: names }, templateURL: 'https://cloudprint.example.com/2' };
    expect(checkPrintPayload({ contents: [custom], names }).findings).toHaveLength(2 * many);
  });
});
