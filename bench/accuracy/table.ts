import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { root } from '../root.ts';

/** Figures of one class of inputs. */
export interface Row {
  readonly name: string;
  inputs: number;
  exceptions: number;
  /** Outputs that the independent check of the suite refuses. */
  broken: number;
  /** Outputs that the linter refuses. */
  linted: number;
}

export const emptyRow = (name: string): Row => ({ name, inputs: 0, exceptions: 0, broken: 0, linted: 0 });

export function printTable(title: string, rows: readonly Row[], unit: string): void {
  const table = new Table({ head: [title, 'inputs', 'exceptions', unit, 'linter'], style: { head: [], border: [] } });
  for (const row of rows) table.push([row.name, row.inputs, row.exceptions, row.broken, row.linted]);
  console.log(table.toString());
}

export const isClean = (rows: readonly Row[]): boolean =>
  rows.every((row) => row.exceptions + row.broken + row.linted === 0);

/** Path of a data file beside the repository, or `undefined` where it is absent; says so. */
export function dataFile(name: string): string | undefined {
  const path = join(root, '../shared/data', name);
  if (existsSync(path)) return path;
  console.log(`not measured: ../shared/data/${name} is not there`);
  return undefined;
}
