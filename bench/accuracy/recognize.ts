import Table from 'cli-table3';
import { type Recognition, type RecognizedKind, recognize } from 'waybill-privacy';
import { createRandom } from '../../scripts/orders/random.ts';
import {
  ciphertextForms,
  decoyForms,
  maskForms,
  plainForms,
  referenceForms,
  type ValueForm,
  virtualForms,
} from './platformValues.ts';

const kinds: readonly RecognizedKind[] = [
  'ciphertext',
  'masked',
  'virtual-number',
  'reference',
  'own-token',
  'plain',
  'unknown',
];
const valuesPerForm = 400;
const seed = 20_261_111;

interface Row {
  readonly form: ValueForm;
  readonly counts: Map<RecognizedKind, number>;
  platformRight: number;
  fieldRight: number;
  /** Of ciphertexts: whether an index and a binding are told right. */
  detailRight: number;
}

/** What {@link recognize} says of generated values of every form. */
export function recognitions(): boolean {
  const random = createRandom(seed);
  const rowOf = (form: ValueForm): Row => {
    const row: Row = { form, counts: new Map(), platformRight: 0, fieldRight: 0, detailRight: 0 };
    for (let i = 0; i < valuesPerForm; i++) count(row, recognize(form.make(random)));
    return row;
  };
  const ciphertexts = ciphertextForms.map(rowOf);
  const plain = plainForms.map(rowOf);
  const decoys = decoyForms.map(rowOf);
  const others = [...maskForms, ...virtualForms, ...referenceForms].map(rowOf);
  print([...ciphertexts, ...others, ...plain, ...decoys]);
  return checkBars(ciphertexts, others, [...plain, ...decoys]);
}

function count(row: Row, { kind, platform, field, indexed, boundTo }: Recognition): void {
  const { form } = row;
  row.counts.set(kind, (row.counts.get(kind) ?? 0) + 1);
  if (platform === form.platform) row.platformRight++;
  if (form.field === undefined || field === form.field) row.fieldRight++;
  if (indexed === form.indexed && boundTo === form.boundTo) row.detailRight++;
}

function print(rows: readonly Row[]): void {
  const table = new Table({
    head: ['form', ...kinds, 'platform', 'field', 'index, bound'],
    style: { head: [], border: [] },
  });
  for (const { form, counts, platformRight, fieldRight, detailRight } of rows) {
    const told = (isTold: boolean, right: number): string => (isTold ? `${right}` : '');
    table.push([
      form.name,
      ...kinds.map((kind) => counts.get(kind) ?? ''),
      told(form.platform !== undefined, platformRight),
      told(form.field !== undefined, fieldRight),
      told(form.kind === 'ciphertext', detailRight),
    ]);
  }
  console.log(table.toString());
}

const countOf = (rows: readonly Row[], kind: RecognizedKind): number =>
  rows.reduce((sum, { counts }) => sum + (counts.get(kind) ?? 0), 0);

/** The bars of the contract, and how they are met. */
function checkBars(ciphertexts: readonly Row[], others: readonly Row[], readable: readonly Row[]): boolean {
  const share = (rows: readonly Row[], right: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + right(row), 0) / (rows.length * valuesPerForm);
  const ofPlatforms = ciphertexts.filter(({ form }) => form.platform !== undefined);
  const withField = ciphertexts.filter(({ form }) => form.field !== undefined);
  const bars: readonly (readonly [string, string, boolean])[] = [
    bar('plain values and decoys called ciphertext', countOf(readable, 'ciphertext'), (value) => value === 0, '0'),
    bar('ciphertexts called plain', countOf(ciphertexts, 'plain'), (value) => value === 0, '0'),
    shareBar(
      'platform of ciphertexts right',
      share(ofPlatforms, (row) => row.platformRight),
      0.98,
    ),
    shareBar(
      'field of ciphertexts right, where the body tells',
      share(withField, (row) => row.fieldRight),
      0.999,
    ),
    shareBar(
      'index and binding of ciphertexts right',
      share(ciphertexts, (row) => row.detailRight),
      0.98,
    ),
    shareBar(
      'kind of masks, virtual numbers, references right',
      share(others, (row) => row.counts.get(row.form.kind) ?? 0),
      0.98,
    ),
  ];
  for (const [name, value, isMet] of bars) console.log(`${isMet ? 'met   ' : 'MISSED'} ${name}: ${value}`);
  return bars.every(([, , isMet]) => isMet);
}

const bar = (
  name: string,
  value: number,
  isMet: (value: number) => boolean,
  wanted: string,
): readonly [string, string, boolean] => [name, `${value} (bar: ${wanted})`, isMet(value)];

const shareBar = (name: string, value: number, min: number): readonly [string, string, boolean] => [
  name,
  `${(value * 100).toFixed(2)} % (bar: ${min * 100} %)`,
  value >= min,
];
