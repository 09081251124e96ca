import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker, type PolicyName } from 'waybill-privacy';
import {
  createRiskReport,
  linkViews,
  type NumberBlocks,
  type PartyRisk,
  type RiskOptions,
  riskChart,
  riskMarkdown,
  riskReport,
  type ShownLabel,
} from 'waybill-privacy/label';

const shown = { name: '张**', phone: '138******78', address: '浙江省杭州市西湖区丁香路**' };
const times = (count: number, label: ShownLabel): ShownLabel[] => new Array<ShownLabel>(count).fill(label);
const named = (name: string): ShownLabel => ({ ...shown, name });
const recipientOf = (labels: Iterable<ShownLabel>, options?: RiskOptions): PartyRisk =>
  riskReport(labels, options).recipient;

describe('riskReport: classes', () => {
  it('counts what looks the same', () => {
    // Classes of 1, 2, 4, 19 and 20.
    const labels = [1, 2, 4, 19, 20].flatMap((count) => times(count, named(`${count}*`)));
    const risk = recipientOf(labels);
    expect(risk).toMatchObject({
      labels: 46,
      classes: 5,
      smallestClass: 1,
      largestRisk: 1,
      averageRisk: 5 / 46,
      below20: { labels: 26, share: 26 / 46 },
      below5: { labels: 7, share: 7 / 46 },
      below3: { labels: 3, share: 3 / 46 },
    });
    expect(risk.bands).toEqual([
      { from: 1, to: 1, classes: 1, labels: 1 },
      { from: 2, to: 2, classes: 1, labels: 2 },
      { from: 3, to: 4, classes: 1, labels: 4 },
      { from: 5, to: 19, classes: 1, labels: 19 },
      { from: 20, to: 99, classes: 1, labels: 20 },
      { from: 100, to: null, classes: 0, labels: 0 },
    ]);
  });

  it.each<[string, ShownLabel, ShownLabel, number]>([
    ['spaces around a value', { name: '张**' }, { name: ' 张** ' }, 1],
    ['an absent field and an empty one', { name: '张**' }, { name: '张**', phone: '' }, 1],
    ['a mask of another width', { name: '张**' }, { name: '张*' }, 2],
    ['the same text in another field', { name: '张' }, { address: '张' }, 2],
    ['lone surrogates', { name: '\ud800' }, { name: '\ud801' }, 2],
  ])('compares %s', (_, a, b, classes) => {
    expect(recipientOf([a, b]).classes).toBe(classes);
  });

  it('keeps parties apart', () => {
    const { labels, recipient, sender } = riskReport([{ recipient: shown, sender: shown }, { sender: shown }]);
    expect([labels, recipient.labels, sender.labels, sender.classes]).toEqual([2, 1, 2, 1]);
  });

  it('counts what finds no room as classes of one', () => {
    const risk = recipientOf([...times(30, named('张*')), ...times(3, named('李*'))], { maxClasses: 1 });
    expect(risk).toMatchObject({ classes: 4, overflow: 3, smallestClass: 1, below3: { labels: 3 } });
  });
});

