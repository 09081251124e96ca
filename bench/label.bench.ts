import { bench, do_not_optimize } from 'mitata';
import { type LabelLanguage, type LabelOriginal, lintLabel, maskLabel, parseLabel } from 'waybill-privacy/label';
import { type Contender, measure, printMeasured } from './rounds.ts';

const original: LabelOriginal = {
  recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
  sender: { name: '李雷', phone: '0571-88886666' },
};
const texts = [
  '342-081-00 052',
  '集 杭州',
  '收 张三丰 13812345678',
  '海德三道199号天利名城3-2-501',
  '寄 李雷 0571-88886666',
];
const tracking = 'SF3054296718850';

/** One invented waybill in each language: five texts, and the tracking number as a barcode and a QR code. */
const labels: Readonly<Record<LabelLanguage, string>> = {
  zpl: [
    '^XA^CI28',
    ...texts.map((text, i) => `^FO20,${40 * i}^A0N,28,28^FD${text}^FS`),
    `^FO20,300^BCN,80^FD${tracking}^FS^FO20,400^BQN,2,4^FDQA,${tracking}^FS^XZ`,
  ].join('\n'),
  tspl: [
    'SIZE 76 mm,130 mm\r\nCODEPAGE UTF-8\r\nCLS',
    ...texts.map((text, i) => `TEXT 20,${40 * i},"TSS24.BF2",0,1,1,"${text}"`),
    `BARCODE 20,300,"128",80,1,0,2,2,"${tracking}"`,
    `QRCODE 20,400,M,4,A,0,"${tracking}"`,
    'PRINT 1\r\n',
  ].join('\r\n'),
  cpcl: [
    '! 0 200 200 600 1\r\nENCODING UTF-8',
    ...texts.map((text, i) => `T 4 0 20 ${40 * i} ${text}`),
    `B 128 1 1 80 20 300 ${tracking}`,
    `B QR 20 400 M 2 U 4\r\nMA,${tracking}\r\nENDQR`,
    'FORM\r\nPRINT\r\n',
  ].join('\r\n'),
  'print-json': JSON.stringify({
    cmd: 'print',
    task: {
      documents: [{ contents: [{ data: { texts, tracking }, templateURL: 'https://cloudprint.example.com/2' }] }],
    },
  }),
};
const languages = Object.keys(labels) as LabelLanguage[];
const labelsPerRun = 500;
const base = 'JSON.parse of a string';

/** What is timed of a label, beside the reading of a JSON string of the same bytes. */
function contenders(text: string): Contender[] {
  const bytes = new TextEncoder().encode(text);
  const json = JSON.stringify(text);
  const masked = maskLabel(bytes, { original });
  const many = Array.from({ length: labelsPerRun });
  return [
    { name: base, run: () => many.map(() => JSON.parse(json) as unknown) },
    { name: 'parseLabel', run: () => many.map(() => parseLabel(bytes)) },
    { name: 'maskLabel', run: () => many.map(() => maskLabel(bytes, { original })) },
    { name: 'lintLabel', run: () => many.map(() => lintLabel(masked, original, { unmasked: bytes }).findings) },
  ];
}

/** Labels a second, by CPU time. */
export async function peers(): Promise<void> {
  for (const language of languages) {
    const measured = await measure(contenders(labels[language]), [base], labelsPerRun);
    const { length } = new TextEncoder().encode(labels[language]);
    printMeasured(`${language}, ${length} bytes`, 'labels', [base], measured);
  }
  printLong();
}

const longBytes = 1_000_000;

/** What a label of one long text costs, where nothing is shared between labels. */
function printLong(): void {
  const line = '深圳市南山区某某街道 订单 A-1 重量 3 kg 备注请放门口 ';
  const text = line.repeat(Math.ceil(longBytes / new TextEncoder().encode(line).length));
  const label = new TextEncoder().encode(`^XA^FD${text}张三丰^FS^XZ`);
  const milliseconds = (run: () => unknown): string => {
    const before = process.cpuUsage();
    do_not_optimize(run());
    const { user, system } = process.cpuUsage(before);
    return ((user + system) / 1e3).toFixed(0);
  };
  const times = [
    `parseLabel ${milliseconds(() => parseLabel(label))} ms`,
    `maskLabel ${milliseconds(() => maskLabel(label, { original }))} ms`,
    `lintLabel ${milliseconds(() => lintLabel(label, original).findings)} ms`,
  ];
  console.log(`\none text of 1 MB in UTF-8 that nothing names, CPU time: ${times.join(', ')}`);
}

export default function register(): void {
  const json = JSON.stringify(labels.zpl);
  bench(base, () => do_not_optimize(JSON.parse(json))).baseline(true);
  for (const language of languages) {
    const bytes = new TextEncoder().encode(labels[language]);
    bench(`maskLabel, ${language}`, () => do_not_optimize(maskLabel(bytes, { original })));
  }
}
