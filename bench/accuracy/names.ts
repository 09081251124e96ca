import { readFileSync } from 'node:fs';
import { lintMasked, maskName } from 'waybill-privacy';
import { dataFile, emptyRow, isClean, printTable, type Row } from './table.ts';

// Given names of one to three hanzi, common and rare, one outside the BMP.
const givenNames = ['云', '伟', '㛃', '𠮷', '云岚', '建国', '子涵', '𠮷云', '云岚舟', '阿依古'];

/** Family names and waybills: C1 by counting characters, compound family names whole, no length in the mask. */
export function names(): boolean {
  const rows: Row[] = [];
  const families = dataFile('family-names.txt');
  if (families !== undefined) rows.push(...familyRows(readFileSync(families, 'utf8').trim().split('\n')));
  const waybills = dataFile('waybills.dev.jsonl');
  if (waybills !== undefined) rows.push(waybillRow(readFileSync(waybills, 'utf8').trim().split('\n')));
  printTable('names', rows, 'break C1');
  return isClean(rows);
}

function familyRows(families: readonly string[]): Row[] {
  const rows = new Map<string, Row>();
  const notWhole: string[] = [];
  for (const family of families) {
    for (const given of givenNames) {
      const kind = `${[...family].length === 1 ? 'single' : 'compound'} family name, given name of ${[...given].length}`;
      const row = rows.get(kind) ?? emptyRow(kind);
      rows.set(kind, row);
      check(row, family + given);
      if ([...family].length === 2 && maskName(family + given) !== `${family}**`) notWhole.push(family);
    }
    check(rows.get('a name of one hanzi') ?? addRow(rows, 'a name of one hanzi'), family.slice(0, 1));
  }
  const compound = families.filter((family) => [...family].length === 2).length;
  const missed = new Set(notWhole);
  console.log(
    `compound family names kept whole: ${compound - missed.size} of ${compound}; not: ${[...missed].join(' ') || 'none'}`,
  );
  return [...rows.values()];
}

function addRow(rows: Map<string, Row>, name: string): Row {
  const row = emptyRow(name);
  rows.set(name, row);
  return row;
}

function waybillRow(lines: readonly string[]): Row {
  const row = emptyRow('names of waybills.dev.jsonl');
  for (const line of lines) {
    const { text, spans } = JSON.parse(line) as {
      text: string;
      spans: { start: number; end: number; label: string }[];
    };
    for (const { start, end } of spans.filter(({ label }) => label === 'name')) check(row, text.slice(start, end));
  }
  return row;
}

function check(row: Row, name: string): void {
  row.inputs++;
  try {
    const masked = maskName(name);
    const visible = [...masked].filter((character) => character !== '*').length;
    const isWidthConstant = [...masked].length - visible === 2;
    if (visible >= [...name].length || !isWidthConstant) row.broken++;
    if (!lintMasked('name', name, masked).ok) row.linted++;
  } catch {
    row.exceptions++;
  }
}
