import { describe, expect, it } from 'vitest';
import { createMasker, generateKeyring, type Masker, presets } from 'waybill-privacy';
import { createJob, type OrderResult } from '../../examples/orders-report/job.ts';
import { textAt } from '../../examples/orders-report/label.ts';
import { type MadeOrder, makeOrders, orderPresets } from '../../scripts/orders/index.ts';

// The generator says what is private in each order without asking any detector: that is the judge here.

const masker = createMasker('label');

const kindOf = (preset: string, path: string): string | undefined =>
  presets[preset as keyof typeof presets].schema.fields.get(path.replaceAll(/\[\d+\]/gu, '[]'))?.kind;

/** UTF-16 units of a field that the mask hides. */
function hiddenUnits(made: MadeOrder, preset: string, path: string): Uint8Array {
  const value = textAt(made.order as object, path);
  const hidden = new Uint8Array(value.length);
  const kind = kindOf(preset, path);
  if (kind === undefined) return hidden;
  for (const { start, end } of (masker as Masker).inspect(kind as 'text', value).hidden) hidden.fill(1, start, end);
  return hidden;
}

const visibleText = (text: string, hidden: Uint8Array, start: number, end: number): string =>
  [...text.slice(start, end)].length === 0
    ? ''
    : Array.from({ length: end - start }, (_, i) => (hidden[start + i] ? '' : text[start + i])).join('');

describe.each(orderPresets)('%s', (name) => {
  const made = makeOrders(name);
  const keyring = generateKeyring({ tenant: 'test' });
  const job = createJob(presets[name], keyring, keyring);
  const results = made.map(({ order }) => job.run(order as object)) as (OrderResult & { ok: true })[];

  it('reads every order, leaks nothing, changes nothing, passes the linter', () => {
    for (const result of results) {
      expect(result.ok).toBe(true);
      expect(result.isRoundTripEqual).toBe(true);
      expect(result.leaks).toEqual([]);
      expect(result.lint).toEqual([]);
    }
  });

  it('hides every name but its family name', () => {
    const shown: string[] = [];
    for (const order of made) {
      for (const fact of order.truth.names) {
        for (const { path, start, end } of fact.spans) {
          const visible = visibleText(textAt(order.order as object, path), hiddenUnits(order, name, path), start, end);
          if (fact.kind === 'organisation' && /^(?:有限公司|店|旗舰店|超市|小学|中心|学校|驿站)$/u.test(visible))
            continue;
          const allowed = [fact.visiblePrefix, fact.visibleSuffix, fact.visiblePrefix + fact.visibleSuffix, ''];
          if (!allowed.includes(visible))
            shown.push(`${path}: ${visible} of ${fact.kind} ${textAt(order.order as object, path)}`);
        }
      }
    }
    expect(shown).toEqual([]);
  });

  it('hides six digits of every phone and its extension', () => {
    const shown: string[] = [];
    for (const order of made) {
      for (const fact of order.truth.phones) {
        if (fact.virtual) continue;
        for (const { path, start, end } of fact.spans) {
          const visible = visibleText(textAt(order.order as object, path), hiddenUnits(order, name, path), start, end);
          const digits = visible
            .normalize('NFKC')
            .replace(/^\D*(?:0086|86)\D*(?=1)/u, '')
            .replaceAll(/[^\d零〇一二三四五六七八九幺]/gu, '').length;
          const hiddenDigits = fact.digits.length + (fact.extension?.length ?? 0) - digits;
          if (hiddenDigits < 6 + (fact.extension?.length ?? 0))
            shown.push(`${path}: ${visible} | ${textAt(order.order as object, path)}`);
        }
      }
    }
    expect(shown).toEqual([]);
  });

  it('hides unit, floor and room', () => {
    const shown: string[] = [];
    for (const order of made) {
      for (const fact of order.truth.units) {
        for (const { path, start, end } of fact.spans) {
          const visible = visibleText(textAt(order.order as object, path), hiddenUnits(order, name, path), start, end);
          if (
            /[0-9A-Za-z０-９一二三四五六七八九十零〇甲乙丙丁]/u.test(
              visible.replace(fact.text.replace(fact.value, ''), ''),
            )
          ) {
            shown.push(`${path}: ${visible} (${fact.kind}) | ${textAt(order.order as object, path)}`);
          }
        }
      }
    }
    expect(shown).toEqual([]);
  });

  it('leaves order numbers, prices and dates readable', () => {
    const hidden: string[] = [];
    for (const order of made) {
      for (const fact of order.truth.decoys) {
        for (const { path, start, end } of fact.spans) {
          const visible = visibleText(textAt(order.order as object, path), hiddenUnits(order, name, path), start, end);
          if (visible !== fact.text) hidden.push(`${path}: ${fact.text} -> ${visible}`);
        }
      }
    }
    expect(hidden).toEqual([]);
  });

  it('stores no readable private value', () => {
    for (const [i, { truth }] of made.entries()) {
      const { privacy, ...rest } = (results[i] as OrderResult & { ok: true }).encrypted;
      expect(typeof privacy.masks).toBe('object');
      const stored = JSON.stringify(rest);
      for (const fact of truth.names) {
        // Names that a platform left in a mask of its own, such as 林*坤, are not whole.
        if (fact.text.length > 1) expect(stored.includes(fact.text), `${name} order ${i}`).toBe(false);
      }
      for (const fact of truth.phones) {
        if (!fact.virtual) expect(stored.includes(fact.digits), `${name} order ${i}`).toBe(false);
      }
    }
  });
});