describe('riskReport: level', () => {
  it.each<[string, ShownLabel[], RiskOptions, number, string]>([
    ['a whole name', times(20, { name: '张三' }), {}, 1, 'direct-identifier'],
    ['a whole mobile', times(20, { name: '张*', phone: '13812345678' }), {}, 1, 'direct-identifier'],
    ['a whole number beside a mask', times(20, { phone: '138******78 13912345678' }), {}, 1, 'direct-identifier'],
    ['a number in three parts', times(20, { phone: '138 1234 5678' }), {}, 1, 'direct-identifier'],
    ['a whole landline', times(20, { phone: '0571-87654321' }), {}, 1, 'direct-identifier'],
    ['one whole name among many', [...times(40, shown), { name: '张三' }], {}, 1, 'direct-identifier'],
    ['classes of 19', times(19, shown), {}, 2, 'class-too-small'],
    ['classes of 20', times(20, shown), {}, 3, 'classes-large-enough'],
    ['one small class', [...times(20, shown), named('李*')], {}, 2, 'class-too-small'],
    ['4 of 5', times(4, shown), { release: 'controlled', contextRisk: 0 }, 2, 'class-too-small'],
    ['5, context 0.2', times(5, shown), { release: 'controlled', contextRisk: 0.2 }, 3, 'classes-large-enough'],
    ['5, context 1', times(5, shown), { release: 'controlled' }, 2, 'overall-risk'],
    ['2 of 3', times(2, shown), { release: 'enclave', contextRisk: 0 }, 2, 'class-too-small'],
    ['3, context 0.1', times(3, shown), { release: 'enclave', contextRisk: 0.1 }, 3, 'classes-large-enough'],
    ['nothing at all', [{ name: '***', phone: '***', address: '***' }], {}, 4, 'nothing-shown'],
    ['a smile', [{ name: '张(^_^)' }], {}, 2, 'class-too-small'],
  ])('%s', (_, labels, options, level, reason) => {
    expect(riskReport(labels, options).grade).toEqual({ level, reason });
  });

  it('is the lower one of both parties', () => {
    const label = { recipient: shown, sender: { name: '李四' } };
    expect(riskReport(times(20, label)).grade?.level).toBe(1);
    expect(riskReport(times(20, { recipient: label.sender, sender: shown })).grade?.level).toBe(1);
  });
});

describe('riskReport: phones', () => {
  const blocks: NumberBlocks = (prefix, city) =>
    city === '杭州市' ? ({ '138': 102, '139': 98, '150': 7 }[prefix] ?? 0) : 0;
  const median = (phone: string, options: RiskOptions = {}): number | null =>
    recipientOf([{ ...shown, phone }], options).phones.median;

  // By hand: blocks that fit the prefix, by 10 for each hidden digit of the last four.
  it.each([
    ['138****5678', 102],
    ['138*****678', 1020],
    ['138******78', 10_200],
    ['138**78', 10_200],
    ['138-****-5678', 102],
    ['+86 138****5678', 102],
    ['1３８＊＊＊＊5678', 102],
    ['138(^_^)5678', 102],
    ['13*****5678', 200],
    ['1******5678', 207],
    ['*******5678', 207],
    ['***', 2_070_000],
    ['138********', 1_020_000],
    ['1381234****', 10_000],
    ['13812345678', 1],
    ['1381***5678', 10.2],
    ['138******78-12', 10_200],
    // A tenth of the blocks for each of three digits shown is less than the one that there must be.
    ['150123*5678', 1],
  ])('%s leaves %d', (phone, candidates) => {
    expect(median(phone, { numberBlocks: blocks })).toBe(candidates);
  });

  it.each([
    ['138****5678', 50],
    ['138*****678', 500],
    ['13*****5678', 365],
    ['1******5678', 1375],
    ['*******5678', 1375],
    ['138******78', 5000],
    ['138********', 500_000],
    ['1381234****', 10_000],
  ])('%s leaves %d by the published figures', (phone, candidates) => {
    expect(median(phone)).toBe(candidates);
  });

  it('has quartiles and shares', () => {
    const { phones } = recipientOf(
      ['138', '139', '150', '150'].map((prefix) => ({ ...shown, phone: `${prefix}****5678` })),
      { numberBlocks: blocks },
    );
    expect(phones).toEqual({
      counted: 4,
      withoutCity: 0,
      other: 0,
      source: 'table',
      lowerQuartile: 7,
      median: 7,
      upperQuartile: 98,
      below20: { labels: 2, share: 0.5 },
      below100: { labels: 3, share: 0.75 },
    });
  });

  it.each([19, 20, 99, 100])('has %d numbers on the right side of 20 and 100', (count) => {
    const { phones } = recipientOf([{ ...shown, phone: '138****5678' }], { numberBlocks: () => count });
    expect([phones.below20.labels, phones.below100.labels]).toEqual([count < 20 ? 1 : 0, count < 100 ? 1 : 0]);
  });

  it.each<[string, ShownLabel, object]>([
    ['no address', { phone: '138****5678' }, { counted: 0, withoutCity: 1, other: 0 }],
    ['a province alone', { phone: '138****5678', address: '浙江省' }, { counted: 0, withoutCity: 1, other: 0 }],
    ['a municipality', { phone: '138****5678', address: '北京市东城区' }, { counted: 1, withoutCity: 0, other: 0 }],
    ['seven digits shown', { phone: '1381234****' }, { counted: 1, withoutCity: 0, other: 0 }],
    ['a landline', { phone: '0571-****5678', address: '浙江省杭州市' }, { counted: 0, withoutCity: 0, other: 1 }],
    ['letters', { phone: '无' }, { counted: 0, withoutCity: 0, other: 1 }],
    ['no phone', { name: '张*' }, { counted: 0, withoutCity: 0, other: 0 }],
  ])('counts %s', (_, label, counts) => {
    expect(recipientOf([label]).phones).toMatchObject(counts);
  });

  it('leaves out a city that the table does not have', () => {
    const label = { ...shown, address: '福建省厦门市' };
    expect(recipientOf([label], { numberBlocks: blocks }).phones).toMatchObject({ counted: 0, withoutCity: 1 });
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, '7', undefined])('refuses %s of a table', (count) => {
    const collector = createRiskReport({ numberBlocks: (() => count) as unknown as NumberBlocks });
    expect(() => collector.add(shown)).toThrow(TypeError);
    expect(collector.report().labels).toBe(0);
  });
});

