import { describe, expect, it } from 'vitest';
import { type ComplianceProfile, createMasker, lintPolicies, type Policy, type PolicyName } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const audiences: readonly PolicyName[] = ['public', 'label', 'support', 'owner', 'station', 'warehouse'];
const all: readonly PolicyName[] = [...audiences, 'kr-pipc', 'jp-tokumei'];

const base: Policy = {
  name: 'base',
  person: { visible: 'nothing' },
  phone: { visible: 'nothing' },
  address: createMasker('public').policy.address,
  identity: 'nothing',
};
const edges = (name: string, mobilePrefixDigits: number, suffixDigits: number): Policy => ({
  ...base,
  name,
  phone: { visible: 'edges', mobilePrefixDigits, suffixDigits },
});
const head = edges('head', 3, 0);
const tail = edges('tail', 0, 4);

const rulesOf = (list: readonly (PolicyName | Policy)[], profile?: ComplianceProfile): string[] =>
  lintPolicies(list, profile).findings.map(({ rule }) => rule);

describe('lintPolicies', () => {
  it('passes the six audiences', () => {
    expect(lintPolicies(audiences)).toEqual({ ok: true, profile: 'cn-gbt41833', findings: [], warnings: [] });
  });

  it.each(all)('passes %s alone, C9 and C10 included', (name) => {
    expect(lintPolicies([name]).findings).toEqual([]);
  });

  it('has nothing to say of no policy', () => {
    expect(lintPolicies([])).toEqual({ ok: true, profile: 'cn-gbt41833', findings: [], warnings: [] });
  });

  it('fails a label beside a Korean label: together they show nearly all', () => {
    const { findings } = lintPolicies(['label', 'kr-pipc']);
    expect(findings[0]).toMatchObject({ rule: 'C7', start: 0, end: 0 });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['C7', 'C8']));
    for (const { message } of findings) expect(message).toContain('label + kr-pipc');
  });

  it('adds up what two policies show that are fine alone', () => {
    expect(rulesOf([head])).toEqual([]);
    expect(rulesOf([tail])).toEqual([]);
    expect(lintPolicies([head, tail]).findings).toEqual([
      { rule: 'C7', start: 0, end: 0, message: 'head + tail: together they break C2' },
      expect.objectContaining({ rule: 'C8' }),
    ]);
  });

  it('allows two policies that add up to five digits, and asks for nesting still', () => {
    expect(rulesOf([head, edges('short tail', 0, 2)])).toEqual(['C8']);
  });

  it('takes the profile of the first policy, or the one that is named', () => {
    expect(lintPolicies(['kr-pipc']).profile).toBe('kr-pipc');
    expect(lintPolicies(['label', 'kr-pipc']).profile).toBe('cn-gbt41833');
    expect(lintPolicies(['label'], 'jp-tokumei').profile).toBe('jp-tokumei');
  });

  it.each<[PolicyName, ComplianceProfile, string[]]>([
    ['kr-pipc', 'cn-gbt41833', ['C2', 'C3']],
    ['label', 'jp-tokumei', ['C1', 'C2', 'C3']],
    ['label', 'kr-pipc', ['C2']],
    ['jp-tokumei', 'cn-gbt41833', []],
  ])('holds %s against another profile, %s', (name, profile, rules) => {
    expect(rulesOf([name], profile)).toEqual(rules);
  });

  it('does not report a rule that a policy acknowledges, and reports the others', () => {
    const knowing: Policy = { ...base, name: 'knowing', phone: { visible: 'all' }, acknowledge: ['C2'] };
    expect(rulesOf([knowing])).toEqual([]);
    expect(rulesOf([knowing, head])).toEqual([]);
    // head + tail is still there: the third policy does not excuse them.
    expect(rulesOf([knowing, head, tail])).toEqual(['C7', 'C8']);
  });

  it('reports identity data of two policies only where none acknowledges', () => {
    expect(rulesOf(['label', 'support'])).toEqual([]);
  });

  it('refuses what could not be used: ERR_POLICY', () => {
    expect(codeOf(() => lintPolicies(['nobody-13812345678' as PolicyName]))).toBe('ERR_POLICY');
    expect(codeOf(() => lintPolicies([edges('open', 3, 4)]))).toBe('ERR_POLICY');
    expect(shownBy(thrownBy(() => lintPolicies(['nobody-13812345678' as PolicyName])))).not.toContain('1381234');
  });

  it('RangeError for an unknown profile', () => {
    expect(() => lintPolicies(['label'], 'gb' as ComplianceProfile)).toThrow(RangeError);
  });

  it('quotes no value of its samples', () => {
    const { findings } = lintPolicies(['label', 'kr-pipc', head, tail]);
    expect(findings.length).toBeGreaterThan(4);
    expect(JSON.stringify(findings)).not.toMatch(/\d{4}|\p{Script=Han}|\p{Script=Hangul}|@/u);
  });
});
