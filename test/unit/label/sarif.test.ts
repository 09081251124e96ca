import { describe, expect, it } from 'vitest';
import { labelRules, labelSarif, lintLabel, type SarifLog } from 'waybill-privacy/label';

const name = '张三丰';
const original = { recipient: { name, phone: '13812345678', address: '海德三道199号3栋2单元501室' } };
const label = `^XA^CI28
^FD${name} 138****5678^FS^FX 13812345678^FS
^BQN^FDQA,(00)1(4302)海德三道199号3栋2单元501室^FS^FN1"${name}"^FS^XZ`;
const findings = lintLabel(label, original).findings;

/** The rules of the standard that a viewer depends on. Returns what is broken. */
function problemsOf(log: SarifLog): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, rule: string): void => {
    if (!holds) problems.push(rule);
  };
  need(log.version === '2.1.0', 'version');
  need(/^https:\/\/.*sarif.*2\.1\.0.*\.json$/u.test(log.$schema), '$schema');
  need(Array.isArray(log.runs) && log.runs.length > 0, 'runs');
  for (const { tool, results, artifacts, columnKind } of log.runs) {
    need(tool.driver.name.length > 0, 'name');
    need(URL.canParse(tool.driver.informationUri), 'informationUri is absolute');
    need(['utf16CodeUnits', 'unicodeCodePoints'].includes(columnKind), 'columnKind');
    const ids = tool.driver.rules.map(({ id }) => id);
    need(new Set(ids).size === ids.length, 'ids are unique');
    for (const rule of tool.driver.rules) {
      need(/^[A-Z][A-Za-z]+$/u.test(rule.name), 'name is an identifier');
      need(rule.shortDescription.text.endsWith('.'), 'a sentence');
      need(rule.help.text.length > 0, 'help');
      need(['none', 'note', 'warning', 'error'].includes(rule.defaultConfiguration.level), 'level');
    }
    for (const result of results) {
      need(tool.driver.rules[result.ruleIndex]?.id === result.ruleId, 'ruleIndex is that of ruleId');
      need(['none', 'note', 'warning', 'error'].includes(result.level), 'level');
      need(result.message.text.length > 0, 'message');
      need(result.locations.length === 1, 'locations');
      for (const { physicalLocation } of result.locations) {
        const { artifactLocation, region } = physicalLocation;
        need(artifacts[artifactLocation.index]?.location.uri === artifactLocation.uri, 'index is that of uri');
        need(/^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/u.test(artifactLocation.uri), 'uri');
        const { startLine, startColumn } = region;
        need(Number.isInteger(startLine) && startLine >= 1, 'startLine');
        need(Number.isInteger(startColumn) && startColumn >= 1, 'startColumn');
      }
    }
  }
  return problems;
}

describe('labelSarif', () => {
  it('is a log of SARIF 2.1.0 with a result for each finding', () => {
    const log = labelSarif(findings, { uri: 'labels/a.zpl' });
    expect(problemsOf(log)).toEqual([]);
    const results = log.runs[0].results.map(({ ruleId, locations: [{ physicalLocation }] }) => [
      ruleId,
      physicalLocation.region.startLine,
      physicalLocation.region.startColumn,
    ]);
    expect(results).toEqual(findings.map(({ rule, line, column }) => [rule, line, column]));
    expect(new Set(results.map(([rule]) => rule))).toEqual(new Set(['C2', 'C4']));
    expect(new Set(findings.map(({ where }) => where))).toEqual(new Set(['text', 'comment', 'payload', 'parameter']));
  });

  it('holds no value', () => {
    expect(JSON.stringify(labelSarif(findings, { uri: 'a.zpl' }).runs[0].results)).not.toMatch(
      /张|三丰|12345|5678\b|海德|501/u,
    );
  });

  it('has every rule with its help, and no result for a clean label', () => {
    const log = labelSarif([], { uri: 'a.zpl' });
    expect(problemsOf(log)).toEqual([]);
    expect(log.runs[0].tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(labelRules));
    expect(log.runs[0].results).toEqual([]);
  });

  it('takes reports of many labels', () => {
    const log = labelSarif([
      { uri: 'labels/面单 1.zpl', findings },
      { uri: 'b%20c.zpl', findings: [] },
      { uri: 'file:///d.zpl', findings: findings.slice(0, 1) },
    ]);
    expect(problemsOf(log)).toEqual([]);
    expect(log.runs[0].artifacts.map(({ location }) => location.uri)).toEqual([
      'labels/%E9%9D%A2%E5%8D%95%201.zpl',
      'b%20c.zpl',
      'file:///d.zpl',
    ]);
    expect(log.runs[0].results.at(-1)?.locations[0].physicalLocation.artifactLocation.index).toBe(2);
  });

  it.each([
    [() => labelSarif(findings)],
    [() => labelSarif([{ uri: 'a', findings }], { uri: 'b' })],
    [() => labelSarif({} as never, { uri: 'b' })],
    [() => labelSarif([1] as never, { uri: 'b' })],
    [() => labelSarif(findings, { uri: 1 } as never)],
  ])('refuses arguments of another kind', (call) => {
    expect(call).toThrow(TypeError);
  });

  it('is checked by rules that find what is wrong', () => {
    const log = labelSarif(findings, { uri: 'a.zpl' });
    const text = JSON.stringify(log);
    const broken = (from: string, to: string): string[] => problemsOf(JSON.parse(text.replace(from, to)) as SarifLog);
    expect(broken('"version":"2.1.0"', '"version":"2.0.0"')).toEqual(['version']);
    expect(broken('"startLine":2', '"startLine":0')).toEqual(['startLine']);
    expect(broken('"uri":"a.zpl","index"', '"uri":"a b","index"')).toEqual(['index is that of uri', 'uri']);
    expect(broken('"ruleIndex":3', '"ruleIndex":4')).toEqual(['ruleIndex is that of ruleId']);
  });
});