describe('riskReport: arguments', () => {
  it('has no figure for an empty batch', () => {
    const report = riskReport([]);
    expect(report.grade).toBeNull();
    expect(report.recipient).toMatchObject({ smallestClass: null, largestRisk: null, averageRisk: null, grade: null });
    expect(report.recipient.below20).toEqual({ labels: 0, share: null });
    expect(report.recipient.phones).toMatchObject({ median: null, below20: { labels: 0, share: null } });
    expect(riskMarkdown(report)).toContain('No label, no level.');
    expect(riskChart(report)).toContain('</svg>');
  });

  it.each([null, undefined, 7, {}])('refuses %s for labels', (labels) => {
    expect(() => riskReport(labels as never)).toThrow(TypeError);
  });

  it.each([
    null,
    '张*',
    [],
    { nick: 'x' },
    { name: 7 },
    { name: null },
    { recipient: '张*' },
    { recipient: shown, name: '张*' },
  ])('refuses the label %j', (label) => {
    const collector = createRiskReport();
    expect(() => collector.add(label as never)).toThrow(TypeError);
    expect(collector.report().labels).toBe(0);
  });

  it.each<[object, typeof Error]>([
    [{ k: 1 }, TypeError],
    [{ release: 7 }, TypeError],
    [{ release: 'toString' }, RangeError],
    [{ contextRisk: '1' }, TypeError],
    [{ contextRisk: 1.1 }, RangeError],
    [{ contextRisk: Number.NaN }, RangeError],
    [{ maxClasses: 0 }, RangeError],
    [{ maxClasses: 1.5 }, RangeError],
    [{ numberBlocks: {} }, TypeError],
    [{ policies: 'label' }, TypeError],
  ])('refuses the options %j', (options, type) => {
    expect(() => createRiskReport(options)).toThrow(type);
  });
});

describe('riskReport: masks side by side', () => {
  it('asks lintPolicies', () => {
    expect(riskReport([]).linkage).toBeNull();
    expect(riskReport([], { policies: ['public', 'label'] }).linkage?.ok).toBe(true);
    const report = riskReport([], { policies: ['label', 'kr-pipc'] });
    expect(report.linkage?.findings[0]?.rule).toBe('C7');
    expect(riskMarkdown(report)).toContain('- C7: label + kr-pipc: together they break C2');
  });
});

