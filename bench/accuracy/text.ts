import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { type Finding, maskText, parseWaybillText, scanPayload } from 'waybill-privacy';
import { measure } from '../rounds.ts';
import { type Remark, type RemarkSpan, readRemarks } from './remarks.ts';
import { dataFile } from './table.ts';

/** One figure and the bound it has to keep. */
interface Figure {
  readonly what: string;
  readonly value: number;
  readonly bound: number;
  /** Whether the bound is the least or the most that is allowed. */
  readonly is: 'least' | 'most';
  readonly of: string;
}

/** Free text: waybills of public data, invented remarks, stability, speed. */
export async function text(): Promise<boolean> {
  const remarks = readRemarks();
  const figures = [...waybillFigures(), ...remarkFigures(remarks), ...stabilityFigures(remarks)];
  const table = new Table({ head: ['text', 'figure', 'bound', 'of'], style: { head: [], border: [] } });
  for (const { what, value, bound, is, of } of figures) {
    table.push([what, round(value), `${is === 'least' ? '≥' : '≤'} ${bound}`, of]);
  }
  console.log(table.toString());
  await printSpeed(remarks);
  return figures.every(({ value, bound, is }) => (is === 'least' ? value >= bound : value <= bound));
}

const round = (value: number): number => Math.round(value * 100) / 100;
const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (part / whole) * 100);

interface Waybill {
  readonly text: string;
  readonly spans: readonly RemarkSpan[];
}

function waybillFigures(): Figure[] {
  const file = dataFile('waybills.dev.jsonl');
  if (file === undefined) return [];
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Waybill);
  const counts = {
    phones: 0,
    phonesFound: 0,
    names: 0,
    namesFound: 0,
    namesSaid: 0,
    regions: 0,
    regionsKept: 0,
    exact: 0,
  };
  for (const row of rows) {
    const findings = scanPayload(row.text);
    const masked = maskText(row.text);
    for (const span of row.spans) {
      const value = row.text.slice(span.start, span.end);
      if (span.label === 'phone') {
        counts.phones++;
        if (covers(findings, span, ['phone'])) counts.phonesFound++;
      } else if (span.label === 'name') {
        counts.names++;
        if (findings.some(({ kind, start, end }) => kind === 'name' && start === span.start && end === span.end))
          counts.namesFound++;
      } else if (regionLabels.includes(span.label)) {
        counts.regions++;
        if (masked.includes(value)) counts.regionsKept++;
      }
    }
    counts.namesSaid += findings.filter(({ kind }) => kind === 'name').length;
    if (isExact(row)) counts.exact++;
  }
  const of = `${rows.length} rows of waybills.dev.jsonl`;
  return [
    { what: 'phone recall, %', value: percent(counts.phonesFound, counts.phones), bound: 100, is: 'least', of },
    { what: 'name span recall, %', value: percent(counts.namesFound, counts.names), bound: 98, is: 'least', of },
    { what: 'name span precision, %', value: percent(counts.namesFound, counts.namesSaid), bound: 97, is: 'least', of },
    { what: 'region parts kept, %', value: percent(counts.regionsKept, counts.regions), bound: 100, is: 'least', of },
    { what: 'rows parsed exactly, %', value: percent(counts.exact, rows.length), bound: 92, is: 'least', of },
  ];
}

const regionLabels: readonly string[] = ['prov', 'city', 'district'];

function isExact({ text: waybill, spans }: Waybill): boolean {
  const { recipient } = parseWaybillText(waybill);
  const value = (label: string): string => {
    const span = spans.find((candidate) => candidate.label === label);
    return span === undefined ? '' : waybill.slice(span.start, span.end);
  };
  return (
    recipient.name === value('name') &&
    recipient.phone === value('phone') &&
    recipient.province === value('prov') &&
    recipient.city === value('city') &&
    recipient.district === value('district') &&
    recipient.address === value('detail')
  );
}

/** Whether findings of these kinds cover every letter, digit and hanzi of a span. */
function covers(
  findings: readonly Finding[],
  { start, end }: RemarkSpan,
  kinds: readonly string[],
  text = '',
): boolean {
  const found = findings.filter(({ kind }) => kinds.includes(kind));
  for (let at = start; at < end; at++) {
    if (text !== '' && /[^\p{L}\p{N}]/u.test(text[at] as string)) continue;
    if (!found.some((finding) => finding.start <= at && at < finding.end)) return false;
  }
  return true;
}

