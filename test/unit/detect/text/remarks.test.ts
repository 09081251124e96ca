// The invented remarks of bench/accuracy, as a floor that a change must not fall below.
import { describe, expect, it } from 'vitest';
import { maskText, scanPayload } from 'waybill-privacy';
import { readRemarks } from '../../../../bench/accuracy/remarks.ts';

const remarks = readRemarks();
const negatives = remarks.filter(({ spans }) => spans.length === 0);
const labels = [
  'phone',
  'name',
  'door',
  'building',
  'unit',
  'floor',
  'room',
  'email',
  'idNumber',
  'account',
  'bankCard',
  'plate',
];

describe('remarks.jsonl', () => {
  it('has 600 messages, half of them without anything private', () => {
    expect(remarks.length).toBeGreaterThanOrEqual(600);
    expect(negatives.length * 2).toBeGreaterThanOrEqual(remarks.length);
    expect(new Set(remarks.map(({ text }) => text)).size).toBe(remarks.length);
  });

  it('has spans in order, apart and inside their text', () => {
    for (const { text, spans } of remarks) {
      let at = 0;
      for (const { start, end, label } of spans) {
        expect(labels).toContain(label);
        expect(start, text).toBeGreaterThanOrEqual(at);
        expect(end, text).toBeGreaterThan(start);
        at = end;
      }
      expect(at, text).toBeLessThanOrEqual(text.length);
    }
  });

  it('finds every phone, e-mail and identity number', () => {
    for (const { text, spans } of remarks) {
      const masked = maskText(text);
      for (const { start, end, label } of spans) {
        if (label === 'phone' || label === 'email' || label === 'idNumber')
          expect(masked).not.toContain(text.slice(start, end));
      }
    }
  });

  it.each(negatives.map(({ text }) => text))('leaves alone: %s', (text) => {
    expect(scanPayload(text)).toEqual([]);
    expect(maskText(text)).toBe(text);
  });
});