describe('linkViews', () => {
  it.each<[Parameters<typeof linkViews>[0], string, string[], boolean, string[], number]>([
    ['phone', '13812345678', ['138******78'], true, [], 5],
    ['phone', '13812345678', ['138******78', '138********'], true, [], 5],
    ['phone', '13812345678', ['138******78', '*******5678'], false, ['C2'], 7],
    ['phone', '010-1234-5678', ['010-****-5678', '010-1234-****'], false, ['C2'], 11],
    ['phone', '13812345678', ['138 **** 5678', '1381234****'], false, ['C2'], 11],
    ['name', '张小明', ['张**', '张*'], true, [], 1],
    ['name', '洪吉童', ['洪*童', '洪吉*'], false, ['C1'], 3],
    ['name', '张三', ['张(^_^)', '*三'], false, ['C1'], 2],
    ['address', '丁香路8号3幢501室', ['丁香路8号**', '丁香路**'], true, [], 5],
    ['address', '丁香路8号3幢501室', ['丁香路8号3幢**', '**501室'], false, ['C3'], 11],
  ])('%s %s as %j', (kind, original, forms, ok, rules, count) => {
    const views = linkViews(kind, original, forms);
    expect([views.ok, [...new Set(views.findings.map(({ rule }) => rule))], views.shown]).toEqual([ok, rules, count]);
  });

  it('says which form is no mask of the value', () => {
    const views = linkViews('name', '张小明', ['张**', '李**']);
    expect([views.ok, views.shownAlone]).toEqual([false, [1, null]]);
  });

  it('takes a rule set', () => {
    expect(linkViews('phone', '13812345678', ['1381234****']).ok).toBe(false);
    expect(linkViews('phone', '13812345678', ['1381234****'], { profile: 'kr-pipc' }).ok).toBe(true);
  });

  it.each<[unknown[], typeof Error]>([
    [[7, '张三', []], TypeError],
    [['email', '张三', []], RangeError],
    [['name', 7, []], TypeError],
    [['name', '张三', '张*'], TypeError],
    [['name', '张三', [7]], TypeError],
    [['name', '张三', [], { rule: 1 }], TypeError],
    [['name', '张三', [], { profile: 'x' }], RangeError],
  ])('refuses %j', (args, type) => {
    expect(() => (linkViews as (...args: unknown[]) => unknown)(...args)).toThrow(type);
  });

  it('refuses a value longer than a field', () => {
    expect(() => linkViews('name', '张'.repeat(513), [])).toThrow(
      expect.objectContaining({ code: 'ERR_LIMIT_EXCEEDED' }),
    );
  });
});

describe('riskMarkdown and riskChart', () => {
  const report = riskReport([...times(4, shown), ...times(20, named('李*'))], { numberBlocks: () => 2 });

  it('writes both languages with the same lines', () => {
    const [en, zh] = [riskMarkdown(report), riskMarkdown(report, { language: 'zh' })];
    expect(en.split('\n')).toHaveLength(zh.split('\n').length);
    expect(en).toContain('| in classes below 5 (controlled) | 16.7 % |');
    expect(en).toContain('| 3–4 | 1 | 4 |');
    expect(en).toContain('| median | 200 |');
    expect(en).toContain('not a legal finding');
    expect(`${en}${zh}`).not.toMatch(/anonym|匿名/iu);
  });

  it('draws a bar for each band and a line for each threshold', () => {
    const svg = riskChart(report);
    expect(svg.match(/class="bar"/gu)).toHaveLength(6);
    expect(['k = 3', 'k = 5', 'k = 20'].every((line) => svg.includes(line))).toBe(true);
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).toContain('class size 3–4: 4 labels');
    expect(riskChart(report, { party: 'sender', language: 'zh' })).toContain('寄件人');
  });

  it.each([{ language: 'fr' }, { lang: 'en' }, { party: 'nobody' }])('refuses the options %j', (options) => {
    expect(() => riskChart(report, options as never)).toThrow(TypeError);
    expect(() => riskMarkdown(report, options as never)).toThrow(TypeError);
  });
});