const flats: readonly string[] = ['unit', 'floor', 'room'];
const leastRecall: Readonly<Record<string, number>> = {
  phone: 99,
  email: 99,
  idNumber: 99,
  flat: 95,
  name: 90,
  account: 90,
  bankCard: 90,
  plate: 90,
};
const mostFalsePerThousand = 3;

function remarkFigures(remarks: readonly Remark[]): Figure[] {
  const counts = new Map<string, { all: number; found: number }>();
  let negatives = 0;
  let falseFindings = 0;
  for (const { text: remark, spans } of remarks) {
    const findings = scanPayload(remark);
    if (spans.length === 0) {
      negatives++;
      falseFindings += findings.length;
    }
    for (const span of spans) {
      // A building or a gate alone is nobody's home.
      if (span.label === 'building' || span.label === 'door') continue;
      const label = flats.includes(span.label) ? 'flat' : span.label;
      const count = counts.get(label) ?? { all: 0, found: 0 };
      counts.set(label, count);
      count.all++;
      // A number behind 微信 is an account and a phone: either hides it.
      const kinds = label === 'flat' ? ['address'] : label === 'phone' ? ['phone', 'account'] : [label];
      if (covers(findings, span, kinds, remark)) count.found++;
    }
  }
  const figures = [...counts].map(
    ([label, { all, found }]): Figure => ({
      what: `${label} recall, %`,
      value: percent(found, all),
      bound: leastRecall[label] as number,
      is: 'least',
      of: `${all} in remarks.jsonl`,
    }),
  );
  return [
    ...figures,
    {
      what: 'false findings per 1,000 negative messages',
      value: (falseFindings / negatives) * 1000,
      bound: mostFalsePerThousand,
      is: 'most',
      of: `${negatives} without anything private`,
    },
  ];
}

const fullWidth = (remark: string): string =>
  remark.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

function stabilityFigures(remarks: readonly Remark[]): Figure[] {
  const differs = (change: (remark: string) => string): number =>
    remarks.filter(({ text: remark }) => summary(scanPayload(change(remark))) !== summary(scanPayload(remark))).length;
  const left = remarks.filter(({ text: remark }) => scanPayload(maskText(remark)).length > 0).length;
  const of = `${remarks.length} remarks`;
  return [
    { what: 'other findings in full-width', value: differs(fullWidth), bound: 0, is: 'most', of },
    { what: 'findings in a masked remark', value: left, bound: 0, is: 'most', of },
  ];
}

const summary = (findings: readonly Finding[]): string =>
  findings.map(({ kind, start, end }) => `${kind} ${start} ${end}`).join();

const peerPackage = '@redactpii/node';

interface RedactPii {
  readonly Redactor: new () => { redact(text: string): string };
}

async function printSpeed(remarks: readonly Remark[]): Promise<void> {
  const texts = remarks.map((remark) => remark.text);
  const megabytes = texts.reduce((sum, remark) => sum + Buffer.byteLength(remark), 0) / 1e6;
  const contenders = [
    { name: 'JSON.stringify', run: () => texts.map((remark) => JSON.stringify(remark)) },
    { name: 'maskText', run: () => texts.map((remark) => maskText(remark)) },
    { name: 'scanPayload', run: () => scanPayload(texts) },
  ];
  const peer = await import(peerPackage).then(
    (module: RedactPii) => new module.Redactor(),
    () => undefined,
  );
  // Five patterns for names after a greeting, e-mails, US phones, cards and SSNs: it knows nothing of these texts.
  if (peer !== undefined) contenders.push({ name: peerPackage, run: () => texts.map((remark) => peer.redact(remark)) });
  else console.log(`not measured: ${peerPackage} is not installed`);
  console.log('\nMB of remarks a second by CPU time, medians, UTF-8:');
  for (const { name, itemsPerSecond } of await measure(contenders, [], megabytes, 21)) {
    console.log(`${name.padEnd(20)} ${itemsPerSecond.toFixed(2).padStart(8)}`);
  }
}