describe('riskReport: properties', () => {
  const party = fc.record(
    {
      name: fc.oneof(fc.constantFrom('张*', '李*', '王**'), fc.string({ unit: 'binary' })),
      phone: fc.oneof(fc.constantFrom('138****5678', '138******78', '1********78'), fc.string({ unit: 'binary' })),
      address: fc.oneof(fc.constantFrom('浙江省杭州市', '福建省厦门市'), fc.string({ unit: 'binary' })),
    },
    { requiredKeys: [] },
  );
  const labels = fc.array(party, { maxLength: 40 });
  const shares = ({ below20, below5, below3 }: PartyRisk): number[] =>
    [below20, below5, below3].map(({ share }) => share ?? 0);

  it('does not depend on the order', () => {
    const shuffled = labels.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(riskReport(other)).toEqual(riskReport(list));
      }),
    );
  });

  it('never has a smaller class for one label more of a kind', () => {
    fc.assert(
      fc.property(labels, fc.nat(), (list, at) => {
        const label = list[at % Math.max(1, list.length)];
        if (label === undefined) return;
        const [before, after] = [recipientOf(list), recipientOf([...list, label])];
        expect(after.smallestClass).toBeGreaterThanOrEqual(before.smallestClass ?? 0);
        expect(after.classes).toBe(before.classes);
      }),
    );
  });

  it('never says more risk for coarser masks', () => {
    // From fine to coarse, each hides a part of what the one before shows.
    const phones = [
      '13812345678',
      '138****5678',
      '138*****678',
      '138******78',
      '13*******78',
      '1********78',
      '***********',
    ];
    const tail = fc.array(
      fc.record({ name: fc.constantFrom('张*', '李*'), last: fc.nat(9), step: fc.nat(phones.length - 1) }),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(tail, fc.nat(phones.length - 1), fc.boolean(), (list, step, hasTable) => {
        const options: RiskOptions = hasTable ? { numberBlocks: (prefix) => (Number(prefix) % 7) + 1 } : {};
        const at = (level: number): PartyRisk =>
          recipientOf(
            list.map(({ name, last }) => {
              const phone = phones[level] as string;
              return {
                name,
                address: '浙江省杭州市',
                phone: phone.endsWith('*') ? phone : `${phone.slice(0, -1)}${last}`,
              };
            }),
            options,
          );
        const [fine, coarse] = [at(step), at(Math.min(step + 1, phones.length - 1))];
        for (const [i, share] of shares(coarse).entries()) expect(share).toBeLessThanOrEqual(shares(fine)[i] ?? 0);
        expect(coarse.smallestClass).toBeGreaterThanOrEqual(fine.smallestClass ?? 0);
        expect(coarse.phones.median).toBeGreaterThanOrEqual(fine.phones.median ?? 0);
        expect(coarse.phones.below100.share).toBeLessThanOrEqual(fine.phones.below100.share ?? 0);
        expect(coarse.grade?.level).toBeGreaterThanOrEqual(fine.grade?.level ?? 0);
      }),
    );
  });

  it('is total, survives JSON, and adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ recipient: party, sender: party }, { requiredKeys: ['sender'] })), (list) => {
        const report = riskReport(list);
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        for (const risk of [report.recipient, report.sender]) {
          expect(risk.bands.reduce((sum, band) => sum + band.labels, 0)).toBe(risk.labels);
          expect(risk.bands.reduce((sum, band) => sum + band.classes, 0)).toBe(risk.classes);
        }
        expect(riskMarkdown(report) + riskChart(report)).not.toContain('NaN');
      }),
    );
  });

  it('holds no value of a person', () => {
    const policy = fc.constantFrom<PolicyName>('public', 'label', 'support', 'owner');
    const digits = fc.integer({ min: 30_000_000, max: 99_999_999 }).map((n) => `138${n}`);
    fc.assert(
      fc.property(policy, digits, (name, phone) => {
        const masker = createMasker(name);
        const person = { name: '欧阳云岚', phone, address: '福建省厦门市思明区丁香路8号3幢501室' };
        const label = {
          name: masker.name(person.name),
          phone: masker.phone(phone),
          address: masker.address(person.address),
        };
        const report = riskReport([label], { policies: [name] });
        const text = JSON.stringify(report) + riskMarkdown(report) + riskChart(report);
        for (const value of ['欧阳', '云岚', '厦门', '丁香', '501', phone, phone.slice(0, 7), phone.slice(-6)]) {
          expect(text).not.toContain(value);
        }
        expect(JSON.stringify(linkViews('phone', phone, [label.phone]))).not.toContain(phone.slice(-4));
      }),
    );
  });
});
